/**
 * The cheapest neutral combination of charges, by dynamic programming over the total charge.
 *
 * Sites, or groups of sites, that can't be told apart form a class; each of its members has one of the options.
 * Members may differ at a price (mixed valence on equal sites), and then by one step of the options alone.
 */

export interface Option {
  readonly charge: number;
  readonly cost: number;
}

export interface ChargeClass {
  readonly members: number;
  /** Ascending whole charges. */
  readonly options: readonly Option[];
  /** For each member that differs from the majority, and each unit that it differs by; null where all have to be equal. */
  readonly splitCost: number | null;
}

export interface Balance {
  /** Total charge of each class. */
  readonly charges: readonly number[];
  readonly cost: number;
  /** Of each class what it costs more to give it another total charge; Infinity where nothing else is neutral. */
  readonly margins: readonly number[];
}

interface Totals {
  readonly low: number;
  /** Least cost of each total from `low` on; Infinity where it can't be. */
  readonly costs: Float64Array;
}

/** null where no combination is neutral. */
export function balance(classes: readonly ChargeClass[]): Balance | null {
  const totals = classes.map(totalsOf);
  const before: Totals[] = [{ low: 0, costs: Float64Array.of(0) }];
  for (const own of totals) before.push(sumOf(before.at(-1)!, own));
  const after: Totals[] = [{ low: 0, costs: Float64Array.of(0) }];
  for (const own of [...totals].reverse()) after.push(sumOf(after.at(-1)!, own));
  after.reverse();
  const cost = costAt(before.at(-1)!, 0);
  if (cost === Infinity) return null;
  const charges: number[] = [];
  const margins: number[] = [];
  let rest = 0;
  totals.forEach((own, index) => {
    // What came before is settled; what follows has to make up for it.
    let chosen = 0;
    let least = Infinity;
    for (let i = 0; i < own.costs.length; i++) {
      const total = own.low + i;
      const found = own.costs[i]! + costAt(after[index + 1]!, -rest - total);
      if (found < least - ROUNDING) {
        least = found;
        chosen = total;
      }
    }
    charges.push(chosen);
    rest += chosen;
    margins.push(marginOf(own, chosen, before[index]!, after[index + 1]!) - cost);
  });
  return { charges, cost, margins };
}

/** Costs that differ by less are equal. */
const ROUNDING = 1e-9;

function marginOf(own: Totals, chosen: number, before: Totals, after: Totals): number {
  let least = Infinity;
  for (let i = 0; i < own.costs.length; i++) {
    const total = own.low + i;
    const cost = own.costs[i]!;
    if (total === chosen || cost >= least) continue;
    for (let j = 0; j < before.costs.length; j++) {
      if (cost + before.costs[j]! >= least) continue;
      const found = cost + before.costs[j]! + costAt(after, -total - before.low - j);
      if (found < least) least = found;
    }
  }
  return least;
}

function costAt({ low, costs }: Totals, total: number): number {
  return costs[total - low] ?? Infinity;
}

function totalsOf({ members, options, splitCost }: ChargeClass): Totals {
  const low = options[0]!.charge * members;
  const costs = new Float64Array(options.at(-1)!.charge * members - low + 1).fill(Infinity);
  options.forEach(({ charge, cost }, index) => {
    const put = (total: number, value: number) => {
      if (value < costs[total - low]!) costs[total - low] = value;
    };
    put(charge * members, cost * members);
    const next = options[index + 1];
    if (next === undefined || splitCost === null) return;
    const step = next.charge - charge;
    for (let higher = 1; higher < members; higher++) {
      const mixed =
        higher * next.cost + (members - higher) * cost + splitCost * step * Math.min(higher, members - higher);
      put(higher * next.charge + (members - higher) * charge, mixed);
    }
  });
  return { low, costs };
}

function sumOf(one: Totals, other: Totals): Totals {
  const costs = new Float64Array(one.costs.length + other.costs.length - 1).fill(Infinity);
  for (let j = 0; j < other.costs.length; j++) {
    const added = other.costs[j]!;
    if (added === Infinity) continue;
    for (let i = 0; i < one.costs.length; i++) {
      const cost = one.costs[i]! + added;
      if (cost < costs[i + j]!) costs[i + j] = cost;
    }
  }
  return { low: one.low + other.low, costs };
}
