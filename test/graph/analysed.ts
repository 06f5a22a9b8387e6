/** Analysed crystals of the shipped sample, for tests of the graph. */
import { readStructures } from '../../src/crystal/read.js';
import type { CrystalRecord, SourceNode } from '../../src/graph/model.js';
import { toCrystalRecord, withPredictions } from '../../src/graph/record.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { ANALYSIS_VERSION } from '../../src/motif/method.js';
import { orbitGraphOf } from '../../src/motif/orbit-graph.js';
import { openSample } from '../../src/sources/sample.js';

/** By id: analysed once for all files of a test process. */
const analysed = new Map<string, readonly CrystalRecord[]>();

/** Records of those crystals of the sample whose ids are given (of all without ids), in the sample's order. */
export async function analysedSample(ids?: readonly string[]): Promise<CrystalRecord[]> {
  const records: CrystalRecord[] = [];
  for await (const { content, file, id } of openSample()) {
    if (ids?.includes(id) === false) continue;
    if (!analysed.has(id)) analysed.set(id, recordsOf(content, file));
    records.push(...analysed.get(id)!);
  }
  if (ids !== undefined && records.length !== ids.length) throw new Error(`the sample lacks some of ${ids.join(', ')}`);
  return records;
}

function recordsOf(content: Uint8Array, file: string): CrystalRecord[] {
  return readStructures(content, { file }).map((read) => {
    if (!read.ok) throw new Error(read.refusal.message);
    const result = analyzeMotifs(read.crystal, { fingerprints: true });
    if (!result.ok) throw new Error(result.refusal.message);
    const motifs = orbitGraphOf(read.crystal.atomicNumbers, result.analysis);
    return toCrystalRecord(read.crystal, result.analysis, motifs, { dataset: 'sample', strategy: 'simplest' });
  });
}

/** With predictions as a model could have made them. @param bandGap eV */
export function predictedAs(record: CrystalRecord, bandGap: number, version = '1.0.0'): CrystalRecord {
  const { id } = record.crystal;
  const of = { crystalId: id, model: 'stand-in', version, cautions: bandGap > 4 ? ['Few gaps are so wide.'] : [] };
  return withPredictions(record, [
    { ...of, property: 'bandGap', value: bandGap, low: bandGap - 0.5, high: bandGap + 0.5 },
    { ...of, property: 'formationEnergyPerAtom', value: -0.5 * bandGap, low: -3, high: 0 },
    { ...of, property: 'isMetal', value: 1 / (1 + Math.exp(bandGap)), low: null, high: null },
  ]);
}

export function sourceOf({ crystal }: CrystalRecord): SourceNode {
  const { id, dataset, file, block, sha256, method } = crystal;
  const by = { analysisVersion: ANALYSIS_VERSION, method };
  return { id, name: id, dataset, file, place: file, block, sha256, ...by, refusal: null };
}
