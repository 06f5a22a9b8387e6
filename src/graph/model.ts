/**
 * The nodes and relationships of the knowledge graph, as plain rows. Names are those of the Cypher in `cypher/`.
 *
 *   (:Crystal)-[:HAS_SITE]->(:MotifSite)-[:INSTANCE_OF]->(:Motif)-[:HAS_GEOMETRY]->(:Geometry)
 *   (:MotifSite)-[:SHARES]->(:MotifSite)      both directions are stored: each is what its start sees
 *   (:Motif)-[:CONNECTED_TO]->(:Motif)        summed over all compounds, both directions stored
 *   (:Crystal)-[:CONTAINS]->(:Motif)
 *   (:Crystal)-[:COMPOSED_OF]->(:Element)<-[:CENTERED_ON]-(:Motif)
 *   (:Crystal)-[:HAS_PREDICTION]->(:Prediction)
 *   (:Source)-[:YIELDED]->(:Crystal)          the ledger: one Source for each structure that was ever read
 *   (:Representation), and in two slots (`slots.ts`) what `motifgraph embed` has learned: (:RepresentationPart),
 *   (:MotifVector), (:CrystalVector)
 */

import { PROPERTIES, type Property } from '../amdnet/properties.js';
import type { RefusalCode, StructureFormat } from '../crystal/crystal.js';
import type { ConnectionKind, CrystalSystem, Dimensionality, IonAssignment, NoMotifReason } from '../motif/analysis.js';
import type { MotifId } from '../motif/motif-type.js';

/** Predicted values are null where nothing was predicted; `PredictionNode` tells more of them. */
export interface CrystalNode extends Readonly<Record<Property, number | null>> {
  readonly id: string;
  /** Reduced formula, `TiO2`. */
  readonly formula: string;
  /** `AB2`. */
  readonly anonymousFormula: string;
  /** Elements in alphabetical order, joined by hyphens: `O-Ti`. */
  readonly chemicalSystem: string;
  /** Alphabetical. */
  readonly elements: readonly string[];
  readonly elementCount: number;
  /** Atoms in the primitive cell. */
  readonly atomCount: number;
  readonly spaceGroupNumber: number;
  readonly spaceGroupSymbol: string;
  readonly crystalSystem: CrystalSystem;
  /** Cell as given: a, b, c in Å, alpha, beta, gamma in degrees. */
  readonly cell: readonly number[];
  /** Å³ per atom. */
  readonly volumePerAtom: number;
  /** g/cm³. */
  readonly density: number;
  /** The structure as read, as CIF text, so that it can be taken out again. */
  readonly structure: string;
  readonly ionAssignment: IonAssignment;
  /** The structure in words. */
  readonly description: string;
  /** Dimensionality of the net that all connections form, and of those that each kind forms alone. */
  readonly dimensionality: Dimensionality;
  readonly cornerDimensionality: Dimensionality;
  readonly edgeDimensionality: Dimensionality;
  readonly faceDimensionality: Dimensionality;
  readonly warnings: readonly string[];
  /** Name and version of the data set that the structure belongs to, as the user gave it. */
  readonly dataset: string | null;
  /** As in `SourceNode`. */
  readonly file: string;
  readonly format: StructureFormat;
  readonly block: string | null;
  readonly sha256: string;
  /** Method of the analysis and its settings, `chemenv simplest 1.4 0.3`. */
  readonly method: string;
  /** Version of the motif engine that made the analysis. */
  readonly analysisVersion: string;
}

/** A property of a crystal as a model predicts it, in the unit of the property. */
export interface PredictionNode {
  readonly crystalId: string;
  readonly property: Property;
  readonly value: number;
  /** Ends of the interval that holds the DFT value in 90 % of the cases; null for probabilities. */
  readonly low: number | null;
  readonly high: number | null;
  /** Name and version. */
  readonly model: string;
  readonly version: string;
  /** Why the value is to be taken with care; empty where it isn't. */
  readonly cautions: readonly string[];
}

export function predictionId(crystalId: string, property: Property): string {
  return `${crystalId}/${property}`;
}

export function predictionIds(crystalId: string): string[] {
  return PROPERTIES.map((property) => predictionId(crystalId, property));
}

/** One symmetry orbit of cations of one crystal. */
export interface MotifSiteNode {
  /** `CRYSTAL/ORBIT`, with the orbit's index. */
  readonly id: string;
  readonly crystalId: string;
  readonly orbit: number;
  readonly element: string;
  readonly wyckoff: string;
  readonly siteSymmetry: string;
  /** Sites of the orbit in the primitive cell. */
  readonly multiplicity: number;
  readonly oxidationState: number | null;
  readonly coordinationNumber: number;
  /** null where `noMotif` says why. */
  readonly motifId: MotifId | null;
  readonly noMotif: NoMotifReason | null;
  readonly csm: number | null;
  /** Ligands of the orbit's first site, by distance: parallel arrays, images flattened to 3 numbers each. */
  readonly ligandElements: readonly string[];
  readonly ligandSites: readonly number[];
  readonly ligandImages: readonly number[];
  /** Å. */
  readonly ligandDistances: readonly number[];
  /** Å; null without ligands. */
  readonly bondLengthMean: number | null;
  readonly bondLengthSpread: number | null;
  /** Å³. */
  readonly polyhedronVolume: number | null;
  /** Order parameters of the orbit's first site, named by FINGERPRINT_LABELS; empty where none were asked for. */
  readonly fingerprint: readonly number[];
}

