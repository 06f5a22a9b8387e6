/**
 * The two graphs of a crystal that AMDNet reads (Banjade 2021): atoms with their neighbours, and motif sites with their
 * connections. Nodes are symmetry orbits with their multiplicity: equivalent atoms have equal hidden states, so one of
 * each is enough, and neighbours that are equivalent as seen from it are one edge with their number.
 */
/** Changes with what graphs hold: graphs that were kept on disk are then made anew. */
export const GRAPHS_VERSION = 3;

/** Which atoms are neighbours: those within 5 Å (Banjade 2021), or those with a common Voronoi facet, at any distance. */
export type Neighbourhood = 'radius' | 'voronoi';

/** Voronoi facets below this part of the largest make no neighbours: they come and go with small shifts of atoms. */
export const SMALLEST_FACET = 0.05;

/** `n` nodes, `e` directed edges; edges are ordered by centre. */
export interface AtomGraph {
  /** Length n. */
  readonly atomicNumbers: Uint8Array;
  /** Atoms of the primitive cell that each node stands for; length n. */
  readonly multiplicities: Float32Array;
  /** Given or guessed, 0 where neither is known; length n. */
  readonly oxidationStates: Float32Array;
  /** Node whose surroundings the edge belongs to; length e. */
  readonly centres: Uint16Array;
  /** Node of the neighbour; length e. */
  readonly neighbours: Uint16Array;
  /** Å; length e. */
  readonly distances: Float32Array;
  /** Neighbours that the edge stands for; length e. */
  readonly counts: Float32Array;
  /**
   * Solid angle of the facet that centre and neighbour share in the Voronoi tessellation, as a part of the centre's
   * largest, from `SMALLEST_FACET` to 1; 0 where neighbours are those within a radius. Length e.
   */
  readonly facets: Float32Array;
}

/** `k` nodes, `c` directed edges; edges are ordered by centre. */
export interface MotifGraph {
  /** Node of the atom graph at the motif's centre; length k. */
  readonly atoms: Uint16Array;
  /** Position of the coordination geometry in `geometries`, counted from 1; 0 where there is none. Length k. */
  readonly geometries: Uint8Array;
  /** Continuous symmetry measure, 0 where there is no geometry; length k. */
  readonly csms: Float32Array;
  /** Order parameters (Zimmermann 2020); length 61 · k. */
  readonly fingerprints: Float32Array;
  readonly centres: Uint16Array;
  readonly neighbours: Uint16Array;
  /** 0 corner, 1 edge, 2 face; length c. */
  readonly kinds: Uint8Array;
  /** Between the centres, Å; length c. */
  readonly distances: Float32Array;
  /** Mean angle centre–ligand–centre, degrees; length c. */
  readonly anglesInDegrees: Float32Array;
  /** Connections that the edge stands for; length c. */
  readonly counts: Float32Array;
}

export interface DualGraph {
  readonly id: string;
  readonly atoms: AtomGraph;
  readonly motifs: MotifGraph;
}
