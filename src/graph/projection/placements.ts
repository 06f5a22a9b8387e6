/** Placements of a pattern in many crystals: how many, and the polyhedra and connections that have its names, as rows of sets. */
import { CountColumn } from '../../motif/pattern/columns.js';
import type { Pattern } from '../../motif/pattern/pattern.js';
import type { CrystalIndex } from '../../motif/pattern/quotient-graphs.js';
import { PatternSearch } from '../../motif/pattern/search.js';
import type { Steps } from '../turns.js';
import { RowSet } from './row-set.js';
import { ConnectionSource, SiteSource } from './row-sources.js';
import type { ProjectionTables } from './tables.js';

/** All numbers are those of primitive cells. */
export class PlacementSet {
  /** @param crystals those that hold the pattern, ascending */
  constructor(
    private readonly tables: ProjectionTables,
    private readonly pattern: Pattern,
    readonly crystals: Uint32Array,
  ) {}

  *count(): Steps<number> {
    const search = this.newSearch();
    let sum = 0;
    for (const crystal of this.crystals as Iterable<number> as Iterable<CrystalIndex>) {
      sum += yield* pausing(search.count(crystal));
    }
    return sum;
  }

  /** The sites that have a name, each as often as placements have it there. */
  *sites(name: string): Steps<RowSet> {
    const search = this.newSearch();
    const position = this.positionOf(name);
    const [rows, weights]: [number[], number[]] = [[], []];
    for (const crystal of this.crystals as Iterable<number> as Iterable<CrystalIndex>) {
      const counts = yield* pausing(search.countByNode(crystal, position));
      const bySite = new Map<number, number>();
      const rowOf = this.tables.siteRowsOf(crystal);
      for (const [node, count] of counts.entries()) add(bySite, rowOf(node), count);
      for (const [row, weight] of [...bySite].sort(([a], [b]) => a - b)) {
        if (weight > 0) rows.push(row);
        if (weight > 0) weights.push(weight);
      }
    }
    return new RowSet(new SiteSource(this.tables), Uint32Array.from(rows), Float64Array.from(weights));
  }

  /** The connections between two names, each as often as placements have it there, seen from the first of them. */
  *connections(from: string, to: string): Steps<RowSet> {
    const search = this.newSearch();
    const [position, other] = [this.positionOf(from), this.positionOf(to)];
    const { graphs } = this.tables;
    const found = { from: new CountColumn(), to: new CountColumn(), sharings: new CountColumn() };
    const weights: number[] = [];
    for (const crystal of this.crystals as Iterable<number> as Iterable<CrystalIndex>) {
      const counts = yield* pausing(search.countByStep(crystal, position, other));
      const rowOf = this.tables.siteRowsOf(crystal);
      const firstNode = graphs.firstNodes.at(crystal);
      const first = graphs.firstStepOf(crystal);
      const places = new Map<string, number>();
      for (let node = 0; node < graphs.nodeCount(crystal); node++) {
        for (
          let step = graphs.firstSteps.at(firstNode + node);
          step < graphs.firstSteps.at(firstNode + node + 1);
          step++
        ) {
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
    const rows = Uint32Array.from(weights, (_, row) => row);
    return new RowSet(new ConnectionSource(this.tables, found), rows, Float64Array.from(weights));
  }

  /** Each work has one of its own: their steps alternate, and a search counts in one crystal at a time. */
  private newSearch(): PatternSearch {
    return new PatternSearch(this.tables.graphs, this.pattern);
  }

  private positionOf(name: string): number {
    return this.pattern.sites.findIndex((site) => site.name === name);
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
