/** Placements of a pattern in many crystals: how many, and the polyhedra and connections that have its names, as rows of sets. */
import { CountColumn } from '../../motif/pattern/columns.js';
import type { Pattern } from '../../motif/pattern/pattern.js';
import type { CrystalIndex } from '../../motif/pattern/quotient-graphs.js';
import { PatternSearch } from '../../motif/pattern/search.js';
import type { Steps } from '../turns.js';
import { RowSet } from './row-set.js';
import { ConnectionSource, SiteSource } from './row-sources.js';
import type { ProjectionTables } from './tables.js';

/** What can be asked over all placements. */
export type PlacementFigure =
  | { readonly of: 'count' }
  /** The polyhedra of one name. */
  | { readonly of: 'sites'; readonly name: string }
  /** The connections of two names, seen from the first. */
  | { readonly of: 'connections'; readonly from: string; readonly to: string };

/** All numbers are those of primitive cells. */
export class PlacementSet {
  /** @param crystals those that hold the pattern, ascending */
  constructor(
    private readonly tables: ProjectionTables,
    private readonly pattern: Pattern,
    readonly crystals: Uint32Array,
  ) {}

  /** Several figures, for which each crystal is searched once: numbers of placements, and rows as often as these have them. */
  *figures(asked: readonly PlacementFigure[]): Steps<(number | RowSet)[]> {
    const search = new PatternSearch(this.tables.graphs, this.pattern);
    const tallies = asked.map((figure) => this.tallyOf(figure));
    const sites = tallies.filter((tally) => tally instanceof SiteTally);
    const connections = tallies.filter((tally) => tally instanceof ConnectionTally);
    const wanted = {
      count: asked.some((figure) => figure.of === 'count'),
      names: sites.map(({ name }) => name),
      connections: connections.map(({ from, to }) => [from, to] as const),
    };
    let count = 0;
    for (const crystal of this.crystals as Iterable<number> as Iterable<CrystalIndex>) {
      const found = yield* pausing(search.figures(crystal, wanted));
      count += found.count ?? 0;
      for (const [i, tally] of sites.entries()) tally.add(crystal, found.byNode[i]!);
      for (const [i, tally] of connections.entries()) tally.add(crystal, found.byStep[i]!);
    }
    return tallies.map((tally) => tally?.rowSet() ?? count);
  }

  private tallyOf(figure: PlacementFigure): SiteTally | ConnectionTally | null {
    switch (figure.of) {
      case 'count':
        return null;
      case 'sites':
        return new SiteTally(this.tables, this.positionOf(figure.name));
      case 'connections':
        return new ConnectionTally(this.tables, this.positionOf(figure.from), this.positionOf(figure.to));
    }
  }

  private positionOf(name: string): number {
    return this.pattern.sites.findIndex((site) => site.name === name);
  }
}

/** The sites that have a name, each as often as placements have it there. */
class SiteTally {
  private readonly rows: number[] = [];
  private readonly weights: number[] = [];

  constructor(
    private readonly tables: ProjectionTables,
    readonly name: number,
  ) {}

  add(crystal: CrystalIndex, counts: Float64Array): void {
    const bySite = new Map<number, number>();
    const rowOf = this.tables.siteRowsOf(crystal);
    for (const [node, count] of counts.entries()) add(bySite, rowOf(node), count);
    for (const [row, weight] of [...bySite].sort(([a], [b]) => a - b)) {
      if (weight > 0) this.rows.push(row);
      if (weight > 0) this.weights.push(weight);
    }
  }

  rowSet(): RowSet {
    return new RowSet(new SiteSource(this.tables), Uint32Array.from(this.rows), Float64Array.from(this.weights));
  }
}

/** The connections between two names, each as often as placements have it there, seen from the first of them. */
class ConnectionTally {
  private readonly found = { from: new CountColumn(), to: new CountColumn(), sharings: new CountColumn() };
  private readonly weights: number[] = [];

  constructor(
    private readonly tables: ProjectionTables,
    readonly from: number,
    readonly to: number,
  ) {}

  add(crystal: CrystalIndex, counts: Float64Array): void {
    const { found, weights } = this;
    const { graphs } = this.tables;
    const rowOf = this.tables.siteRowsOf(crystal);
    const firstNode = graphs.firstNodes.at(crystal);
    const first = graphs.firstStepOf(crystal);
    const places = new Map<string, number>();
    for (let node = 0; node < graphs.nodeCount(crystal); node++) {
      const end = graphs.firstSteps.at(firstNode + node + 1);
      for (let step = graphs.firstSteps.at(firstNode + node); step < end; step++) {
        if (!(counts[step - first]! > 0)) continue;
        const place = [rowOf(node), rowOf(graphs.neighbours.at(step)), graphs.classOf(crystal, step)] as const;
        const known = places.get(place.join());
        if (known !== undefined) {
          weights[known]! += counts[step - first]!;
          continue;
        }
        places.set(place.join(), weights.length);
        found.from.push(place[0]);
        found.to.push(place[1]);
        found.sharings.push(place[2]);
        weights.push(counts[step - first]!);
      }
    }
  }

  rowSet(): RowSet {
    const rows = Uint32Array.from(this.weights, (_, row) => row);
    return new RowSet(new ConnectionSource(this.tables, this.found), rows, Float64Array.from(this.weights));
  }
}

function add(sums: Map<number, number>, key: number, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}

/** Work of the pattern search, whose pauses are nulls; it always pauses once. */
export function* pausing<Result>(work: Generator<null, Result>): Steps<Result> {
  for (;;) {
    const step = work.next();
    yield;
    if (step.done) return step.value;
  }
}
