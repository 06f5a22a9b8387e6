/** Data blocks, items and loops of a CIF file. What the grammar forbids, but whose meaning is plain, is a warning. */
import type { ReadWarning } from '../../crystal.js';
import { Refused, warning } from '../refused.js';
import { splitWords, WORD, type Words, wordText } from './tokens.js';

export interface CifValue {
  readonly text: string;
  readonly quoted: boolean;
  readonly line: number;
}

/** One column of a loop. */
interface Column {
  readonly loop: Loop;
  readonly index: number;
}

interface Loop {
  readonly words: Words;
  readonly line: number;
  readonly tags: readonly string[];
  /** Index of the first value's word. */
  readonly first: number;
  readonly valueCount: number;
}

/** A tag that stands twice in a block with different values. */
interface Conflict {
  readonly line: number;
  readonly otherLine: number;
}

/** Tags are asked for in lower case, with `_` where DDLm dictionaries and mmCIF have a dot: `_cell_length_a`. */
export class CifBlock {
  readonly name: string;
  /** Line of the block's heading. */
  readonly line: number;
  /** Offset of the block's heading in the text. */
  readonly start: number;
  readonly warnings: ReadWarning[] = [];
  readonly #items = new Map<string, CifValue>();
  readonly #columns = new Map<string, Column>();
  readonly #conflicts = new Map<string, Conflict>();
  #defect: Refused | undefined;

  constructor(name: string, line: number, start: number) {
    this.name = name;
    this.line = line;
    this.start = start;
  }

