/** One data block of a CIF file. */
import type { ReadWarning } from '../../crystal.js';
import { Refused, warning } from '../refused.js';
import { CifLoop, type CifValue, isMissing, isSameColumn, type LoopSource } from './loop.js';

interface Column {
  readonly loop: LoopSource;
  readonly index: number;
}

/** The value that all rows of a loop have in a column: one cell, measured twice. */
function commonValue({ loop, index }: Column): CifValue | undefined {
  const first = index < loop.valueCount ? loop.valueAt(index) : undefined;
  for (let at = index; at < loop.valueCount; at += loop.tags.length) {
    if (loop.valueAt(at).text !== first?.text) return undefined;
  }
  return first;
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
   * The value of the first of the tags that has one, outside loops or in a loop whose rows all have the same; undefined
   * where there is none, and for the CIF values `?` (unknown) and `.` (does not apply).
   */
  value(...tags: string[]): CifValue | undefined {
    for (const tag of tags) {
      this.#refuseConflict(tag);
      const column = this.#columns.get(tag);
      const value = this.#items.get(tag) ?? (column && commonValue(column));
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

  /** The items outside loops whose tags begin with `prefix`, as a loop of one row; undefined where there are none. */
  itemsAsLoop(prefix: string): CifLoop | undefined {
    const items = [...this.#items].filter(([tag]) => tag.startsWith(prefix));
    if (items.length === 0) return undefined;
    const source: LoopSource = {
      line: items[0]![1].line,
      tags: items.map(([tag]) => tag),
      valueCount: items.length,
      valueAt: (index) => items[index]![1],
    };
    return new CifLoop(source, (name) => this.#refuseConflict(name));
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

  addLoop(loop: LoopSource): void {
    loop.tags.forEach((tag, index) => {
      const known = this.#columns.get(tag);
      if (known === undefined && !this.#items.has(tag)) this.#columns.set(tag, { loop, index });
      else {
        const isSame = known !== undefined && isSameColumn(known.loop, known.index, loop, index);
        this.#addRepeated(tag, loop.line, isSame, known?.loop.line);
      }
    });
  }

  #addRepeated(tag: string, line: number, isSame: boolean, knownLine: number | undefined): void {
    const otherLine = knownLine ?? this.#items.get(tag)?.line ?? this.#columns.get(tag)?.loop.line ?? this.line;
    if (isSame) this.warnings.push(warning(`${tag} occurs twice, with the same value.`, line));
    else if (!this.#conflicts.has(tag)) this.#conflicts.set(tag, { line, otherLine });
  }

  #refuseConflict(tag: string): void {
    const conflict = this.#conflicts.get(tag);
    if (conflict === undefined) return;
    throw new Refused(
      'SYNTAX',
      `${tag} occurs twice in data block "${this.name}", on lines ${conflict.otherLine} and ${conflict.line}, with different values; remove the wrong one.`,
      conflict.line,
    );
  }
}
