/**
 * How a property of a node or relationship is declared: once, for the tables, what is written and read, conditions, and the
 * types of the API. `tables.ts` gathers the declarations.
 */
import type { Property } from '../amdnet/properties.js';
import type { RefusalCode, StructureFormat } from '../crystal/crystal.js';
import type {
  ConnectionKind,
  Connectivity,
  CrystalSystem,
  Dimensionality,
  IonAssignment,
  IonConfidence,
  NoMotifReason,
  Strategy,
} from '../motif/analysis.js';
import type { MotifId } from '../motif/motif-type.js';

/** `texts`, `integers` and `reals` are lists. Those of numbers are JSON on LadybugDB (`[0,0,-1]`), lists on Neo4j. */
export type Column = 'text' | 'boolean' | 'integer' | 'real' | 'texts' | 'integers' | 'reals';

/** What the values of a field are: their type, and how the API shows them and reads other notations of them. */
export interface Vocabularies {
  id: string;
  formula: string;
  'anonymous formula': string;
  /** Of clusters not reduced. */
  'net formula': string;
  'chemical system': string;
  element: string;
  geometry: string;
  motif: MotifId;
  'space group': number;
  dimensionality: Dimensionality;
  'crystal system': CrystalSystem;
  'ion assignment': IonAssignment;
  strategy: Strategy;
  'ion confidence': IonConfidence;
  'connection kind': ConnectionKind;
  'net kind': Connectivity;
  'no motif': NoMotifReason;
  format: StructureFormat;
  refusal: RefusalCode;
  'predicted property': Property;
}

/** How a list is narrowed down by a field. */
export interface FilterTrait {
  /**
   * One of the given values; the given value; a range; of a list, any of the given values, or sets of them: the API has a criterion for all,
   * and one each for any and none (`elements`, `anyElements`, `withoutElements`).
   */
  readonly by: 'one of' | 'equal' | 'range' | 'any of' | 'sets';
  /** In the API; `dimensionality.corner` is a field of the input `dimensionality`. */
  readonly name: string;
  readonly description: string;
}

export function equal<const Name extends string>(name: Name, description: string) {
  return { by: 'equal', name, description } as const;
}

export function oneOf<const Name extends string>(name: Name, description: string) {
  return { by: 'one of', name, description } as const;
}

export function range<const Name extends string>(name: Name, description: string) {
  return { by: 'range', name, description } as const;
}

export interface Field {
  readonly column: Column;
  readonly nullable?: boolean;
  readonly vocabulary?: keyof Vocabularies;
  /** A sentence for the schema of GraphQL, with the unit. */
  readonly description: string;
  /** Of its numbers, for programs: `eV/atom`; `1` of pure numbers. */
  readonly unit?: string;
  /** Its name in the API, where that is another one. */
  readonly shownAs?: string;
  /** The type of the API that shows it beside the node's own; null where it is shown in another form alone. */
  readonly part?: string | null;
  readonly filter?: FilterTrait;
  /** Lists can be sorted by it; what the key says in the API. */
  readonly sort?: string;
  /** Neo4j gets an index. */
  readonly indexed?: boolean;
}

export type Fields = Readonly<Record<string, Field>>;

type Item<F extends Field> = F extends { readonly vocabulary: infer Name extends keyof Vocabularies }
  ? Vocabularies[Name]
  : F['column'] extends 'text' | 'texts'
    ? string
    : F['column'] extends 'boolean'
      ? boolean
      : number;

type Value<F extends Field> = F['column'] extends 'texts' | 'integers' | 'reals' ? readonly Item<F>[] : Item<F>;

/** The properties that the fields declare. */
export type PropertiesOf<T extends Fields> = {
  readonly [Name in keyof T]: T[Name] extends { readonly nullable: true } ? Value<T[Name]> | null : Value<T[Name]>;
};

/** Both ends belong to the range; an absent end is open. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** Of a list: it has all of these, any of these, none of these. */
export interface Sets<Item> {
  readonly all?: readonly Item[];
  readonly any?: readonly Item[];
  readonly none?: readonly Item[];
}

/** Whoever asks may ask for motifs that there are not. */
type Asked<F extends Field> = F extends { readonly vocabulary: 'motif' } ? string : Item<F>;

type CriterionOf<F extends Field> = F extends { readonly filter: { readonly by: infer By } }
  ? By extends 'range'
    ? Range
    : By extends 'equal'
      ? Asked<F>
      : By extends 'sets'
        ? Sets<Asked<F>>
        : readonly Asked<F>[]
  : never;

/** A criterion for each field that lists can be narrowed down by. */
export type FilterOf<T extends Fields> = {
  readonly [Name in keyof T as T[Name] extends { readonly filter: FilterTrait } ? Name : never]?: CriterionOf<T[Name]>;
};

export type SortKeyOf<T extends Fields> = {
  [Name in keyof T]: T[Name] extends { readonly sort: string } ? Name : never;
}[keyof T] &
  string;

/**
 * A kind of node or relationship: `fields` are what is stored of a record, `derived` follows from the whole record, for filters and
 * statistics.
 */
export interface NodeTable {
  readonly fields: Fields;
  readonly derived: Fields;
}

/** Of what `motifgraph verify` checks. */
export const CHECKSUM = {
  column: 'text',
  description: 'SHA-256 of the record as it was written, which `motifgraph verify` checks.',
} as const satisfies Field;
