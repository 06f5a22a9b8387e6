/** Properties of crystals from a CSV file. A row that can't be used is refused with its line; the others are read. */
import { type Info, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Labels } from '../amdnet/labels.js';

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
  readonly properties: readonly LabelColumn[];
}

/** The file as a whole is no table of labels. */
export class LabelTableError extends Error {}

export const ID_COLUMNS = ['material_id', 'id'] as const;
export const DEFAULT_SPLIT_COLUMN = 'split';

/** What no crystal exceeds: the gap of solid helium is near 20 eV, and no compound is bound by 10 eV an atom. */
const RANGES = {
  band_gap: { min: 0, max: 25, unit: 'eV' },
  formation_energy_per_atom: { min: -10, max: 10, unit: 'eV/atom' },
} as const;
export type LabelColumn = keyof typeof RANGES;
export const LABEL_COLUMNS = Object.keys(RANGES) as LabelColumn[];

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function numberIn(column: LabelColumn) {
  const { min, max, unit } = RANGES[column];
  return z
    .string()
    .trim()
    .min(1, { error: `${column} is missing`, abort: true })
    .regex(NUMBER, { error: ({ input }) => `${column} is not a number: ${input}`, abort: true })
    .transform(Number)
    .refine((value) => value >= min && value <= max, {
      error: ({ input }) => `${column} is out of range: ${input}; ${min} to ${max} ${unit} is possible`,
    });
}

const fields = {
  id: z.string().trim().min(1, 'the id is missing'),
  band_gap: numberIn('band_gap'),
  formation_energy_per_atom: numberIn('formation_energy_per_atom'),
  split: z
    .string()
    .trim()
    .pipe(z.enum(SPLITS, { error: ({ input }) => `the split is "${input}"; ${SPLITS.join(', ')} are possible` })),
};

/**
 * @param splitColumn a column that has to be there; `split` is read where it is there and none is named
 * @throws LabelTableError
 */
export function readLabelTable(text: string, splitColumn?: string): LabelTable {
  const { header, records } = parsed(text);
  const idColumn = ID_COLUMNS.find((name) => header.includes(name));
  if (idColumn === undefined) throw new LabelTableError(`It has no column ${ID_COLUMNS.join(' or ')}.`);
  const properties = LABEL_COLUMNS.filter((name) => header.includes(name));
  if (properties.length === 0) throw new LabelTableError(`It has no column ${LABEL_COLUMNS.join(' or ')}.`);
  if (splitColumn !== undefined && !header.includes(splitColumn)) {
    throw new LabelTableError(`It has no column ${splitColumn}, which --split-column names.`);
  }
  const splitName = splitColumn ?? DEFAULT_SPLIT_COLUMN;
  const schema = z.object({
    id: fields.id,
    ...Object.fromEntries(properties.map((name) => [name, fields[name]])),
    ...(header.includes(splitName) && { split: fields.split }),
  }) as unknown as z.ZodType<{ id: string; split?: Split } & Partial<Record<LabelColumn, number>>>;

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
    const named = Object.fromEntries(LABEL_COLUMNS.map((name) => [name, cell(name)]));
    const result = schema.safeParse({ id, ...named, split: cell(splitName) });
    if (!result.success) {
      refuse(result.error.issues.map(({ message }) => message).join('; '));
    } else if (lineOf.has(id)) {
      refuse(`line ${lineOf.get(id)} has this id already`);
    } else {
      const { band_gap, formation_energy_per_atom, split } = result.data;
      lineOf.set(id, line);
      rows.push({
        id,
        // −0 is 0.
        labels: {
          bandGap: band_gap === undefined ? null : band_gap + 0,
          formationEnergyPerAtom: formation_energy_per_atom ?? null,
        },
        split: split ?? null,
      });
    }
  }
  return { rows, refused, properties };
}

/** @throws LabelTableError */
function parsed(text: string): { header: string[]; records: { line: number; cells: string[] }[] } {
  let records: { info: Info; record: string[] }[];
  try {
    records = parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true }) as never;
  } catch (error) {
    throw new LabelTableError(`It is no CSV file: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const [head, ...rest] = records;
  if (head === undefined) throw new LabelTableError('It is empty.');
  return {
    header: head.record.map((name) => name.trim()),
    records: rest.map(({ info, record }) => ({ line: info.lines, cells: record })),
  };
}
