/** What a provider or a table tells of a crystal: where it was fetched, and values that others report. */
import type { Crystal, Origin } from '../crystal/crystal.js';
import {
  REPORTED_NAMES,
  REPORTED_NUMBERS,
  type Reported,
  type ReportedKind,
  type ReportedName,
  type ReportedNumberName,
} from '../crystal/reported.js';
import { type Fields, oneOf, type PropertiesOf, range } from './field.js';

/** All null where a structure was read from a file. */
export const ORIGIN = {
  provider: {
    column: 'text',
    nullable: true,
    description: 'Provider that sent the structure: `The Materials Project`; null if it was read from a file.',
    part: 'Provenance',
    filter: oneOf('providers', 'Sent by one of these providers: `["The Materials Project"]`.'),
  },
  entry: {
    column: 'text',
    nullable: true,
    description: "The provider's own id of the structure.",
    part: 'Provenance',
  },
  address: { column: 'text', nullable: true, description: 'Where the provider has it.', part: 'Provenance' },
  fetched: { column: 'text', nullable: true, description: 'When it was fetched, UTC, ISO 8601.', part: 'Provenance' },
  licence: {
    column: 'text',
    nullable: true,
    description: 'Licence of the data, by name or address; null if the provider states none.',
    part: 'Provenance',
  },
} as const satisfies Fields;

/** Values of others, beside the predictions; null where nobody reports one. */
export const REPORTED = {
  reportedBandGap: numberField('bandGap', 'Reported band gap'),
  reportedFormationEnergy: numberField('formationEnergy', 'Reported formation energy'),
  reportedEnergyAboveHull: numberField('energyAboveHull', 'Reported energy above the convex hull'),
  reportedTotalMagnetization: numberField('totalMagnetization', 'Reported total magnetisation'),
  reportedMagneticOrder: {
    column: 'text',
    nullable: true,
    description: 'Reported magnetic order: `NM`, `FM`, `FiM` or `AFM`.',
    part: null,
    filter: oneOf('reportedMagneticOrders', 'One of these reported magnetic orders: `["AFM"]`.'),
    sort: 'Reported magnetic order.',
  },
  reportedSources: {
    column: 'texts',
    description: 'Who reports each of the reported values: `bandGap: computed, The Materials Project`.',
    part: null,
  },
} as const satisfies Fields;

export type ReportedProperties = PropertiesOf<typeof REPORTED>;
export type OriginProperties = PropertiesOf<typeof ORIGIN>;

function numberField<const Name extends ReportedNumberName>(name: Name, what: string) {
  const { unit } = REPORTED_NUMBERS[name];
  return {
    column: 'real',
    nullable: true,
    description: `${what}, ${unit}; null if nobody reports one.`,
    unit,
    part: null,
    filter: range(fieldOf(name), `${what}, ${unit}. Crystals without one do not pass.`),
    sort: `${what}; crystals without one come last.`,
  } as const;
}

/** `reportedBandGap` of `bandGap`. */
export function fieldOf<const Name extends ReportedName>(name: Name) {
  return `reported${name[0]!.toUpperCase()}${name.slice(1)}` as `reported${Capitalize<Name>}`;
}

export function originProperties(origin: Origin | undefined): OriginProperties {
  const { provider = null, entry = null, address = null, fetched = null, licence = null } = origin ?? {};
  return { provider, entry, address, fetched, licence };
}

/** Of several values of one property the last one counts. */
export function reportedProperties(reported: Crystal['reported'] = []): ReportedProperties {
  const latest = new Map(reported.map((one) => [one.property, one]));
  const numberOf = (name: ReportedNumberName) => (latest.get(name)?.value as number | undefined) ?? null;
  return {
    reportedBandGap: numberOf('bandGap'),
    reportedFormationEnergy: numberOf('formationEnergy'),
    reportedEnergyAboveHull: numberOf('energyAboveHull'),
    reportedTotalMagnetization: numberOf('totalMagnetization'),
    reportedMagneticOrder: (latest.get('magneticOrder')?.value as string | undefined) ?? null,
    reportedSources: REPORTED_NAMES.flatMap((name) => {
      const one = latest.get(name);
      return one === undefined ? [] : `${name}: ${one.kind ?? 'unstated'}, ${one.source}`;
    }),
  };
}

/** The values as they were given. */
export function reportedOf(crystal: Partial<ReportedProperties>): Reported[] {
  return (crystal.reportedSources ?? []).flatMap((text) => {
    const [, name = '', kind = '', source = ''] = /^(\w+): (\w+), (.*)$/s.exec(text) ?? [];
    const property = REPORTED_NAMES.find((one) => one === name);
    const value = property === undefined ? null : crystal[fieldOf(property)];
    if (property === undefined || value === null || value === undefined) return [];
    return [{ property, value, kind: kind === 'unstated' ? null : (kind as ReportedKind), source }];
  });
}

/** Where it was fetched; undefined of a crystal that was read from a file. */
export function originOf(crystal: Partial<OriginProperties>): Origin | undefined {
  const { provider, entry, address, fetched, licence = null } = crystal;
  if (!provider || !entry || !address || !fetched) return undefined;
  return { provider, entry, address, fetched, licence };
}
