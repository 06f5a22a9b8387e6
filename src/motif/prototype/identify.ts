/**
 * The prototype of a crystal: its label, and where the structure type has a name, this and the mineral.
 *
 * A type is told by space group and occupied positions, whatever the elements, the setting and the origin, and by the
 * polyhedra of the cations: delafossite, α-NaFeO₂ and CuScO₂'s relatives occupy the same positions of R-3m.
 */
import { covalentRadiusOf } from '../../crystal/covalent-radii.js';
import type { Crystal } from '../../crystal/crystal.js';
import { atomicNumberOf, symbolOf } from '../../crystal/elements.js';
import { reducedFormula } from '../../crystal/formula.js';
import { parseFormula } from '../../crystal/parse-formula.js';
import { firstEnantiomorph } from '../../crystal/space-groups.js';
import { findSymmetry, type Symmetry } from '../../crystal/symmetry.js';
import type { MotifSite, PolyhedronNet, Prototype } from '../analysis.js';
import type { Surroundings } from '../surroundings.js';
import type { StructureType } from './structure-type.js';
import { STOICHIOMETRIES_OF_TYPES, stoichiometryOf, typesOf } from './type-sequences.js';
import {
  canonicalSequence,
  equivalentSequences,
  labelOf,
  type OccupiedPositions,
  positionsText,
  type WyckoffSequence,
  wyckoffSequence,
} from './wyckoff-sequence.js';

/** What of an analysis tells one type from another. */
export interface Analysed {
  readonly crystal: Crystal;
  readonly symmetry: Symmetry;
  /** Reduced. */
  readonly formula: string;
  readonly sites: readonly MotifSite[];
  /** Of each atom: 1 a cation, −1 an anion. */
  readonly signs: Int8Array;
  readonly nets: readonly PolyhedronNet[];
  readonly surroundings: Surroundings;
}

/**
 * Å. Computed structures, and those of low precision, may miss their symmetry by more than the tolerance that is reported; a
 * type is named with this one where the other gives none.
 */
const LOOSE_TOLERANCE = 0.1;

/** Larger cells are not searched again. */
const MOST_ATOMS_TO_SEARCH_AGAIN = 80;

/** Atoms nearer than this times the sum of their covalent radii are bonded. */
const BONDED_WITHIN = 1.25;

export function prototypeOf(analysed: Analysed): Prototype {
  const { crystal, symmetry } = analysed;
  const sequence = sequenceOf(crystal, symmetry);
  const strict = namedPrototype(sequence, symmetry.tolerance, analysed);
  return (
    strict ??
    looselyNamed(sequence, analysed) ?? {
      label: labelOf(canonicalSequence(sequence)),
      name: null,
      family: null,
      mineral: null,
      tolerance: symmetry.tolerance,
    }
  );
}

function looselyNamed(strict: WyckoffSequence, analysed: Analysed): Prototype | null {
  const { crystal, symmetry } = analysed;
  const isWorthWhile =
    symmetry.tolerance < LOOSE_TOLERANCE &&
    crystal.atomicNumbers.length <= MOST_ATOMS_TO_SEARCH_AGAIN &&
    STOICHIOMETRIES_OF_TYPES.has(stoichiometryOf(strict));
  if (!isWorthWhile) return null;
  const found = findSymmetry(crystal, LOOSE_TOLERANCE);
  if (!found.ok || found.symmetry.spaceGroup.number === symmetry.spaceGroup.number) return null;
  return namedPrototype(sequenceOf(crystal, found.symmetry), found.symmetry.tolerance, analysed);
}

function sequenceOf({ atomicNumbers }: Crystal, { spaceGroup, orbits }: Symmetry): WyckoffSequence {
  const withElements = orbits.map((orbit) => ({ ...orbit, element: symbolOf(atomicNumbers[orbit.sites[0]!]!) }));
  return wyckoffSequence(spaceGroup, withElements);
}

