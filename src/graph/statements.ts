/** What statements say of declared fields: columns, properties, values, indexes. */
import type { EngineName } from './engine.js';
import type { Column, Field, Fields } from './field.js';
import { REPORTED } from './reported-fields.js';
import { PROPERTIES_CACHE, TABLES, type TableName } from './tables.js';

/** LadybugDB's types. It mixes up the rows of number lists that it casts (0.19.1), which therefore are text there. */
const TYPES: Readonly<Record<Column, string>> = {
  text: 'STRING',
  boolean: 'BOOL',
  integer: 'INT64',
  real: 'DOUBLE',
  texts: 'STRING[]',
  integers: 'STRING',
  reals: 'STRING',
};

type Form = (table: TableName, engine: EngineName) => string;

/** By the word in front of `of`: `{{columns of Crystal}}`. */
export const FORMS: Readonly<Record<string, Form>> = {
  columns: (table, engine) =>
    columnsOf(table, engine)
      .map(([name, { column }]) => `${quoted(name)} ${TYPES[column]}${isKey(name, table) ? ' PRIMARY KEY' : ''}`)
      .join(', '),
  /** Of a row `r` that is written. */
  properties: (table, engine) =>
    columnsOf(table, engine)
      .map(([name, field]) => `${quoted(name)}: ${written(name, field)}`)
      .join(', '),
  /** Of a crystal `c` whose reported values are written anew from a row `r`. */
  reported: (table, engine) =>
    columnsOf(table, engine)
      .filter(([name]) => name in REPORTED || ['checksum', 'propertiesCache', 'changed'].includes(name))
      .map(([name, field]) => `c.${name} = ${written(name, field)}`)
      .join(', '),
  /** Of a relationship `r` that is read: what is stored of a record. */
  fields: (table) => returned(TABLES[table].fields),
  /** And what follows from it. */
  values: (table) => returned({ ...TABLES[table].fields, ...TABLES[table].derived }),
  /** Neo4j's. */
  indexes: (table) =>
    Object.entries<Field>(TABLES[table].fields)
      .filter(([, { indexed }]) => indexed)
      .map(([name]) => `CREATE INDEX ${table}_${name} IF NOT EXISTS FOR (n:${table}) ON (n.${name});`)
      .join('\n'),
};

export function isTable(name: string): name is TableName {
  return Object.hasOwn(TABLES, name);
}

function columnsOf(table: TableName, engine: EngineName): [string, Field][] {
  const { fields, derived } = TABLES[table];
  const cache = table === 'Crystal' && engine === 'ladybug' ? PROPERTIES_CACHE : {};
  return Object.entries<Field>({ ...fields, ...derived, ...cache });
}

function isKey(name: string, table: TableName): boolean {
  const { fields, derived }: { fields: Fields; derived: Fields } = TABLES[table];
  return name === 'id' || (name === 'symbol' && !('id' in fields) && !('id' in derived));
}

/** Casts where LadybugDB would guess a type from the first row. */
function written(name: string, { column }: Field): string {
  const value = `r.${quoted(name)}`;
  return column === 'text' || TYPES[column] === 'STRING' ? value : `{{${value}:${TYPES[column]}}}`;
}

function returned(fields: Fields): string {
  return Object.keys(fields)
    .map((name) => `r.${quoted(name)} AS ${quoted(name)}`)
    .join(', ');
}

/** Names that are functions in Cypher. */
function quoted(name: string): string {
  return name === 'count' ? '`count`' : name;
}
