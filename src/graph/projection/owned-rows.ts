/** Sites and connections of the projection as rows of lists: their places in crystals, their ids and their numbers. */
import { kindOf } from '../../motif/connectivity.js';
import type { SitePairRow } from '../site-pairs.js';
import type { ConnectionIndex } from './connection-index.js';
import type { OwnedRows } from './owned-lists.js';
import type { ProjectionTables } from './tables.js';

export class SiteRows implements OwnedRows {
  /** @param crystalRanks ranks of crystals by their ids */
  constructor(
    private readonly tables: ProjectionTables,
    private readonly crystalRanks: Uint32Array,
  ) {}

  crystalOf(row: number): number {
    return this.tables.crystalOfSite.at(row);
  }

  rankOf(crystal: number): number {
    return this.crystalRanks[crystal]!;
  }

  crystalIdOf(crystal: number): string {
    return this.tables.crystals.texts('id').textAt(crystal)!;
  }

  placeOf(row: number): readonly number[] {
    return [this.tables.orbitOfSite(row)];
  }

  numberOf(key: string): (row: number) => number {
    const { values } = this.tables.sites.numbers(key);
    return (row) => values[row]!;
  }

  idOf(row: number): string {
    return `${this.crystalIdOf(this.crystalOf(row))}/${this.tables.orbitOfSite(row)}`;
  }
}

export class ConnectionRows implements OwnedRows {
  constructor(
    private readonly tables: ProjectionTables,
    private readonly sites: SiteRows,
    private readonly index: ConnectionIndex,
  ) {}

  crystalOf(row: number): number {
    return this.sites.crystalOf(this.tables.from.at(row));
  }

  rankOf(crystal: number): number {
    return this.sites.rankOf(crystal);
  }

  crystalIdOf(crystal: number): string {
    return this.sites.crystalIdOf(crystal);
  }

  placeOf(row: number): readonly number[] {
    const site = this.tables.from.at(row);
    return [this.tables.orbitOfSite(site), row - this.index.begin(site)];
  }

  /** Of angles the mean. */
  numberOf(key: string): (row: number) => number {
    const { graphs, sharings } = this.tables;
    switch (key) {
      case 'distance':
        return (row) => graphs.distances.data[sharings.at(row)]!;
      case 'sharedLigands':
        return (row) => graphs.sharedLigandsOf(sharings.at(row));
      case 'angle':
        return (row) => meanOf(this.anglesOf(row));
      default:
        throw new Error(`connections have no number named ${key}`);
    }
  }

  rowAt(row: number): SitePairRow {
    const { from, to, sharings, counts, graphs } = this.tables;
    const sharing = sharings.at(row);
    const fromSiteId = this.sites.idOf(from.at(row));
    const sharedLigands = graphs.sharedLigandsOf(sharing);
    return {
      id: `${fromSiteId}/${row - this.index.begin(from.at(row))}`,
      crystalId: this.crystalIdOf(this.crystalOf(row)),
      fromSiteId,
      toSiteId: this.sites.idOf(to.at(row)),
      kind: kindOf(sharedLigands),
      sharedLigands,
      count: counts.at(row),
      distance: graphs.distances.data[sharing]!,
      angle: meanOf(this.anglesOf(row)),
      anglesInDegrees: [...this.anglesOf(row)],
    };
  }

  private anglesOf(row: number): Float64Array {
    const { graphs, sharings } = this.tables;
    const sharing = sharings.at(row);
    return graphs.angles.data.subarray(graphs.firstAngles.data[sharing], graphs.firstAngles.data[sharing + 1]);
  }
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
