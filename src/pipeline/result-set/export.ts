/** What a filter finds, as a file of one of several formats, piece by piece. docs/exports.md describes them. */
import type { CrystalFilter, CrystalSortKey, GraphStore, Sort } from '../../graph/store.js';
import { csvOf } from './csv.js';
import { recordLines } from './records.js';
import { ResultSet } from './result-set.js';
import type { FlatRow } from '../../graph/flat-rows.js';
import { FLAT_TABLES, TABLE_NAMES, type TableColumn, type TableName } from './tables.js';

export type ExportFormat = 'ndjson' | 'csv' | 'arrow' | 'parquet' | 'cif-zip';
/** Whole crystals, one of the tables, or structures. */
export type ExportContent = 'records' | TableName | 'structures';

interface FormatTraits {
  readonly mediaType: string;
  /** Of file names. */
  readonly ending: string;
  /** What can be written in it, the default first. */
  readonly contents: readonly [ExportContent, ...ExportContent[]];
}

export const EXPORT_FORMATS: Readonly<Record<ExportFormat, FormatTraits>> = {
  ndjson: { mediaType: 'application/x-ndjson', ending: 'ndjson', contents: ['records', ...TABLE_NAMES] },
  csv: { mediaType: 'text/csv; charset=utf-8', ending: 'csv', contents: TABLE_NAMES },
  arrow: { mediaType: 'application/vnd.apache.arrow.stream', ending: 'arrows', contents: TABLE_NAMES },
  parquet: { mediaType: 'application/vnd.apache.parquet', ending: 'parquet', contents: TABLE_NAMES },
  'cif-zip': { mediaType: 'application/zip', ending: 'zip', contents: ['structures'] },
};

export interface ExportRequest {
  readonly format: ExportFormat;
  /** One of the contents of the format. */
  readonly of: ExportContent;
  readonly filter: CrystalFilter;
  readonly sorts: readonly Sort<CrystalSortKey>[];
  /** Names of columns of the table, in this order; all by default. */
  readonly columns?: readonly string[];
}

export interface Export {
  /** Number of crystals. */
  readonly crystals: number;
  /** The file; can be read once. @throws ResultSetChanged and what the graph throws, at any time */
  readonly pieces: AsyncGenerator<string | Uint8Array>;
}

/** The names of the columns of a table; none of what is no table. */
export function columnNames(of: ExportContent): string[] {
  return isTable(of) ? FLAT_TABLES[of].columns.map(({ name }) => name) : [];
}

/** Begins an export: from now on it is known which crystals belong to it. */
export async function exported(store: GraphStore, request: ExportRequest): Promise<Export> {
  const set = await ResultSet.of(store, request.filter, request.sorts);
  return { crystals: set.size, pieces: piecesOf(set, request) };
}

/** Crystals that are read with one call, which takes the engine tens of milliseconds however few they are. */
const LIGHT_BATCH = 500;
/** With their sites and connections: 80 crystals have some 430 sites and 3,600 connections. */
const HEAVY_BATCH = 80;

/** The libraries of a format are loaded for it alone. */
async function* piecesOf(set: ResultSet, { format, of, columns }: ExportRequest): AsyncGenerator<string | Uint8Array> {
  if (of === 'structures') {
    const { cifsOf, zipOf } = await import('./cif-zip.js');
    return yield* zipOf(set.map(LIGHT_BATCH, cifsOf));
  }
  if (of === 'records') return yield* joined(set.map(HEAVY_BATCH, recordLines));
  const table = FLAT_TABLES[of];
  const chosen = columns?.map((name) => table.columns.find((column) => column.name === name)!) ?? table.columns;
  const rows = set.map(of === 'crystals' ? LIGHT_BATCH : HEAVY_BATCH, (crystals) => table.rowsOf(crystals, set.store));
  switch (format) {
    case 'csv':
      return yield* csvOf(chosen, rows);
    case 'arrow':
      return yield* (await import('./arrow.js')).arrowOf(chosen, rows);
    case 'parquet':
      return yield* (await import('./parquet.js')).parquetOf(chosen, rows);
    default:
      return yield* rowLines(chosen, rows);
  }
}

async function* joined(batches: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  for await (const lines of batches) yield lines.join('');
}

async function* rowLines(
  columns: readonly TableColumn[],
  batches: AsyncIterable<readonly FlatRow[]>,
): AsyncGenerator<string> {
  const line = (row: FlatRow) =>
    `${JSON.stringify(Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null])))}\n`;
  for await (const rows of batches) if (rows.length > 0) yield rows.map(line).join('');
}

function isTable(of: ExportContent): of is TableName {
  return of in FLAT_TABLES;
}
