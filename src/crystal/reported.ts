/** What others report of a crystal: values that a provider or a table gives beside the structure. */

/** In the order in which they are shown. Other numbers than these are out of range: they are mistakes or marks of missing values. */
export const REPORTED_NUMBERS = {
  bandGap: { name: 'band gap', unit: 'eV', min: 0, max: 30 },
  formationEnergy: { name: 'formation energy', unit: 'eV/atom', min: -20, max: 20 },
  energyAboveHull: { name: 'energy above the convex hull', unit: 'eV/atom', min: -20, max: 20 },
  totalMagnetization: { name: 'total magnetisation', unit: 'µB per formula unit', min: -1000, max: 1000 },
} as const satisfies Readonly<Record<string, ReportedNumber>>;

export interface ReportedNumber {
  readonly name: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
}

export type ReportedNumberName = keyof typeof REPORTED_NUMBERS;
export type ReportedName = ReportedNumberName | 'magneticOrder';

export const REPORTED_NUMBER_NAMES = Object.keys(REPORTED_NUMBERS) as readonly ReportedNumberName[];
export const REPORTED_NAMES: readonly ReportedName[] = [...REPORTED_NUMBER_NAMES, 'magneticOrder'];

/** How a value was found. */
export type ReportedKind = 'computed' | 'experimental';

/** One value, and who reports it. */
export interface Reported {
  readonly property: ReportedName;
  readonly value: number | string;
  /** Null where it is not told. */
  readonly kind: ReportedKind | null;
  /** Name of a provider, a publication or a file. */
  readonly source: string;
}

/**
 * What data sets call them: the names of the Materials Project (`SummaryDoc` of emmet-core 0.87.3), which others share.
 * `total_magnetization` is none of them: there it is that of a cell, in µB.
 */
export const REPORTED_FIELDS: ReadonlyMap<string, ReportedName> = new Map([
  ['band_gap', 'bandGap'],
  ['formation_energy_per_atom', 'formationEnergy'],
  ['energy_above_hull', 'energyAboveHull'],
  ['total_magnetization_normalized_formula_units', 'totalMagnetization'],
  ['ordering', 'magneticOrder'],
]);

const ORDERS: ReadonlyMap<string, string> = new Map([
  ['nm', 'NM'],
  ['fm', 'FM'],
  ['fim', 'FiM'],
  ['afm', 'AFM'],
  ['non-magnetic', 'NM'],
  ['nonmagnetic', 'NM'],
  ['ferromagnetic', 'FM'],
  ['ferrimagnetic', 'FiM'],
  ['antiferromagnetic', 'AFM'],
]);

/** `NM`, `FM`, `FiM` or `AFM` in any notation; null for other words. */
export function magneticOrderOf(word: string): string | null {
  return ORDERS.get(word.trim().toLowerCase()) ?? null;
}

/** Null where the value is none: not a finite number of the property's range, or not a magnetic order. */
export function reportedValue(property: ReportedName, value: unknown): number | string | null {
  if (property === 'magneticOrder') return typeof value === 'string' ? magneticOrderOf(value) : null;
  const { min, max } = REPORTED_NUMBERS[property];
  // −0 is 0.
  return typeof value === 'number' && value >= min && value <= max ? value + 0 : null;
}
