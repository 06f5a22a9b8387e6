/** Properties of crystals from a CSV file. A row that can't be used is refused with its line; the others are read. */
import { type Info, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Labels } from '../amdnet/labels.js';
import { NUMBERS, type NumberProperty, perNumber, properties } from '../amdnet/properties.js';

export const SPLITS = ['train', 'val', 'test'] as const;
export type Split = (typeof SPLITS)[number];

export interface LabelRow {
  readonly id: string;
  readonly labels: Labels;
  /** Null where the table has no column for it. */
  readonly split: Split | null;
}

export interface RefusedRow {
  /** In the file, counted from 1. */
  readonly line: number;
  /** Empty where the row has none. */
  readonly id: string;
  readonly reason: string;
}

export interface LabelTable {
  readonly rows: readonly LabelRow[];
  readonly refused: readonly RefusedRow[];
  /** Columns of properties that the table has. */
  readonly properties: readonly string[];
}

/** The file as a whole is no table of labels. */
export class LabelTableError extends Error {}

export const ID_COLUMNS = ['material_id', 'id'] as const;
const DEFAULT_SPLIT_COLUMN = 'split';

export const LABEL_COLUMNS = NUMBERS.map((property) => properties[property].label.name);

export const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function numberOf(property: NumberProperty) {
  const { unit, label } = properties[property];
  const { name, min, max } = label;
  return (
    z
      .string()
      .trim()
      .min(1, { error: `${name} is missing`, abort: true })
      .regex(NUMBER, { error: ({ input }) => `${name} is not a number: ${input}`, abort: true })
      // −0 is 0.
      .transform((text) => Number(text) + 0)
      .refine((value) => value >= min && value <= max, {
        error: ({ input }) => `${name} is out of range: ${input}, not ${min} to ${max} ${unit}`,
      })
  );
}

const fields = {
  id: z.string().trim().min(1, 'the id is missing'),
  split: z
    .string()
    .trim()
    .pipe(z.enum(SPLITS, { error: ({ input }) => `the split is "${input}", not one of ${SPLITS.join(', ')}` })),
};

/**
 * @param splitColumn a column that has to be there; `split` is read where it is there and none is named
 * @throws LabelTableError
 */
export function readLabelTable(text: string, splitColumn?: string): LabelTable {
  const { header, records } = cellsOf(text);
  const idColumn = ID_COLUMNS.find((name) => header.includes(name));
  if (idColumn === undefined) throw new LabelTableError(`It has no column ${ID_COLUMNS.join(' or ')}.`);
  const known = NUMBERS.filter((property) => header.includes(properties[property].label.name));
  if (known.length === 0) throw new LabelTableError(`It has no column ${LABEL_COLUMNS.join(' or ')}.`);
  if (splitColumn !== undefined && !header.includes(splitColumn)) {
    throw new LabelTableError(`It has no column ${splitColumn} (--split-column).`);
  }
  const splitName = splitColumn ?? DEFAULT_SPLIT_COLUMN;
  const schema = z.object({
    id: fields.id,
    ...Object.fromEntries(known.map((property) => [property, numberOf(property)])),
    ...(header.includes(splitName) && { split: fields.split }),
  }) as unknown as z.ZodType<{ id: string; split?: Split } & Partial<Record<NumberProperty, number>>>;

  const rows: LabelRow[] = [];
  const refused: RefusedRow[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, cells } of records) {
    const cell = (name: string) => cells[header.indexOf(name)] ?? '';
    const id = cell(idColumn).trim();
    const refuse = (reason: string) => refused.push({ line, id, reason });
    if (cells.length !== header.length) {
      refuse(`it has ${cells.length} fields, the header has ${header.length}`);
      continue;
    }
    const numbers = perNumber((property) => cell(properties[property].label.name));
    const result = schema.safeParse({ id, ...numbers, split: cell(splitName) });
    if (!result.success) {
      refuse(result.error.issues.map(({ message }) => message).join('; '));
    } else if (lineOf.has(id)) {
      refuse(`line ${lineOf.get(id)} already has this id`);
    } else {
      const { split = null, ...values } = result.data;
      lineOf.set(id, line);
      rows.push({ id, labels: perNumber((property) => values[property] ?? null), split });
    }
  }
  return { rows, refused, properties: known.map((property) => properties[property].label.name) };
}

/** @throws LabelTableError */
export function cellsOf(text: string): { header: string[]; records: { line: number; cells: string[] }[] } {
  let records: { info: Info; record: string[] }[];
  try {
    records = parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true }) as never;
  } catch (error) {
    throw new LabelTableError(`It is not a CSV file: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const [head, ...rest] = records;
  if (head === undefined) throw new LabelTableError('It is empty.');
  return {
    header: head.record.map((name) => name.trim()),
    records: rest.map(({ info, record }) => ({ line: info.lines, cells: record })),
  };
}