function namedPrototype(sequence: WyckoffSequence, tolerance: number, analysed: Analysed): Prototype | null {
  const candidates = typesOf(firstEnantiomorph(sequence.spaceGroupNumber), stoichiometryOf(sequence));
  if (candidates.length === 0) return null;
  const equivalents = equivalentSequences(sequence);
  for (const { type, own } of candidates) {
    for (const equivalent of equivalents) {
      for (const parts of assignments(own.positions, equivalent.positions)) {
        if (!fits(type, parts, analysed)) continue;
        return {
          label: labelOf({ ...equivalent, positions: own.positions }),
          name: type.name,
          family: type.name.replace(/ \(.*$/, ''),
          mineral: mineralOf(type, analysed.formula),
          tolerance,
        };
      }
    }
  }
  return null;
}

/** Which element of the crystal stands for which of the prototype. */
type Parts = ReadonlyMap<string, string>;

function* assignments(
  wanted: readonly OccupiedPositions[],
  given: readonly OccupiedPositions[],
  chosen: Parts = new Map(),
): Generator<Parts> {
  const [next, ...others] = wanted;
  if (next === undefined) return yield chosen;
  for (const one of given) {
    if (one.count !== next.count || positionsText(one) !== positionsText(next)) continue;
    const rest = given.filter((other) => other !== one);
    yield* assignments(others, rest, new Map([...chosen, [next.element, one.element]]));
  }
}

function fits(
  { centres, only = {}, pairs = {}, edges = {} }: StructureType,
  parts: Parts,
  analysed: Analysed,
): boolean {
  return (
    [...parts].every(([namesake, element]) => only[namesake]?.split(' ').includes(element) ?? true) &&
    [...parts].every(([namesake, element]) => hasPolyhedra(analysed, element, centres[namesake])) &&
    Object.entries(edges).every(([namesake, wanted]) => edgesOf(analysed, parts.get(namesake)!) === wanted) &&
    Object.entries(pairs).every(([namesake, wanted]) => isPaired(analysed, parts.get(namesake)!) === wanted)
  );
}

/** @param wanted as `StructureType.centres` has it; of an anion nothing */
function hasPolyhedra({ crystal, signs, sites }: Analysed, element: string, wanted: string | undefined): boolean {
  if (wanted === '?') return true;
  const z = atomicNumberOf(element);
  const ownSigns = signs.filter((_, site) => crystal.atomicNumbers[site] === z);
  if (wanted === undefined) return ownSigns.every((sign) => sign < 0);
  // H⁺ has no polyhedron: where it stands for another cation, the type is another one.
  if (element === 'H' || ownSigns.some((sign) => sign <= 0)) return false;
  if (wanted === '*') return true;
  const own = sites.filter((site) => site.element === element);
  const allowed = wanted.split(' ');
  return own.every(
    ({ geometry, coordinationNumber }) =>
      allowed.includes(String(coordinationNumber)) || (geometry !== null && allowed.includes(geometry)),
  );
}

function edgesOf({ nets }: Analysed, element: string): number | undefined {
  return nets.find(({ centres, kind }) => kind === 'edge' && centres.join() === element)?.dimensionality;
}

/** Whether each atom of the element has another one of it as a neighbour that it is bonded to. */
function isPaired({ crystal, surroundings }: Analysed, element: string): boolean {
  const z = atomicNumberOf(element)!;
  const site = crystal.atomicNumbers.indexOf(z);
  const { sites, distances } = surroundings.cellOf(site);
  const nearest = Math.min(...Array.from(distances).filter((_, i) => crystal.atomicNumbers[sites[i]!] === z));
  return nearest < 2 * covalentRadiusOf(z) * BONDED_WITHIN;
}

function mineralOf({ minerals = {} }: StructureType, formula: string): string | null {
  const found = Object.entries(minerals).find(([written]) => reduced(written) === formula);
  return found?.[1] ?? null;
}

function reduced(formula: string): string {
  const parsed = parseFormula(formula);
  if (!parsed.ok) throw new Error(parsed.message);
  return reducedFormula(parsed.composition);
}
