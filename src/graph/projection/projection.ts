/**
 * The graph as columns in memory: what lists, counts, aggregates and patterns read. The rows come from either engine
 * (`projections.ts`) and say the same on both. A projection stands for one version of the graph and does not change.
 *
 * Cypher answers the same questions from the stored graph (docs/graph.md), but in a time that grows with the graph.
 */
import { LRUCache } from 'lru-cache';
import type { PolyhedronNet } from '../../motif/analysis.js';
import type { Pattern } from '../../motif/pattern/pattern.js';
import type { CrystalIndex } from '../../motif/pattern/quotient-graphs.js';
import { PatternSearch } from '../../motif/pattern/search.js';
import { keptPromise } from '../kept-promise.js';
import type { CrystalPlace, CrystalSummary } from '../model.js';
import { decoded } from '../rows.js';
import type { SitePairRow } from '../site-pairs.js';
import type {
  ConnectionFilter,
  CrystalFilter,
  CrystalSortKey,
  MotifFilter,
  MotifRow,
  MotifSortKey,
  NetFilter,
  Page,
  SiteFilter,
  Sort,
} from '../store.js';
import { CRYSTAL } from '../tables.js';
import { inSteps, type Steps } from '../turns.js';
import { TextsColumn } from './columns.js';
import { rowsCompared } from './comparisons.js';
import { combined, rowsThatMeet } from './conditions.js';
import { askedOfFrom, keepConnections, mirrored, type OwnCriteria } from './connection-conditions.js';
import { ConnectionIndex } from './connection-index.js';
import { CrystalTally } from './crystal-tally.js';
import { crystalsWithin } from './map-region.js';
import { chosenOf, countOf, everyRow, intersect, keepOwned, type Mask, rowsOf, rowsOfChosen } from './mask.js';
import { connectionMatrix, type MatrixCell, type MatrixKey } from './matrix.js';
import { MotifNetwork } from './motif-network.js';
import { MotifTable, occurrencesOf } from './motif-table.js';
import { compareTexts } from './order.js';
import { OwnedLists } from './owned-lists.js';
import { ConnectionRows, SiteRows } from './owned-rows.js';
import { SortedRows } from './pages.js';
import { PlacementSet, pausing } from './placements.js';
import { owners } from './quantified.js';
import { RowSet, type ValueCount } from './row-set.js';
import { ConnectionSource, CrystalSource, NetSource, SiteSource, TableSource } from './row-sources.js';
import { type SecondNeighbours, secondNeighboursOf } from './second-neighbours.js';
import type { CrystalColumn, ProjectionTables } from './tables.js';

const { structure: _structure, connectivity: _connectivity, ...SUMMARY_FIELDS } = CRYSTAL.fields;

/** Selections that are kept: the page, the count and the aggregates of a list ask for the same one. */
const KEPT_SELECTIONS = 64;

/** Crystals that are kept as they are read from their text: some kB each. */
const KEPT_SUMMARIES = 1000;

/** Lists of second neighbours that are kept: thousands of rows for a frequent motif. */
const KEPT_NEIGHBOURS = 16;

interface OwnedListsOfGraph {
  readonly sites: SiteRows;
  readonly connections: ConnectionRows;
  readonly siteLists: OwnedLists;
  readonly connectionLists: OwnedLists;
}

export class Projection {
  private readonly crystalRows: SortedRows;
  private readonly sites: number;
  private readonly connections: number;
  private readonly nets: number;
  private ownersOfConnections: Uint32Array | undefined;
  private readonly selections = new LRUCache<string, Promise<Mask>>({ max: KEPT_SELECTIONS });
  private readonly summaries = new LRUCache<number, CrystalSummary>({ max: KEPT_SUMMARIES });
  private readonly siteTallies = new Map<string, Promise<CrystalTally>>();
  private motifTable: MotifTable | undefined;
  private motifRows: SortedRows | undefined;
  private motifNetwork: Promise<MotifNetwork> | undefined;
  private connectionIndex: ConnectionIndex | undefined;
  private ownedLists: OwnedListsOfGraph | undefined;
  private readonly keptPlaces = new Map<'all', Promise<readonly CrystalPlace[]>>();
  private symbolsOfGroups: ReadonlyMap<number, string> | undefined;
  private readonly secondNeighbourLists = new LRUCache<string, Promise<SecondNeighbours>>({ max: KEPT_NEIGHBOURS });

