/** Records of crystals that are not in the graph: those that the request brought along. */
import type { DualGraph } from '../amdnet/graphs.js';
import type { CrystalRecord, MotifNode } from '../graph/model.js';

interface Kept {
  readonly record: CrystalRecord;
  readonly graph: DualGraph | null;
}

export class KeptRecords {
  private readonly byCrystal = new Map<string, Kept>();
  private readonly motifs = new Map<string, MotifNode>();

  /** @param graph what AMDNet reads of it, where it was made */
  keep(record: CrystalRecord, graph: DualGraph | null): void {
    this.byCrystal.set(record.crystal.id, { record, graph });
    for (const motif of record.motifs) this.motifs.set(motif.id, motif);
  }

  has(crystalId: string): boolean {
    return this.byCrystal.has(crystalId);
  }

  record(crystalId: string): CrystalRecord | undefined {
    return this.byCrystal.get(crystalId)?.record;
  }

  graph(crystalId: string): DualGraph | null {
    return this.byCrystal.get(crystalId)?.graph ?? null;
  }

  /** The graph may have none of them. */
  motif(id: string): MotifNode | undefined {
    return this.motifs.get(id);
  }
}
