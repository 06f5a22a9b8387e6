/** Which fields of OPTIMADE providers report what. Providers name their own fields `_PREFIX_NAME`. */
import { REPORTED_FIELDS, type Reported, type ReportedName, reportedValue } from '../../crystal/reported.js';

/** Names that say of themselves what they are, whoever gives them. `hull_distance` is Alexandria's and odbx's. */
const NAMES: ReadonlyMap<string, ReportedName> = new Map([
  ...[...REPORTED_FIELDS].filter(([name]) => name !== 'ordering'),
  ['bandgap', 'bandGap'],
  ['e_above_hull', 'energyAboveHull'],
  ['hull_distance', 'energyAboveHull'],
  ['magnetic_ordering', 'magneticOrder'],
]);

/** Those that could be anything of another provider: a `stability` may be a probability, an `ordering` that of sites. */
const NAMES_OF_PROVIDERS: ReadonlyMap<string, ReportedName> = new Map([
  ['_mp_ordering', 'magneticOrder'],
  ['_oqmd_delta_e', 'formationEnergy'],
  ['_oqmd_stability', 'energyAboveHull'],
  ['_aflow_egap', 'bandGap'],
  ['_aflow_enthalpy_formation_atom', 'formationEnergy'],
]);

/** The Materials Project tells stabilities by the functional, the better one first. */
const MP_STABILITY = '_mp_stability';
const FUNCTIONALS = ['gga_gga+u_r2scan', 'r2scan', 'gga_gga+u'];

/** Of those that a provider may state; where it states none, ours are taken for granted. */
const UNITS: Readonly<Partial<Record<ReportedName, RegExp>>> = {
  bandGap: /^ev$/i,
  formationEnergy: /^ev(\W*atom(\^?-1)?)?$/i,
  energyAboveHull: /^ev(\W*atom(\^?-1)?)?$/i,
};

/** @param unit as the provider states it, if it does */
export function reportsSomething(field: string, unit: unknown): boolean {
  if (field.toLowerCase() === MP_STABILITY) return true;
  const property = propertyOf(field);
  if (property === undefined) return false;
  return typeof unit !== 'string' || unit === '' || (UNITS[property]?.test(unit) ?? true);
}

/** @param fields those that report something */
export function reportedBy(
  attributes: Readonly<Record<string, unknown>>,
  fields: (field: string) => boolean,
  source: string,
): Reported[] {
  const found = new Map<ReportedName, Reported>();
  const add = (property: ReportedName, given: unknown, how: string) => {
    const value = reportedValue(property, given);
    if (value !== null && !found.has(property)) found.set(property, { property, value, kind: 'computed', source: how });
  };
  for (const [field, value] of Object.entries(attributes)) {
    if (!fields(field)) continue;
    const property = propertyOf(field);
    if (property !== undefined) add(property, value, source);
    else {
      for (const functional of FUNCTIONALS) {
        const { energy_above_hull, formation_energy_per_atom } = membersOf(membersOf(value)[functional]);
        add('energyAboveHull', energy_above_hull, `${source} (${functional})`);
        add('formationEnergy', formation_energy_per_atom, `${source} (${functional})`);
      }
    }
  }
  return [...found.values()];
}

function propertyOf(field: string): ReportedName | undefined {
  const [name, plain] = /^_[a-z0-9]+_(.*)$/.exec(field.toLowerCase()) ?? [];
  return NAMES_OF_PROVIDERS.get(name ?? '') ?? NAMES.get(plain ?? '');
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
