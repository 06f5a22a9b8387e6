/** The last step of every reader: checks that hold for all formats, and the crystal itself. */
import type { AtomicNumber, Crystal, Occupation, Provenance, ReadResult, ReadWarning } from '../crystal.js';
import { symbolOf } from '../elements.js';
import { faceDistances, lengthsOf, volumeOf } from '../lattice.js';
import { disorderOf } from '../occupation.js';
import { closePairs } from '../periodic/close-pairs.js';
import { Refused, warning } from './refused.js';
import { withSettledPositions } from './split-positions.js';

/** Atoms of one cell. Larger cells are those of proteins and simulations. */
export const MAX_ATOMS = 10_000;

/** Å. Shorter than any bond (H–H in H₂: 0.74 Å), with room for badly placed hydrogen. */
export const MIN_DISTANCE = 0.4;

/** Å. Longest basis vector; no crystal's cell comes near. */
const MAX_LENGTH = 10_000;

/**
 * A cell with a longer basis vector (Å) and more room for each atom (Å³) is none of a crystal: layers with vacuum between
 * them and molecules in boxes stay below the one, the longest polytypes below the other. Neighbours across such emptiness
 * would take seconds to find.
 */
const EMPTY_LENGTH = 1000;
const EMPTY_VOLUME = 1000;

/** Warnings of one structure; a file of garbage may have one for each line. */
const MAX_WARNINGS = 50;

/** What a reader found, before the checks. */
export interface Draft {
  readonly lattice: Float64Array;
  readonly atomicNumbers: readonly AtomicNumber[];
  /** Where a site is mixed or partly empty: of all sites; `atomicNumbers` has the most frequent element of each. */
  readonly occupations?: readonly Occupation[];
  /** Length 3n. */
  readonly fractional: ArrayLike<number>;
  /** Means over the occupants; undefined for sites whose state the file doesn't give. */
  readonly oxidationStates: readonly (number | undefined)[];
  readonly labels: readonly string[];
  /** Line of each site in the file, for formats that have lines. */
  readonly lines?: readonly number[];
}

/** The draft as a crystal. Throws NO_STRUCTURE, NO_CELL, TOO_MANY_ATOMS, BAD_COORDINATES, ATOMS_TOO_CLOSE, DISORDERED. */
export function assemble(
  stated: Draft,
  id: string,
  provenance: Provenance,
  warnings: readonly ReadWarning[],
): ReadResult {
  refuseBadDraft(stated);
  const { draft, warnings: settled } = withSettledPositions(stated);
  const { lattice, atomicNumbers, labels } = draft;
  const fractional = Float64Array.from(draft.fractional);
  for (const { site, other, distance } of closePairs(lattice, fractional, MIN_DISTANCE)) {
    throw tooClose(describe(draft, site), describe(draft, other), distance, draft.lines?.[other]);
  }
  const given = draft.oxidationStates;
  const known = given.filter((state) => state !== undefined);
  const kept = [...warnings, ...settled];
  if (known.length > 0 && known.length < given.length) {
    kept.push(warning('Oxidation states are given for only some of the sites and were not used.'));
  }
  const disorder = draft.occupations && disorderOf(draft.occupations);
  const crystal: Crystal = {
    id,
    lattice,
    atomicNumbers: Uint8Array.from(atomicNumbers),
    ...(disorder && { disorder }),
    fractional,
    ...(known.length === given.length && { oxidationStates: Float64Array.from(known) }),
    labels,
    provenance,
  };
  return { ok: true, crystal, warnings: limited(kept) };
}

function refuseBadDraft({ lattice, atomicNumbers, labels, fractional, lines }: Draft): void {
  if (atomicNumbers.length === 0) throw new Refused('NO_STRUCTURE', 'The structure has no atoms.');
  refuseTooManyAtoms(atomicNumbers.length);
  refuseBadCell(lattice);
  refuseEmptyCell(lattice, atomicNumbers.length);
  for (let index = 0; index < fractional.length; index++) {
    if (Number.isFinite(fractional[index]) && Math.abs(fractional[index]!) < 1e4) continue;
    const site = Math.floor(index / 3);
    throw new Refused('BAD_COORDINATES', `Site ${labels[site]} has no usable coordinates.`, lines?.[site]);
  }
}

export function refuseTooManyAtoms(count: number, line?: number): void {
  if (count <= MAX_ATOMS) return;
  throw new Refused('TOO_MANY_ATOMS', `The cell holds more than ${MAX_ATOMS} atoms, the maximum.`, line);
}

export function tooClose(site: string, other: string, distance: number, line?: number): Refused {
  return new Refused(
    'ATOMS_TOO_CLOSE',
    `${site} and ${other} are ${distance.toFixed(3)} Å apart; atoms of a crystal are at least ${MIN_DISTANCE} Å apart.`,
    line,
  );
}

function refuseEmptyCell(lattice: Float64Array, count: number): void {
  const volume = volumeOf(lattice) / count;
  const longest = Math.max(...lengthsOf(lattice));
  if (longest <= EMPTY_LENGTH || volume <= EMPTY_VOLUME) return;
  throw new Refused(
    'NO_CELL',
    `A basis vector is ${Math.round(longest)} Å long with ${Math.round(volume)} Å³ per atom; no crystal is that empty.`,
  );
}

/** Throws NO_CELL for a cell that no crystal has. */
export function refuseBadCell(lattice: Float64Array): void {
  const volume = volumeOf(lattice);
  const lengths = lengthsOf(lattice);
  if (!lattice.every(Number.isFinite) || !(volume > 0))
    throw new Refused('NO_CELL', 'The basis vectors span no volume.');
  if (Math.max(...lengths) > MAX_LENGTH) throw new Refused('NO_CELL', `A basis vector is longer than ${MAX_LENGTH} Å.`);
  if (Math.min(...faceDistances(lattice)) < MIN_DISTANCE) {
    throw new Refused(
      'NO_CELL',
      `The cell is thinner than ${MIN_DISTANCE} Å, so that its atoms would touch their images.`,
    );
  }
}

function describe({ atomicNumbers, labels }: Draft, site: number): string {
  return `${symbolOf(atomicNumbers[site]!)} (${labels[site] || `site ${site}`})`;
}

function limited(warnings: readonly ReadWarning[]): readonly ReadWarning[] {
  if (warnings.length <= MAX_WARNINGS) return warnings;
  return [
    ...warnings.slice(0, MAX_WARNINGS),
    warning(`${warnings.length - MAX_WARNINGS} more warnings are not listed.`),
  ];
}
