/** What earlier runs made of the structures: the graph's `Source` nodes. */
import type { PredictionNode, SourceNode } from '../graph/model.js';
import type { GraphStore } from '../graph/store.js';
import { ANALYSIS_VERSION } from '../motif/method.js';

export class Ledger {
  constructor(
    private readonly store: GraphStore,
    private readonly dataset: string | undefined,
    /** Whose predictions every crystal is to have. */
    private readonly model: { readonly name: string; readonly version: string } | undefined,
  ) {}

  /**
   * The entries that would come out the same today, in the order of the ids; null for the others. An analysis that
   * failed is tried again: time and memory may suffice now.
   */
  async lookUp(ids: readonly string[]): Promise<(SourceNode | null)[]> {
    const entries = await this.store.sourcesById(ids);
    const [otherDataset, otherModel] = await Promise.all([this.ofOtherDataset(entries), this.ofOtherModel(entries)]);
    return entries.map((entry) => {
      if (entry === null || entry.analysisVersion !== ANALYSIS_VERSION) return null;
      if (otherDataset.has(entry.id) || otherModel.has(entry.id)) return null;
      return entry.refusal?.code === 'ANALYSIS_FAILED' ? null : entry;
    });
  }

  /** Ids that earlier runs gave to the structures of each file. What standard input was called tells nothing. */
  async idsOfFiles(files: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const ids = new Map<string, string[]>();
    for (const { id, file } of await this.store.sourcesOfFiles(files.filter((name) => !/^stdin(\/|$)/.test(name)))) {
      ids.set(file, [...(ids.get(file) ?? []), id]);
    }
    return ids;
  }

  /** Ids of crystals that are stored under another data set than the one that was asked for. */
  private async ofOtherDataset(entries: readonly (SourceNode | null)[]): Promise<Set<string>> {
    if (this.dataset === undefined) return new Set();
    const ids = storedIds(entries);
    const crystals = await this.store.crystalsById(ids);
    return new Set(ids.filter((_, i) => crystals[i]?.dataset !== this.dataset));
  }

  /** Ids of crystals without predictions, or with those of another model. */
  private async ofOtherModel(entries: readonly (SourceNode | null)[]): Promise<Set<string>> {
    const { model } = this;
    if (model === undefined) return new Set();
    const ids = storedIds(entries);
    const predictions = await this.store.predictionsOfCrystals(ids);
    const isOf = (node: PredictionNode | undefined) => node?.model === model.name && node.version === model.version;
    return new Set(ids.filter((_, i) => !isOf(predictions[i]![0])));
  }
}

function storedIds(entries: readonly (SourceNode | null)[]): string[] {
  return entries.flatMap((entry) => (entry && entry.refusal === null ? entry.id : []));
}
