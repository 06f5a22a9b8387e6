/** Members of tar and zip archives, one at a time and in the archive's order; nothing is ever written to disk. */
import { createTarDecoder } from 'modern-tar';
import * as yauzl from 'yauzl';
import type { Bytes } from './bytes.js';
import { SourceError } from './item.js';

export interface Member {
  readonly name: string;
  /** As the archive's table says; what is read is held to it. */
  readonly size: number;
  /** Bytes that the member takes in the archive; 0 in a tar, where the stream itself is measured. */
  readonly packedSize: number;
  /** Can be opened until the next member is asked for, or left alone. */
  open(): Bytes;
}

/** @throws Error where the archive is broken, which the last member yielded may have been before. */
export async function* tarMembers(bytes: Bytes, hasMagic: boolean): AsyncGenerator<Member> {
  // Archives from before POSIX have no magic word, which strict reading asks for.
  const entries = ReadableStream.from(bytes).pipeThrough(createTarDecoder({ strict: hasMagic }));
  for await (const { header, body } of entries) {
    if (header.type !== undefined && header.type !== 'file') {
      await body.cancel();
      continue;
    }
    let opened = false;
    yield {
      name: header.name,
      size: header.size,
      packedSize: 0,
      open() {
        opened = true;
        return exactly(header.size, body);
      },
    };
    if (!opened) await body.cancel();
  }
}

async function* exactly(size: number, bytes: Bytes): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    yield chunk;
  }
  if (length !== size) throw new SourceError('The archive ends in the middle of this file.');
}

/** A zip archive is read by its table of contents at the end: from a file, or from a buffer that holds all of it. */
export async function* zipMembers(archive: string | Buffer): AsyncGenerator<Member> {
  // Names stay as they are: one such as `../x.cif` is no danger where nothing is written, and no reason to refuse.
  const options = { decodeStrings: false };
  const zip =
    typeof archive === 'string'
      ? await yauzl.openPromise(archive, options)
      : await yauzl.fromBufferPromise(archive, options);
  for await (const entry of zip.eachEntry()) {
    const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
    const name = yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
    if (name.endsWith('/')) continue;
    yield {
      name,
      size: entry.uncompressedSize,
      packedSize: entry.compressedSize,
      async *open() {
        if (entry.isEncrypted()) throw new SourceError('The file is encrypted: unpack it with its password first.');
        if (!entry.canDecodeFileData())
          throw new SourceError('The file is packed by a method that is not read: pack it with deflate.');
        yield* await zip.openReadStreamPromise(entry);
      },
    };
  }
}
