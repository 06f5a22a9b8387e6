/** One form of a record, whoever wrote it and whichever engine it comes from, and checksums over it. */
import { sha256 } from '../crystal/sha256.js';
import type { CrystalRecord } from './model.js';

/** Of JSON: SHA-256, as 64 hexadecimal digits. */
export function checksumOf(value: unknown): string {
  return sha256(JSON.stringify(value));
}

/** With its keys in alphabetical order. */
export function inKeyOrder<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) as T;
}

/** Of a vector of a motif or a crystal. */
export function checksumOfVector(node: object): string {
  return checksumOf(inKeyOrder(node));
}

export function checkedVector<Node extends object>(node: Node): Node & { readonly checksum: string } {
  return { ...node, checksum: checksumOfVector(node) };
}

/** The same record with all keys and lists in one order: sites by orbit, everything else by id or by its own text. */
export function canonicalRecord(record: CrystalRecord): CrystalRecord {
  return {
    crystal: inKeyOrder(record.crystal),
    composition: inKeyOrder(record.composition),
    sites: record.sites.map(inKeyOrder).sort((a, b) => a.orbit - b.orbit),
    connections: byText(record.connections, JSON.stringify),
    motifs: byText(record.motifs, ({ id }) => id),
    contents: byText(record.contents, ({ motifId }) => motifId),
    predictions: byText(record.predictions, ({ property }) => property),
  };
}

function byText<T extends object>(items: readonly T[], textOf: (item: T) => string): T[] {
  return items
    .map(inKeyOrder)
    .map((item) => ({ item, text: textOf(item) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ item }) => item);
}
