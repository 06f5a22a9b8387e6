/** `motifgraph/motif`: the motifs of a crystal, and how they connect. */
import type { Crystal } from '../crystal/crystal.js';
import type { AnalysisOptions } from './analysis.js';
import { type AnalysisResult, analyzeMotifs } from './analyze.js';

export type {
  AnalysisOptions,
  Bond,
  BondingMethod,
  Connection,
  ConnectionKind,
  Connectivity,
  CrystalSystem,
  Dimensionality,
  Environment,
  GeometrySymbol,
  IonAssignment,
  IonConfidence,
  Ligand,
  MotifAnalysis,
  MotifSite,
  Net,
  NetsOfKind,
  NoMotifReason,
  Orbit,
  PolyhedronNet,
  SpaceGroup,
  Strategy,
} from './analysis.js';
export type { AnalysisResult } from './analyze.js';
export { FINGERPRINT_LABELS } from './crystalnn/fingerprint.js';
export { describe } from './description/describe.js';
export { type Geometry, geometryOf } from './geometries.js';
export {
  type ConnectionCriteria,
  type Pattern,
  PatternError,
  type Range,
  type SiteCriteria,
} from './pattern/pattern.js';
export { parsePattern } from './pattern/pattern-file.js';

/**
 * Finds the motifs of a crystal (each cation with the anions around it), how they connect, and the nets that come of it.
 *
 * It runs here and now: milliseconds for most crystals, seconds for those of hundreds of atoms. A crystal without anions
 * (`NO_ANION`), or whose symmetry can't be found (`SYMMETRY_FAILED`), is refused in the result.
 */
export function analyze(crystal: Crystal, options: AnalysisOptions = {}): AnalysisResult {
  return analyzeMotifs(crystal, options);
}
