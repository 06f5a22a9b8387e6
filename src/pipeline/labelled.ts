/** Structures with labels: which of them are to be trained on, which choose and which decide. */
import { sha256 } from '../crystal/sha256.js';
import type { Example } from '../amdnet/labels.js';
import type { Refusal } from '../crystal/crystal.js';
import type { GraphEntry } from './graph-cache.js';
import { type LabelRow, SPLITS, type Split } from './label-table.js';

export interface Labelled {
  readonly parts: Readonly<Record<Split, readonly Example[]>>;
  /** Structures that could not be used. */
  readonly refused: readonly { readonly id: string; readonly refusal: Refusal }[];
  /** Ids of structures that have no row. */
  readonly withoutRow: readonly string[];
  /** Ids of rows that have no structure. */
  readonly withoutStructure: readonly string[];
  /** Ids of structures that came more than once: the first that can be used counts. */
  readonly repeated: readonly string[];
}

/** @param rows each with its split, see `splitAtRandom` */
export function withLabels(entries: readonly GraphEntry[], rows: readonly LabelRow[]): Labelled {
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const parts: Record<Split, Example[]> = { train: [], val: [], test: [] };
  const refused: { id: string; refusal: Refusal }[] = [];
  const withoutRow: string[] = [];
  const repeated: string[] = [];
  const seen = new Set<string>();
  const used = new Set<string>();
  for (const entry of entries) {
    const id = entry.ok ? entry.graph.id : entry.id;
    seen.add(id);
    if (!entry.ok) {
      refused.push({ id, refusal: entry.refusal });
      continue;
    }
    if (used.has(id)) {
      repeated.push(id);
      continue;
    }
    used.add(id);
    const row = rowOf.get(id);
    if (row?.split == null) withoutRow.push(id);
    else parts[row.split].push({ graph: entry.graph, labels: row.labels });
  }
  const withoutStructure = rows.flatMap(({ id }) => (seen.has(id) ? [] : [id]));
  return { parts, refused, withoutRow, withoutStructure, repeated };
}

/** Parts of the rows, in the order of `SPLITS`. */
const SHARES = [0.8, 0.1, 0.1] as const;

/** Deals the rows out, by their ids and the seed alone: the order of the rows doesn't matter. */
export function splitAtRandom(rows: readonly LabelRow[], seed: number): LabelRow[] {
  const keyed = rows.map((row) => ({ row, key: sha256(`${seed} ${row.id}`) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  const ends = [SHARES[0], SHARES[0] + SHARES[1]].map((part) => Math.round(part * rows.length));
  const splitOf = new Map(keyed.map(({ row }, i) => [row.id, SPLITS[ends.filter((end) => i >= end).length]!]));
  return rows.map((row) => ({ ...row, split: splitOf.get(row.id)! }));
}
