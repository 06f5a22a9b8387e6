/** Records of crystals that are not in the graph: those that the request brought along. */
import type { DualGraph } from '../amdnet/graphs.js';
import type { CrystalRecord, MotifNode, MotifSiteNode, SiteConnection } from '../graph/model.js';

interface Kept {
  readonly record: CrystalRecord;
  readonly graph: DualGraph | null;
  /** Made when one of them is asked for: most questions are about none. */
  sites?: ReadonlyMap<string, MotifSiteNode>;
  connections?: ReadonlyMap<string, SiteConnection[]>;
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

  site(id: string): MotifSiteNode | undefined {
    const kept = this.ofSite(id);
    if (kept === undefined) return undefined;
    kept.sites ??= new Map(kept.record.sites.map((site) => [site.id, site]));
    return kept.sites.get(id);
  }

  /** Nearest first; undefined where the site is of none of the records. */
  connectionsOfSite(id: string): SiteConnection[] | undefined {
    const kept = this.ofSite(id);
    if (kept === undefined) return undefined;
    kept.connections ??= bySite(kept.record.connections);
    return (kept.connections.get(id) ?? []).sort((one, other) => one.distance - other.distance);
  }

  /** Ids of sites are those of their crystals, a slash, and a number. */
  private ofSite(id: string): Kept | undefined {
    return this.byCrystal.get(id.slice(0, id.lastIndexOf('/')));
  }
}

function bySite(connections: readonly SiteConnection[]): Map<string, SiteConnection[]> {
  const lists = new Map<string, SiteConnection[]>();
  for (const connection of connections) {
    const list = lists.get(connection.fromSite);
    if (list === undefined) lists.set(connection.fromSite, [connection]);
    else list.push(connection);
  }
  return lists;
}
