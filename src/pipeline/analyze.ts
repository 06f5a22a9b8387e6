/** From files to analyses, in the order of the input; nothing is stored. */
import type { Crystal, Refusal } from '../crystal/crystal.js';
import type { MotifAnalysis } from '../motif/analysis.js';
import type { SourceItem } from '../sources/item.js';
import type { AnalysisPool } from './pool.js';
import { mapInOrder } from './stream.js';
import { structuresOf } from './structures.js';

export type AnalyzedStructure = { readonly id: string; readonly position: number } & (
  | { readonly ok: true; readonly crystal: Crystal; readonly analysis: MotifAnalysis }
  | { readonly ok: false; readonly refusal: Refusal }
);

export function analyzeSources(
  sources: AsyncIterable<SourceItem>,
  pool: AnalysisPool,
): AsyncGenerator<AnalyzedStructure> {
  return mapInOrder(structuresOf(sources, pool), 8 * pool.jobs, async ({ result, position }) => {
    if (!result.ok) return { ...result, position };
    const { crystal } = result;
    return { id: crystal.id, position, crystal, ...(await pool.analyze(result)) };
  });
}