/** SHARES: one class of symmetry-equivalent connections around a site, seen from that site. */
export interface SiteConnection {
  readonly fromSite: string;
  readonly toSite: string;
  readonly kind: ConnectionKind;
  readonly sharedLigands: number;
  /** How many such partners stand around one site of `fromSite`. */
  readonly count: number;
  /** Centre–centre distance, Å. */
  readonly distance: number;
  /** Centre–ligand–centre at each shared ligand, degrees. */
  readonly anglesInDegrees: readonly number[];
  /** Two for each shared ligand: from–ligand, to–ligand; Å. */
  readonly bondLengths: readonly number[];
  /** Lattice translation of one such partner. */
  readonly image: readonly number[];
}

/** The motif type shared by all compounds: centre element, geometry, ligand elements. */
export interface MotifNode {
  readonly id: MotifId;
  readonly element: string;
  readonly geometry: string;
  readonly coordinationNumber: number;
  /** Ligand elements with counts, alphabetical: `F2O4`. */
  readonly ligandFormula: string;
  readonly ligandElements: readonly string[];
}

/** CONTAINS: the sites of the primitive cell with this motif, and their share of all its cation sites. */
export interface MotifContent {
  readonly crystalId: string;
  readonly motifId: MotifId;
  readonly count: number;
  readonly fraction: number;
}

/** CONNECTED_TO. */
export interface MotifConnection {
  readonly fromMotif: MotifId;
  readonly toMotif: MotifId;
  readonly kind: ConnectionKind;
  /** Connections in one primitive cell, each counted once, summed over all crystals. */
  readonly occurrences: number;
  /** Crystals in which the two are so connected. */
  readonly crystals: number;
}

export interface GeometryNode {
  readonly symbol: string;
  /** `octahedron`. */
  readonly name: string;
  readonly coordinationNumber: number;
}

export interface ElementNode {
  readonly symbol: string;
  readonly name: string;
  readonly atomicNumber: number;
}

/** One structure that was read, and what became of it. */
export interface SourceNode {
  /** The crystal's id, stored or refused. */
  readonly id: string;
  /** The file's name without folder and extension; `NAME:BLOCK` in a file of several structures. */
  readonly name: string;
  /** In which it has its name; null is one of them. */
  readonly dataset: string | null;
  /** As it is told: `sub/x.cif` or `archive.zip:x.cif` inside the folder that was ingested. */
  readonly file: string;
  /** Its absolute path, and its archive; a name that stands for another place, where it is no file. Nobody is told. */
  readonly place: string;
  readonly block: string | null;
  /** Of the structure's own text; null where it could not be read. */
  readonly sha256: string | null;
  readonly analysisVersion: string;
  readonly refusal: { readonly code: RefusalCode; readonly message: string; readonly line: number | null } | null;
}

/** All that one analysed crystal adds to the graph. */
export interface CrystalRecord {
  readonly crystal: CrystalNode;
  /** Atomic fractions by element symbol. */
  readonly composition: Readonly<Record<string, number>>;
  readonly sites: readonly MotifSiteNode[];
  readonly connections: readonly SiteConnection[];
  readonly motifs: readonly MotifNode[];
  readonly contents: readonly MotifContent[];
  /** One for each property, or none. */
  readonly predictions: readonly PredictionNode[];
}

/**
 * The vector of a learned motif, for those who search in Cypher. Its id is that of the motif, which the graph need not
 * hold.
 */
export interface MotifVectorNode {
  readonly id: string;
  /** Of length 1. */
  readonly vector: readonly number[];
}

/** A crystal on the map. */
export interface CrystalPlace {
  readonly id: string;
  readonly formula: string;
  /** Geometry and centre of most of its cation sites; null where none has a motif. */
  readonly geometry: string | null;
  readonly element: string | null;
  readonly x: number;
  readonly y: number;
  /** null in no cluster. */
  readonly cluster: number | null;
}

/** The vectors of a crystal, of length 1 each; null where it has none. Coordinates are null off the map. */
export interface CrystalVectorNode extends Omit<CrystalPlace, 'x' | 'y'> {
  readonly x: number | null;
  readonly y: number | null;
  readonly framework: readonly number[] | null;
  readonly chemistry: readonly number[] | null;
  readonly fingerprint: readonly number[] | null;
}
