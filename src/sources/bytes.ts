/** Streams of bytes: a look at their beginning, unpacking, reading to the end within a limit. */
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { mebibytes, SourceError } from './item.js';

export type Bytes = AsyncIterable<Uint8Array>;
export type Packing = 'gzip' | 'zip' | 'tar' | 'bzip2' | 'xz' | 'zstd' | '7z' | 'none';

/** Bytes needed to tell a packing: the word `ustar` stands at 257 in a tar header. */
const HEAD_BYTES = 512;

const MAGIC: readonly (readonly [Packing, number, readonly number[]])[] = [
  ['gzip', 0, [0x1f, 0x8b]],
  ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['zip', 0, [0x50, 0x4b, 0x05, 0x06]], // an empty one
  ['tar', 257, [0x75, 0x73, 0x74, 0x61, 0x72]],
  ['bzip2', 0, [0x42, 0x5a, 0x68]],
  ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ['7z', 0, [0x37, 0x7a, 0xbc, 0xaf]],
];

/** How the bytes are packed, by their beginning rather than by the file's name. */
export function packingOf(head: Uint8Array): Packing {
  for (const [packing, offset, magic] of MAGIC) {
    if (magic.every((byte, i) => head[offset + i] === byte)) return packing;
  }
  return 'none';
}

/** The first bytes of a stream, and the whole of it. */
export async function peek(bytes: Bytes): Promise<{ head: Uint8Array; whole: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const next = await iterator.next();
    if (next.done) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(chunks).subarray(0, HEAD_BYTES), whole: whole() };
}

export function gunzip(bytes: Bytes): Bytes {
  // pipeline() carries errors and an early end in both directions; what went wrong reaches the reader of its end.
  return pipeline(Readable.from(bytes), createGunzip(), () => {});
}

/** @throws SourceError when there are more than `limit` bytes. */
export async function readAll(bytes: Bytes, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > limit) throw new SourceError(`The file is larger than ${mebibytes(limit)}, the maximum for one file.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
