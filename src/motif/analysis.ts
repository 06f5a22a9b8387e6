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
export type ConnectionKind = 'corner' | 'edge' | 'face';

/** IUPAC-like symbol of a reference polyhedron, such as `O:6` (Waroquiers 2017). */
export type GeometrySymbol = string;

export type BondingMethod = 'chemenv' | 'crystalnn';
export type Strategy = 'simplest' | 'multi-weights';

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
  readonly bondLengthSpread: number | null;
  /** Volume of the ligands' convex hull, Å³; null for fewer than four ligands or a flat polyhedron. */
  readonly polyhedronVolume: number | null;
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
  readonly warnings: readonly string[];
}
