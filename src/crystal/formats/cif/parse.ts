/** Data blocks, items and loops of a CIF text. What the grammar forbids, but whose meaning is plain, is a warning. */
import type { ReadWarning } from '../../crystal.js';
import { Refused, shown, warning } from '../refused.js';
import { CifBlock } from './block.js';
import type { CifValue } from './loop.js';
import { splitWords, WORD, type Words, wordText } from './tokens.js';

/** Data blocks and tags outside loops; each costs memory, and no collection of structures in one file has more. */
const MAX_HEADINGS = 1_000_000;

/** Characters of a value that are looked at: far more than a number, symbol, operation or formula has. */
const MAX_VALUE_LENGTH = 2000;

/** A text without any data block gives one block without name, or none where it holds no items. */
export function parseCif(text: string): { readonly blocks: CifBlock[]; readonly warnings: ReadWarning[] } {
  const words = splitWords(text);
  const blocks: CifBlock[] = [];
  let block: CifBlock | undefined;
  let index = 0;
  let headings = 0;

  /** The current block; items before the first heading get one without a name. */
  const current = (): CifBlock => {
    if (block === undefined) {
      block = new CifBlock('', words.lines[index] ?? 1, 0);
      block.warnings.push(warning('The heading of the data block ("data_NAME") is missing.', words.lines[index]));
      blocks.push(block);
    }
    return block;
  };
  const isValue = (at: number): boolean =>
    at < words.count &&
    (words.kinds[at] === WORD.value || words.kinds[at] === WORD.quotedValue) &&
    !isMisspeltLoop(words, at);

  while (index < words.count) {
    const kind = words.kinds[index]!;
    if ((kind === WORD.data || kind === WORD.tag) && ++headings > MAX_HEADINGS) throw tooLong();
    const line = words.lines[index]!;
    if (kind === WORD.data) {
      const start = words.starts[index]!;
      block = new CifBlock(wordText(words, index).replace(/^data_/i, ''), line, start);
      blocks.push(block);
      index++;
    } else if (kind === WORD.tag) {
      index = readItem(words, index, current(), isValue);
    } else if (kind === WORD.loop) {
      index = readLoop(words, index, current(), isValue);
    } else if (isMisspeltLoop(words, index)) {
      current().warnings.push(warning(`${shown(wordText(words, index))} was read as "loop_".`, line));
      index = readLoop(words, index, current(), isValue);
    } else if (kind === WORD.save) {
      // Save frames hold definitions of dictionaries, never a structure.
      index++;
      while (index < words.count && words.kinds[index] !== WORD.save && words.kinds[index] !== WORD.data) index++;
      if (words.kinds[index] === WORD.save) index++;
    } else if (kind === WORD.unclosed) {
      current().setDefect(
        new Refused(
          'SYNTAX',
          `The value that begins on line ${line} with ";", three quotes or a bracket is not closed.`,
          line,
        ),
      );
      index++;
    } else {
      const first = index;
      while (isValue(index) || words.kinds[index] === WORD.stop) index++;
      if (kind !== WORD.stop && block !== undefined) {
        block.warnings.push(warning(`A value without a tag was left out: ${shown(wordText(words, first))}.`, line));
      }
    }
  }
  return { blocks, warnings: [...words.warnings] };
}

/** `loop_` with a letter too few, too many, wrong or swapped: `oop_`, `lop_`, `1oop_`, `looop_`, `lopo_`, `loop`. */
const MISSPELT_LOOP = /^(?:l?o{1,3}p|[1i|]o+p|ll+oop|loo|lpoo|lopo|olop)_$|^loop$/i;

/** A misspelt `loop_`: alone on its line, with a tag on the next. */
function isMisspeltLoop({ kinds, lines, starts, ends, count, text }: Words, at: number): boolean {
  if (at + 1 >= count || kinds[at + 1] !== WORD.tag || kinds[at] !== WORD.value) return false;
  if (ends[at]! - starts[at]! > 6 || lines[at + 1] === lines[at] || (at > 0 && lines[at - 1] === lines[at]))
    return false;
  return MISSPELT_LOOP.test(text.slice(starts[at], ends[at]));
}

/** Reads a tag and its value; the index behind them. */
function readItem(words: Words, index: number, block: CifBlock, isValue: (at: number) => boolean): number {
  const tag = normalTag(wordText(words, index));
  const valueIndex = index + 1;
  if (!isValue(valueIndex)) {
    if (words.kinds[valueIndex] !== WORD.unclosed)
      block.warnings.push(warning(`${tag} has no value.`, words.lines[index]));
    return valueIndex;
  }
  let behind = valueIndex + 1;
  const line = words.lines[valueIndex]!;
  let { text } = wordValue(words, valueIndex);
  // A value with spaces that lacks its quotes: `_symmetry_space_group_name_H-M P 21/c`.
  if (words.kinds[valueIndex] === WORD.value) {
    while (isValue(behind) && words.lines[behind] === line) {
      const { text: next } = wordValue(words, behind++);
      if (text.length < MAX_VALUE_LENGTH) text += ` ${next}`;
    }
    if (behind > valueIndex + 1) {
      block.warnings.push(warning(`The value of ${tag} lacks its quotes; it was taken to the end of its line.`, line));
    }
  }
  block.addItem(tag, { text, quoted: words.kinds[valueIndex] === WORD.quotedValue, line });
  return behind;
}

/** Reads a loop; the index behind it. */
function readLoop(words: Words, index: number, block: CifBlock, isValue: (at: number) => boolean): number {
  const line = words.lines[index]!;
  const tags: string[] = [];
  let first = index + 1;
  while (words.kinds[first] === WORD.tag && first < words.count) tags.push(normalTag(wordText(words, first++)));
  let behind = first;
  while (isValue(behind)) behind++;
  if (tags.length === 0) block.warnings.push(warning('A loop without tags was left out.', line));
  else if (behind === first) block.warnings.push(warning('A loop without values was left out.', line));
  if (tags.length > 0) {
    block.addLoop({ line, tags, valueCount: behind - first, valueAt: (at) => wordValue(words, first + at) });
  }
  return behind;
}

function normalTag(text: string): string {
  return text.toLowerCase().replace('.', '_');
}

function wordValue(words: Words, index: number): CifValue {
  const start = words.starts[index]!;
  return {
    text: words.text.slice(start, Math.min(words.ends[index]!, start + MAX_VALUE_LENGTH)),
    quoted: words.kinds[index] === WORD.quotedValue,
    line: words.lines[index]!,
  };
}

function tooLong(): Refused {
  return new Refused(
    'UNREADABLE',
    `The file has more than ${MAX_HEADINGS} tags and data blocks; split it into smaller ones.`,
  );
}
