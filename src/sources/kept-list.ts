/** A list that a provider sends page by page, kept on disk: what was fetched is not fetched again until it has changed. */
import { randomUUID } from 'node:crypto';
import { readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { sha256 } from '../crystal/sha256.js';
import { keep, removeUntouched } from './cache.js';
import { SourceError } from './item.js';
import { parsed, type Web, type WebKey } from './web.js';

export interface List {
  /** Of the folder, in which a digest of `address` follows. */
  readonly name: string;
  /** All that was asked for. */
  readonly address: string;
  readonly first: URL;
  readonly key?: WebKey;
  /** Tells the provider's state from another one; null where it has no such thing. */
  readonly revision: string | null;
  nextOf(page: unknown, url: URL): URL | null;
  itemsOf(page: unknown): readonly ListItem[];
  /** Of a list that was fetched to its end. */
  isUnchanged(kept: KeptList): Promise<boolean>;
}

export interface ListItem {
  readonly id: string;
  /** When it was changed, if the provider tells. */
  readonly changed: string | null;
}

export interface KeptList {
  readonly address: string;
  /** An hour before its first page was sent, by the provider's clock where it has one: ISO 8601, UTC. */
  readonly begun: string;
  readonly revision: string | null;
  /** Folder of its pages: a fetch that begins anew never meets the pages of another one. */
  readonly folder: string;
  /** How many are kept. */
  readonly pages: number;
  readonly items: number;
  /** Whether every item tells when it was changed. */
  readonly isDated: boolean;
  /** The page that follows; null at the end. */
  readonly next: string | null;
}

export interface KeptPage {
  readonly page: unknown;
  /** ISO 8601, UTC. */
  readonly fetched: string;
}

interface StoredPage extends KeptPage {
  readonly url: string;
  readonly next: string | null;
}

/** What was broken off longer ago begins anew: the provider's pages may have shifted. */
const DAYS_TO_GO_ON = 7;
/** A list that nobody has asked for in so long is removed. */
const DAYS_TO_KEEP = 90;
/** Pages in whose place others came are removed when no other process can be at work on them any more. */
const DAYS_TO_END = 1;
/** Clocks of a provider's servers, and of its entries, may differ by as much. */
const MARGIN_MILLISECONDS = 3_600_000;

/**
 * Each page is on disk before it is yielded, so that a fetch that was broken off goes on behind it. Several processes may
 * fetch one list at the same time: whatever they have in common is whole, and of one fetch.
 *
 * @param cache the folder of all lists
 * @throws SourceError
 */
export async function* keptPages(cache: string, list: List, web: Web): AsyncGenerator<KeptPage> {
  const lists = `${list.name}-`;
  const folder = join(cache, `${lists}${sha256(list.address).slice(0, 16)}`);
  const kept = await usable(await readState(folder), list);
  let state = kept ?? fresh(list);
  if (kept === null) await removeUntouched(cache, DAYS_TO_KEEP, (name) => name.startsWith(lists));
  else await touch(folder);
  const ids = new Set<string>();
  const urls = new Set<string>();
  let [items, isDated] = [0, true];
  const count = ({ page, url }: StoredPage) => {
    urls.add(url);
    for (const { id, changed } of list.itemsOf(page)) {
      ids.add(id);
      items++;
      isDated &&= changed !== null;
    }
  };
  let next: string | null = list.first.href;
  let number = 0;
  for (; number < state.pages; number++) {
    const stored = await readPage(folder, state, number);
    if (stored === null) break;
    count(stored);
    next = stored.next;
    yield stored;
  }
  while (next !== null) {
    const url = new URL(next);
    const { body, date } = await web.get({ url, ...(list.key && { key: list.key }) });
    const page = parsed(body, url);
    const following = list.nextOf(page, url);
    urls.add(url.href);
    if (following !== null && (urls.has(following.href) || list.itemsOf(page).every(({ id }) => ids.has(id)))) {
      throw new SourceError(
        `The pages of ${url.host} repeat: ${url.href} leads back to entries that came before. What was fetched so far is used.`,
      );
    }
    next = following?.href ?? null;
    const stored: StoredPage = { url: url.href, next, page, fetched: new Date().toISOString() };
    count(stored);
    await writePage(folder, state, number, stored);
    const begun = number === 0 ? earlier(date ?? Date.now()) : state.begun;
    state = { ...state, begun, pages: ++number, items, isDated, next };
    await keep(join(folder, STATE), Buffer.from(JSON.stringify(state)));
    yield stored;
  }
  const current = state.folder;
  await removeUntouched(folder, DAYS_TO_END, (name) => name !== STATE && name !== current);
}

function fresh({ address, revision, first }: List): KeptList {
  const none = { pages: 0, items: 0, isDated: true, next: first.href };
  return { address, begun: earlier(Date.now()), revision, folder: randomUUID(), ...none };
}

function earlier(time: number): string {
  return new Date(time - MARGIN_MILLISECONDS).toISOString();
}

/** Null where it has to be fetched anew. */
async function usable(state: KeptList | null, list: List): Promise<KeptList | null> {
  if (state === null || state.address !== list.address) return null;
  if (state.next === null) return (await list.isUnchanged(state)) ? state : null;
  const days = (Date.now() - Date.parse(state.begun)) / 86_400_000;
  return days <= DAYS_TO_GO_ON && state.revision === list.revision ? state : null;
}

const STATE = 'list.json';

function pageFile(folder: string, list: KeptList, number: number): string {
  return join(folder, list.folder, `page-${String(number + 1).padStart(6, '0')}.json.gz`);
}

/** Null also where an earlier version has written it otherwise. */
async function readState(folder: string): Promise<KeptList | null> {
  const state = json<KeptList>(await readFile(join(folder, STATE)).catch(() => null));
  return typeof state?.folder === 'string' ? state : null;
}

async function touch(folder: string): Promise<void> {
  const now = new Date();
  await utimes(folder, now, now).catch(() => {});
}

/** Null where it is gone or damaged: it is fetched again. */
async function readPage(folder: string, list: KeptList, number: number): Promise<StoredPage | null> {
  const bytes = await readFile(pageFile(folder, list, number)).catch(() => null);
  return bytes === null ? null : json<StoredPage>(await promisify(gunzip)(bytes).catch(() => null));
}

async function writePage(folder: string, list: KeptList, number: number, page: StoredPage): Promise<void> {
  await keep(pageFile(folder, list, number), await promisify(gzip)(JSON.stringify(page)));
}

function json<T>(bytes: Buffer | null): T | null {
  try {
    return bytes === null ? null : (JSON.parse(bytes.toString()) as T);
  } catch {
    return null;
  }
}
