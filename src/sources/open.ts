/** Opens what a user names: structure files, folders, archives, packed files, standard input. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Member } from './archive.js';
import { tarMembers, zipMembers } from './archive.js';
import type { Bytes, Packing } from './bytes.js';
import { gunzip, packingOf, peek, readAll } from './bytes.js';
import { filesBelow } from './folder.js';
import type { SourceItem } from './item.js';
import { mebibytes, SOURCE_LIMITS, SourceError } from './item.js';
import { idOfFile, isStructureName, STRUCTURE_NAMES } from './names.js';

/** The path that stands for standard input. */
export const STANDARD_INPUT = '-';

export interface SourceOptions {
  readonly stdin?: Bytes;
  readonly fileBytes?: number;
}

/**
 * Yields the structure files of all paths: paths as given, folders by name, archives in their own order, so that two
 * readings of the same input agree. One file is held at a time. What cannot be read is yielded as a refusal
 * (`UNREADABLE`, `NO_STRUCTURE` for an empty folder or archive), and the rest goes on; this never throws for bad input.
 */
export async function* openSources(paths: readonly string[], options: SourceOptions = {}): AsyncGenerator<SourceItem> {
  const reading = new Reading(options.fileBytes ?? SOURCE_LIMITS.fileBytes);
  for (const path of paths) {
    if (path === STANDARD_INPUT) {
      yield* reading.guarded('stdin', reading.stream(options.stdin ?? process.stdin, 'stdin'));
    } else {
      yield* reading.guarded(path, reading.path(path));
    }
  }
}

/** Bytes of the whole input, in which `SourceItem.position` counts; null where standard input is among it. */
export async function sizeOfSources(paths: readonly string[]): Promise<number | null> {
  if (paths.includes(STANDARD_INPUT)) return null;
  let bytes = 0;
  const sizeOf = async (path: string) => (await stat(path).catch(() => null))?.size ?? 0;
  for (const path of paths) {
    if (!(await isFolder(path).catch(() => false))) bytes += await sizeOf(path);
    else for await (const found of filesBelow(path)) bytes += await sizeOf(found.path);
  }
  return bytes;
}

class Reading {
  private position = 0;

  constructor(private readonly fileBytes: number) {}

  /** Passes items on; an error becomes the refusal of `file`. */
  async *guarded(file: string, items: AsyncIterable<SourceItem>, id = idOfFile(file)): AsyncGenerator<SourceItem> {
    try {
      yield* items;
    } catch (error) {
      yield this.refusal(file, id, 'UNREADABLE', inWords(error));
    }
  }

  async *path(path: string): AsyncGenerator<SourceItem> {
    if (!(await isFolder(path))) {
      yield* this.file(path);
      return;
    }
    let empty = true;
    for await (const found of filesBelow(path)) {
      empty = false;
      if (found.error !== undefined)
        yield this.refusal(found.path, idOfFile(found.path), 'UNREADABLE', inWords(found.error));
      else yield* this.guarded(found.path, this.file(found.path));
    }
    if (empty)
      yield this.refusal(
        path,
        idOfFile(path),
        'NO_STRUCTURE',
        `The folder holds no structure file (${STRUCTURE_NAMES}).`,
      );
  }

  private async *file(path: string): AsyncGenerator<SourceItem> {
    const stream = createReadStream(path);
    try {
      yield* this.stream(stream, path, path);
    } finally {
      stream.destroy();
    }
  }

  /** @param path where the bytes can be read again at any place, which a zip archive needs. */
  async *stream(bytes: Bytes, file: string, path?: string): AsyncGenerator<SourceItem> {
    const start = this.position;
    const outer = await peek(this.metered(bytes));
    const packing = packingOf(outer.head);
    if (packing === 'zip') {
      // The bytes peeked at come again with the members.
      if (path !== undefined) this.position = start;
      const archive = path ?? Buffer.from(await readAll(outer.whole, SOURCE_LIMITS.pipedZipBytes));
      yield* this.members(file, zipMembers(archive));
      return;
    }
    if (packing !== 'gzip') {
      yield* this.unpacked(outer.whole, file, packing);
      return;
    }
    const inner = await peek(gunzip(outer.whole));
    yield* this.unpacked(inner.whole, file, packingOf(inner.head));
  }

  private async *unpacked(bytes: Bytes, file: string, packing: Packing): AsyncGenerator<SourceItem> {
    if (packing === 'tar' || (packing === 'none' && /\.(tar|tgz|tar\.gz)$/i.test(file))) {
      yield* this.members(file, tarMembers(bytes, packing === 'tar'));
    } else if (packing === 'none') {
      const content = await readAll(bytes, this.fileBytes);
      yield { ok: true, id: idOfFile(file), file, content, position: this.position };
    } else {
      throw new SourceError(
        `The file is packed as ${packing}, which is not read: unpack it first, or pack it as .tar.gz or .zip.`,
      );
    }
  }

  private async *members(archive: string, members: AsyncIterable<Member>): AsyncGenerator<SourceItem> {
    let empty = true;
    for await (const member of members) {
      this.position += member.packedSize;
      if (!isStructureName(member.name)) continue;
      empty = false;
      const file = `${archive}:${member.name}`;
      // A broken tar has no next member, while a zip archive still finds the others: only an error of the member
      // itself is its own refusal, and that of the stream below ends the archive.
      yield* this.guarded(file, this.member(member, file), idOfFile(member.name));
    }
    if (empty)
      yield this.refusal(
        archive,
        idOfFile(archive),
        'NO_STRUCTURE',
        `The archive holds no structure file (${STRUCTURE_NAMES}).`,
      );
  }

  private async *member(member: Member, file: string): AsyncGenerator<SourceItem> {
    if (member.size > this.fileBytes) {
      throw new SourceError(
        `The file has ${mebibytes(member.size)}; the most that is read of one file is ${mebibytes(this.fileBytes)}.`,
      );
    }
    const { head, whole } = await peek(member.open());
    const packing = packingOf(head);
    if (packing === 'none' || packing === 'gzip') {
      const content = await readAll(packing === 'gzip' ? gunzip(whole) : whole, this.fileBytes);
      yield { ok: true, id: idOfFile(member.name), file, content, position: this.position };
    } else {
      throw new SourceError(`This is ${packing} inside an archive: unpack it first.`);
    }
  }

  private async *metered(bytes: Bytes): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.position += chunk.length;
      yield chunk;
    }
  }

  private refusal(file: string, id: string, code: 'UNREADABLE' | 'NO_STRUCTURE', message: string): SourceItem {
    return { ok: false, id, refusal: { code, message, file }, position: this.position };
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path)).isDirectory();
}

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder.',
  EACCES: 'There is no permission to read it.',
  EPERM: 'There is no permission to read it.',
  ENOTDIR: 'There is no such file or folder.',
  ELOOP: 'It is a link that leads back to itself.',
  EIO: 'The disk failed to read it.',
  EMFILE: 'Too many files are open.',
  Z_BUF_ERROR: 'The packed file ends too early.',
  Z_DATA_ERROR: 'The packed file is broken.',
};

function inWords(error: unknown): string {
  if (error instanceof SourceError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const known = SYSTEM_ERRORS[(error as NodeJS.ErrnoException).code ?? ''];
  return known ?? `The archive is broken: ${error.message.replace(/\.$/, '')}.`;
}
