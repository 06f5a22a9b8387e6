/** The safetensors format (Hugging Face): named tensors of 32-bit floats with metadata, nothing that could run. */

export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface TensorFile {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: readonly NamedTensor[];
}

const LENGTH_BYTES = 8;

export function writeSafetensors({ metadata, tensors }: TensorFile): Buffer {
  let at = 0;
  const header: Record<string, unknown> = { __metadata__: metadata };
  for (const { name, shape, values } of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [at, at + values.byteLength] };
    at += values.byteLength;
  }
  const text = JSON.stringify(header);
  // Spaces behind the header, so that the numbers begin at a multiple of 8 bytes.
  const padded = text.padEnd(text.length + ((8 - (Buffer.byteLength(text) % 8)) % 8), ' ');
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(padded)));
  return Buffer.concat([length, Buffer.from(padded), ...tensors.map(({ values }) => bytesOf(values))]);
}

/** @throws RangeError or SyntaxError where the bytes are no such file */
export function readSafetensors(bytes: Buffer): TensorFile {
  if (bytes.length < LENGTH_BYTES) throw new RangeError('it is shorter than its own length');
  const begin = LENGTH_BYTES + Number(bytes.readBigUInt64LE());
  if (begin > bytes.length) throw new RangeError('its header is cut off');
  const header = JSON.parse(bytes.toString('utf8', LENGTH_BYTES, begin)) as Record<string, unknown>;
  const { __metadata__: metadata = {}, ...rest } = header;
  return {
    metadata: metadata as Record<string, string>,
    tensors: Object.entries(rest).map(([name, entry]) => tensorOf(name, entry, bytes.subarray(begin))),
  };
}

function tensorOf(name: string, entry: unknown, data: Buffer): NamedTensor {
  const { dtype, shape, data_offsets: offsets } = entry as { dtype: string; shape: number[]; data_offsets: number[] };
  const [from, to] = offsets as [number, number];
  const count = shape.reduce((product, length) => product * length, 1);
  if (dtype !== 'F32') throw new RangeError(`${name} holds ${dtype}, not F32`);
  if (to - from !== 4 * count || to > data.length) throw new RangeError(`${name} is cut off`);
  const values = new Float32Array(count);
  bytesOf(values).set(data.subarray(from, to));
  return { name, shape, values };
}

function bytesOf(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}
