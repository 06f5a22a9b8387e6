/** Files of format 1, which are those of graphs before schema 12: what they say of where a structure came from. */
import { win32 } from 'node:path';
import { baseName } from '../crystal/file-name.js';
import { canonicalRecord, checksumOf } from '../graph/checksum.js';
import type { SourceNode } from '../graph/model.js';
import type { CrystalEntry, Entry, PlacedEntry } from './graph-file.js';

/**
 * The id was the structure's name, and `file` its place.
 *
 * @param dataset of the crystal; of refused structures it was not kept.
 */
function renewedSource(source: SourceNode, dataset: string | null): SourceNode {
  const { id, file } = source;
  return { ...source, name: id, dataset, file: withoutFolders(file), place: file };
}

/** `b.zip:sub/x.cif` of `/a/b.zip:sub/x.cif`; relative paths stay. */
function withoutFolders(file: string): string {
  // What is absolute on Windows includes what is so elsewhere.
  if (!win32.isAbsolute(file) && !file.startsWith('..')) return file;
  const [, archive, member] = /^(.*?\.(?:tar|tgz|tar\.gz|zip))(:.*)$/is.exec(file) ?? [];
  return archive === undefined ? baseName(file) : `${baseName(archive)}${member}`;
}

/** Entries of a file of format 1 as those of format 2. */
export async function* renewedEntries(entries: AsyncGenerator<PlacedEntry>): AsyncGenerator<PlacedEntry> {
  for await (const { entry, ...place } of entries) yield { ...place, entry: renewedEntry(entry) };
}

function renewedEntry(entry: Entry): Entry {
  switch (entry.kind) {
    case 'source':
      return { ...entry, source: renewedSource(entry.source, null) };
    case 'crystal':
      return renewedCrystal(entry);
    case 'structure': {
      const { source, file, dataset } = entry;
      return { ...entry, file: withoutFolders(file), source: source && renewedSource(source, dataset) };
    }
    default:
      return entry;
  }
}

/** One that does not agree with its checksum is left for the import to refuse. */
function renewedCrystal(entry: CrystalEntry): CrystalEntry {
  const { kind, checksum, source, ...record } = entry;
  try {
    if (checksumOf(canonicalRecord(record)) !== checksum) return entry;
  } catch {
    return entry;
  }
  const { crystal } = record;
  const renewed = canonicalRecord({ ...record, crystal: { ...crystal, file: withoutFolders(crystal.file) } });
  return {
    kind,
    checksum: checksumOf(renewed),
    source: source && renewedSource(source, crystal.dataset),
    ...renewed,
  };
}
