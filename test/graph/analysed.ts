/** Analysed crystals of the shipped sample, for tests of the graph. */
import { readStructures } from '../../src/crystal/read.js';
import type { CrystalRecord, SourceNode } from '../../src/graph/model.js';
import { toCrystalRecord, withPredictions } from '../../src/graph/record.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { ANALYSIS_VERSION } from '../../src/motif/method.js';
import { orbitGraphOf } from '../../src/motif/orbit-graph.js';
import { openSample } from '../../src/sources/sample.js';

/** Records of those crystals of the sample whose ids are given (of all without ids), in the sample's order. */
export async function analysedSample(ids?: readonly string[]): Promise<CrystalRecord[]> {
  const records: CrystalRecord[] = [];
  for await (const { content, file, id } of openSample()) {
    if (ids?.includes(id) === false) continue;
    for (const result of readStructures(content, { file })) {
      if (!result.ok) throw new Error(result.refusal.message);
      const analysed = analyzeMotifs(result.crystal, { fingerprints: true });
      if (!analysed.ok) throw new Error(analysed.refusal.message);
      const { crystal } = result;
      const motifs = orbitGraphOf(crystal.atomicNumbers, analysed.analysis);
      records.push(toCrystalRecord(crystal, analysed.analysis, motifs, { dataset: 'sample', strategy: 'simplest' }));
    }
  }
  if (ids !== undefined && records.length !== ids.length) throw new Error(`the sample lacks some of ${ids.join(', ')}`);
  return records;
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
