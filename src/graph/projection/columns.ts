/** The values of declared fields, one column each, for all rows of a table: what filters, orders and aggregates read. */

import { CountColumn, RealColumn } from '../../motif/pattern/columns.js';
import type { Column as ColumnType, Field, Fields } from '../field.js';

/** Numbers of a field; NaN where a row has none. */
export class NumberColumn {
  private readonly rows = new RealColumn();

  get values(): Float64Array {
    return this.rows.values;
  }

  append(value: unknown): void {
    this.rows.push(typeof value === 'number' ? value : Number.NaN);
  }
}

/** Each text once, by its code; 0 stands for no text. */
export class Dictionary {
  private readonly codes = new Map<string, number>();
  private readonly texts: string[] = [''];

  /** Number of codes, that of no text included. */
  get size(): number {
    return this.texts.length;
  }

  textOf(code: number): string {
    return this.texts[code]!;
  }

  /** Undefined for a text that no row has. */
  codeOf(text: string): number | undefined {
    return this.codes.get(text);
  }

  add(text: string): number {
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    const code = this.texts.length;
    this.codes.set(text, code);
    this.texts.push(text);
    return code;
  }
}

/** Texts of a field, as codes of a dictionary. The few rows that have several texts have the first of them there. */
export class TextColumn {
  readonly dictionary = new Dictionary();
  /** The codes of further texts, by row. */
  readonly others = new Map<number, readonly number[]>();
  private readonly rows = new CountColumn();

  get codes(): CountColumn['data'] {
    return this.rows.values;
  }

  append(value: unknown): void {
    const [first, ...others] = Array.isArray(value) ? value : [value];
    if (others.length > 0) {
      const codes = others.map((text: string) => this.dictionary.add(text));
      this.others.set(this.rows.length, codes);
    }
    this.rows.push(typeof first === 'string' ? this.dictionary.add(first) : 0);
  }

  /** Null where the row has none. */
  textAt(row: number): string | null {
    const code = this.rows.at(row);
    return code === 0 ? null : this.dictionary.textOf(code);
  }
}

/** `true` and `false` as texts. */
class BooleanColumn extends TextColumn {
  override append(value: unknown): void {
    super.append(typeof value === 'boolean' ? String(value) : null);
  }
}

/** Lists of texts: those of row r are the codes from starts[r] to starts[r + 1]. */
export class TextsColumn {
  readonly dictionary = new Dictionary();
  private readonly items = new CountColumn();
  private readonly ends = new CountColumn();

  constructor() {
    this.ends.push(0);
  }

  get codes(): CountColumn['data'] {
    return this.items.values;
  }

  get starts(): CountColumn['data'] {
    return this.ends.values;
  }

  append(value: unknown): void {
    for (const text of value as readonly string[]) this.items.push(this.dictionary.add(text));
    this.ends.push(this.items.length);
  }

  textsAt(row: number): string[] {
    const { codes, starts, dictionary } = this;
    return Array.from(codes.subarray(starts[row], starts[row + 1]), (code) => dictionary.textOf(code));
  }
}

export type Column = NumberColumn | TextColumn | TextsColumn;

const COLUMNS: Readonly<Partial<Record<ColumnType, () => Column>>> = {
  integer: () => new NumberColumn(),
  real: () => new NumberColumn(),
  text: () => new TextColumn(),
  boolean: () => new BooleanColumn(),
  texts: () => new TextsColumn(),
};

/** The fields that lists are filtered, sorted, grouped or summed by, row by row. */
export class Table {
  private readonly columns: ReadonlyMap<string, Column>;
  private rows = 0;

  constructor(readonly fields: Fields) {
    this.columns = new Map(
      Object.entries<Field>(fields).flatMap(([name, { column }]) => {
        const made = COLUMNS[column]?.();
        return made === undefined ? [] : [[name, made] as const];
      }),
    );
  }

  get length(): number {
    return this.rows;
  }

  append(values: Readonly<Record<string, unknown>>): void {
    for (const [name, column] of this.columns)
      column.append(values[name] ?? (column instanceof TextsColumn ? [] : null));
    this.rows++;
  }

  /** Several rows, by the names of the columns. */
  appendColumns(values: Readonly<Record<string, readonly unknown[]>>): void {
    for (const [name, column] of this.columns) for (const value of values[name]!) column.append(value);
    this.rows += Object.values(values)[0]?.length ?? 0;
  }

  /** Of a field with one value; null where the row has none. */
  valueOf(name: string, row: number): string | number | null {
    const column = this.columns.get(name);
    if (column instanceof NumberColumn) return Number.isNaN(column.values[row]) ? null : column.values[row]!;
    return this.texts(name).textAt(row);
  }

  numbers(name: string): NumberColumn {
    return this.columnOf(name, NumberColumn);
  }

  texts(name: string): TextColumn {
    return this.columnOf(name, TextColumn);
  }

  lists(name: string): TextsColumn {
    return this.columnOf(name, TextsColumn);
  }

  column(name: string): Column | undefined {
    return this.columns.get(name);
  }

  private columnOf<Kind extends Column>(name: string, kind: new () => Kind): Kind {
    const column = this.columns.get(name);
    if (!(column instanceof kind)) throw new Error(`the table has no ${kind.name} named ${name}`);
    return column;
  }
}
