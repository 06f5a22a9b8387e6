/** What resolvers can reach; made for each request. */
import type { GraphStore } from '../graph/store.js';
import type { Analyst } from './analyst.js';
import { type Ask, makeAsk } from './graph-access.js';
import type { Learned } from './learned.js';
import type { Limits } from './limits.js';
import { type Loaders, makeLoaders } from './loaders.js';

export interface Context {
  readonly ask: Ask;
  readonly loaders: Loaders;
  readonly limits: Limits;
  readonly analyst: Analyst;
  readonly learned: Learned;
}

export function makeContext(store: GraphStore, limits: Limits, analyst: Analyst, learned: Learned): Context {
  const ask = makeAsk(store, limits);
  return { ask, limits, analyst, learned, loaders: makeLoaders(ask) };
}
