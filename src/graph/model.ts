/**
 * The nodes and relationships of the knowledge graph, as plain rows. Names are those of the Cypher in `cypher/`.
 *
 *   (:Crystal)-[:HAS_SITE]->(:MotifSite)-[:INSTANCE_OF]->(:Motif)-[:HAS_GEOMETRY]->(:Geometry)
 *   (:MotifSite)-[:SHARES]->(:MotifSite)      both directions are stored: each is what its start sees
 *   (:Crystal)-[:HAS_NET]->(:Net)             made of the crystal's connectivity
 *   (:Motif)-[:CONNECTED_TO]->(:Motif)        summed over all compounds, both directions stored
 *   (:Crystal)-[:CONTAINS]->(:Motif)
 *   (:Crystal)-[:COMPOSED_OF]->(:Element)<-[:CENTERED_ON]-(:Motif)
 *   (:Crystal)-[:HAS_PREDICTION]->(:Prediction)
 *   (:Source)                                 the ledger: one for each structure that was ever read
 *   (:Representation), and in two slots (`slots.ts`) what `motifgraph embed` has learned: (:RepresentationPart),
 *   (:MotifVector), (:CrystalVector)
 */

import { PROPERTIES, type Property } from '../amdnet/properties.js';
import type { RefusalCode } from '../crystal/crystal.js';
import type { MotifId } from '../motif/motif-type.js';
import type { PropertiesOf } from './field.js';
import type { CONTAINS, ELEMENT, GEOMETRY, MOTIF } from './motif-tables.js';
import type { PREDICTION } from './prediction-tables.js';
import type { MOTIF_SITE, SHARES } from './site-tables.js';
import type { CRYSTAL, SOURCE } from './tables.js';
import type { CRYSTAL_VECTOR, MOTIF_VECTOR } from './vector-tables.js';

export interface CrystalNode extends PropertiesOf<typeof CRYSTAL.fields> {}

/** A crystal without what is read for itself alone: its structure and its connectivity. */
export type CrystalSummary = Omit<CrystalNode, 'structure' | 'connectivity'>;

/** A property of a crystal as a model predicts it, in the unit of the property. */
export interface PredictionNode extends PropertiesOf<typeof PREDICTION.fields> {}

export function predictionId(crystalId: string, property: Property): string {
  return `${crystalId}/${property}`;
}

export function predictionIds(crystalId: string): string[] {
  return PROPERTIES.map((property) => predictionId(crystalId, property));
}

/** One symmetry orbit of cations of one crystal. */
export interface MotifSiteNode extends PropertiesOf<typeof MOTIF_SITE.fields> {}

/** SHARES: one class of symmetry-equivalent connections around a site, seen from that site. */
export interface SiteConnection extends PropertiesOf<typeof SHARES.fields> {
  readonly fromSite: string;
  readonly toSite: string;
}

/** The motif type shared by all compounds: centre element, geometry, ligand elements. */
export interface MotifNode extends PropertiesOf<typeof MOTIF.fields> {}

/** CONTAINS: the sites of the primitive cell with this motif, and their share of all its cation sites. */
export interface MotifContent extends PropertiesOf<typeof CONTAINS.fields> {
  readonly crystalId: string;
  readonly motifId: MotifId;
}

export interface GeometryNode extends PropertiesOf<typeof GEOMETRY.fields> {}

export interface ElementNode extends PropertiesOf<typeof ELEMENT.fields> {}

type Ledger = PropertiesOf<typeof SOURCE.fields>;

/** One structure that was read, and what became of it. */
export interface SourceNode extends Omit<Ledger, 'refusalCode' | 'refusalMessage' | 'refusalLine'> {
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

/** The vector of a learned motif, for those who search in Cypher. */
export interface MotifVectorNode extends PropertiesOf<typeof MOTIF_VECTOR.fields> {}

/** The vectors of a crystal, of length 1 each; null where it has none. Coordinates are null off the map. */
export interface CrystalVectorNode extends PropertiesOf<typeof CRYSTAL_VECTOR.fields> {}

/** A crystal on the map. */
export interface CrystalPlace extends Omit<CrystalVectorNode, 'x' | 'y' | 'framework' | 'chemistry' | 'fingerprint'> {
  readonly x: number;
  readonly y: number;
}
