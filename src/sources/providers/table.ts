/** The providers, by the word that an address begins with: `optimade:https://…`. What follows from a row: docs/extending.md. */
import { cod } from './cod.js';
import { materialsProject } from './materials-project.js';
import { optimade } from './optimade.js';
import type { Provider } from './provider.js';

export const PROVIDERS = { optimade, mp: materialsProject, cod } as const satisfies Readonly<Record<string, Provider>>;

/** Null where it is the path of a file. */
export function providerOf(
  path: string,
): { readonly word: string; readonly provider: Provider; readonly address: string } | null {
  const [, word = '', address = ''] = /^([a-z]+):(.*)$/s.exec(path) ?? [];
  return isWord(word) ? { word, provider: PROVIDERS[word], address } : null;
}

/** Whether addresses of a provider begin with it. */
export function isWord(word: string): word is keyof typeof PROVIDERS {
  return Object.hasOwn(PROVIDERS, word);
}

export function isAddress(path: string): boolean {
  return providerOf(path) !== null;
}

/** An address without a user name and a password, to be shown and stored. */
export function withoutLogin(path: string): string {
  return path.replace(/^([a-z]+:\s*[a-z]+:[\\/]*)[^\\/?#]*@/i, '$1');
}

/** The examples of all. */
export const PROVIDERS_HELP = Object.values<Provider>(PROVIDERS)
  .flatMap(({ examples }) => examples.map(([address, meaning]) => `  motifgraph ingest ${address}\n      ${meaning}`))
  .join('\n');
