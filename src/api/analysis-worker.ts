/** What the threads of `Analyst` do. */
import { createHash } from 'node:crypto';
import type { DualGraph, Neighbourhood } from '../amdnet/graphs.js';
import type { ReadResult, Refusal, StructureFormat } from '../crystal/crystal.js';
import { readStructures } from '../crystal/read.js';
import type { CrystalRecord } from '../graph/model.js';
import { graphs as graphsOf, record } from '../pipeline/worker.js';

export interface AnalysisRequest {
  readonly text: string;
  readonly file: string;
  readonly format?: StructureFormat;
  /** Which structure, where the text holds several. */
  readonly block?: string;
}

/** A crystal as the graph holds it. */
export interface GraphRequest {
  readonly id: string;
  /** CIF. */
  readonly structure: string;
  readonly neighbourhood: Neighbourhood;
}

export type AnalysisResponse =
  | { readonly ok: true; readonly record: CrystalRecord }
  | { readonly ok: false; readonly refusal: Refusal };

/** Ids of analysed structures are made from their content, so that no two of one request are mixed up. */
export function analyze({ text, file, format, block }: AnalysisRequest): AnalysisResponse {
  const id = `analysis-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  const results = readStructures(text, { id, file, ...(format !== undefined && { format }) });
  const result = results.length === 1 && block === undefined ? results[0]! : chosen(results, id, file, block);
  if (!result.ok) return result;
  return record({ ...result, dataset: null, neighbourhood: null });
}

/** What AMDNet reads of crystals that were analysed before. */
export function graphs(requests: readonly GraphRequest[]): DualGraph[] {
  return requests.map(({ id, structure, neighbourhood }) => {
    const [read] = readStructures(structure, { id, file: `${id}.cif`, format: 'cif' });
    const made = read?.ok ? graphsOf({ ...read, neighbourhood }) : read;
    if (!made?.ok) throw new Error(`the stored structure of ${id} can't be used: ${made?.refusal.message}`);
    return made.graph;
  });
}

function chosen(results: readonly ReadResult[], id: string, file: string, block: string | undefined): ReadResult {
  const names = results.map((result) => (result.ok ? result.crystal.provenance.block : result.id.slice(id.length + 1)));
  const found = results[names.indexOf(block)];
  if (found !== undefined && block !== undefined) return found;
  const list = names.slice(0, 10).join(', ') + (names.length > 10 ? ', …' : '');
  const message =
    block === undefined
      ? `The text holds ${results.length} structures; name one with \`block\`: ${list}`
      : `The text has no structure "${block}"; it has ${list || 'one without a name'}`;
  return { ok: false, id, refusal: { code: 'NO_STRUCTURE', message, file } };
}
