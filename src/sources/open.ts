/** Opens what a user names: structure files, folders, archives, packed files, standard input, addresses of providers. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { baseName } from '../crystal/file-name.js';
import type { Member } from './archive.js';
import { tarMembers, zipMembers } from './archive.js';
import type { Bytes, Packing } from './bytes.js';
import { gunzip, packingOf, peek, readAll } from './bytes.js';
import { filesBelow, type Location } from './folder.js';
import type { SourceItem, SourceLimits } from './item.js';
import { ArchiveError, mebibytes, SOURCE_LIMITS, SourceError } from './item.js';
import { idOfFile, isStructureName, STRUCTURE_NAMES } from './names.js';
import { isAddress, withoutLogin } from './providers/table.js';
import { fetchedFrom, type RemoteOptions } from './remote.js';

/** The path that stands for standard input. */
export const STANDARD_INPUT = '-';

export interface SourceOptions extends RemoteOptions {
  readonly stdin?: Bytes;
  readonly limits?: Partial<SourceLimits>;
}

/**
 * Yields the structure files of all paths: paths as given, folders by name, archives in their own order, so that two
 * readings of the same input agree. One file is held at a time. What cannot be read is yielded as a refusal
 * (`UNREADABLE`, `NO_STRUCTURE` for an empty folder or archive), and the rest goes on; this never throws for bad input.
 */
export async function* openSources(paths: readonly string[], options: SourceOptions = {}): AsyncGenerator<SourceItem> {
  const reading = new Reading({ ...SOURCE_LIMITS, ...options.limits });
  for (const path of paths) {
    if (path === STANDARD_INPUT) {
      const stdin = { file: 'stdin', relativeFile: 'stdin' };
      yield* reading.guarded(stdin, reading.stream(options.stdin ?? process.stdin, stdin));
    } else if (isAddress(path)) {
      const shown = withoutLogin(path);
      yield* reading.guarded({ file: shown, relativeFile: shown }, fetchedFrom(path, options), shown);
    } else {
      yield* reading.guarded(named(path), reading.path(path));
    }
  }
}

/** Bytes of the whole input, in which `SourceItem.position` counts; null where they can't be told. */
export async function sizeOfSources(paths: readonly string[]): Promise<number | null> {
  if (paths.some((path) => path === STANDARD_INPUT || isAddress(path))) return null;
  let bytes = 0;
  const sizeOf = async (path: Location) => (await stat(path).catch(() => null))?.size ?? 0;
  for (const path of paths) {
    if (!(await isFolder(path).catch(() => false))) bytes += await sizeOf(path);
    else for await (const found of filesBelow(path)) bytes += await sizeOf(found.location);
  }
  return bytes;
}

/** What is read: what it is called, and where it lies. */
interface Named {
  readonly file: string;
  readonly relativeFile: string;
  readonly place?: string;
}

/** @param folder that was named, where the path was found in it. */
function named(path: string, folder?: string): Named {
  const relativeFile = folder === undefined ? baseName(path) : relative(folder, path).split(sep).join('/');
  return { file: path, relativeFile, place: resolve(path) };
}

/** A member of an archive. */
function within({ file, relativeFile, place }: Named, member: string): Named {
  return {
    file: `${file}:${member}`,
    relativeFile: `${relativeFile}:${member}`,
    ...(place !== undefined && { place: `${place}:${member}` }),
  };
}

class Reading {
  private position = 0;

  constructor(private readonly limits: SourceLimits) {}

  /** Passes items on; an error becomes the refusal of `source`. */
  async *guarded(
    source: Named,
    items: AsyncIterable<SourceItem>,
    id = idOfFile(source.file),
  ): AsyncGenerator<SourceItem> {
    try {
      yield* items;
    } catch (error) {
      if (error instanceof ArchiveError && error.archive !== source.file) throw error;
      yield this.refusal(source, id, 'UNREADABLE', inWords(error));
    }
  }

  async *path(path: string): AsyncGenerator<SourceItem> {
    if (!(await isFolder(path))) {
      yield* this.file(path, named(path));
      return;
    }
    let empty = true;
    for await (const found of filesBelow(path)) {
      empty = false;
      const source = named(found.path, path);
      if (found.error !== undefined)
        yield this.refusal(source, idOfFile(found.path), 'UNREADABLE', inWords(found.error));
      else yield* this.guarded(source, this.file(found.location, source));
    }
    if (empty)
      yield this.refusal(
        named(path),
        idOfFile(path),
        'NO_STRUCTURE',
        `The folder contains no structure file (${STRUCTURE_NAMES}).`,
      );
  }

  private async *file(location: Location, source: Named): AsyncGenerator<SourceItem> {
    const stream = createReadStream(location);
    try {
      yield* this.stream(stream, source, location);
    } finally {
      stream.destroy();
    }
  }

