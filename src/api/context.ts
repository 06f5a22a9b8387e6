/** What resolvers can reach; made for each request. */
import type { GraphStore } from '../graph/store.js';
import type { Representation } from '../representation/representation.js';
import type { Analyst } from './analyst.js';
import { AnswerMeter, ValuesAtOnce } from './execution/answer-meter.js';
import { Pace } from './execution/pace.js';
import { type Ask, makeAsk } from './graph-access.js';
import type { Learned } from './learned.js';
import type { Limits } from './limits.js';
import { type Loaders, makeLoaders } from './loaders.js';
import type { RequestNote } from './observation.js';
import type { Predictor } from './predictor.js';

export interface Context {
  readonly ask: Ask;
  readonly loaders: Loaders;
  readonly limits: Limits;
  readonly meter: AnswerMeter;
  readonly pace: Pace;
  readonly analyst: Analyst;
  readonly predictor: Predictor;
  /** What was learned of the graph, looked up once for each request. @throws GraphQLError NOTHING_LEARNED */
  learned(): Promise<Representation>;
  /** For the log and the metrics. */
  readonly note: RequestNote;
}

/** Of this process. */
const VALUES_AT_ONCE = new ValuesAtOnce();

export function makeContext(
  store: GraphStore,
  limits: Limits,
  analyst: Analyst,
  learned: Learned,
  predictor: Predictor,
  note: RequestNote,
): Context {
  const meter = new AnswerMeter(limits, VALUES_AT_ONCE, note.ended);
  const ask = makeAsk(store, () => meter.isOver);
  const pace = new Pace();
  let representation: Promise<Representation> | undefined;
  return {
    ask,
    limits,
    meter,
    pace,
    analyst,
    predictor,
    note,
    loaders: makeLoaders(ask, predictor, pace.schedule),
    learned: async () => {
      representation ??= learned.representation(ask);
      const found = await representation;
      // What is made of it, likeness and its reasons, takes milliseconds for each thing that asks.
      await pace.ownTurn();
      return found;
    },
  };
}
