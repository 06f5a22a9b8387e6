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
export class ValidDocuments implements Store<DocumentNode> {
  private readonly byKey = documentStore();
  /** The same documents by their text, which is found without hashing it. */
  private readonly byText = keeper<DocumentNode>(DOCUMENT_BYTES, documentBytes);

  /** Undefined where the query has not come yet, was forgotten, or is not valid. */
  find(query: string): DocumentNode | undefined {
    return this.byText.get(query);
  }

  get(key: string): Promise<DocumentNode | undefined> {
    return this.byKey.get(key);
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    await this.byKey.set(key, document);
    if (document.loc !== undefined) this.byText.set(document.loc.source.body, document);
  }

  delete(key: string): Promise<boolean> {
    return this.byKey.delete(key);
  }
}

function documentStore(): Store<DocumentNode> {
  return storeOf(DOCUMENT_BYTES, documentBytes);
}

function documentBytes({ loc }: DocumentNode): number {
  return BYTES_A_CHARACTER * (loc?.source.body.length ?? 1);
}

/** Of persisted queries; a client whose query was forgotten sends it again. */
export function textStore(): Store<string> {
  return storeOf(TEXT_CHARACTERS, ({ length }) => length);
}

function storeOf<Value extends object | string>(maxSize: number, sizeOf: (value: Value) => number): Store<Value> {
  const kept = keeper(maxSize, sizeOf);
  return {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
    delete: async (key) => kept.delete(key),
  };
}

function keeper<Value extends object | string>(maxSize: number, sizeOf: (value: Value) => number) {
  return new LRUCache<string, Value>({ maxSize, sizeCalculation: (value) => 1 + sizeOf(value) });
}
