/** Crystals of an older graph analysed anew, from the structure that it stores of each. */
import type { CrystalRecord } from '../graph/model.js';
import { withPredictions } from '../graph/record.js';
import { ANALYSIS_VERSION } from '../motif/method.js';
import type { StructureEntry } from './graph-file.js';
import type { AnalysisPool } from './pool.js';
import { predicted } from './predicted-record.js';
import type { Predictor } from './predictor.js';

export type RenewedRecord =
  | { readonly ok: true; readonly record: CrystalRecord }
  | { readonly ok: false; readonly message: string };

export class Renewal {
  constructor(
    private readonly pool: AnalysisPool,
    /** Without it, crystals keep the predictions that they have. */
    private readonly predictor: Predictor | null,
  ) {}

  /** What the readers of the original file tolerated is known from the crystal's warnings alone: all of them stay. */
  async renew(entry: StructureEntry): Promise<RenewedRecord> {
    const { id, structure, dataset, file, format, block, sha256, strategy, symmetryTolerance } = entry;
    const { origin, reported = [] } = entry;
    const [read] = await this.pool.read({ id, file, content: Buffer.from(structure) });
    if (read === undefined || !read.ok)
      return { ok: false, message: read?.refusal.message ?? 'There is no structure.' };
    const provenance = { file, format, sha256, ...(block !== null && { block }), ...(origin && { origin }) };
    const crystal = { ...read.crystal, id, provenance, reported };
    const isToPredict = this.isToPredict(entry);
    const neighbourhood = isToPredict ? this.predictor!.model.neighbourhood : null;
    const analysed = await this.pool.record({
      crystal,
      warnings: [],
      dataset,
      strategy,
      symmetryTolerance,
      neighbourhood,
    });
    if (!analysed.ok) return { ok: false, message: analysed.refusal.message };
    const warnings = [...new Set([...entry.warnings, ...analysed.record.crystal.warnings])];
    const record = { ...analysed.record, crystal: { ...analysed.record.crystal, structure, warnings } };
    const kept = withPredictions(record, entry.predictions);
    const { graph } = analysed;
    return { ok: true, record: graph === null ? kept : await predicted(kept, graph, this.predictor!) };
  }

  /** Crystals without predictions stay so: they were ingested without. */
  private isToPredict({ predictions: [first], analysisVersion }: StructureEntry): boolean {
    if (this.predictor === null || first === undefined) return false;
    const { name, version } = this.predictor.model;
    return first.model !== name || first.version !== version || analysisVersion !== ANALYSIS_VERSION;
  }
}
