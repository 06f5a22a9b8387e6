/** The crystals of the shipped sample with their analyses. */
import type { Crystal } from '../../src/crystal/crystal.js';
import { readStructures } from '../../src/crystal/read.js';
import type { MotifAnalysis } from '../../src/motif/analysis.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { openSample } from '../../src/sources/sample.js';

export interface Analysed {
  readonly crystal: Crystal;
  readonly analysis: MotifAnalysis;
}

/** By id: analysed once for all files of a test process. */
const analysed = new Map<string, Analysed>();

/** Those crystals whose ids are given (all without ids), with fingerprints, in the sample's order. */
export async function analysedCrystals(ids?: readonly string[]): Promise<Analysed[]> {
  const crystals: Analysed[] = [];
  for await (const { id, file, content } of openSample()) {
    if (ids?.includes(id) === false) continue;
    const known = analysed.get(id) ?? analysedOf(content, id, file);
    analysed.set(id, known);
    crystals.push(known);
  }
  if (ids !== undefined && crystals.length !== ids.length)
    throw new Error(`the sample lacks some of ${ids.join(', ')}`);
  return crystals;
}

function analysedOf(content: Uint8Array, id: string, file: string): Analysed {
  const [read] = readStructures(content, { id, file });
  if (!read?.ok) throw new Error(`${id}: ${read?.refusal.message}`);
  const result = analyzeMotifs(read.crystal, { fingerprints: true });
  if (!result.ok) throw new Error(`${id}: ${result.refusal.message}`);
  return { crystal: read.crystal, analysis: result.analysis };
}
