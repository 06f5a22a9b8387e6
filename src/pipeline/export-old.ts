/** A graph of an older version as the entries of a file: the structures, from which the rest is made anew. */
import type { PredictionNode, SourceNode } from '../graph/model.js';
import type { OldCrystal, OldGraph } from '../graph/old-graph.js';
import { originOf, reportedOf } from '../graph/reported-fields.js';
import { grouped } from '../graph/rows.js';
import { digestOf } from '../graph/vector-store.js';
import { symmetryToleranceOf } from '../motif/method.js';
import type { GraphEntries } from './export.js';
import { type Entry, formatOf, type Header, type StructureEntry } from './graph-file.js';

const CRYSTALS_IN_BATCH = 256;
const SOURCES_IN_BATCH = 2000;

/** @param onProgress crystals so far, of all. */
export async function oldEntriesOf(
  old: OldGraph,
  onProgress: (crystals: number, all: number) => void = () => {},
): Promise<GraphEntries> {
  const ids = await old.ids();
  const sources = new Map<string, SourceNode>();
  for (let after = ''; ; ) {
    const rows = await old.sources(after, SOURCES_IN_BATCH);
    if (rows.length === 0) break;
    for (const source of rows) sources.set(source.id, source);
    after = rows.at(-1)!.id;
  }
  const header: Header = {
    kind: 'graph',
    format: 'motifgraph',
    version: formatOf(old.schemaVersion),
    schemaVersion: old.schemaVersion,
    crystals: ids.length,
    sources: sources.size,
  };
  async function* entries(): AsyncGenerator<Entry> {
    const isCrystal = new Set(ids);
    for (const source of sources.values()) if (!isCrystal.has(source.id)) yield { kind: 'source', source };
    for (let begin = 0; begin < ids.length; begin += CRYSTALS_IN_BATCH) {
      const batch = ids.slice(begin, begin + CRYSTALS_IN_BATCH);
      const crystals = new Map((await old.crystals(batch)).map((crystal) => [crystal.id, crystal]));
      const predictions = grouped(batch, await old.predictions(batch), ({ crystalId }) => crystalId);
      for (const [i, id] of batch.entries()) {
        const crystal = crystals.get(id) ?? { id };
        yield structureEntry({ crystal, predictions: predictions[i]! }, sources.get(id) ?? null);
      }
      onProgress(begin + batch.length, ids.length);
    }
    const bytes = await old.representation();
    if (bytes !== null) yield { kind: 'representation', digest: digestOf(bytes), base64: bytes.toString('base64') };
  }
  return { header, entries: entries() };
}

/** Without a structure, the crystal is reported when it is to be analysed. */
export function structureEntry(
  { crystal, predictions }: { readonly crystal: OldCrystal; readonly predictions: readonly PredictionNode[] },
  source: SourceNode | null,
): StructureEntry {
  return {
    kind: 'structure',
    id: crystal.id,
    dataset: crystal.dataset ?? null,
    strategy: crystal.strategy ?? 'simplest',
    symmetryTolerance: symmetryToleranceOf(crystal.method ?? ''),
    file: crystal.file ?? source?.file ?? '',
    format: crystal.format ?? 'cif',
    block: crystal.block ?? null,
    sha256: crystal.sha256 ?? source?.sha256 ?? '',
    analysisVersion: crystal.analysisVersion ?? '',
    warnings: crystal.warnings ?? [],
    predictions: predictions.toSorted((a, b) => (a.property < b.property ? -1 : 1)),
    origin: originOf(crystal),
    reported: reportedOf(crystal),
    source,
    structure: crystal.structure ?? '',
  };
}
