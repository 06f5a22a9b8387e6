/**
 * What the motif engine says of one crystal: plain data, free of classes and functions, that can cross a thread, be
 * printed as JSON, and be stored in the graph.
 */
import type { Image, OrbitIndex, SiteIndex } from '../crystal/crystal.js';
import type { Axes } from '../crystal/directions.js';
import type { IonAssignment, IonConfidence } from '../crystal/ions.js';
import type { OrderedModel } from '../crystal/order/ordered-model.js';
import type { SpaceGroup } from '../crystal/symmetry.js';
import type { PolyhedronMeasures } from './measures/polyhedron-measures.js';
import type { GeometrySymbol, MotifId } from './motif-type.js';
import type { Unit } from './units.js';

export type { IonAssignment, IonConfidence } from '../crystal/ions.js';
export type { OrderedModel } from '../crystal/order/ordered-model.js';
export type { CrystalSystem, SpaceGroup } from '../crystal/symmetry.js';
export type { GeometrySymbol } from './motif-type.js';
export type { Unit } from './units.js';

/** Corner = 1 shared ligand, edge = 2, face = 3 or more (Banjade 2021). */
export const CONNECTION_KINDS = ['corner', 'edge', 'face'] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

export type BondingMethod = 'chemenv' | 'crystalnn';
export const STRATEGIES = ['simplest', 'multi-weights'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** What `analyzeMotifs` shall do; each has a default. */
export interface AnalysisOptions {
  /** How a cation's environment is told: `simplest` (default), one pair of cut-offs; `multi-weights`, a distribution. */
  readonly strategy?: Strategy;
  /** What the ligands are: those of the strategy's neighbour sets (`chemenv`, default), or CrystalNN's bonds. */
  readonly bonds?: BondingMethod;
  /** Whether motif sites get their order-parameter fingerprint; default false. */
  readonly fingerprints?: boolean;
  /** Whether hydrogen is a centre of polyhedra too; default false. */
  readonly hydrogen?: boolean;
  /** Å: within which symmetry is looked for; default `SYMMETRY_TOLERANCE`. */
  readonly symmetryTolerance?: number;
  /** Whether a crystal without anions is analysed too: the neighbours of each of its atoms (`alloy.ts`); default false. */
  readonly alloys?: boolean;
  /** How ions are told: site by site (default), or as models of AMDNet were trained (`assignAverageIons`). */
  readonly ions?: 'sites' | 'averages';
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

/** One of the elements that share a site. */
export interface SiteOccupant {
  readonly element: string;
  /** Share of such sites that it occupies, 0–1. */
  readonly fraction: number;
}

/** Why a cation has no motif type. */
export type NoMotifReason = 'NO_LIGANDS' | 'NO_REFERENCE_GEOMETRY';

/** One cation of the cell as given in the file, and the polyhedron of anions around it; in an alloy any atom and its neighbours. */
export interface MotifSite extends PolyhedronMeasures {
  readonly site: SiteIndex;
  readonly orbit: OrbitIndex;
  /** Of several elements the most frequent. */
  readonly element: string;
  /** Of a site of several elements, and of a partly occupied one: the most frequent first. Left out for one whole atom. */
  readonly occupants?: readonly SiteOccupant[];
  /** Given or guessed, the mean over the occupants; null where no neutral guess exists and electronegativity alone told cations from anions. */
  readonly oxidationState: number | null;
  /** Of the whole polyhedron, whose corners may be partly empty: `averageCoordinationNumber`. */
  readonly coordinationNumber: number;
  /** Sum of the ligands' occupancies, where they are not all 1. */
  readonly averageCoordinationNumber?: number;
  /** null when no reference polyhedron has this coordination number; then `noMotif` says why. */
  readonly geometry: GeometrySymbol | null;
  /** Continuous symmetry measure against `geometry`, 0 (perfect) to 100; Pinsky & Avnir 1998. */
  readonly csm: number | null;
  readonly noMotif?: NoMotifReason;
  readonly ligands: readonly Ligand[];
  /** Largest minus smallest centre–ligand distance, Å; null without ligands. */
  readonly bondLengthRange: number | null;
  /**
   * Of the bonds to all anions with a facet of the centre's Voronoi cell, valence units (`measures/bond-valence-sums.ts`); null
   * where an element has no parameters.
   */
  readonly bondValenceSum: number | null;
  /**
   * Mean over the octahedra that it shares a corner with, if it is one itself: (180° − M–X–M) / 2, degrees; null where there
   * are none.
   */
  readonly octahedralTilt: number | null;
  /**
   * Whether other ways to choose ligands give it others: cut-offs that differ by 0.05, CrystalNN, or Hoppe's effective
   * coordination number, where that is below two thirds of the coordination number.
   */
  readonly isAmbiguous: boolean;
  /**
   * Of ambiguous sites, and of all with the strategy `multi-weights`: largest fraction first; empty when the surroundings are
   * like no geometry.
   */
  readonly environments?: readonly Environment[];
  /** Order parameters (Zimmermann 2020), 61 numbers named by FINGERPRINT_LABELS; when asked for. */
  readonly fingerprint?: readonly number[];
  /** Of a polyhedron around a polyatomic cation, that cation: `site` and `element` are those of the atom that stands for it. */
  readonly unit?: Unit;
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

/** Whether it was analysed without ions: polyhedra are those of all neighbours, and nothing is connected. */
export function isAlloy({ ionAssignment }: Pick<MotifAnalysis, 'ionAssignment'>): boolean {
  return ionAssignment === 'none';
}

/** Every cation with its polyhedron and connections, centre or not: what networks are trained with. */
export function everyCation(analysis: MotifAnalysis): MotifAnalysis {
  return { ...analysis, ...analysis.cations };
}

/** Connections of one kind, or of all. */
export const CONNECTIVITIES = [...CONNECTION_KINDS, 'any'] as const;
export type Connectivity = (typeof CONNECTIVITIES)[number];

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
   * Direction [u v w] of a chain, Miller indices (h k l) of a sheet, in the conventional cell: coprime, the first number
   * other than 0 positive. null for clusters and frameworks.
   */
  readonly orientation: Image | null;
  /** Frameworks that interpenetrate: this one and those that lattice translations make of it. 1 for all other nets. */
  readonly copies: number;
}

/**
 * The nets that connections of one kind, or of all kinds, form of all cations together. Weakly bound cations count too,
 * so that alkali polyhedra join layers that a chemist would keep apart; `PolyhedronNet` tells these.
 */
export interface NetsOfKind {
  readonly connectivity: Connectivity;
  /** The highest of its components. */
  readonly dimensionality: Dimensionality;
  /** By dimensionality, highest first, then by their first site. A site without connections is a cluster of its own. */
  readonly components: readonly Net[];
}

/**
 * What some of the polyhedra of a crystal form when only they and connections of one kind count: all polyhedra of one
 * element, those of one motif type, or those of all strongly bound cations (`src/motif/bond-strength.ts`). It speaks of the
 * components of the highest dimensionality, and does not depend on the cell of the file.
 */
export interface PolyhedronNet {
  /** Elements at the centres of the polyhedra, alphabetical. */
  readonly centres: readonly string[];
  /** Where each of the polyhedra has all of these elements at its centre. */
  readonly isShared?: true;
  /** The motif type, where all of the polyhedra are of one. */
  readonly motif: MotifId | null;
  /** Whether they are the polyhedra of all strongly bound cations. */
  readonly isStrong: boolean;
  readonly kind: Connectivity;
  readonly dimensionality: Dimensionality;
  /**
   * How many of these there are in the primitive cell. Chains or sheets that lattice translations make of each other are
   * one; interpenetrating frameworks are counted singly.
   */
  readonly components: number;
  /**
   * Direction [u v w] of the chains, Miller indices (h k l) of the sheets, in the conventional cell, of those that symmetry
   * makes equivalent the one that is usually named: [1 0 0] for ⟨100⟩. Of the largest component where they differ; null for
   * clusters and frameworks.
   */
  readonly along: Image | null;
  /**
   * The atoms of the polyhedra of the largest component, shared ligands once: of a cluster all (`Si6O18`), of others
   * reduced (`CoO2`).
   */
  readonly formula: string;
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

/** A covalent bond within a unit, or between ions of the same sign. Each is listed once: `from` ≤ `to`. */
export interface UnitBond extends Bond {
  /** 1 for a pair of electrons. */
  readonly order: number;
}

/** A symmetry orbit of the crystal: cation or anion. */
export interface Orbit {
  readonly orbit: OrbitIndex;
  /** Of several elements the most frequent. */
  readonly element: string;
  /** As of a motif site. */
  readonly occupants?: readonly SiteOccupant[];
  readonly wyckoff: string;
  readonly siteSymmetry: string;
  /** Sites of this orbit in the primitive cell: independent of the file's choice of cell. */
  readonly multiplicity: number;
  readonly sites: readonly SiteIndex[];
}

/** The structure type of a crystal; `src/motif/prototype`. */
export interface Prototype {
  /**
   * Stoichiometry, Pearson symbol, space group, and the Wyckoff positions of each element, in the form of AFLOW:
   * `AB3C_cP5_221_a_c_b`. The same for all crystals of a prototype, whatever their elements, setting and origin.
   */
  readonly label: string;
  /** What chemists call the type: `perovskite (GdFeO3-type)`; null where it is not among those that are known. */
  readonly name: string | null;
  /** Its name without what tells variants apart: `perovskite`. */
  readonly family: string | null;
  /** Where there is a mineral of this type and composition. */
  readonly mineral: string | null;
  /** Å: within which the crystal has the symmetry of the prototype. */
  readonly tolerance: number;
}

export interface MotifAnalysis {
  /** Reduced, elements in order of electronegativity: `TiO2`. */
  readonly formula: string;
  /** As chemists write it: `CuFeS2`, `NH4Cl`, `Ca(OH)2`, `CaSO4·2H2O`. */
  readonly chemicalFormula: string;
  readonly spaceGroup: SpaceGroup;
  /** Whether each site holds one atom of one element. */
  readonly isOrdered: boolean;
  /** How the crystal was made of a disordered one, where that was asked for. */
  readonly orderedModel?: OrderedModel;
  /** Å: within which it has that; less than what was asked for where no consistent group was found with it. */
  readonly symmetryTolerance: number;
  readonly prototype: Prototype;
  readonly ionAssignment: IonAssignment;
  /** How sure guessed oxidation states are; null where the file gives them, and in alloys. */
  readonly ionConfidence: IonConfidence | null;
  readonly orbits: readonly Orbit[];
  /**
   * One for each centre of the cell, ordered by site: a cation, or a polyatomic cation. Hydrogen (unless asked for), and C and N
   * in molecules are no centres.
   */
  readonly sites: readonly MotifSite[];
  readonly connections: readonly Connection[];
  /**
   * What each cation alone sees, whether it is a centre or not, and polyatomic cations left out; where that differs from `sites`
   * and `connections`.
   */
  readonly cations?: Pick<MotifAnalysis, 'sites' | 'connections'>;
  /** Molecules, polyatomic ions, covalent chains and layers, by their first sites. */
  readonly units: readonly Unit[];
  /** Of these units. */
  readonly unitBonds: readonly UnitBond[];
  /** Of each atom of the cell, anions too; null where no neutral guess exists. */
  readonly oxidationStates: readonly (number | null)[];
  /** Basis vectors of the cell as given in units of those of the conventional cell, as rows: 9 numbers. */
  readonly axes: Axes;
  /** What corner, edge, face and any connections, in this order, make of all cations. */
  readonly connectivityNets: readonly NetsOfKind[];
  /** Of each element and motif type, and of the strongly bound cations together; four each, in the order of CONNECTIVITIES. */
  readonly nets: readonly PolyhedronNet[];
  /**
   * Root mean square of bond-valence sum − |oxidation state| over all ions, valence units: below 0.1 in unstrained crystals,
   * above 0.2 in strained or wrong ones. null where states or parameters are unknown.
   */
  readonly globalInstabilityIndex: number | null;
  /** All bonds, whatever the atoms; with the bonding method `crystalnn`, and in alloys. */
  readonly bonds?: readonly Bond[];
  readonly warnings: readonly string[];
}
