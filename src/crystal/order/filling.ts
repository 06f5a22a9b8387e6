/** How many atoms of each element fill the shared and partly empty sites of a cell, and which cells they fit into. */
import type { AtomicNumber, Crystal, Image, Occupant } from '../crystal.js';
import { chargeOf } from '../mixed-ions.js';
import { FULL_OCCUPANCY, isWhole, meanStateOf, occupancyOf, occupationAt } from '../occupation.js';
import type { Symmetry } from '../symmetry.js';
import { type Sublattice, waysToPlace } from './arrangements.js';
import { type Superlattice, superlattices } from './supercells.js';

/** More ways to occupy the positions are not compared. */
const MOST_WAYS = 100_000;
/** Larger cells are not looked at. */
const MOST_POSITIONS = 96;
/** Entries of the Ewald matrices of all cells, of some microseconds each. */
const MOST_PAIRS = 2_000_000;
/** A fraction may be rounded by as much. */
const ROUNDING = 0.02;
/** Relative to the charge of the cations. */
const NEUTRAL = 1e-3;

export interface Task {
  /** In its primitive cell. */
  readonly crystal: Crystal;
  readonly states: (site: number, occupant: Occupant) => number;
  readonly symmetry: Symmetry;
  /** As `imagesOfSites` has them. */
  readonly moved: SiteImages;
}

/** Of each operation and site: to which site it takes it, and in which cell. */
export type SiteImages = readonly (readonly (readonly [number, Image])[])[];

/** What fills the sublattices of a cell of so many primitive ones. */
export interface Filling {
  readonly cells: number;
  readonly sublattices: readonly FilledSublattice[];
  readonly lattices: readonly Superlattice[];
  readonly rounding: number;
}

export interface FilledSublattice extends Sublattice {
  /** Of the primitive cell. */
  readonly sites: readonly number[];
  /** null for an empty place. */
  readonly elements: readonly (AtomicNumber | null)[];
}

/**
 * All cells up to the size of the given one that whole atoms fit into, as far as they are few enough; or the smallest larger
 * one. Where their rounded fractions differ, those nearest to the given ones count, and of equally near ones the larger:
 * energies of different compositions can't be compared. A text that says why there are none.
 */
export function planOf(task: Task, givenCells: number): readonly Filling[] | string {
  const plan: Filling[] = [];
  let [ways, pairs] = [0, 0];
  const sites = task.crystal.labels.length;
  for (let cells = 1; cells <= givenCells || plan.length === 0; cells++) {
    const positions = cells * sites;
    if (positions > MOST_POSITIONS) break;
    const filled = fillingOf(task, cells);
    if (filled === null) continue;
    const lattices = superlattices(cells, task.symmetry.operations);
    const own = waysToPlace(filled.sublattices) * lattices.length;
    ways += own;
    pairs += lattices.length * positions ** 2;
    if (ways <= MOST_WAYS && pairs <= MOST_PAIRS) plan.push({ cells, lattices, ...filled });
    else if (plan.length > 0) break;
    else if (ways > MOST_WAYS) {
      return `its places can be occupied in ${own > 1e6 ? own.toPrecision(2) : own} ways, and at most ${MOST_WAYS} are compared. Order some of them in the file.`;
    } else {
      return `whole numbers of atoms need ${cells} primitive cells, which ${lattices.length} different cells of ${positions} positions have, too many to compare. Round the fractions in the file, or order some of the sites.`;
    }
  }
  if (plan.length > 0) return nearest(plan);
  return `its fractions fit no cell of at most ${MOST_POSITIONS} positions (its primitive cell has ${sites}) with whole, neutral numbers of atoms. Round the fractions in the file, or order some of the sites.`;
}

function nearest(plan: readonly Filling[]): readonly Filling[] {
  const chosen = plan.reduce((best, filling) => (filling.rounding <= best.rounding ? filling : best));
  return plan.filter((filling) => perCell(filling) === perCell(chosen));
}

/** How many of each occupant there are in a primitive cell. */
function perCell({ cells, sublattices }: Filling): string {
  return sublattices.map(({ counts }) => counts.map((count) => count / cells).join()).join(';');
}

/** null where the fractions do not fit. */
function fillingOf(
  { crystal, states, symmetry }: Task,
  cells: number,
): Pick<Filling, 'sublattices' | 'rounding'> | null {
  const sublattices: FilledSublattice[] = [];
  let [rounding, charge, positive] = [0, 0, 0];
  for (const { sites } of symmetry.orbits) {
    const [first] = sites;
    const occupation = occupationAt(crystal, first!);
    const places = cells * sites.length;
    const counts = occupation.map(({ fraction }) => Math.round(places * fraction));
    const charges = occupation.map((occupant) => states(first!, occupant));
    for (const [i, { fraction }] of occupation.entries()) {
      rounding = Math.max(rounding, Math.abs(counts[i]! / places - fraction));
      if (counts[i] === 0) return null;
      charge += counts[i]! * charges[i]!;
      positive += Math.max(0, counts[i]! * charges[i]!);
    }
    const empty = places - counts.reduce((sum, count) => sum + count, 0);
    const isFull = occupancyOf(occupation) > 1 - FULL_OCCUPANCY;
    if (rounding > ROUNDING || empty < 0 || (isFull && empty > 0)) return null;
    if (isWhole(occupation)) continue;
    const elements = occupation.map(({ z }) => z);
    sublattices.push(
      empty === 0
        ? { sites, charges, counts, elements, empty: -1 }
        : {
            sites,
            charges: [...charges, 0],
            counts: [...counts, empty],
            elements: [...elements, null],
            empty: counts.length,
          },
    );
  }
  const left = Math.abs(chargeOf(crystal, meanStates(crystal, states)).relative);
  return Math.abs(charge) <= (left + NEUTRAL) * positive ? { sublattices, rounding } : null;
}

function meanStates(crystal: Crystal, states: Task['states']): Float64Array {
  return Float64Array.from(crystal.labels, (_, site) => {
    const occupation = occupationAt(crystal, site);
    return meanStateOf(occupation.map((occupant) => ({ ...occupant, oxidationState: states(site, occupant) })))!;
  });
}
