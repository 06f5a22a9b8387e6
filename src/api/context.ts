/** What resolvers can reach; made for each request. */
import type { Projection } from '../graph/projection/projection.js';
import type { GraphStore } from '../graph/store.js';
import type { Representation } from '../representation/representation.js';
import type { Analyst } from './analyst.js';
import { AnswerMeter, ValuesAtOnce } from './execution/answer-meter.js';
import { Pace } from './execution/pace.js';
import { makeQueryGraph, type QueryGraph } from './graph-access.js';
import type { KeptRepresentation } from './kept-representation.js';
import type { Limits } from './limits.js';
import { type Loaders, makeLoaders, once } from './loaders.js';
import type { RequestNote } from './observation.js';
import { PatternWork } from './pattern-work.js';
import type { PredictionService } from './prediction-service.js';

export interface Context {
  readonly queryGraph: QueryGraph;
  /** For what is kept for later answers as well: it goes on when the answer that asked first is over. */
  readonly queryLastingly: QueryGraph;
  readonly loaders: Loaders;
  /** The graph in memory, the same for the whole request. */
  projection(): Promise<Projection>;
  readonly limits: Limits;
  readonly meter: AnswerMeter;
  readonly pace: Pace;
  readonly patterns: PatternWork;
  readonly analyst: Analyst;
  readonly predictions: PredictionService;
  /** What was learned of the graph, looked up once for each request. @throws GraphQLError NOTHING_LEARNED */
  representation(): Promise<Representation>;
  /** For the log and the metrics. */
  readonly note: RequestNote;
}

/** Said where the time of an answer ends before the graph is in memory: some seconds after the start, a minute for a large one. */
const READING = 'The graph is still being read into memory, after a start or a change: try again in some seconds.';

/** Of this process. */
const VALUES_AT_ONCE = new ValuesAtOnce();

export function makeContext(
  store: GraphStore,
  limits: Limits,
  analyst: Analyst,
  kept: KeptRepresentation,
  predictions: PredictionService,
  note: RequestNote,
): Context {
  const meter = new AnswerMeter(limits, VALUES_AT_ONCE, note.ended);
  const queryGraph = makeQueryGraph(store, () => meter.isOver);
  const queryLastingly = makeQueryGraph(store);
  const pace = new Pace();
  const projection = once(() => meter.during(READING, () => queryGraph((store) => store.projection())));
  let representation: Promise<Representation> | undefined;
  return new RequestContext({
    queryGraph,
    queryLastingly,
    limits,
    meter,
    pace,
    analyst,
    predictions,
    note,
    projection,
    representation: async () => {
      representation ??= kept.representation(queryLastingly);
      const found = await representation;
      // What is made of it, likeness and its reasons, takes milliseconds for each thing that asks.
      await pace.ownTurn();
      return found;
    },
  });
}

/** Its loaders are made when they are asked for: there are many, and small questions need none. */
class RequestContext implements Context {
  declare readonly queryGraph: QueryGraph;
  declare readonly queryLastingly: QueryGraph;
  declare readonly limits: Limits;
  declare readonly meter: AnswerMeter;
  declare readonly pace: Pace;
  declare readonly analyst: Analyst;
  declare readonly predictions: PredictionService;
  declare readonly note: RequestNote;
  declare readonly projection: () => Promise<Projection>;
  declare readonly representation: () => Promise<Representation>;
  private made: Loaders | undefined;
  private patternWork: PatternWork | undefined;

  constructor(parts: Omit<Context, 'loaders' | 'patterns'>) {
    Object.assign(this, parts);
  }

  get loaders(): Loaders {
    this.made ??= makeLoaders(this.queryGraph, this.projection, this.predictions, this.analyst, this.pace.schedule);
    return this.made;
  }

  get patterns(): PatternWork {
    this.patternWork ??= new PatternWork(this.projection, this.meter, this.pace.schedule);
    return this.patternWork;
  }
}
