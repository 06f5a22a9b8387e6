/**
 * What is predicted of a crystal: a table with a row for each property. Networks, loss, figures and model files read it,
 * as do the columns of the graph, filters, the GraphQL schema and the command line; `docs/extending.md` adds a row.
 */

/** What a network says is of order 1; how it becomes a value in the property's unit. */
export type Transform =
  /** Its unit is the mean of the labels that are not 0; no value is below 0, and to say less of a true 0 is no error. */
  | 'from zero'
  /** It counts standard deviations of the labels, from their mean. */
  | 'standard';

/** The column of a table of labels, and what no crystal exceeds, in the property's unit. */
export interface LabelColumn {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** What is to be known of its values. */
  readonly note?: string;
}

interface Row {
  /** In tables and charts. */
  readonly name: string;
  /** What it is, as a sentence. */
  readonly description: string;
  /** Its name in GraphQL, where its key would not say what it is. */
  readonly shownAs?: string;
  /** What its names begin with in model files, checkpoints, reports and the weights of the loss. */
  readonly stem: string;
  /** Behind the point, for people. */
  readonly digits: number;
  /** Of its part of the loss, where training is told no other. */
  readonly lossWeight: number;
  /** A range of it, and what that finds. */
  readonly filterExample?: string;
}

export interface NumberRow extends Row {
  readonly kind: 'number';
  readonly unit: string;
  readonly transform: Transform;
  readonly label: LabelColumn;
}

/** That a crystal is what the name says; the network says its log-odds. Its labels follow from those of numbers. */
export interface ProbabilityRow extends Row {
  readonly kind: 'probability';
  readonly unit: 'probability';
}

/** In the order of the columns of a network's output, of answers and of the schema. */
const TABLE = {
  bandGap: {
    kind: 'number',
    name: 'band gap',
    description: 'Band gap, eV; 0 for metals.',
    stem: 'bandGap',
    unit: 'eV',
    transform: 'from zero',
    // The gap of solid helium is near 20 eV.
    label: { name: 'band_gap', min: 0, max: 25, note: '0 for metals' },
    digits: 2,
    lossWeight: 1,
  },
  formationEnergyPerAtom: {
    kind: 'number',
    name: 'formation energy',
    description: 'Formation energy from the elements, eV/atom.',
    stem: 'formationEnergy',
    unit: 'eV/atom',
    transform: 'standard',
    // No compound is bound by 10 eV an atom.
    label: { name: 'formation_energy_per_atom', min: -10, max: 10 },
    digits: 3,
    lossWeight: 2,
  },
  isMetal: {
    kind: 'probability',
    name: 'metal',
    description: 'Probability of being a metal, 0–1.',
    shownAs: 'metalProbability',
    stem: 'isMetal',
    unit: 'probability',
    digits: 2,
    lossWeight: 0.5,
    filterExample: '`{ max: 0.5 }` for likely non-metals',
  },
} as const satisfies Readonly<Record<string, NumberRow | ProbabilityRow>>;

export type Property = keyof typeof TABLE;
export type NumberProperty = {
  [Key in Property]: (typeof TABLE)[Key]['kind'] extends 'number' ? Key : never;
}[Property];
export type Stem<Key extends Property = Property> = (typeof TABLE)[Key]['stem'];

export const properties: {
  readonly [Key in Property]: (Key extends NumberProperty ? NumberRow : ProbabilityRow) & { readonly stem: Stem<Key> };
} = TABLE;

export const PROPERTIES = Object.keys(TABLE) as readonly Property[];
export const NUMBERS = PROPERTIES.filter(isNumber);
/** `band gap, formation energy`. */
export const NUMBER_NAMES = NUMBERS.map((property) => properties[property].name).join(', ');
/** Of the properties that are numbers, each once. */
export const UNITS = [...new Set(NUMBERS.map((property) => properties[property].unit))];

function isNumber(property: Property): property is NumberProperty {
  return properties[property].kind === 'number';
}

export function perProperty<Value>(of: (property: Property) => Value): Readonly<Record<Property, Value>> {
  return Object.fromEntries(PROPERTIES.map((property) => [property, of(property)])) as Record<Property, Value>;
}

export function perNumber<Value>(of: (property: NumberProperty) => Value): Readonly<Record<NumberProperty, Value>> {
  return Object.fromEntries(NUMBERS.map((property) => [property, of(property)])) as Record<NumberProperty, Value>;
}

/** Its name in GraphQL. */
export function shownAs(property: Property): string {
  const { shownAs: name = property } = properties[property];
  return name;
}

/** Its place among the columns of a network's output. */
export function columnOf(property: Property): number {
  return PROPERTIES.indexOf(property);
}

/** `band_gap` of `bandGap`. */
export function snakeCase(property: Property): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
