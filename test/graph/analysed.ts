/** Analysed crystals of the shipped sample, for tests of the graph. */
import { readStructures } from '../../src/crystal/read.js';
import type { CrystalRecord, SourceNode } from '../../src/graph/model.js';
import { toCrystalRecord } from '../../src/graph/record.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { ANALYSIS_VERSION } from '../../src/motif/method.js';
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
      records.push(toCrystalRecord(result.crystal, analysed.analysis, { dataset: 'sample' }));
    }
  }
  if (ids !== undefined && records.length !== ids.length) throw new Error(`the sample lacks some of ${ids.join(', ')}`);
  return records;
}

export function sourceOf({ crystal }: CrystalRecord): SourceNode {
  const { id, file, block, sha256 } = crystal;
  return { id, file, block, sha256, analysisVersion: ANALYSIS_VERSION, refusal: null };
}