  /** Whether one of the tags stands in the block, with a value or in a loop of any length. */
  has(...tags: string[]): boolean {
    return tags.some((tag) => this.#items.has(tag) || this.#columns.has(tag));
  }

  hasCategory(prefix: string): boolean {
    for (const tag of [...this.#items.keys(), ...this.#columns.keys()]) if (tag.startsWith(prefix)) return true;
    return false;
  }

  /**
   * The value of the first of the tags that has one, outside loops or in a loop of a single row; undefined where there
   * is none, and for the CIF values `?` (unknown) and `.` (does not apply).
   */
  value(...tags: string[]): CifValue | undefined {
    for (const tag of tags) {
      this.#refuseConflict(tag);
      const column = this.#columns.get(tag);
      const value =
        this.#items.get(tag) ??
        (column?.loop.valueCount === column?.loop.tags.length ? this.#cell(column, 0) : undefined);
      if (value !== undefined && !isMissing(value)) return value;
    }
    return undefined;
  }

  /** The loop that holds the first of the tags that stands in a loop. */
  loop(...tags: string[]): CifLoop | undefined {
    for (const tag of tags) {
      const column = this.#columns.get(tag);
      if (column !== undefined) return new CifLoop(column.loop, (name) => this.#refuseConflict(name));
    }
    return undefined;
  }

  /** Throws what makes the whole block unreadable. */
  refuseDefect(): void {
    if (this.#defect) throw this.#defect;
  }

  setDefect(defect: Refused): void {
    this.#defect ??= defect;
  }

  addItem(tag: string, value: CifValue): void {
    const known = this.#items.get(tag);
    if (known === undefined && !this.#columns.has(tag)) this.#items.set(tag, value);
    else this.#addRepeated(tag, value.line, known?.text === value.text, known?.line);
  }

  addLoop(loop: Loop): void {
    loop.tags.forEach((tag, index) => {
      const known = this.#columns.get(tag);
      if (known === undefined && !this.#items.has(tag)) this.#columns.set(tag, { loop, index });
      else
        this.#addRepeated(
          tag,
          loop.line,
          known !== undefined && isSameColumn(known, { loop, index }),
          known?.loop.line,
        );
    });
  }

  #addRepeated(tag: string, line: number, isSame: boolean, knownLine: number | undefined): void {
    const otherLine = knownLine ?? this.#items.get(tag)?.line ?? this.#columns.get(tag)?.loop.line ?? this.line;
    if (isSame) this.warnings.push(warning(`${tag} stands twice, with the same content.`, line));
    else if (!this.#conflicts.has(tag)) this.#conflicts.set(tag, { line, otherLine });
  }

  #refuseConflict(tag: string): void {
    const conflict = this.#conflicts.get(tag);
    if (conflict === undefined) return;
    throw new Refused(
      'SYNTAX',
      `${tag} stands twice in data block "${this.name}", on lines ${conflict.otherLine} and ${conflict.line}, with different content; remove the wrong one.`,
      conflict.line,
    );
  }

  #cell(column: Column | undefined, row: number): CifValue | undefined {
    return column && valueAt(column.loop, row * column.loop.tags.length + column.index);
  }
}

/** A loop's rows and columns. */
export class CifLoop {
  readonly line: number;
  readonly #loop: Loop;
  readonly #check: (tag: string) => void;

  constructor(loop: Loop, check: (tag: string) => void) {
    this.line = loop.line;
    this.#loop = loop;
    this.#check = check;
  }

  get tags(): readonly string[] {
    return this.#loop.tags;
  }

  /** Throws a SYNTAX refusal where the values don't fill the last row. */
  get rowCount(): number {
    const { tags, valueCount, first, words, line } = this.#loop;
    if (valueCount % tags.length !== 0) {
      const last = words.lines[first + valueCount - 1];
      throw new Refused(
        'SYNTAX',
        `The loop on line ${line} has ${tags.length} columns, but its ${valueCount} values don't fill whole rows; a value is missing or one too many stands there.`,
        last,
      );
    }
    return valueCount / tags.length;
  }

  /** Reads a column by rows; undefined where the loop lacks all of the tags. The first one that it has counts. */
  column(...tags: string[]): ((row: number) => CifValue) | undefined {
    for (const tag of tags) {
      const index = this.#loop.tags.indexOf(tag);
      if (index < 0) continue;
      this.#check(tag);
      return (row) => valueAt(this.#loop, row * this.#loop.tags.length + index);
    }
    return undefined;
  }

  /** The loop's values line by line as they stand in the file, for lists whose values have unquoted spaces. */
  lines(): CifValue[] {
    const { words, first, valueCount } = this.#loop;
    const lines: CifValue[] = [];
    for (let index = first; index < first + valueCount; index++) {
      const line = words.lines[index]!;
      const text = wordText(words, index);
      const previous = lines.at(-1);
      if (previous?.line === line) lines[lines.length - 1] = { ...previous, text: `${previous.text} ${text}` };
      else lines.push({ text, quoted: false, line });
    }
    return lines;
  }
}

/** `?` and `.`, unless quoted. */
export function isMissing(value: CifValue): boolean {
  return !value.quoted && (value.text === '?' || value.text === '.');
}

/** A text without any data block gives one block without name, or none where it holds no items. */
export function parseCif(text: string): { readonly blocks: CifBlock[]; readonly warnings: ReadWarning[] } {
  const words = splitWords(text);
  const blocks: CifBlock[] = [];
  let block: CifBlock | undefined;
  let index = 0;

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
    at < words.count && (words.kinds[at] === WORD.value || words.kinds[at] === WORD.quotedValue);

  while (index < words.count) {
    const kind = words.kinds[index]!;
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
    } else if (kind === WORD.save) {
      // Save frames hold definitions of dictionaries, never a structure.
      index++;
      while (index < words.count && words.kinds[index] !== WORD.save && words.kinds[index] !== WORD.data) index++;
      if (words.kinds[index] === WORD.save) index++;
    } else if (kind === WORD.unclosed) {
      current().setDefect(
        new Refused('SYNTAX', `The text that begins on line ${line} with ";" or three quotes is never closed.`, line),
      );
      index++;
    } else {
      const first = index;
      while (isValue(index) || words.kinds[index] === WORD.stop) index++;
      if (kind !== WORD.stop && block !== undefined) {
        block.warnings.push(warning(`A value without a tag was left out: "${shorten(wordText(words, first))}".`, line));
      }
    }
  }
  return { blocks, warnings: [...words.warnings] };
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
  let text = wordText(words, valueIndex);
  // A value with spaces that lacks its quotes: `_symmetry_space_group_name_H-M P 21/c`.
  if (words.kinds[valueIndex] === WORD.value) {
    while (isValue(behind) && words.lines[behind] === line) text += ` ${wordText(words, behind++)}`;
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
  if (tags.length > 0) block.addLoop({ words, line, tags, first, valueCount: behind - first });
  return behind;
}

function normalTag(text: string): string {
  return text.toLowerCase().replace('.', '_');
}

function valueAt({ words, first }: Loop, offset: number): CifValue {
  const index = first + offset;
  return {
    text: wordText(words, index),
    quoted: words.kinds[index] === WORD.quotedValue,
    line: words.lines[index]!,
  };
}

function isSameColumn(column: Column, other: Column): boolean {
  if (column.loop === other.loop && column.index === other.index) return true;
  const rows = column.loop.valueCount / column.loop.tags.length;
  if (rows !== other.loop.valueCount / other.loop.tags.length || !Number.isInteger(rows)) return false;
  for (let row = 0; row < rows; row++) {
    const value = valueAt(column.loop, row * column.loop.tags.length + column.index);
    if (value.text !== valueAt(other.loop, row * other.loop.tags.length + other.index).text) return false;
  }
  return true;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
