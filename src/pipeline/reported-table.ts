/** Values that others report of crystals, from a CSV file beside the structures, into the graph. */
import {
  REPORTED_FIELDS,
  REPORTED_NUMBERS,
  type Reported,
  type ReportedKind,
  type ReportedName,
  reportedValue,
} from '../crystal/reported.js';
import { reportedOf } from '../graph/reported-fields.js';
import type { IngestStore } from '../graph/store.js';
import { idsToLookUp } from './identity.js';
import { cellsOf, ID_COLUMNS, LabelTableError, NUMBER, type RefusedRow } from './label-table.js';
import { isStored } from './ledger.js';
import { withReported } from './reported-values.js';
import { inBatches } from './stream.js';

const COLUMNS: ReadonlyMap<string, ReportedName> = new Map([
  ...REPORTED_FIELDS,
  ['magnetic_ordering', 'magneticOrder'],
]);

export const REPORTED_COLUMNS: readonly string[] = [...COLUMNS.keys()];

/** Of the Materials Project, whose values can't be told from those per formula unit. */
const PER_CELL = 'total_magnetization';

const KINDS: readonly string[] = ['computed', 'experimental'] satisfies ReportedKind[];

/** A publication in full; it stands in every answer that tells the value. */
const LONGEST_SOURCE = 1000;

export interface ReportedRow {
  readonly id: string;
  readonly reported: readonly Reported[];
}

export interface ReportedTable {
  readonly rows: readonly ReportedRow[];
  readonly refused: readonly RefusedRow[];
}

/**
 * Empty cells are no values. A row that can't be used is refused with its line; the others are read.
 *
 * @param file its name, which is the source of rows that name none
 * @throws LabelTableError
 */
export function readReportedTable(text: string, file: string): ReportedTable {
  const { header, records } = cellsOf(text);
  const idColumn = ID_COLUMNS.find((name) => header.includes(name));
  if (idColumn === undefined) throw new LabelTableError(`It has no column ${ID_COLUMNS.join(' or ')}.`);
  if (header.includes(PER_CELL)) {
    throw new LabelTableError(
      `The column ${PER_CELL} is that of a cell in tables of the Materials Project. Give µB per formula unit, as total_magnetization_normalized_formula_units, or take the column out.`,
    );
  }
  const columns = REPORTED_COLUMNS.filter((name) => header.includes(name));
  if (columns.length === 0) throw new LabelTableError(`It has no column ${REPORTED_COLUMNS.join(' or ')}.`);
  const rows: ReportedRow[] = [];
  const refused: RefusedRow[] = [];
  for (const { line, cells } of records) {
    const cell = (name: string) => (cells[header.indexOf(name)] ?? '').trim();
    const id = cell(idColumn);
    const given = cell('kind').toLowerCase();
    const problems = [
      ...(cells.length === header.length ? [] : [`it has ${cells.length} fields, the header has ${header.length}`]),
      ...(id === '' ? ['the id is missing'] : []),
      ...(given === '' || KINDS.includes(given) ? [] : [`the kind is "${given}", not one of ${KINDS.join(', ')}`]),
      ...(cell('source').length <= LONGEST_SOURCE ? [] : [`the source has more than ${LONGEST_SOURCE} characters`]),
    ];
    const kind = given === '' ? null : (given as ReportedKind);
    const source = cell('source') || file;
    const reported = columns.flatMap((column): Reported[] => {
      const property = COLUMNS.get(column)!;
      const value = cell(column) === '' ? null : cellValue(property, cell(column));
      if (value === null && cell(column) !== '')
        problems.push(`${column} is ${cell(column)}, not ${rangeOf(property)}`);
      return value === null ? [] : [{ property, value, kind, source }];
    });
    if (problems.length > 0) refused.push({ line, id, reason: problems.join('; ') });
    else if (reported.length > 0) rows.push({ id, reported });
  }
  return { rows, refused };
}

function cellValue(property: ReportedName, text: string): number | string | null {
  return reportedValue(property, property === 'magneticOrder' || !NUMBER.test(text) ? text : Number(text));
}

function rangeOf(property: ReportedName): string {
  if (property === 'magneticOrder') return 'NM, FM, FiM or AFM';
  const { min, max, unit } = REPORTED_NUMBERS[property];
  return `a number from ${min} to ${max} ${unit}`;
}

export interface ReportedCounts {
  /** Crystals whose reported values are others than before. */
  readonly changed: number;
  readonly unchanged: number;
  /** Rows of which the graph has no crystal. */
  readonly unknown: number;
}

const ROWS_IN_BATCH = 256;

/**
 * Puts the values of a table beside those that crystals of these names have; values of the same property are replaced.
 * Ends after the batch under way where the signal says so; repeated, it goes on.
 *
 * @param dataset of the crystals; without it any
 */
export async function* reportTable(
  store: IngestStore,
  rows: readonly ReportedRow[],
  { dataset, signal }: { readonly dataset?: string | undefined; readonly signal?: AbortSignal } = {},
): AsyncGenerator<ReportedCounts> {
  for await (const batch of inBatches(each(rows), { count: ROWS_IN_BATCH })) {
    if (signal?.aborted) return;
    const wanted = await crystalsNamed(store, batch, dataset);
    const counts = await withReported(store, [...wanted.keys()], (crystal) => [
      ...reportedOf(crystal),
      ...wanted.get(crystal.id)!.flatMap(({ reported }) => reported),
    ]);
    const meant = new Set([...wanted.values()].flat());
    yield { ...counts, unknown: batch.filter((row) => !meant.has(row)).length };
  }
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** The rows by the ids of crystals. */
async function crystalsNamed(
  store: IngestStore,
  rows: readonly ReportedRow[],
  dataset: string | undefined,
): Promise<Map<string, readonly ReportedRow[]>> {
  const candidates = rows.map(({ id: name }) => idsToLookUp({ name, sha256: null, ofFile: [] }, dataset));
  const found = await store.sourcesById(candidates.flat());
  const byId = new Map(found.flatMap((row) => (row === null ? [] : [[row.id, row]])));
  const wanted = new Map<string, readonly ReportedRow[]>();
  for (const [i, named] of rows.entries()) {
    for (const id of candidates[i]!) {
      const row = byId.get(id);
      const isMeant = row?.name === named.id && (dataset === undefined || row.dataset === dataset);
      if (isMeant && isStored(row)) wanted.set(id, [...(wanted.get(id) ?? []), named]);
    }
  }
  return wanted;
}
