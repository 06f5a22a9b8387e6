/** From the atoms of the list to those of the cell, by the symmetry operations. */
import { rowsTimesMatrix } from '../../lattice.js';
import { MIN_DISTANCE, refuseTooManyAtoms, tooClose } from '../assemble.js';
import type { Atom } from './atoms.js';
import type { Operation } from './operations.js';

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
      const image = apply(operation, position).map(intoCell) as [number, number, number];
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
  { position, label, line }: Atom,
  operations: readonly Operation[],
  lattice: Float64Array,
): { readonly position: readonly [number, number, number]; readonly shift: number; readonly stabiliser: number } {
  const sum: [number, number, number] = [0, 0, 0];
  let stabiliser = 0;
  let isRounded = false;
  for (const operation of operations) {
    const image = apply(operation, position);
    const difference = image.map((x, axis) => x - position[axis]! - Math.round(x - position[axis]!));
    const distance = lengthOf(difference, lattice);
    if (distance < SPECIAL_POSITION_REACH) {
      stabiliser++;
      if (distance > 1e-9) isRounded = true;
      for (let axis = 0; axis < 3; axis++) sum[axis]! += difference[axis]!;
    } else if (distance < MIN_DISTANCE) {
      throw tooClose(`Site ${label}`, 'its own symmetry image', distance, line);
    }
  }
  if (!isRounded) return { position, shift: 0, stabiliser };
  const shift = sum.map((total) => total / stabiliser);
  return {
    position: position.map((x, axis) => x + shift[axis]!) as [number, number, number],
    shift: lengthOf(shift, lattice),
    stabiliser,
  };
}

function apply({ rotation: r, translation: t }: Operation, [x, y, z]: readonly [number, number, number]): number[] {
  return [
    r[0]! * x + r[1]! * y + r[2]! * z + t[0]!,
    r[3]! * x + r[4]! * y + r[5]! * z + t[1]!,
    r[6]! * x + r[7]! * y + r[8]! * z + t[2]!,
  ];
}

/** [0, 1); rounding noise below 0 and at 1 is 0. */
function intoCell(x: number): number {
  const inside = x - Math.floor(x);
  return inside > 1 - 1e-12 ? 0 : inside;
}

function isAmong(
  fractional: readonly number[],
  first: number,
  image: readonly number[],
  lattice: Float64Array,
): boolean {
  for (let at = first; at < fractional.length; at += 3) {
    const difference = image.map((x, axis) => x - fractional[at + axis]! - Math.round(x - fractional[at + axis]!));
    if (lengthOf(difference, lattice) < SAME_SITE) return true;
  }
  return false;
}

/** Å. */
function lengthOf(difference: ArrayLike<number>, lattice: Float64Array): number {
  const [x, y, z] = rowsTimesMatrix(difference, lattice) as unknown as [number, number, number];
  return Math.hypot(x, y, z);
}
