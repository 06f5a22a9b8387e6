/** `ingest --reported`: a table of values that others report. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { IngestStore } from '../graph/store.js';
import { LabelTableError } from '../pipeline/label-table.js';
import { type ReportedTable, readReportedTable, reportTable } from '../pipeline/reported-table.js';
import { count, counted, plain } from './output.js';

/** Rows of which a warning is written. */
const WARNINGS = 5;

export interface OpenedReported {
  readonly table: ReportedTable;
  /** Puts the values into the graph. @returns lines for the user */
  into(
    store: IngestStore,
    options: { readonly dataset: string | undefined; readonly signal: AbortSignal },
  ): AsyncGenerator<string>;
}

/** @throws LabelTableError, or the system's error */
export async function openReported(path: string): Promise<OpenedReported> {
  const table = readTable(await readFile(path, 'utf8'), path);
  return {
    table,
    async *into(store, options) {
      let [changed, unchanged, unknown] = [0, 0, 0];
      for await (const batch of reportTable(store, table.rows, options)) {
        changed += batch.changed;
        unchanged += batch.unchanged;
        unknown += batch.unknown;
      }
      const { refused } = table;
      yield `${plain(path)}: reported values of ${counted(changed, 'crystal')} stored, ${count(unchanged)} unchanged, ${counted(unknown, 'row')} without a crystal, ${count(refused.length)} refused`;
      for (const { line, id, reason } of refused.slice(0, WARNINGS)) {
        yield `  line ${line}${id === '' ? '' : ` (${plain(id)})`}: ${plain(reason)}`;
      }
      if (refused.length > WARNINGS) yield `  … and ${count(refused.length - WARNINGS)} more`;
    },
  };
}

function readTable(text: string, path: string): ReportedTable {
  try {
    return readReportedTable(text, basename(path));
  } catch (error) {
    if (error instanceof LabelTableError) throw new LabelTableError(`${path}: ${error.message}`);
    throw error;
  }
}
