/** What earlier runs made of the structures: the graph's `Source` nodes. */
import type { PredictionNode, SourceNode } from '../graph/model.js';
import type { IngestStore } from '../graph/store.js';
import { ANALYSIS_VERSION } from '../motif/method.js';
import { type Identity, identify, idsToLookUp, type NamedStructure } from './identity.js';

const ROWS_IN_QUERY = 5000;

export interface KnownIdentity extends Identity {
  /** Whether its row would come out the same today, from the same text. */
  readonly isCurrent: boolean;
}

export class Ledger {
  constructor(
    private readonly store: IngestStore,
    private readonly dataset: string | undefined,
    /** By which crystals are analysed today. */
    private readonly method: string,
    /** Whose predictions every crystal is to have. */
    private readonly model: { readonly name: string; readonly version: string } | undefined,
  ) {}

  /** In the order of the structures. */
  async identify(structures: readonly NamedStructure[]): Promise<KnownIdentity[]> {
    const ids = new Set(structures.flatMap((structure) => idsToLookUp(structure, this.dataset)));
    const rows = await this.store.sourcesById([...ids]);
    const held = new Map(rows.flatMap((row) => (row === null ? [] : [[row.id, row]])));
    const identities = structures.map((structure) => identify(structure, this.dataset, held));
    const current = await this.current(identities.flatMap(({ row }) => row ?? []));
    return identities.map((identity) => ({ ...identity, isCurrent: current.has(identity.row?.id ?? '') }));
  }

  /** What earlier runs made of the structures of each file. */
  async ofPlaces(places: readonly string[]): Promise<ReadonlyMap<string, readonly SourceNode[]>> {
    const rows = new Map<string, SourceNode[]>();
    for (const row of await this.store.sourcesOfPlaces(places)) {
      rows.set(row.place, [...(rows.get(row.place) ?? []), row]);
    }
    return rows;
  }

  /** Whether crystals are stored of what lay in a folder or an archive. */
  async holdsBelow(place: string): Promise<boolean> {
    for await (const rows of this.below(place)) {
      if (rows.some(isStored)) return true;
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

  /**
   * Ids of those rows that would come out the same today. An analysis that failed is tried again: time and memory may
   * suffice now.
   */
  private async current(rows: readonly SourceNode[]): Promise<ReadonlySet<string>> {
    const otherModel = await this.ofOtherModel(rows);
    const isCurrent = ({ id, dataset, analysisVersion, method, refusal }: SourceNode) =>
      analysisVersion === ANALYSIS_VERSION &&
      method === this.method &&
      dataset === (this.dataset ?? dataset) &&
      refusal?.code !== 'ANALYSIS_FAILED' &&
      !otherModel.has(id);
    return new Set(rows.filter(isCurrent).map(({ id }) => id));
  }

  /** Ids of crystals without predictions that can have some, or with those of another model. */
  private async ofOtherModel(rows: readonly SourceNode[]): Promise<ReadonlySet<string>> {
    const { model } = this;
    if (model === undefined) return new Set();
    const ids = rows.filter(isStored).map(({ id }) => id);
    const predictions = await this.store.predictionsOfCrystals(ids);
    const isOf = (node: PredictionNode | undefined) => node?.model === model.name && node.version === model.version;
    const without = ids.filter((_, i) => predictions[i]!.length === 0);
    const crystals = without.length === 0 ? [] : await this.store.crystalsById(without);
    const disordered = new Set(crystals.flatMap((crystal) => (crystal?.isOrdered === false ? [crystal.id] : [])));
    return new Set(ids.filter((id, i) => !isOf(predictions[i]![0]) && !disordered.has(id)));
  }
}

/** Whether the structure was not refused. */
export function isStored({ refusal }: SourceNode): boolean {
  return refusal === null;
}