  /**
   * @param live which rows of crystals are in the graph
   * @param rowOfId rows of these crystals
   * @param readPlaces as `places` gives them
   */
  constructor(
    readonly tables: ProjectionTables,
    readonly version: string,
    private readonly live: Mask,
    private readonly rowOfId: ReadonlyMap<string, number>,
    private readonly readPlaces: () => Promise<readonly CrystalPlace[]>,
  ) {
    this.crystalRows = new SortedRows(tables.crystals, live.length);
    this.sites = tables.sites.length;
    this.connections = tables.from.length;
    this.nets = tables.nets.crystals.length;
  }

  readonly crystal = (id: string): CrystalSummary | null => {
    const row = this.rowOfId.get(id);
    return row === undefined ? null : this.crystalAt(row);
  };

  /** Hermann–Mauguin symbols by number, of the space groups that crystals have. */
  spaceGroupSymbols(): ReadonlyMap<number, string> {
    if (this.symbolsOfGroups === undefined) {
      const { values } = this.tables.crystals.numbers('spaceGroupNumber');
      const symbols = new Map<number, string>();
      for (const row of this.rowOfId.values()) {
        const number = values[row]!;
        if (!symbols.has(number)) symbols.set(number, this.crystalAt(row).spaceGroupSymbol);
      }
      this.symbolsOfGroups = symbols;
    }
    return this.symbolsOfGroups;
  }

  async crystals(filter: CrystalFilter, sorts: readonly Sort<CrystalSortKey>[], page: Page): Promise<CrystalSummary[]> {
    const chosen = await this.select(filter);
    return this.crystalRows.page(chosen, sorts, page).map((row) => this.crystalAt(row));
  }

  /** Ids of a page of crystals, in the order of any columns with one value. */
  async sortedIds(filter: CrystalFilter, sorts: readonly Sort<CrystalColumn>[], page: Page): Promise<string[]> {
    const ids = this.tables.crystals.texts('id');
    const chosen = await this.select(filter);
    return this.crystalRows.page(chosen, sorts, page).map((row) => ids.textAt(row)!);
  }

  /** What comparisons read of a crystal that is there; null where it has no value. Booleans are texts. */
  columnOf(id: string, name: CrystalColumn): string | number | readonly string[] | null {
    const row = this.rowOfId.get(id)!;
    const column = this.tables.crystals.column(name);
    return column instanceof TextsColumn ? column.textsAt(row) : this.tables.crystals.valueOf(name, row);
  }

  async countCrystals(filter: CrystalFilter): Promise<number> {
    return countOf(await this.select(filter));
  }

  /** Ids of all crystals that meet the filter. */
  async crystalIds(filter: CrystalFilter): Promise<ReadonlySet<string>> {
    const ids = this.tables.crystals.texts('id');
    return new Set(Array.from(rowsOf(await this.select(filter)), (row) => ids.textAt(row)!));
  }

  /** Ids of all motifs that meet the filter. */
  async motifIds(filter: MotifFilter): Promise<ReadonlySet<string>> {
    const { rows } = this.motifIndex;
    return new Set(Array.from(rowsOf(await this.selectMotifs(filter)), (row) => rows[row]!.id));
  }

  async motifs(filter: MotifFilter, sorts: readonly Sort<MotifSortKey>[], page: Page): Promise<MotifRow[]> {
    const { table, rows } = this.motifIndex;
    this.motifRows ??= new SortedRows(table, rows.length);
    return this.motifRows.page(await this.selectMotifs(filter), sorts, page).map((row) => rows[row]!);
  }

