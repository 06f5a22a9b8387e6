/** Values and loops of a CIF block. */
import { Refused } from '../refused.js';

export interface CifValue {
  readonly text: string;
  readonly quoted: boolean;
  readonly line: number;
}

/** `?` (unknown) and `.` (does not apply), unless quoted. */
export function isMissing(value: CifValue): boolean {
  return !value.quoted && (value.text === '?' || value.text === '.');
}

/** A loop as it stands in the file. */
export interface LoopSource {
  readonly line: number;
  readonly tags: readonly string[];
  readonly valueCount: number;
  /** Values row by row. */
  readonly valueAt: (index: number) => CifValue;
}

/** A loop's rows and columns. */
export class CifLoop {
  readonly line: number;
  readonly tags: readonly string[];
  readonly #source: LoopSource;
  readonly #refuseConflict: (tag: string) => void;

  /** `refuseConflict` throws where the tag stands in the block once more with other values. */
  constructor(source: LoopSource, refuseConflict: (tag: string) => void) {
    this.line = source.line;
    this.tags = source.tags;
    this.#source = source;
    this.#refuseConflict = refuseConflict;
  }

  /** Throws a SYNTAX refusal where the values don't fill the last row. */
  get rowCount(): number {
    const { tags, valueCount, line, valueAt } = this.#source;
    if (valueCount % tags.length !== 0) {
      throw new Refused(
        'SYNTAX',
        `The loop on line ${line} has ${tags.length} columns, but its ${valueCount} values don't fill complete rows; there is a value missing or too many.`,
        valueAt(valueCount - 1).line,
      );
    }
    return valueCount / tags.length;
  }

  /** Reads a column by rows; undefined where the loop lacks all of the tags. The first one that it has counts. */
  column(...tags: string[]): ((row: number) => CifValue) | undefined {
    for (const tag of tags) {
      const index = this.tags.indexOf(tag);
      if (index < 0) continue;
      this.#refuseConflict(tag);
      return (row) => this.#source.valueAt(row * this.tags.length + index);
    }
    return undefined;
  }

  /** The loop's values line by line as they stand in the file, for lists whose values have unquoted spaces. */
  lines(): CifValue[] {
    const lines: CifValue[] = [];
    for (let index = 0; index < this.#source.valueCount; index++) {
      const { text, line } = this.#source.valueAt(index);
      const previous = lines.at(-1);
      if (previous?.line === line) lines[lines.length - 1] = { ...previous, text: `${previous.text} ${text}` };
      else lines.push({ text, quoted: false, line });
    }
    return lines;
  }
}

export function isSameColumn(loop: LoopSource, column: number, other: LoopSource, otherColumn: number): boolean {
  const rows = loop.valueCount / loop.tags.length;
  if (rows !== other.valueCount / other.tags.length || !Number.isInteger(rows)) return false;
  for (let row = 0; row < rows; row++) {
    const value = loop.valueAt(row * loop.tags.length + column);
    if (value.text !== other.valueAt(row * other.tags.length + otherColumn).text) return false;
  }
  return true;
}
