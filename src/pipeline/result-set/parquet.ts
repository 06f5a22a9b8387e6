/** Rows as a Parquet file, compressed by Snappy: texts, 32-bit integers, doubles and Booleans, each of which may be null. */
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { turn } from '../../graph/turns.js';
import type { FlatRow } from '../../graph/flat-rows.js';
import type { TableColumn } from './tables.js';

/** A row group is encoded in one go: some tens of milliseconds. */
const ROWS_IN_GROUP = 4000;

const TYPES: Readonly<Record<TableColumn['type'], Partial<SchemaElement>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT32' },
  real: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
};

export async function* parquetOf(
  columns: readonly TableColumn[],
  batches: AsyncIterable<readonly FlatRow[]>,
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter();
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...TYPES[type] })),
  ];
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'motifgraph' });
  let waiting: FlatRow[] = [];
  const writeGroup = async () => {
    const rows = waiting;
    waiting = [];
    await turn();
    await writer.write({
      columnData: columns.map(({ name }) => ({ name, data: rows.map((row) => row[name] ?? null) })),
      rowGroupSize: rows.length,
    });
    return taken(bytes);
  };
  for await (const rows of batches) {
    waiting.push(...rows);
    if (waiting.length >= ROWS_IN_GROUP) yield await writeGroup();
  }
  if (waiting.length > 0) yield await writeGroup();
  await writer.finish();
  yield taken(bytes);
}

/** A copy of what was written; the writer's buffer is used again. */
function taken(bytes: ByteWriter): Uint8Array {
  const chunk = bytes.getBytes().slice();
  bytes.index = 0;
  return chunk;
}