  async countMotifs(filter: MotifFilter): Promise<number> {
    return countOf(await this.selectMotifs(filter));
  }

  async motifSet(filter: MotifFilter): Promise<RowSet> {
    return new RowSet(new TableSource(this.motifIndex.table), rowsOf(await this.selectMotifs(filter)));
  }

  /** Those of the motifs that meet the filter. Motifs that no crystal of the graph has can be among them. */
  async motifsAmong(ids: readonly string[], filter: MotifFilter): Promise<ReadonlySet<string>> {
    const network = asksForPartners(filter) ? await this.network() : null;
    const index = this.motifIndex.of(ids);
    const mask = await inSteps(combined(filter, (own) => this.motifsThatMeet(own, network, index)));
    return new Set(Array.from(rowsOf(mask), (row) => index.rows[row]!.id));
  }

  /** For each site of the crystal, in the order of its orbits, whether it meets the filter; nothing for one that is not there. */
  async sitesOf(id: string, filter: SiteFilter): Promise<readonly boolean[]> {
    const crystal = this.rowOfId.get(id);
    if (crystal === undefined) return [];
    const meet = await this.kept('sites', filter, () => this.sitesThatMeet(filter));
    const { crystalOfSite, sites } = this.tables;
    const first = this.tables.firstSiteOf(crystal);
    const found: boolean[] = [];
    for (let row = first; row < sites.length && crystalOfSite.at(row) === crystal; row++) found.push(meet[row] === 1);
    return found;
  }

  /** Ids of the sites of a page; sorted by their numbers, then by id. */
  async siteIds(
    crystals: CrystalFilter,
    filter: SiteFilter,
    sorts: readonly Sort<string>[],
    page: Page,
  ): Promise<string[]> {
    const { sites, siteLists } = this.lists;
    const set = await this.siteSet(crystals, filter);
    const rows = await siteLists.page(JSON.stringify([crystals, filter]), set, sorts, page);
    return Array.from(rows, (row) => sites.idOf(row));
  }

  /** Classes of equivalent connections, each as the site that looks sees it. */
  async sitePairs(
    crystals: CrystalFilter,
    filter: ConnectionFilter,
    sorts: readonly Sort<string>[],
    page: Page,
  ): Promise<SitePairRow[]> {
    const { connections, connectionLists } = this.lists;
    const set = await this.connectionSet(crystals, filter);
    const rows = await connectionLists.page(JSON.stringify([crystals, filter]), set, sorts, page);
    return Array.from(rows, (row) => connections.rowAt(row));
  }

  private get lists(): OwnedListsOfGraph {
    if (this.ownedLists === undefined) {
      const byId = this.crystalRows.order([{ key: 'id', descending: false }]);
      const ranks = new Uint32Array(byId.length);
      for (const [rank, crystal] of byId.entries()) ranks[crystal] = rank;
      const sites = new SiteRows(this.tables, ranks);
      const connections = new ConnectionRows(this.tables, sites, this.indexOfConnections);
      this.ownedLists = {
        sites,
        connections,
        siteLists: new OwnedLists(sites),
        connectionLists: new OwnedLists(connections),
      };
    }
    return this.ownedLists;
  }

  private get indexOfConnections(): ConnectionIndex {
    this.connectionIndex ??= new ConnectionIndex(this.tables);
    return this.connectionIndex;
  }

  /** Motifs that live crystals have. */
  get motifIndex(): MotifTable {
    this.motifTable ??= new MotifTable(occurrencesOf(this.tables, this.live));
    return this.motifTable;
  }

  /** Which motifs are connected, in how many crystals. */
  network(): Promise<MotifNetwork> {
    this.motifNetwork ??= this.connectionMatrix({}, {}, 'motifId').then((cells) => new MotifNetwork(cells));
    return this.motifNetwork;
  }

