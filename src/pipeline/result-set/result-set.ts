/** The crystals that a filter finds, to be read from beginning to end in bounded memory. */
import type { CrystalSummary } from '../../graph/model.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { CrystalFilter, CrystalSortKey, GraphStore, Keyset, Sort } from '../../graph/store.js';

/** A crystal of the set is not in the graph any more as it was when the set was made. The message is a sentence. */
export class ResultSetChanged extends Error {
  override readonly name = 'ResultSetChanged';
}

const BY_ID: readonly Sort<CrystalSortKey>[] = [{ key: 'id', descending: false }];

/**
 * Which crystals belong to it, their order and their own values are those of the moment when it was made. What is read of
 * them later, from the graph, has to be of the same moment: a crystal that was replaced or deleted since ends the reading.
 */
export class ResultSet {
  private readonly sorts: readonly Sort<CrystalSortKey>[];

  private constructor(
    readonly store: GraphStore,
    private readonly projection: Projection,
    private readonly filter: CrystalFilter,
    sorts: readonly Sort<CrystalSortKey>[],
    /** Number of crystals. */
    readonly size: number,
  ) {
    this.sorts = sorts.length === 0 ? BY_ID : sorts;
  }

  /** @param sorts the most significant key first; then, and without any, by id */
  static async of(
    store: GraphStore,
    filter: CrystalFilter,
    sorts: readonly Sort<CrystalSortKey>[] = [],
  ): Promise<ResultSet> {
    const projection = await store.projection();
    return new ResultSet(store, projection, filter, sorts, await projection.countCrystals(filter));
  }

  /** What is made of its crystals, a batch of so many after the other. @throws ResultSetChanged */
  async *map<Made>(
    batch: number,
    make: (crystals: readonly CrystalSummary[], set: ResultSet) => Promise<Made>,
  ): AsyncGenerator<Made> {
    for (let after: Keyset | undefined; ; ) {
      const page = { limit: batch, ...(after && { after }) };
      const crystals = await this.projection.crystals(this.filter, this.sorts, page);
      const last = crystals.at(-1);
      if (last === undefined) return;
      const made = await make(crystals, this);
      await this.check(crystals);
      yield made;
      after = { values: this.sorts.map(({ key }) => last[key]), id: last.id };
    }
  }

  netsOf(id: string) {
    return this.projection.netsOf(id);
  }

  /** A crystal that is written again gets a new row in the projection. */
  private async check(crystals: readonly CrystalSummary[]): Promise<void> {
    const now = await this.store.projection();
    if (now === this.projection) return;
    const { tables } = this.projection;
    const changed = crystals.find(({ id }) => now.tables !== tables || now.indexOf(id) !== this.projection.indexOf(id));
    if (changed === undefined) return;
    throw new ResultSetChanged(`The crystal ${changed.id} was replaced or deleted during the export; export again.`);
  }
}
