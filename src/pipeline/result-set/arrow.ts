/** Rows as an Arrow IPC stream: texts, 32-bit integers, doubles and Booleans, each of which may be null. */
import {
  AsyncByteQueue,
  Bool,
  type DataType,
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { turn } from '../../graph/turns.js';
import type { FlatRow } from '../../graph/flat-rows.js';
import type { TableColumn } from './tables.js';

/** Columns may have any of these. */
type AnyColumns = Record<string, DataType>;

const TYPES: Readonly<Record<TableColumn['type'], () => DataType>> = {
  text: () => new Utf8(),
  integer: () => new Int32(),
  real: () => new Float64(),
  boolean: () => new Bool(),
};

/** What the writer has written, until it is taken. */
class Written extends AsyncByteQueue {
  private readonly chunks: Uint8Array[] = [];

  override write(chunk: Uint8Array): void {
    this.chunks.push(chunk);
  }

  take(): Buffer {
    return Buffer.concat(this.chunks.splice(0));
  }
}

export async function* arrowOf(
  columns: readonly TableColumn[],
  batches: AsyncIterable<readonly FlatRow[]>,
): AsyncGenerator<Uint8Array> {
  const schema = new Schema<AnyColumns>(
    columns.map(
      ({ name, type, description }) => new Field(name, TYPES[type](), true, new Map([['description', description]])),
    ),
  );
  const written = new Written();
  const writer = new RecordBatchStreamWriter<AnyColumns>({ autoDestroy: false });
  writer.reset(written, schema);
  yield written.take();
  for await (const rows of batches) {
    if (rows.length === 0) continue;
    writer.write(await batchOf(rows, schema));
    yield written.take();
  }
  writer.finish();
  yield written.take();
}

async function batchOf(rows: readonly FlatRow[], schema: Schema<AnyColumns>): Promise<RecordBatch<AnyColumns>> {
  const children = [];
  for (const { name, type } of schema.fields) {
    await turn();
    children.push(
      vectorFromArray(
        rows.map((row) => row[name] ?? null),
        type,
      ).data[0]!,
    );
  }
  const data = makeData({ type: new Struct<AnyColumns>(schema.fields), length: rows.length, nullCount: 0, children });
  return new RecordBatch(schema, data);
}