  /** Motifs two connections away from this one, in the same compound. */
  secondNeighbours(motif: string): Promise<SecondNeighbours> {
    return keptPromise(this.secondNeighbourLists, motif, async () => {
      const { rows } = await this.siteSet({}, { motifId: [motif] });
      return inSteps(secondNeighboursOf(this.tables, this.indexOfConnections, motif, rows));
    });
  }

  /** Which rows of crystals meet the filter. */
  async select(filter: CrystalFilter): Promise<Mask> {
    const places = asksForPlaces(filter) ? await this.places() : [];
    return this.kept('crystals', filter, () => this.selected(filter, places));
  }

  /** Where crystals stand on their map; empty without one. */
  places(): Promise<readonly CrystalPlace[]> {
    return keptPromise(this.keptPlaces, 'all', this.readPlaces);
  }

  async crystalSet(filter: CrystalFilter): Promise<RowSet> {
    return new RowSet(new CrystalSource(this.tables), rowsOf(await this.select(filter)));
  }

  /** Sites of these crystals, each as often as its orbit has sites in the primitive cell. */
  async siteSet(crystals: CrystalFilter, filter: SiteFilter): Promise<RowSet> {
    const [chosen, meet] = await Promise.all([
      this.select(crystals),
      this.kept('sites', filter, () => this.sitesThatMeet(filter)),
    ]);
    const { crystalOfSite, sites } = this.tables;
    const rows = rowsOfChosen(meet, crystalOfSite.values, chosen);
    const multiplicities = sites.numbers('multiplicity').values;
    const weights = new Float64Array(rows.length);
    for (let index = 0; index < rows.length; index++) weights[index] = multiplicities[rows[index]!]!;
    return new RowSet(new SiteSource(this.tables), rows, weights);
  }

  /** Of each value of a field of sites, how many sites of these crystals have it, and how many of the crystals; in no order. */
  async tallyOfSites(crystals: CrystalFilter, field: string): Promise<ValueCount[]> {
    const tally = await keptPromise(this.siteTallies, field, async () =>
      inSteps(CrystalTally.of(await this.siteSet({}, {}), field, this.live.length)),
    );
    return inSteps(tally.ofChosen(await this.select(crystals)));
  }

