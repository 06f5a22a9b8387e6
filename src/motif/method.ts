/** What is stored beside every result, so that it can be traced and told from results of another method. */
import { ANGLE_CUTOFF, DISTANCE_CUTOFF } from './neighbour-set.js';

/** Raised with every change that can change a result: crystals analysed by an older version are analysed again. */
export const ANALYSIS_VERSION = '9';

/** Neighbours, strategy, and its cut-offs of distance and solid angle. */
export const ANALYSIS_METHOD = `chemenv simplest ${DISTANCE_CUTOFF} ${ANGLE_CUTOFF}`;
