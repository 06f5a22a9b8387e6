/** The words of a filter (OPTIMADE 1.2, "Lexical Tokens"). */
import { OptimadeError } from './error.js';

export interface Token {
  readonly kind: 'name' | 'keyword' | 'relation' | 'text' | 'number' | 'sign' | 'end';
  /** As written; of a text without quotation marks and backslashes in front of characters. */
  readonly text: string;
  /** In the filter, from 0. */
  readonly position: number;
}

const SPACE = /\s*/y;
const KINDS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['name', /[a-z_][a-z0-9_]*(?:\.[a-z_+][a-z0-9_+]*)*/y],
  ['keyword', /[A-Z]+/y],
  ['number', /[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?/y],
  ['relation', /[<>]=?|!?=/y],
  ['sign', /[(),:]/y],
  ['text', /"(?:[^"\\]|\\["\\])*"/y],
];

/** @throws OptimadeError 400 */
export function tokensOf(filter: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const find = (pattern: RegExp) => {
    pattern.lastIndex = position;
    return pattern.exec(filter)?.[0];
  };
  for (;;) {
    position += find(SPACE)!.length;
    if (position === filter.length) return [...tokens, { kind: 'end', text: '', position }];
    const token = firstToken(find, position) ?? unreadable(filter, position);
    tokens.push(token.kind === 'text' ? { ...token, text: unescaped(token.text) } : token);
    position += token.text.length;
  }
}

function firstToken(find: (pattern: RegExp) => string | undefined, position: number): Token | undefined {
  for (const [kind, pattern] of KINDS) {
    const text = find(pattern);
    if (text !== undefined) return { kind, text, position };
  }
  return undefined;
}

function unescaped(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(["\\])/g, '$1');
}

function unreadable(filter: string, position: number): never {
  const reason =
    filter[position] === '"'
      ? 'the text that begins there has no end, or a backslash that stands before neither a quotation mark nor another backslash'
      : `"${String.fromCodePoint(filter.codePointAt(position)!)}" has no place in a filter outside of a text`;
  throw new OptimadeError(400, `The filter cannot be read at character ${position + 1}: ${reason}.`, 'filter');
}
