/** How the API and exports show what the graph holds: names of fields, and of values of enumerations. */
import { PROPERTIES, shownAs } from '../amdnet/properties.js';
import type { Field, Fields, Vocabularies } from './field.js';

/** Vocabularies whose values are enumerations of the API. */
const ENUMERATED: ReadonlySet<keyof Vocabularies> = new Set([
  'crystal system',
  'ion assignment',
  'ion confidence',
  'strategy',
  'connection kind',
  'net kind',
  'no motif',
  'format',
  'refusal',
  'predicted property',
]);

/** `ATOM_COUNT` of `atomCount`, `MULTI_WEIGHTS` of `multi-weights`. */
export function enumName(name: string): string {
  return name
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`)
    .replaceAll('-', '_')
    .toUpperCase();
}

/** As GraphQL writes it: enumerations by their names, `TETRAGONAL`, lists item by item. */
export function shownValue(field: Field, value: unknown): unknown {
  const { vocabulary } = field;
  if (vocabulary === undefined || !ENUMERATED.has(vocabulary)) return value;
  if (Array.isArray(value)) return value.map((item) => shownValue(field, item));
  if (typeof value !== 'string') return value;
  const property = vocabulary === 'predicted property' ? PROPERTIES.find((one) => one === value) : undefined;
  return enumName(property === undefined ? value : shownAs(property));
}

/** The fields of an object under the names of the API; what is declared nowhere is left out. */
export function shownFields(fields: Fields, values: object): Record<string, unknown> {
  const given = values as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries<Field>(fields).flatMap(([name, field]) =>
      given[name] === undefined ? [] : [[field.shownAs ?? name, shownValue(field, given[name])]],
    ),
  );
}
