/** What is stored beside every result, so that it can be traced and told from results of another method. */
import { SYMMETRY_TOLERANCE } from '../crystal/symmetry.js';
import type { Strategy } from './analysis.js';
import { ANGLE_CUTOFF, DISTANCE_CUTOFF } from './neighbour-set.js';

/** Raised with every change that can change a result: crystals analysed by an older version are analysed again. */
export const ANALYSIS_VERSION = '10';

const SYMPREC = ', symprec ';

/**
 * Neighbours, strategy, where it has them its cut-offs of distance and solid angle, and the tolerance of the symmetry (Å) where it
 * is not the usual one: `chemenv simplest 1.4 0.3, symprec 0.1`.
 */
export function methodOf(strategy: Strategy, symmetryTolerance = SYMMETRY_TOLERANCE): string {
  const ligands =
    strategy === 'simplest' ? `chemenv simplest ${DISTANCE_CUTOFF} ${ANGLE_CUTOFF}` : `chemenv ${strategy}`;
  return symmetryTolerance === SYMMETRY_TOLERANCE ? ligands : `${ligands}${SYMPREC}${symmetryTolerance}`;
}

/** The tolerance that a method names, Å. */
export function symmetryToleranceOf(method: string): number {
  const [, tolerance] = method.split(SYMPREC);
  return tolerance === undefined ? SYMMETRY_TOLERANCE : Number(tolerance);
}
