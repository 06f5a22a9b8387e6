/** What earlier runs made of the structures: the graph's `Source` nodes. */
import type { PredictionNode, SourceNode } from '../graph/model.js';
import type { GraphStore } from '../graph/store.js';
import { ANALYSIS_VERSION } from '../motif/method.js';

const ROWS_IN_QUERY = 5000;

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

  /** Those of the ids under which a crystal is stored, however it was made. */
  async stored(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(storedIds(await this.store.sourcesById(ids)));
  }

  /** Whether crystals are stored of what lay in a folder or an archive. */
  async holdsBelow(place: string): Promise<boolean> {
    for await (const rows of this.below(place)) {
      if (storedIds(rows).length > 0) return true;
    }
    return false;
  }

  /** The rows of all that lies at a place or in it, some at a time. */
  async *below(place: string): AsyncGenerator<SourceNode[]> {
    let rows = await this.store.sourcesBelow(place, '', ROWS_IN_QUERY);
    while (rows.length > 0) {
      yield rows;
      rows = await this.store.sourcesBelow(place, rows.at(-1)!.id, ROWS_IN_QUERY);
    }
  }

  /** Ids that earlier runs gave to the structures of each file. */
  async idsOfFiles(files: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const ids = new Map<string, string[]>();
    for (const { id, file } of await this.store.sourcesOfFiles(files)) {
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
