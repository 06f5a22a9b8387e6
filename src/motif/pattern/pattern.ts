/**
 * A pattern: a few polyhedra by name, what each of them is, and how they are connected. Names stand for different
 * polyhedra of the infinite crystal; two images of one site are different.
 */
import type { ConnectionKind, GeometrySymbol } from '../analysis.js';
import type { MotifId } from '../motif-type.js';

/** Polyhedra of one pattern: what a search of all crystals can bear. */
export const LARGEST_PATTERN = 6;
/** Connections of one pattern: four for each pair of its names. */
export const MOST_CONNECTIONS = 60;

/** Both ends are included; a missing end is open. A value that does not exist (null) is in no range. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

export const SITE_RANGES = ['coordinationNumber', 'csm', 'oxidationState', 'bondLengthMean'] as const;
export const CONNECTION_RANGES = ['sharedLigands', 'angle', 'distance'] as const;

/** All that are given must hold; of a list, one. */
export interface SiteCriteria {
  readonly name: string;
  /** Symbols of elements at the centre. */
  readonly elements?: readonly string[];
  readonly geometries?: readonly GeometrySymbol[];
  readonly motifs?: readonly MotifId[];
  /** Every ligand is one of these elements. */
  readonly ligands?: readonly string[];
  readonly coordinationNumber?: Range;
  readonly csm?: Range;
  readonly oxidationState?: Range;
  /** Å. */
  readonly bondLengthMean?: Range;
}

/** All that are given must hold for the connection between the two polyhedra; its direction means nothing. */
export interface ConnectionCriteria {
  readonly from: string;
  readonly to: string;
  readonly kinds?: readonly ConnectionKind[];
  readonly sharedLigands?: Range;
  /** Degrees: the angle centre–ligand–centre at one shared ligand at least. */
  readonly angle?: Range;
  /** Centre–centre, Å. */
  readonly distance?: Range;
}

/** Made by `checkedPattern`: names are unique and hang together by connections, and all values exist. */
export interface Pattern {
  readonly sites: readonly SiteCriteria[];
  readonly connections: readonly ConnectionCriteria[];
}

/** What is wrong with a pattern, and what to do. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}
