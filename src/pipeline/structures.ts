/** From files to structures, and to whatever is made of each; in the order of the input. */
import type { ReadResult, Refusal } from '../crystal/crystal.js';
import type { SourceItem } from '../sources/item.js';
import type { AnalysisPool } from './pool.js';
import { mapInOrder } from './stream.js';
import type { OrderResult, OrderTask } from './worker.js';

export type ReadStructure = Extract<ReadResult, { ok: true }>;

export interface StructureResult<Result> {
  readonly id: string;
  /** See `SourceItem`. */
  readonly position: number;
  readonly result: Result | { readonly ok: false; readonly refusal: Refusal };
}

/**
 * Applies `work`, a task of the pool, to each structure of the sources; nothing is stored.
 *
 * @param ahead structures that are under way at once
 */
export function eachStructure<Result>(
  sources: AsyncIterable<SourceItem>,
  pool: AnalysisPool,
  work: (structure: ReadStructure) => Promise<Result | { readonly ok: false; readonly refusal: Refusal }>,
  ahead = 8 * pool.jobs,
): AsyncGenerator<StructureResult<Result>> {
  return mapInOrder(structuresOf(sources, pool), ahead, async ({ read, position }) =>
    read.ok
      ? { id: read.crystal.id, position, result: await work(read) }
      : { id: read.id, position, result: { ok: false, refusal: read.refusal } },
  );
}

/** With an ordered model in its place where one is wanted and the structure is disordered. */
export async function orderedIf(isWanted: boolean, { crystal }: OrderTask, pool: AnalysisPool): Promise<OrderResult> {
  return isWanted ? pool.ordered({ crystal }) : { ok: true, crystal };
}

/** Reads few files ahead, which may be large; a file of several structures yields them one after the other. */
async function* structuresOf(
  sources: AsyncIterable<SourceItem>,
  pool: AnalysisPool,
): AsyncGenerator<{ read: ReadResult; position: number }> {
  const readOf = async (source: SourceItem) => ({ source, reads: source.ok ? await pool.read(source) : [source] });
  for await (const { source, reads } of mapInOrder(sources, pool.jobs + 1, readOf)) {
    for (const read of reads) yield { read, position: source.position };
  }
}
