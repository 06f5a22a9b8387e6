/**
 * Ordered models of disordered crystals: of all ways to put whole atoms on the shared and partly empty positions the one with
 * the lowest electrostatic energy of point charges, the oxidation states. Atoms stay where they are.
 */
import type { AtomicNumber, Crystal, Refusal } from '../crystal.js';
import { symbolOf } from '../elements.js';
import { compositionOf, reducedFormula } from '../formula.js';
import { intoCell } from '../lattice.js';
import { occupantStates } from '../mixed-ions.js';
import { occupationAt } from '../occupation.js';
import { findSymmetry, type Symmetry } from '../symmetry.js';
import { inverse, rowsTimesMatrix } from '../vectors.js';
import { type Arrangement, arrangements } from './arrangements.js';
import { type Cell, cellOf, imagesOfSites } from './cell.js';
import { type Filling, planOf, type Task } from './filling.js';

/** eV an atom: energies that differ by less are the same, and the smaller cell counts. */
const SAME_ENERGY = 1e-6;

/** How an ordered model was chosen. */
export interface OrderedModel {
  /** Arrangements that were compared, none of them equivalent to another one. */
  readonly candidates: number;
  /** Its cell, in primitive cells of the disordered crystal. */
  readonly cells: number;
  /** Cells of up to so many primitive ones were looked at. */
  readonly mostCells: number;
  /** Electrostatic energy of the second best above it, eV an atom, nothing relaxed; null where there is none. */
  readonly lead: number | null;
  /** Whether the file gives no oxidation states that could be used. */
  readonly hasGuessedStates: boolean;
  /** The largest difference between a fraction of the file and that of the model. */
  readonly rounding: number;
}

export type OrderedResult =
  | { readonly ok: true; readonly crystal: Crystal; readonly model: OrderedModel }
  | { readonly ok: false; readonly refusal: Refusal };

/** Of a disordered crystal. Refuses those of unknown states, of fractions that fit no small cell, and of too many ways: DISORDERED. */
export function orderedModel(disordered: Crystal): OrderedResult {
  const refused = (why: string): OrderedResult => {
    const message = `There is no ordered model of ${reducedFormula(compositionOf(disordered))}: ${why}`;
    return { ok: false, refusal: { code: 'DISORDERED', message, file: disordered.provenance.file } };
  };
  const found = findSymmetry(disordered);
  if (!found.ok) return found;
  const crystal = primitiveOf(disordered, found.symmetry);
  const charged = occupantStates(crystal);
  if (charged === null) return refused('no oxidation states are known that make it neutral. State them in the file.');
  const symmetry = findSymmetry(crystal);
  if (!symmetry.ok) return symmetry;
  const moved = imagesOfSites(crystal, symmetry.symmetry);
  const task = { crystal, states: charged.stateOf, symmetry: symmetry.symmetry, moved };
  const plan = planOf(task, disordered.labels.length / crystal.labels.length);
  if (typeof plan === 'string') return refused(plan);
  const best = bestOf(task, plan);
  if (best === null) return refused('all ways to occupy its places put atoms too close to each other.');
  return { ok: true, crystal: best.crystal, model: { ...best.model, hasGuessedStates: !charged.areGiven } };
}

function primitiveOf(crystal: Crystal, { primitive }: Symmetry): Crystal {
  const { lattice, sites } = primitive;
  const { disorder, oxidationStates } = crystal;
  const cartesian = rowsTimesMatrix(crystal.fractional, crystal.lattice);
  const own = sites.flatMap((site) => Array.from(cartesian.subarray(3 * site, 3 * site + 3)));
  return {
    ...crystal,
    lattice,
    atomicNumbers: Uint8Array.from(sites, (site) => crystal.atomicNumbers[site]!),
    fractional: rowsTimesMatrix(own, inverse(lattice)),
    labels: sites.map((site) => crystal.labels[site]!),
    ...(disorder && {
      disorder: { ...disorder, occupationOf: Uint16Array.from(sites, (i) => disorder.occupationOf[i]!) },
    }),
    ...(oxidationStates && { oxidationStates: Float64Array.from(sites, (site) => oxidationStates[site]!) }),
  };
}

function bestOf(
  task: Task,
  plan: readonly Filling[],
): { readonly crystal: Crystal; readonly model: Omit<OrderedModel, 'hasGuessedStates'> } | null {
  let best: { filling: Filling; cell: Cell; arrangement: Arrangement; energy: number } | null = null;
  let second = Number.POSITIVE_INFINITY;
  let candidates = 0;
  for (const filling of plan) {
    for (const lattice of filling.lattices) {
      const cell = cellOf(task, filling, lattice);
      for (const arrangement of arrangements(cell.choice)) {
        candidates++;
        const energy = (cell.settledEnergy + arrangement.energy) / cell.atomCount;
        if (best === null || energy < best.energy - SAME_ENERGY) {
          second = best?.energy ?? second;
          best = { filling, cell, arrangement, energy };
        } else second = Math.min(second, energy);
      }
    }
  }
  if (best === null) return null;
  const { filling, cell, arrangement, energy } = best;
  const model = {
    candidates,
    cells: filling.cells,
    mostCells: plan.at(-1)!.cells,
    lead: Number.isFinite(second) ? Math.max(0, second - energy) : null,
    rounding: filling.rounding,
  };
  return { crystal: occupied(task, filling, cell, arrangement), model };
}

/** The crystal that an arrangement makes; its atoms have the states that it was found with. */
function occupied(task: Task, { cells, sublattices }: Filling, cell: Cell, { occupants }: Arrangement): Crystal {
  const { crystal, states } = task;
  const { sublatticeOf } = cell.choice;
  const rankOf = new Map(cell.open.map((position, rank) => [position, rank]));
  const atoms = Array.from({ length: crystal.labels.length * cells }, (_, position): Atom | null => {
    const rank = rankOf.get(position);
    if (rank === undefined) {
      const site = Math.floor(position / cells);
      const [occupant] = occupationAt(crystal, site);
      return { position, z: occupant!.z, state: states(site, occupant!) };
    }
    const { elements, charges } = sublattices[sublatticeOf[rank]!]!;
    const z = elements[occupants[rank]!]!;
    return z === null ? null : { position, z, state: charges[occupants[rank]!]! };
  }).filter((atom) => atom !== null);
  const numbers = new Map<AtomicNumber, number>();
  const { disorder: _, ...rest } = crystal;
  return {
    ...rest,
    lattice: cell.lattice,
    atomicNumbers: Uint8Array.from(atoms, ({ z }) => z),
    fractional: Float64Array.from(
      atoms.flatMap(({ position }) => Array.from(cell.positions.subarray(3 * position, 3 * position + 3))),
      intoCell,
    ),
    oxidationStates: Float64Array.from(atoms, ({ state }) => state),
    labels: atoms.map(({ z }) => {
      numbers.set(z, (numbers.get(z) ?? 0) + 1);
      return `${symbolOf(z)}${numbers.get(z)}`;
    }),
  };
}

interface Atom {
  /** In the cell. */
  readonly position: number;
  readonly z: AtomicNumber;
  readonly state: number;
}
