/** What it costs a cation to be in a state, by how often the state occurs. */
import { elementTable, isTransitionMetal } from '../element-groups.js';
import { type OxidationState, rareOxidationStatesOf, symbolOf, usualOxidationStatesOf } from '../elements.js';

/** Of the negative logarithm of the frequency. */
const WEIGHT = 0.6;

/** Frequencies of states that are known, but not in the statistic: of the usual ones, and of the others. */
const USUAL_COUNT = 100;
const RARE_COUNT = 6;

/**
 * States that the statistic of elements lacks or has too rarely, because bond-valence analysis of ICSD entries finds none in
 * what is held together by metal–metal bonds or by hydride: Greenwood & Earnshaw, Chemistry of the Elements, 2nd ed. (1997).
 */
const FURTHER: Readonly<Record<string, readonly OxidationState[]>> = {
  Au: [{ state: 1, count: 60 }],
  Pt: [{ state: 0, count: 10 }],
  Pd: [{ state: 0, count: 20 }],
  Ag: [{ state: 0, count: 2 }],
  Ni: [{ state: 0, count: 1 }],
};

/** Cost of a d metal that keeps all its electrons (Ag₂F); less by 1 for each that it gives below its lowest known state. */
const UNKNOWN = 6;

/** These have no compounds in such states. */
const NEVER = new Set(['La 4', 'Th 5', 'Th 6', 'La 1', 'Gd 4', 'Gd 1', 'Zn 4']);

export interface StateCost {
  readonly state: number;
  readonly cost: number;
}

const COSTS = new Map<number, readonly StateCost[]>();

/** States of a cation, ascending, with their costs; 0 for the most frequent. */
export function cationStates(z: number): readonly StateCost[] {
  let costs = COSTS.get(z);
  if (costs === undefined) {
    costs = costsOf(z);
    COSTS.set(z, costs);
  }
  return costs;
}

function costsOf(z: number): StateCost[] {
  const symbol = symbolOf(z);
  const counts = new Map<number, number>();
  const add = (states: readonly OxidationState[], unknown: number) => {
    for (const { state, count } of states) {
      if (state < 0 || NEVER.has(`${symbol} ${state}`)) continue;
      counts.set(state, Math.max(count || unknown, counts.get(state) ?? 0));
    }
  };
  add(usualOxidationStatesOf(z), USUAL_COUNT);
  add(rareOxidationStatesOf(z), RARE_COUNT);
  add(FURTHER[symbol] ?? [], RARE_COUNT);
  if (isTransitionMetal(z)) {
    const least = Math.min(...counts.keys());
    for (let state = 0; state < least; state++) counts.set(state, 0);
  }
  const most = Math.max(...counts.values());
  return [...counts]
    .map(([state, count]) => ({ state, cost: count === 0 ? UNKNOWN - state : WEIGHT * Math.log(most / count) }))
    .sort((a, b) => a.state - b.state);
}

/** The highest states that chalcogenides and iodides stand, and pnictides, carbides and the like: above, they would be oxidised. */
const CHALCOGENIDE_LIMITS = elementTable(
  'Cr 3, Mn 3, Fe 3, Co 3, Ni 2, Cu 1, Ru 4, Rh 3, Ag 1, Ir 4, Tl 1, Pb 2, Bi 3, Ce 3, Pr 3, Tb 3, U 4, Np 4, Pu 3',
);
const PNICTIDE_LIMITS = elementTable('Cu 1, Ag 1, Tl 1, Pb 2, Bi 3, Ce 3, Pr 3, Tb 3, U 4, Np 4, Pu 3, Ir 3, Rh 3');

/** For each unit above. */
const OXIDISING = 1.5;

/** Parts of a cation's bond valence that go to S, Se, Te and I, and to P, As, Sb, C and the like. */
export interface Softness {
  readonly chalcogenide: number;
  readonly pnictide: number;
}

export function oxidisingCost(z: number, state: number, { chalcogenide, pnictide }: Softness): number {
  const above = (table: ReadonlyMap<number, number>) => Math.max(0, state - (table.get(z) ?? Infinity));
  return OXIDISING * (chalcogenide * above(CHALCOGENIDE_LIMITS) + pnictide * above(PNICTIDE_LIMITS));
}
