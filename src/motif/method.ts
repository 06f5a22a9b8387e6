/** What is stored beside every result, so that it can be traced and told from results of another method. */
import type { Strategy } from './analysis.js';
import { ANGLE_CUTOFF, DISTANCE_CUTOFF } from './neighbour-set.js';

/** Raised with every change that can change a result: crystals analysed by an older version are analysed again. */
export const ANALYSIS_VERSION = '10';

/** Neighbours, strategy, and where it has them its cut-offs of distance and solid angle. */
export function methodOf(strategy: Strategy): string {
  return strategy === 'simplest' ? `chemenv simplest ${DISTANCE_CUTOFF} ${ANGLE_CUTOFF}` : `chemenv ${strategy}`;
}
