/**
 * The words of a CIF file (S. R. Hall, F. H. Allen & I. D. Brown, Acta Cryst. A 47, 655 (1991); CIF 1.1 and 2.0 syntax).
 *
 * Own code, because no small, well-kept library tells the lines of words and bears the files of the wild: those on npm
 * are parts of large viewers, or stop at the first flaw. One pass, linear in the text's length; what is kept of a word is
 * its kind, where it stands and its line, in flat arrays, so that the long loops that nobody reads cost little.
 */
import type { ReadWarning } from '../../crystal.js';
import { warning } from '../refused.js';

export const WORD = {
  value: 0,
  /** In quotes, or a text field between semicolons; a list `[…]` or table `{…}` of CIF 2.0 as a whole. */
  quotedValue: 1,
  /** `_cell_length_a`. */
  tag: 2,
  loop: 3,
  /** `data_NAME`, or `global_`. */
  data: 4,
  /** `save_` and `save_NAME`. */
  save: 5,
  /** `stop_`. */
  stop: 6,
  /** A text field, triple quote, list or table that is still open at the end of the file. */
  unclosed: 7,
} as const;

export interface Words {
  readonly text: string;
  readonly count: number;
  /** One of WORD for each word. */
  readonly kinds: Uint8Array;
  /** Offsets in `text`, quotes left out; the end is exclusive. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Counted from 1. */
  readonly lines: Uint32Array;
  readonly warnings: readonly ReadWarning[];
}

export function wordText(words: Words, index: number): string {
  return words.text.slice(words.starts[index], words.ends[index]);
}

const NEWLINE = 10;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const SEMICOLON = 59;
const OPENING_BRACKET = 91;
const UNDERSCORE = 95;
const OPENING_BRACE = 123;

export function splitWords(text: string): Words {
  // Two characters at least for each word and the space behind it.
  const capacity = (text.length >> 1) + 1;
  const kinds = new Uint8Array(capacity);
  const starts = new Uint32Array(capacity);
  const ends = new Uint32Array(capacity);
  const lines = new Uint32Array(capacity);
  const warnings: ReadWarning[] = [];
  const isCif2 = text.startsWith('#\\#CIF_2.0');
  const { length } = text;
  let count = 0;
  let line = 1;
  let position = 0;

  const add = (kind: number, start: number, end: number): void => {
    kinds[count] = kind;
    starts[count] = start;
    ends[count] = end;
    lines[count] = line;
    count++;
  };
  let lineEnd = -1;
  /** The end of the line of `from`; kept, because one line may hold many quotes. */
  const endOfLine = (from: number): number => {
    if (lineEnd < from) {
      const end = text.indexOf('\n', from);
      lineEnd = end < 0 ? length : end;
    }
    return lineEnd;
  };
  /** A value that may run over several lines, up to `terminator`. */
  const addBlock = (start: number, terminator: string): void => {
    const end = text.indexOf(terminator, start);
    addLines(start, end, terminator.length);
  };
  /** A value that may run over several lines; `end` is -1 where it is not closed. */
  const addLines = (start: number, end: number, terminatorLength: number): void => {
    add(end < 0 ? WORD.unclosed : WORD.quotedValue, start, end < 0 ? length : end);
    position = end < 0 ? length : end + terminatorLength;
    for (let newline = text.indexOf('\n', start); newline >= 0 && newline < position; ) {
      line++;
      newline = text.indexOf('\n', newline + 1);
    }
  };

  while (position < length) {
    const code = text.charCodeAt(position);
    if (code === NEWLINE) {
      line++;
      position++;
    } else if (isSpace(code)) {
      position++;
    } else if (code === HASH) {
      position = endOfLine(position);
    } else if (code === SEMICOLON && (position === 0 || text.charCodeAt(position - 1) === NEWLINE)) {
      addBlock(position + 1, '\n;');
    } else if (isCif2 && (code === OPENING_BRACKET || code === OPENING_BRACE)) {
      addLines(position, endOfBrackets(text, position), 0);
    } else if (code === SINGLE_QUOTE || code === DOUBLE_QUOTE) {
      const quote = text[position]!;
      if (isCif2 && text.startsWith(quote.repeat(3), position)) {
        addBlock(position + 3, quote.repeat(3));
        continue;
      }
      const last = endOfLine(position);
      let close = position + 1;
      while (
        close < last &&
        !(text.charCodeAt(close) === code && (close + 1 === last || isSpace(text.charCodeAt(close + 1))))
      ) {
        close++;
      }
      if (close === last)
        warnings.push(warning('A closing quote is missing; the value was taken to the end of its line.', line));
      add(WORD.quotedValue, position + 1, close);
      position = Math.min(close + 1, last);
    } else {
      let end = position + 1;
      while (end < length && !isSpace(text.charCodeAt(end))) end++;
      add(kindOfWord(text, position, end), position, end);
      if (code === UNDERSCORE && kinds[count - 1] === WORD.loop) {
        warnings.push(warning('"_loop" was read as "loop_".', line));
      }
      position = end;
    }
  }
  return { text, count, kinds, starts, ends, lines, warnings };
}

/** Quoted texts and brackets of CIF 2.0; a quote that is not closed is a character like any other. */
const BRACKETS = /"""[\s\S]*?"""|'''[\s\S]*?'''|"[^"\n]*"|'[^'\n]*'|[[\]{}]/g;

/** Behind the list or table that begins at `start`; -1 where it is not closed. */
function endOfBrackets(text: string, start: number): number {
  BRACKETS.lastIndex = start;
  let depth = 0;
  for (let match = BRACKETS.exec(text); match !== null; match = BRACKETS.exec(text)) {
    if (match[0] === '[' || match[0] === '{') depth++;
    else if (match[0] === ']' || match[0] === '}') depth--;
    if (depth === 0) return BRACKETS.lastIndex;
  }
  return -1;
}

/** White space, with the control characters and no-break spaces that word processors and old editors leave behind. */
function isSpace(code: number): boolean {
  return code <= 32 || code === 0x7f || code === 0xa0 || code === 0xfeff;
}

function kindOfWord(text: string, start: number, end: number): number {
  let underscore = start;
  while (underscore < end && underscore - start <= 6 && text.charCodeAt(underscore) !== UNDERSCORE) underscore++;
  if (underscore === end || underscore - start > 6) return WORD.value;
  if (underscore === start) return end - start === 5 && /^_loop$/i.test(text.slice(start, end)) ? WORD.loop : WORD.tag;
  const isWhole = underscore === end - 1;
  switch (text.slice(start, underscore).toLowerCase()) {
    case 'data':
      return WORD.data;
    case 'global':
      return isWhole ? WORD.data : WORD.value;
    case 'loop':
      return isWhole ? WORD.loop : WORD.value;
    case 'save':
      return WORD.save;
    case 'stop':
      return isWhole ? WORD.stop : WORD.value;
    default:
      return WORD.value;
  }
}
