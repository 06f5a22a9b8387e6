/** How alike two elements are, by their places in the periodic table and their electronegativity. */
import { HYDROGEN, nobleGasAfter, nobleGasBefore, periodOf } from '../crystal/element-groups.js';
import { atomicNumberOf, electronegativityOf } from '../crystal/elements.js';

/** Differences that count as one step away: of electronegativity on Pauling's scale, of groups, of periods. */
const STEP = { electronegativity: 0.3, groups: 2, periods: 1.5 };
/** Of an element without one, as argon. */
const NO_ELECTRONEGATIVITY = 1.5;

export interface PeriodicPlace {
  /** 1–7. */
  readonly period: number;
  /** 1–18; 3 for all lanthanides and actinides. */
  readonly group: number;
}

/** @throws RangeError where the symbol is no element's. */
export function periodicPlaceOf(symbol: string): PeriodicPlace {
  const z = atomicNumberOf(symbol);
  if (z === undefined) throw new RangeError(`${symbol} is not an element`);
  const period = periodOf(z);
  const place = z - nobleGasBefore(z);
  const fromTheEnd = nobleGasAfter(z) - z;
  if (period === 1) return { period, group: z === HYDROGEN ? 1 : 18 };
  if (place <= 2) return { period, group: place };
  if (fromTheEnd < 6) return { period, group: 18 - fromTheEnd };
  // Behind the second column: fourteen f elements in the long periods, which share group 3 with the first d element.
  const long = period >= 6 ? 14 : 0;
  return { period, group: Math.max(3, place - long) };
}

/** 0 for the same element, about 1 for neighbours in the table. */
export function chemicalDistance(a: string, b: string): number {
  const [placeA, placeB] = [periodicPlaceOf(a), periodicPlaceOf(b)];
  return Math.hypot(
    (electronegativity(a) - electronegativity(b)) / STEP.electronegativity,
    (placeA.group - placeB.group) / STEP.groups,
    (placeA.period - placeB.period) / STEP.periods,
  );
}

function electronegativity(symbol: string): number {
  return electronegativityOf(atomicNumberOf(symbol)!) ?? NO_ELECTRONEGATIVITY;
}
