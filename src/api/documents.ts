/** Queries that were parsed and found valid, and texts of queries that clients name by their hash: both in bounded memory. */
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Of a document for each character of its text, about: nodes, tokens, places. */
const BYTES_A_CHARACTER = 60;
const DOCUMENT_BYTES = 32 * 1024 * 1024;
const TEXT_CHARACTERS = 4 * 1024 * 1024;

/** As Apollo Server asks for it. */
interface Store<Value> {
  get(key: string): Promise<Value | undefined>;
  set(key: string, value: Value): Promise<void>;
  delete(key: string): Promise<boolean>;
}

/**
 * What is kept has passed every rule of validation, ours included: they look at the document alone, and at limits that do not
 * change. What depends on variables (`cost.ts`) is looked at each time.
 */
export function documentStore(): Store<DocumentNode> {
  return storeOf(DOCUMENT_BYTES, ({ loc }) => BYTES_A_CHARACTER * (loc?.source.body.length ?? 1));
}

/** Of persisted queries; a client whose query was forgotten sends it again. */
export function textStore(): Store<string> {
  return storeOf(TEXT_CHARACTERS, ({ length }) => length);
}

function storeOf<Value extends object | string>(maxSize: number, sizeOf: (value: Value) => number): Store<Value> {
  const kept = new LRUCache<string, Value>({ maxSize, sizeCalculation: (value) => 1 + sizeOf(value) });
  return {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
    delete: async (key) => kept.delete(key),
  };
}
