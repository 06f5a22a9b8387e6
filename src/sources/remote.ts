/** Structures of providers, as an address finds them. */
import { join } from 'node:path';
import { cacheFolder } from './cache.js';
import { type SourceItem, SourceError } from './item.js';
import type { Fetched, Missing } from './providers/provider.js';
import { isWord, providerOf } from './providers/table.js';
import { Web, type WebOptions } from './web.js';

export interface RemoteOptions {
  /** The folder in which is kept what was fetched; by default that of `MOTIFGRAPH_CACHE`, or the user's. */
  readonly cache?: string;
  /** Ends what is under way. */
  readonly signal?: AbortSignal;
  readonly web?: Partial<WebOptions>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * The structures of an address; nothing more where the signal ends it.
 *
 * @throws SourceError where the provider, or a part of its answer, can't be read
 */
export async function* fetchedFrom(path: string, options: RemoteOptions = {}): AsyncGenerator<SourceItem> {
  const { environment = process.env, signal } = options;
  const cache = options.cache ?? cacheFolder(environment);
  const { word, provider, address } = providerOf(path)!;
  const web = new Web(options.web, signal);
  try {
    const session = { web, cache: join(cache, 'sources'), environment };
    for await (const found of provider.fetch(address, session))
      yield 'content' in found ? fileOf(found, word) : refusalOf(found, path);
  } catch (error) {
    if (web.isEnded) return;
    if (error instanceof SourceError) throw error;
    throw new SourceError(`Fetching failed because of a bug in Motifgraph; please report it: ${error}`);
  }
}

function fileOf({ file, origin, dataset: named, ...rest }: Fetched, word: string): SourceItem {
  const { address } = origin;
  const dataset = datasetOf(named, word);
  return { ok: true, ...rest, dataset, file: address, relativeFile: file, place: address, origin, position: 0 };
}

/** What two words fetch of one provider is written otherwise: of one data set, each would replace that of the other. */
function datasetOf(name: string, word: string): string {
  return name !== word && isWord(name) ? `${name}-${word}` : name;
}

function refusalOf({ id, message }: Missing, path: string): SourceItem {
  const refusal = { code: 'UNREADABLE', message, file: path } as const;
  return { ok: false, id, relativeFile: id, refusal, position: 0 };
}
