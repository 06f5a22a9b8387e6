/** What resolvers can reach; made for each request. */
import type { GraphStore } from '../graph/store.js';
import type { Analyst } from './analyst.js';
import { type Ask, makeAsk } from './graph-access.js';
import type { Limits } from './limits.js';
import { type Loaders, makeLoaders } from './loaders.js';

export interface Context {
  readonly ask: Ask;
  readonly loaders: Loaders;
  readonly limits: Limits;
  readonly analyst: Analyst;
}

export function makeContext(store: GraphStore, limits: Limits, analyst: Analyst): Context {
  const ask = makeAsk(store, limits);
  return { ask, limits, analyst, loaders: makeLoaders(ask) };
}