  /** @param location where the bytes can be read again at any place, which a zip archive needs. */
  async *stream(bytes: Bytes, source: Named, location?: Location): AsyncGenerator<SourceItem> {
    const start = this.position;
    const outer = await peek(this.metered(bytes));
    const packing = packingOf(outer.head);
    if (packing === 'zip') {
      // The bytes peeked at come again with the members.
      if (location !== undefined) this.position = start;
      const archive =
        location === undefined
          ? { bytes: Buffer.from(await readAll(outer.whole, this.limits.pipedZipBytes)) }
          : { location };
      yield* this.members(source, zipMembers(archive), this.allowance(source, start));
      return;
    }
    const allowance = this.allowance(source, start);
    if (packing !== 'gzip') {
      yield* this.unpacked(outer.whole, source, packing, allowance);
      return;
    }
    const inner = await peek(gunzip(outer.whole));
    yield* this.unpacked(inner.whole, source, packingOf(inner.head), allowance);
  }

  private async *unpacked(
    bytes: Bytes,
    source: Named,
    packing: Packing,
    allowance: Allowance,
  ): AsyncGenerator<SourceItem> {
    if (packing === 'tar' || (packing === 'none' && /\.(tar|tgz|tar\.gz)$/i.test(source.file))) {
      yield* this.members(source, tarMembers(allowance(bytes), packing === 'tar'), allowance);
    } else if (packing === 'none') {
      const content = await readAll(bytes, this.limits.fileBytes);
      yield { ok: true, id: idOfFile(source.file), ...source, content, position: this.position };
    } else {
      throw new SourceError(
        `The file is packed as ${packing}, which is not supported; unpack it first, or pack it as .tar.gz or .zip.`,
      );
    }
  }

  private async *members(
    archive: Named,
    members: AsyncIterable<Member>,
    allowance: Allowance,
  ): AsyncGenerator<SourceItem> {
    let empty = true;
    for await (const member of members) {
      this.position += member.packedSize;
      if (!isStructureName(member.name)) continue;
      empty = false;
      const source = within(archive, member.name);
      // A broken tar has no next member, while a zip archive still finds the others: only an error of the member
      // itself is its own refusal, and that of the stream below ends the archive.
      yield* this.guarded(source, this.member(member, source, allowance), idOfFile(member.name));
    }
    if (empty)
      yield this.refusal(
        archive,
        idOfFile(archive.file),
        'NO_STRUCTURE',
        `The archive contains no structure file (${STRUCTURE_NAMES}).`,
      );
  }

  private async *member(member: Member, source: Named, allowance: Allowance): AsyncGenerator<SourceItem> {
    const { fileBytes } = this.limits;
    if (member.size > fileBytes) {
      throw new SourceError(
        `The file has ${mebibytes(member.size)}; the maximum for one file is ${mebibytes(fileBytes)}.`,
      );
    }
    const { head, whole } = await peek(member.open());
    const packing = packingOf(head);
    if (packing === 'none' || packing === 'gzip') {
      const content = await readAll(allowance(packing === 'gzip' ? gunzip(whole) : whole), fileBytes);
      yield { ok: true, id: idOfFile(member.name), ...source, content, position: this.position };
    } else {
      throw new SourceError(`This is a ${packing} file inside an archive; unpack it first.`);
    }
  }

  private async *metered(bytes: Bytes): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.position += chunk.length;
      yield chunk;
    }
  }

  /** Counts what is unpacked of an archive that begins at `start`; more of it than any honest one holds ends it. */
  private allowance({ file }: Named, start: number): Allowance {
    const { archiveBytes, archiveRatio } = this.limits;
    let unpacked = 0;
    const count = async function* (this: Reading, bytes: Bytes): AsyncGenerator<Uint8Array> {
      for await (const chunk of bytes) {
        unpacked += chunk.length;
        const packed = this.position - start;
        if (unpacked > archiveBytes + archiveRatio * packed) {
          throw new ArchiveError(
            file,
            `The archive unpacks to more than ${mebibytes(unpacked)} from ${mebibytes(packed)}, as malicious archives do; pack the files again.`,
          );
        }
        yield chunk;
      }
    };
    return count.bind(this);
  }

  private refusal(
    { file, relativeFile, place }: Named,
    id: string,
    code: 'UNREADABLE' | 'NO_STRUCTURE',
    message: string,
  ): SourceItem {
    const refusal = { code, message, file };
    return { ok: false, id, relativeFile, ...(place !== undefined && { place }), refusal, position: this.position };
  }
}

/** The bytes, counted. @throws ArchiveError */
type Allowance = (bytes: Bytes) => Bytes;

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path)).isDirectory();
}

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder.',
  EACCES: 'There is no permission to read it.',
  EPERM: 'There is no permission to read it.',
  ENOTDIR: 'There is no such file or folder.',
  ELOOP: 'It is a link to itself.',
  EIO: 'The disk could not read it.',
  EMFILE: 'Too many files are open.',
  Z_BUF_ERROR: 'The packed file is truncated.',
  Z_DATA_ERROR: 'The packed file is damaged.',
};

function inWords(error: unknown): string {
  if (error instanceof SourceError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const known = SYSTEM_ERRORS[(error as NodeJS.ErrnoException).code ?? ''];
  return known ?? `The archive is damaged: ${error.message.replace(/\.$/, '')}.`;
}
