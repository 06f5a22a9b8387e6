/** Reads files into structures: of a file of several, one after the other. */
import type { ReadResult } from '../crystal/crystal.js';
import type { SourceFile, SourceItem, SourceRefusal } from '../sources/item.js';
import type { AnalysisPool } from './pool.js';
import { mapInOrder } from './stream.js';

export interface FileStructures {
  readonly source: SourceItem;
  readonly results: readonly ReadResult[];
}

export interface Structure {
  readonly result: ReadResult;
  readonly position: number;
}

/** The structures of every file, files in their order. Few files are read ahead: they may be large. */
export function readFiles(sources: AsyncIterable<SourceItem>, pool: AnalysisPool): AsyncGenerator<FileStructures> {
  return mapInOrder(sources, pool.jobs + 1, async (source) => ({ source, results: await readFile(source, pool) }));
}

export async function* structuresOf(sources: AsyncIterable<SourceItem>, pool: AnalysisPool): AsyncGenerator<Structure> {
  for await (const { source, results } of readFiles(sources, pool)) {
    for (const result of results) yield { result, position: source.position };
  }
}

async function readFile(source: SourceFile | SourceRefusal, pool: AnalysisPool): Promise<readonly ReadResult[]> {
  return source.ok ? pool.read(source) : [source];
}
