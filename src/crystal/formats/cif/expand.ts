/** From the atoms of the list to those of the cell, by the symmetry operations. */
import { distanceToNearest, intoCell, lengthIn, toNearest } from '../../lattice.js';
import { FULL_OCCUPANCY, occupancyOf } from '../../occupation.js';
import { length, sum, type Vector, vectorAt } from '../../vectors.js';
import { MIN_DISTANCE, refuseTooManyAtoms, tooClose } from '../assemble.js';
import type { Atom } from './atoms.js';
import { apply, type Operation } from './operations.js';

export interface ExpandedSites {
  /** Index in the list of atoms, for each site of the cell. */
  readonly atomOf: number[];
  /** In [0, 1); length 3n. */
  readonly fractional: number[];
  /** The farthest that an atom was moved onto its special position: Å, and which. */
  readonly largestShift: { readonly distance: number; readonly atom: number };
}

/**
 * Å. Images of one atom that come nearer to each other than this are one site: the atom stands on a special position, and
 * its coordinates are rounded (0.333 for 1/3 in a cell of 10 Å: 0.006 Å). It is put at the mean of these images, which is
 * exactly on the special position. Coordinates are touched nowhere else.
 */
export const SPECIAL_POSITION_REACH = 0.1;

/**
 * The same of a partly occupied atom, unless its coordinates have so few digits that rounding alone can do more: farther from
 * a special position it is split over the places around it, of which only one is occupied.
 */
const PARTIAL_REACH = 0.03;

/** Å. Images of an atom that stands exactly on its special position coincide to rounding. */
const SAME_SITE = 1e-3;

/** Operations that can keep one point: the order of m-3m. */
const MAX_STABILISER = 48;

/** Atom by atom, each atom's images in the order of the operations. Throws ATOMS_TOO_CLOSE and TOO_MANY_ATOMS. */
export function expand(atoms: readonly Atom[], operations: readonly Operation[], lattice: Float64Array): ExpandedSites {
  const atomOf: number[] = [];
  const fractional: number[] = [];
  let largestShift = { distance: 0, atom: 0 };
  refuseTooManyAtoms((atoms.length * operations.length) / MAX_STABILISER);
  atoms.forEach((atom, index) => {
    const { position, shift, stabiliser } = onSpecialPosition(atom, operations, lattice);
    if (shift > largestShift.distance) largestShift = { distance: shift, atom: index };
    const first = fractional.length;
    for (const operation of operations) {
      const image = apply(operation, position).map(cleanly) as [number, number, number];
      // An atom on a general position has as many images as there are operations, all different.
      if (stabiliser > 1 && isAmong(fractional, first, image, lattice)) continue;
      fractional.push(...image);
      atomOf.push(index);
    }
    refuseTooManyAtoms(atomOf.length, atom.line);
  });
  return { atomOf, fractional, largestShift };
}

/** The atom's position, moved onto the special position that it is meant to be on; `stabiliser` operations keep it. */
function onSpecialPosition(
  { position, rounding, label, line, occupation }: Atom,
  operations: readonly Operation[],
  lattice: Float64Array,
): { readonly position: Vector; readonly shift: number; readonly stabiliser: number } {
  let total: Vector = [0, 0, 0];
  let stabiliser = 0;
  let isRounded = false;
  const isPartial = occupation !== undefined && occupancyOf(occupation) < 1 - FULL_OCCUPANCY;
  const reach = isPartial
    ? Math.min(Math.max(PARTIAL_REACH, reachOfRounding(rounding, lattice)), SPECIAL_POSITION_REACH)
    : SPECIAL_POSITION_REACH;
  for (const operation of operations) {
    const image = apply(operation, position);
    const [x, y, z] = toNearestImage(image, position);
    const distance = lengthIn(lattice, x, y, z);
    if (distance < reach) {
      stabiliser++;
      if (distance > 1e-9) isRounded = true;
      total = sum(total, [x, y, z]);
    } else if (distance < MIN_DISTANCE && !isPartial) {
      throw tooClose(`Site ${label}`, 'its own symmetry image', distance, line);
    }
  }
  if (!isRounded) return { position, shift: 0, stabiliser };
  const [x, y, z] = total.map((component) => component / stabiliser) as [number, number, number];
  return { position: sum(position, [x, y, z]), shift: lengthIn(lattice, x, y, z), stabiliser };
}

/** The most that an atom of rounded coordinates and its image, which would coincide without rounding, are apart, Å. */
function reachOfRounding(rounding: number, lattice: Float64Array): number {
  return 2 * rounding * (length(lattice, 0) + length(lattice, 3) + length(lattice, 6));
}

/** [0, 1); rounding noise below 0 and at 1 is 0. */
function cleanly(x: number): number {
  const inside = intoCell(x);
  return inside > 1 - 1e-12 ? 0 : inside;
}

function isAmong(fractional: readonly number[], first: number, image: Vector, lattice: Float64Array): boolean {
  for (let at = first; at < fractional.length; at += 3) {
    if (distanceToNearest(lattice, image, vectorAt(fractional, at)) < SAME_SITE) return true;
  }
  return false;
}

function toNearestImage(image: Vector, position: Vector): Vector {
  return [toNearest(image[0] - position[0]), toNearest(image[1] - position[1]), toNearest(image[2] - position[2])];
}