  /** Connections of these crystals in the primitive cell, each once though both ends see it. */
  async connectionSet(crystals: CrystalFilter, filter: ConnectionFilter): Promise<RowSet> {
    const chosen = await this.select(crystals);
    const rows =
      askedOfFrom(filter).length > 0
        ? await inSteps(this.connectionsFrom(filter, chosen))
        : rowsOfChosen(
            await this.kept('connections', filter, () => this.connectionsThatMeet(filter, null)),
            this.crystalOfConnection,
            chosen,
          );
    const fromBehind = mirrored(filter);
    const isSymmetric = JSON.stringify(fromBehind) === JSON.stringify(filter);
    const meetMirrored = isSymmetric ? null : await inSteps(this.connectionsThatMeet(fromBehind, rows));
    const multiplicities = this.tables.sites.numbers('multiplicity').values;
    const [sites, counts] = [this.tables.from.values, this.tables.counts.values];
    const weights = new Float64Array(rows.length);
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]!;
      const seenTwice = meetMirrored === null || meetMirrored[index] === 1;
      weights[index] = (multiplicities[sites[row]!]! * counts[row]!) / (seenTwice ? 2 : 1);
    }
    return new RowSet(new ConnectionSource(this.tables), rows, weights);
  }

  /** Nets of these crystals. */
  async netSet(crystals: CrystalFilter, filter: NetFilter): Promise<RowSet> {
    const { nets } = this.tables;
    const [chosen, meet] = await Promise.all([
      this.select(crystals),
      this.kept('nets', filter, () => nets.thatMeet(filter, this.nets)),
    ]);
    return new RowSet(new NetSource(this.tables), rowsOf(meet.map((is, row) => is & chosen[nets.crystals.at(row)]!)));
  }

  /** Placements of the pattern in those of these crystals that hold it. */
  async placementSet(crystals: CrystalFilter, pattern: Pattern): Promise<PlacementSet> {
    const holders = await this.select({ and: [crystals, { pattern }] });
    return new PlacementSet(this.tables, pattern, rowsOf(holders));
  }

  /** Ids of crystals that contain a text, in capital or small letters, the shortest first: of all of them with an empty text. */
  idsWith(text: string, limit: number): string[] {
    const wanted = text.trim().toLowerCase();
    return [...this.rowOfId.keys()]
      .filter((id) => id.toLowerCase().includes(wanted))
      .sort((a, b) => a.length - b.length || compareTexts(a, b))
      .slice(0, limit);
  }

  /** Empty for a crystal that is not there. */
  netsOf(id: string): readonly PolyhedronNet[] {
    const row = this.rowOfId.get(id);
    return row === undefined ? [] : this.tables.nets.ofCrystal(row);
  }

  /** Null for a crystal that is not there. */
  indexOf(id: string): CrystalIndex | null {
    return (this.rowOfId.get(id) ?? null) as CrystalIndex | null;
  }

  /** Who connects to whom in these crystals, by connections that meet the filter. */
  async connectionMatrix(crystals: CrystalFilter, filter: ConnectionFilter, key: MatrixKey): Promise<MatrixCell[]> {
    return inSteps(connectionMatrix(this.tables, await this.connectionSet(crystals, filter), key));
  }

  /** For each connection the row of its crystal. */
  private get crystalOfConnection(): Uint32Array {
    if (this.ownersOfConnections === undefined) {
      const [sites, crystals] = [this.tables.from.values, this.tables.crystalOfSite.values];
      const owners = new Uint32Array(this.connections);
      for (let row = 0; row < owners.length; row++) owners[row] = crystals[sites[row]!]!;
      this.ownersOfConnections = owners;
    }
    return this.ownersOfConnections;
  }

  private *selected(filter: CrystalFilter, places: readonly CrystalPlace[]): Steps<Mask> {
    const mask = yield* combined(filter, (own) => this.crystalsThatMeet(own, places));
    intersect(mask, this.live);
    return mask;
  }

  private *crystalsThatMeet(
    { sites, connections, nets, pattern, mapRegion, compare, ...filter }: CrystalFilter,
    places: readonly CrystalPlace[],
  ): Steps<Mask> {
    const { tables, live } = this;
    const mask = yield* rowsThatMeet(tables.crystals, filter, live.length);
    if (compare !== undefined) intersect(mask, rowsCompared(tables.crystals, compare, live.length));
    const crystalOf = tables.crystalOfSite.values;
    if (sites !== undefined) {
      intersect(mask, yield* owners(sites, crystalOf, live.length, (part) => this.sitesThatMeet(part)));
    }
    if (connections !== undefined) {
      const owner = this.crystalOfConnection;
      intersect(mask, yield* owners(connections, owner, live.length, (part) => this.connectionsThatMeet(part, null)));
    }
    if (nets !== undefined) {
      const { crystals } = tables.nets;
      intersect(
        mask,
        yield* owners(nets, crystals.values, live.length, (part) => tables.nets.thatMeet(part, this.nets)),
      );
    }
    if (mapRegion !== undefined) {
      intersect(mask, yield* crystalsWithin(mapRegion, places, (id) => this.rowOfId.get(id), live.length));
    }
    if (pattern !== undefined) yield* this.keepHolders(pattern, mask);
    return mask;
  }

  /** Leaves the crystals in the mask that hold the pattern. */
  private *keepHolders(pattern: Pattern, mask: Mask): Steps<void> {
    const search = new PatternSearch(this.tables.graphs, pattern);
    const candidates = (yield* pausing(search.candidates())).filter((crystal) => mask[crystal] && this.live[crystal]);
    mask.fill(0);
    for (const crystal of search.matches(candidates)) {
      if (crystal === null) yield;
      else mask[crystal] = 1;
    }
  }

  private *sitesThatMeet(filter: SiteFilter): Steps<Mask> {
    return yield* combined(filter, (own) => this.sitesThatMeetAll(own));
  }

  private *sitesThatMeetAll({ connections, ...filter }: SiteFilter): Steps<Mask> {
    const mask = yield* rowsThatMeet(this.tables.sites, filter, this.sites);
    if (connections !== undefined) {
      const site = this.tables.from.values;
      intersect(mask, yield* owners(connections, site, this.sites, (part) => this.connectionsThatMeet(part, null)));
    }
    return mask;
  }

  /** Those of the chosen crystals, looked for among the connections of the sites alone that the filter asks for. */
  private *connectionsFrom(filter: ConnectionFilter, chosen: Mask): Steps<Uint32Array> {
    const sites = everyRow(this.sites);
    keepOwned(sites, this.tables.crystalOfSite.values, chosen, null);
    for (const asked of askedOfFrom(filter)) intersect(sites, yield* this.sitesThatMeet(asked));
    const rows = this.indexOfConnections.rowsOf(rowsOf(sites));
    return chosenOf(rows, yield* this.connectionsThatMeet(filter, rows));
  }

  /** @param rows that are looked at, and the mask is of; all with null */
  private *connectionsThatMeet(filter: ConnectionFilter, rows: Uint32Array | null): Steps<Mask> {
    return yield* combined(filter, (own) => this.connectionsThatMeetAll(own, rows));
  }

  private *connectionsThatMeetAll(
    { from, to, ...own }: OwnCriteria & ConnectionFilter,
    rows: Uint32Array | null,
  ): Steps<Mask> {
    // Ends first: they leave few connections to look at.
    const mask = everyRow(rows?.length ?? this.connections);
    for (const [end, filter] of [
      [this.tables.from, from],
      [this.tables.to, to],
    ] as const) {
      if (filter === undefined) continue;
      const meet = yield* this.sitesThatMeet(filter);
      keepOwned(mask, end.values, meet, rows);
      yield;
    }
    yield* keepConnections(this.tables, own, mask, rows);
    return mask;
  }

  private async selectMotifs(filter: MotifFilter): Promise<Mask> {
    const network = asksForPartners(filter) ? await this.network() : null;
    return this.kept('motifs', filter, () =>
      combined(filter, (own) => this.motifsThatMeet(own, network, this.motifIndex)),
    );
  }

  private *motifsThatMeet(
    { inCrystal, connectedTo, ...filter }: MotifFilter,
    network: MotifNetwork | null,
    index: MotifTable,
  ): Steps<Mask> {
    const mask = yield* rowsThatMeet(index.table, filter, index.rows.length);
    if (inCrystal !== undefined) intersect(mask, index.maskOf(this.motifsOfCrystal(inCrystal)));
    if (connectedTo !== undefined) {
      intersect(mask, index.maskOf(network!.partnersOf(connectedTo.motif, connectedTo.kind)));
    }
    return mask;
  }

  private motifsOfCrystal(id: string): readonly string[] {
    const row = this.rowOfId.get(id);
    return row === undefined ? [] : this.tables.crystals.lists('motifIds').textsAt(row);
  }

  private crystalAt(row: number): CrystalSummary {
    const known = this.summaries.get(row);
    if (known !== undefined) return known;
    const summary = decoded('the crystal', SUMMARY_FIELDS, JSON.parse(this.tables.properties.at(row)));
    this.summaries.set(row, summary);
    return summary;
  }

  private kept(kind: string, filter: object, select: () => Steps<Mask>): Promise<Mask> {
    return keptPromise(this.selections, `${kind} ${JSON.stringify(filter)}`, () => inSteps(select()));
  }
}

function asksForPlaces({ mapRegion, and = [], or = [], not }: CrystalFilter): boolean {
  return mapRegion !== undefined || [...and, ...or, ...(not === undefined ? [] : [not])].some(asksForPlaces);
}

function asksForPartners({ connectedTo, and = [], or = [], not }: MotifFilter): boolean {
  return connectedTo !== undefined || [...and, ...or, ...(not === undefined ? [] : [not])].some(asksForPartners);
}
