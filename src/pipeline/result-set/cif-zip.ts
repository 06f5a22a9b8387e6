/** The structures of crystals as CIF files in a zip archive: `rutile-TiO2.cif`. */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { CrystalSummary } from '../../graph/model.js';
import { type ResultSet, ResultSetChanged } from './result-set.js';

interface CifFile {
  readonly name: string;
  readonly text: string;
}

/** All files have it, so that the same crystals give the same bytes: the earliest that a zip can tell. */
const MODIFIED = new Date(1980, 0, 1);

/** The files of these crystals. */
export async function cifsOf(crystals: readonly CrystalSummary[], { store }: ResultSet): Promise<CifFile[]> {
  const nodes = await store.crystalsById(crystals.map(({ id }) => id));
  return crystals.map(({ id }, i) => {
    const node = nodes[i];
    if (node == null) throw new ResultSetChanged(`The crystal ${id} was deleted during the export; export again.`);
    return { name: `${nameOf(id)}.cif`, text: node.structure };
  });
}

/** Colons, which stand before the name of a data block, are in no file name of Windows. */
function nameOf(id: string): string {
  return encodeURIComponent(id);
}

export async function* zipOf(batches: AsyncIterable<readonly CifFile[]>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  zip.on('error', (error: Error) => out.destroy(error));
  const feeding = feed(zip, out, batches).catch((error: Error) => {
    out.destroy(error);
  });
  try {
    for await (const chunk of out) yield chunk as Uint8Array;
  } finally {
    out.destroy();
    await feeding;
  }
}

/** The next files are read when the last one of those before is being written. */
async function feed(zip: ZipFile, out: Readable, batches: AsyncIterable<readonly CifFile[]>): Promise<void> {
  const closed = new Promise<void>((resolve) => out.once('close', resolve));
  for await (const files of batches) {
    const begun = files.map(
      ({ name, text }) =>
        new Promise<void>((resolve) => {
          zip.addReadStreamLazy(name, { mtime: MODIFIED }, (give) => {
            give(null, Readable.from([Buffer.from(text)]));
            resolve();
          });
        }),
    );
    await Promise.race([begun.at(-1), closed]);
    if (out.destroyed) return;
  }
  zip.end();
}
