/** Searches for patterns in one request: fields that ask the same share a search, and each crystal is searched once for all. */
import DataLoader from 'dataloader';
import type { PlacementFigure, PlacementSet } from '../graph/projection/placements.js';
import type { Projection } from '../graph/projection/projection.js';
import type { RowSet } from '../graph/projection/row-set.js';
import type { CrystalFilter } from '../graph/store.js';
import { inSteps, ownTurn } from '../graph/turns.js';
import type { Pattern } from '../motif/pattern/pattern.js';
import type { QuotientGraphs } from '../motif/pattern/quotient-graphs.js';
import { PatternSearch } from '../motif/pattern/search.js';
import type { AnswerMeter } from './execution/answer-meter.js';

/** Said where time runs out while patterns are searched. */
const HINT =
  'A pattern was being searched: it is lighter with fewer polyhedra, with `elements`, `geometries` or `motif` of each, with kinds of connections, or in the crystals of a narrower `filter`.';

/** Figures over the placements of one pattern in many crystals. */
export interface PlacementFigures {
  /** Number of crystals that hold the pattern. */
  readonly crystals: number;
  count(): Promise<number>;
  rows(figure: Exclude<PlacementFigure, { of: 'count' }>): Promise<RowSet>;
}

export class PatternWork {
  private readonly figures = new Map<string, Promise<PlacementFigures>>();
  private readonly searches = new WeakMap<QuotientGraphs, Map<string, SharedSearch>>();

  /** @param schedule when figures that fields asked for are made together */
  constructor(
    private readonly projection: () => Promise<Projection>,
    private readonly meter: AnswerMeter,
    private readonly schedule: (load: () => void) => void,
  ) {}

  /** In the crystals that meet the filter. */
  async placements(filter: CrystalFilter, pattern: Pattern): Promise<PlacementFigures> {
    const key = JSON.stringify([filter, pattern]);
    const known = this.figures.get(key) ?? this.figuresOf(filter, pattern);
    this.figures.set(key, known);
    return known;
  }

  /** One crystal after the other, each in a turn of its own. */
  search(graphs: QuotientGraphs, pattern: Pattern): SharedSearch {
    const ofGraphs = this.searches.get(graphs) ?? new Map<string, SharedSearch>();
    this.searches.set(graphs, ofGraphs);
    const key = JSON.stringify(pattern);
    const known = ofGraphs.get(key) ?? new SharedSearch(graphs, pattern, this.meter);
    ofGraphs.set(key, known);
    return known;
  }

  private async figuresOf(filter: CrystalFilter, pattern: Pattern): Promise<PlacementFigures> {
    const { meter } = this;
    const graph = await this.projection();
    const set: PlacementSet = await meter.during(HINT, () => graph.placementSet(filter, pattern));
    const loader = new DataLoader<PlacementFigure, number | RowSet, string>(
      (asked) => meter.during(HINT, () => inSteps(whileWanted(set.figures(asked), meter))),
      { cacheKeyFn: (figure) => JSON.stringify(figure), batchScheduleFn: this.schedule },
    );
    return {
      crystals: set.crystals.length,
      count: () => loader.load({ of: 'count' }) as Promise<number>,
      rows: (figure) => loader.load(figure) as Promise<RowSet>,
    };
  }
}

/** A search that several fields use, one after the other: it counts in one crystal at a time. */
export class SharedSearch {
  private readonly search: PatternSearch;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    graphs: QuotientGraphs,
    pattern: Pattern,
    private readonly meter: AnswerMeter,
  ) {
    this.search = new PatternSearch(graphs, pattern);
  }

  run<Result>(work: (search: PatternSearch) => Iterator<unknown, Result>): Promise<Result> {
    const { meter } = this;
    const mine = async () => {
      await ownTurn();
      return meter.during(HINT, () => inSteps(whileWanted(work(this.search), meter)));
    };
    const result = this.last.then(mine, mine);
    this.last = result;
    result.catch(() => {});
    return result;
  }
}

/** Ends with the answer that it is for. */
function* whileWanted<Result>(work: Iterator<unknown, Result>, meter: AnswerMeter): Generator<void, Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (meter.isOver) throw meter.error ?? new Error('the answer was given without this field');
    yield;
  }
}
