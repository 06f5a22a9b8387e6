/** From rows of an answer to the types of the graph, as they are declared. Absent properties are null on both engines. */

import type { Row } from './engine.js';
import { GraphError } from './errors.js';
import type { Field, Fields, PropertiesOf } from './field.js';
import type {
  CrystalNode,
  CrystalPlace,
  CrystalVectorNode,
  MotifContent,
  MotifNode,
  MotifSiteNode,
  MotifVectorNode,
  PredictionNode,
  SiteConnection,
  SourceNode,
} from './model.js';
import { CONTAINS, MOTIF } from './motif-tables.js';
import { PREDICTION } from './prediction-tables.js';
import { MOTIF_SITE, SHARES } from './site-tables.js';
import type { MotifRow } from './store.js';
import { CRYSTAL, SOURCE } from './tables.js';
import { CRYSTAL_VECTOR, MOTIF_VECTOR } from './vector-tables.js';

/**
 * The declared properties of a row; others are left out.
 *
 * @param what the row is, for messages.
 * @throws GraphError DAMAGED where one is missing or of another type.
 */
export function decoded<T extends Fields>(what: string, fields: T, row: Row): PropertiesOf<T> {
  const properties: Row = {};
  for (const [name, field] of Object.entries(fields)) {
    properties[name] = checkedValue(field, row[name], () => `${what} ${row['id'] ?? ''}`.trim(), name);
  }
  return properties as PropertiesOf<T>;
}

function checkedValue({ column, nullable }: Field, stored: unknown, what: () => string, name: string): unknown {
  if (stored === null || stored === undefined) {
    if (nullable) return null;
    throw damaged(what(), name);
  }
  const value = typeof stored === 'string' && (column === 'integers' || column === 'reals') ? parsed(stored) : stored;
  if (!IS_OF[column](value)) throw damaged(what(), name);
  return value;
}

const IS_OF: Readonly<Record<Field['column'], (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  real: (value) => typeof value === 'number',
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  integers: (value) => Array.isArray(value) && value.every(Number.isInteger),
  reals: (value) => Array.isArray(value) && value.every((item) => typeof item === 'number'),
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function damaged(what: string, name: string): GraphError {
  return new GraphError(
    'DAMAGED',
    `The graph holds no proper \`${name}\` of ${what}; \`motifgraph verify\` tells what else is damaged.`,
  );
}

/** As `decoded`, of a row of an older graph, which may lack some. */
export function partlyDecoded<T extends Fields>(what: string, fields: T, row: Row): Partial<PropertiesOf<T>> {
  const present = Object.entries(fields).filter(([name]) => row[name] !== null && row[name] !== undefined);
  return decoded(what, Object.fromEntries(present), row) as Partial<PropertiesOf<T>>;
}

/** Properties of a node that was returned as `node`. */
export function nodeOf(row: Row): Row {
  return row['node'] as Row;
}

export function crystalFrom(row: Row): CrystalNode {
  return decoded('the crystal', CRYSTAL.fields, crystalProperties(row));
}

/** On LadybugDB those of the cache, and the structure. */
export function crystalProperties(row: Row): Row {
  if (typeof row['node'] !== 'string') return nodeOf(row);
  return {
    ...(parsed(row['node']) as Row | undefined),
    structure: row['structure'],
    connectivity: row['connectivity'],
  };
}

export function motifFrom(row: Row): MotifRow {
  return decoded('the motif', { ...MOTIF.fields, ...MOTIF.derived }, nodeOf(row));
}

export function motifNodeFrom(row: Row): MotifNode {
  return decoded('the motif', MOTIF.fields, nodeOf(row));
}

export function siteFrom(row: Row): MotifSiteNode {
  return decoded('the site', MOTIF_SITE.fields, nodeOf(row));
}

export function predictionFrom(row: Row): PredictionNode {
  return decoded('the prediction', PREDICTION.fields, nodeOf(row));
}

export function connectionFrom(row: Row): SiteConnection {
  const [fromSite, toSite] = [String(row['fromSite']), String(row['toSite'])];
  return { fromSite, toSite, ...decoded(`the connection of ${fromSite} and ${toSite}`, SHARES.fields, row) };
}

export function contentFrom(row: Row): MotifContent {
  const { crystalId, motifId, ...rest } = decoded('the motifs of a crystal', CONTENT, row);
  return { crystalId, motifId, ...rest };
}

const CONTENT = { crystalId: MOTIF_SITE.fields.crystalId, motifId: MOTIF.fields.id, ...CONTAINS.fields };

export function sourceFrom(row: Row): SourceNode {
  const source = decoded('the ledger row', SOURCE.fields, nodeOf(row));
  const { refusalCode: code, refusalMessage: message, refusalLine: line, ...rest } = source;
  return { ...rest, refusal: code === null ? null : { code, message: message ?? '', line } };
}

export function motifVectorFrom(row: Row): MotifVectorNode {
  return decoded('the vector of the motif', MOTIF_VECTOR.fields, nodeOf(row));
}

export function crystalVectorFrom(row: Row): CrystalVectorNode {
  return decoded('the vectors of the crystal', CRYSTAL_VECTOR.fields, nodeOf(row));
}

/** Of a row of vectors alone. */
export function vectorFrom(row: Row): readonly number[] {
  return decoded('the vector of', VECTOR, row).vector;
}

const VECTOR = { vector: MOTIF_VECTOR.fields.vector };

/** A row of the ledger or of the vectors with its checksum, which is that of the node in the order of its keys. */
export function storedRow<Node extends object>(row: Row, from: (row: Row) => Node, checksum: (node: Node) => string) {
  const { id, checksum: stored } = nodeOf(row);
  const node = readable(() => from(row));
  return { id: String(id), node, isWhole: node !== null && checksum(node) === stored };
}

/** Null where the graph holds something else than was written. */
export function readable<Item>(read: () => Item): Item | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof GraphError && error.code === 'DAMAGED') return null;
    throw error;
  }
}

export function placeFrom(row: Row): CrystalPlace {
  const { x, y, ...place } = decoded('the place of', PLACE, row);
  return { ...place, x: x ?? 0, y: y ?? 0 };
}

const { framework: _framework, chemistry: _chemistry, fingerprint: _fingerprint, ...PLACE } = CRYSTAL_VECTOR.fields;

/** One item for each id, in the ids' order; null where there is none. */
export function inOrder<Item>(
  ids: readonly string[],
  items: readonly Item[],
  idOf: (item: Item) => string,
): (Item | null)[] {
  const byId = new Map(items.map((item) => [idOf(item), item]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** The items of each key, in the keys' order. */
export function grouped<Item>(
  keys: readonly string[],
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Item[][] {
  const groups = new Map<string, Item[]>(keys.map((key) => [key, []]));
  for (const item of items) groups.get(keyOf(item))?.push(item);
  return keys.map((key) => groups.get(key)!);
}
