/** Members of tar and zip archives, one at a time and in the archive's order; nothing is ever written to disk. */
import { readFile, stat } from 'node:fs/promises';
import { createTarDecoder } from 'modern-tar';
import * as yauzl from 'yauzl';
import type { Bytes } from './bytes.js';
import type { Location } from './folder.js';
import { SourceError } from './item.js';
import { textOfName } from './names.js';
import { refuseOverlaps } from './zip-overlaps.js';

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
export async function* zipMembers(source: ZipSource): AsyncGenerator<Member> {
  const archive = await held(source);
  const table = await openZip(archive);
  await refuseOverlaps(table.eachEntry());
  const zip = await openZip(archive);
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry);
    if (name.endsWith('/')) continue;
    yield {
      name,
      size: entry.uncompressedSize,
      packedSize: entry.compressedSize,
      async *open() {
        if (entry.isEncrypted()) throw new SourceError('The file is encrypted; unpack it with its password first.');
        if (!entry.canDecodeFileData()) throw new SourceError('The compression method is not supported; use deflate.');
        yield* await zip.openReadStreamPromise(entry);
      },
    };
  }
}

export type ZipSource = { readonly location: Location } | { readonly bytes: Buffer };

/** Some reads for each member take longer than all of a small archive at once. */
const HELD_BYTES = 64 * 1024 * 1024;

async function held(source: ZipSource): Promise<ZipSource> {
  if ('bytes' in source || (await stat(source.location)).size > HELD_BYTES) return source;
  return { bytes: await readFile(source.location) };
}

function openZip(archive: ZipSource): Promise<yauzl.ZipFile> {
  // Names stay as they are: one such as `../x.cif` is no danger where nothing is written, and no reason to refuse.
  const options = { decodeStrings: false };
  // Its types know paths of text alone; it hands the path to the system as it is.
  return 'bytes' in archive
    ? yauzl.fromBufferPromise(archive.bytes, options)
    : yauzl.openPromise(archive.location as string, options);
}

/** Bit 11: the name is said to be UTF-8. */
const SAYS_UTF_8 = 0x800;

function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: yauzl.Entry): string {
  return generalPurposeBitFlag & SAYS_UTF_8
    ? textOfName(fileNameRaw)
    : yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}
