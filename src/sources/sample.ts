/** The sample that ships: well-known oxides, as files that the same readers take as any user's. */
import type { SourceFile } from './item.js';
import { sampleCif } from './sample-cif.js';
import { readSampleTable } from './sample-table.js';

/** Name and version of the sample as a data set: `motifgraph-sample 1`. */
export function sampleDataset(): string {
  const { name, version } = readSampleTable();
  return `${name} ${version}`;
}

export function sampleSize(): number {
  return readSampleTable().crystals.length;
}

/**
 * The sample's structures in the table's order, each as a CIF file. `file` names the publication where a folder would
 * stand: that is where the structure came from.
 */
export async function* openSample(): AsyncGenerator<SourceFile> {
  const encoder = new TextEncoder();
  let position = 0;
  for (const entry of readSampleTable().crystals) {
    const content = encoder.encode(sampleCif(entry));
    position += content.byteLength;
    const file = `${entry.reference}/${entry.id}.cif`;
    yield { ok: true, id: entry.id, file, relativeFile: file, content, position };
  }
}
