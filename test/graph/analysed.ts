/** Analysed crystals of the shipped sample, for tests of the graph. */
import type { CrystalRecord, SourceNode } from '../../src/graph/model.js';
import { toCrystalRecord, withPredictions } from '../../src/graph/record.js';
import { ANALYSIS_VERSION } from '../../src/motif/method.js';
import { orbitGraphOf } from '../../src/motif/orbit-graph.js';
import { type Analysed, analysedCrystals } from '../sources/analysed-sample.js';

/** Records of those crystals of the sample whose ids are given (of all without ids), in the sample's order. */
export async function analysedSample(ids?: readonly string[]): Promise<CrystalRecord[]> {
  return (await analysedCrystals(ids)).map(recordOf);
}

function recordOf({ crystal, analysis }: Analysed): CrystalRecord {
  const motifs = orbitGraphOf(crystal.atomicNumbers, analysis);
  return toCrystalRecord(crystal, analysis, motifs, { dataset: 'sample', strategy: 'simplest' });
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
