/**
 * What the motif engine says of one crystal: plain data, free of classes and functions, that can cross a thread, be
 * printed as JSON, and be stored in the graph.
 */
import type { Image, OrbitIndex, SiteIndex } from '../crystal/crystal.js';
import type { IonAssignment } from '../crystal/ions.js';
import type { SpaceGroup } from '../crystal/symmetry.js';

export type { IonAssignment } from '../crystal/ions.js';
export type { CrystalSystem, SpaceGroup } from '../crystal/symmetry.js';

/** Corner = 1 shared ligand, edge = 2, face = 3 or more (Banjade 2021). */
export const CONNECTION_KINDS = ['corner', 'edge', 'face'] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

/** IUPAC-like symbol of a reference polyhedron, such as `O:6` (Waroquiers 2017). */
export type GeometrySymbol = string;

export type BondingMethod = 'chemenv' | 'crystalnn';
export type Strategy = 'simplest' | 'multi-weights';

/** What `analyzeMotifs` shall do; each has a default. */
export interface AnalysisOptions {
  /** How a cation's environment is told: `simplest` (default), one pair of cut-offs; `multi-weights`, a distribution. */
  readonly strategy?: Strategy;
  /** What the ligands are: those of the strategy's neighbour sets (`chemenv`, default), or CrystalNN's bonds. */
  readonly bonds?: BondingMethod;
  /** Whether motif sites get their order-parameter fingerprint; default false. */
  readonly fingerprints?: boolean;
}

/** One of the shapes that a cation's surroundings are like. */
export interface Environment {
  readonly geometry: GeometrySymbol;
  /** 0 to 1; those of a site sum to 1. */
  readonly fraction: number;
  readonly csm: number;
}

export interface Ligand {
  readonly site: SiteIndex;
  readonly image: Image;
  /** Å. */
  readonly distance: number;
}

/** Why a cation has no motif type. */
export type NoMotifReason = 'NO_LIGANDS' | 'NO_REFERENCE_GEOMETRY';

/** One cation of the cell as given in the file, and the polyhedron of anions around it. */
export interface MotifSite {
  readonly site: SiteIndex;
  readonly orbit: OrbitIndex;
  readonly element: string;
  /** Given or guessed; null where no neutral guess exists and electronegativity alone told cations from anions. */
  readonly oxidationState: number | null;
  readonly coordinationNumber: number;
  /** null when no reference polyhedron has this coordination number; then `noMotif` says why. */
  readonly geometry: GeometrySymbol | null;
  /** Continuous symmetry measure against `geometry`, 0 (perfect) to 100; Pinsky & Avnir 1998. */
  readonly csm: number | null;
  readonly noMotif?: NoMotifReason;
  readonly ligands: readonly Ligand[];
  /** Largest minus smallest centre–ligand distance, Å; null without ligands. */
  readonly bondLengthRange: number | null;
  /** Volume of the ligands' convex hull, Å³; null for fewer than four ligands or a flat polyhedron. */
  readonly polyhedronVolume: number | null;
  /** With the strategy `multi-weights`: largest fraction first; empty when the surroundings are like no geometry. */
  readonly environments?: readonly Environment[];
  /** Order parameters (Zimmermann 2020), 61 numbers named by FINGERPRINT_LABELS; when asked for. */
  readonly fingerprint?: readonly number[];
}

/** Two motif sites that share ligands. Each is listed once; a site may be connected with its own image. */
export interface Connection {
  readonly from: SiteIndex;
  readonly to: SiteIndex;
  /** Lattice translation of `to`. */
  readonly image: Image;
  readonly kind: ConnectionKind;
  readonly sharedLigands: number;
  /** Centre–centre distance, Å. */
  readonly distance: number;
  /** Centre–ligand–centre angle at each shared ligand, degrees. */
  readonly anglesInDegrees: readonly number[];
  /** [from–ligand, to–ligand] of each shared ligand, Å, in the order of `anglesInDegrees`. */
  readonly bondLengths: readonly (readonly [number, number])[];
}

/** Connections of one kind, or of all. */
export type Connectivity = ConnectionKind | 'any';

export type Dimensionality = 0 | 1 | 2 | 3;

/** Sites joined by connections: a cluster, a chain, a sheet or a framework. */
export interface Net {
  readonly dimensionality: Dimensionality;
  /**
   * Its motif sites in the cell as given, ascending: those of the whole cluster (0), or those of one repeat unit. Nets
   * that are copies of each other by lattice translations, such as the sheets of a stack, are one component.
   */
  readonly sites: readonly SiteIndex[];
  /**
   * Shortest lattice vector [u v w] along a chain, Miller indices (h k l) of a sheet, both with the first number other
   * than 0 positive; null for clusters and frameworks.
   */
  readonly orientation: Image | null;
  /** Frameworks that interpenetrate: this one and those that lattice translations make of it. 1 for all other nets. */
  readonly copies: number;
}

/** The nets that connections of one kind, or of all kinds, form. */
export interface NetsOfKind {
  readonly connectivity: Connectivity;
  /** The highest of its components. */
  readonly dimensionality: Dimensionality;
  /** By dimensionality, highest first, then by their first site. A site without connections is a cluster of its own. */
  readonly components: readonly Net[];
}

/** Two bonded atoms of any kinds. Each is listed once: `from` ≤ `to`. */
export interface Bond {
  readonly from: SiteIndex;
  readonly to: SiteIndex;
  /** Lattice translation of `to`. */
  readonly image: Image;
  /** Å. */
  readonly distance: number;
}

/** A symmetry orbit of the crystal: cation or anion. */
export interface Orbit {
  readonly orbit: OrbitIndex;
  readonly element: string;
  readonly wyckoff: string;
  readonly siteSymmetry: string;
  /** Sites of this orbit in the primitive cell: independent of the file's choice of cell. */
  readonly multiplicity: number;
  readonly sites: readonly SiteIndex[];
}

export interface MotifAnalysis {
  /** Reduced, elements in order of electronegativity: `TiO2`. */
  readonly formula: string;
  readonly spaceGroup: SpaceGroup;
  readonly ionAssignment: IonAssignment;
  readonly orbits: readonly Orbit[];
  /** One for each cation of the cell, ordered by site. */
  readonly sites: readonly MotifSite[];
  readonly connections: readonly Connection[];
  /** The nets that corner, edge, face and any connections form, in this order. */
  readonly nets: readonly NetsOfKind[];
  /** All bonds, whatever the atoms; with the bonding method `crystalnn`. */
  readonly bonds?: readonly Bond[];
  readonly warnings: readonly string[];
}
