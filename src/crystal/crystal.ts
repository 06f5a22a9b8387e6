/**
 * A crystal: a lattice and the atoms of one unit cell, as they stand in the file that it came from.
 * Everything above this layer reads crystals; only readers (src/crystal/formats) and tests make them.
 */
import type { StructureFormat } from './formats/table.js';
import type { Reported } from './reported.js';

export type { StructureFormat };

/** Index of an atom in the unit cell, counted from 0 in the file's order after the file's own symmetry operations. */
export type SiteIndex = number & { readonly __brand: 'SiteIndex' };

/** Index of a symmetry orbit of a crystal, counted from 0 in the order of the orbits' first sites. */
export type OrbitIndex = number & { readonly __brand: 'OrbitIndex' };

/** Atomic number, 1–118. */
export type AtomicNumber = number & { readonly __brand: 'AtomicNumber' };

/** Lattice translation, in units of the crystal's own basis vectors. */
export type Image = readonly [number, number, number];

/** Where a crystal was read. `sha256` is that of the structure's own text (of its data block, in a file of several). */
export interface Provenance {
  readonly file: string;
  readonly format: StructureFormat;
  /** The data block or array entry inside a file of several structures. */
  readonly block?: string;
  readonly sha256: string;
  /** Where a provider sent it. */
  readonly origin?: Origin;
}

/** Where a structure was fetched. */
export interface Origin {
  /** Name of the provider: `The Materials Project`. */
  readonly provider: string;
  /** Its own id of the structure. */
  readonly entry: string;
  /** Where people or programs find the structure. */
  readonly address: string;
  /** ISO 8601, UTC. */
  readonly fetched: string;
  /** Name or address of the licence; null where the provider states none. */
  readonly licence: string | null;
}

/** One of the elements at a site. */
export interface Occupant {
  readonly z: AtomicNumber;
  /** Share of such sites that it occupies, 0–1. */
  readonly fraction: number;
  /** Where the file gives it. */
  readonly oxidationState?: number;
}

/** Who shares a site: the most frequent first, each element once. What their fractions lack of 1 is empty. */
export type Occupation = readonly Occupant[];

/** Occupations of sites in a disordered crystal. */
export interface Disorder {
  /** Each different one once, whole ones too. */
  readonly occupations: readonly Occupation[];
  /** Position in `occupations` for each site; length n. */
  readonly occupationOf: Uint16Array;
}

export interface Crystal {
  /**
   * The file's name without folder and extension; `NAME:BLOCK` when a file holds several structures. In a graph, the id
   * that it got there.
   */
  readonly id: string;
  /** Basis vectors a, b, c in Å as rows of a 3 × 3 matrix: [ax, ay, az, bx, by, bz, cx, cy, cz]. */
  readonly lattice: Float64Array;
  /** Atomic number of each site, of several occupants that of the most frequent; length n. */
  readonly atomicNumbers: Uint8Array;
  /** Sites of several elements, and partly occupied ones; none in an ordered crystal. */
  readonly disorder?: Disorder;
  /** Fractional coordinates in [0, 1) or as the file has them; length 3n, [x0, y0, z0, x1, …]. */
  readonly fractional: Float64Array;
  /** Oxidation state of each site (the mean over its occupants) where the file gives them for every site; length n. */
  readonly oxidationStates?: Float64Array;
  /** Labels of the sites as the file has them (`Ti1`), for messages and tables; length n. */
  readonly labels: readonly string[];
  readonly provenance: Provenance;
  /** What its provider reports of it. */
  readonly reported?: readonly Reported[];
}

/** What a reader tolerated, in words for the user. */
export interface ReadWarning {
  readonly message: string;
  readonly line?: number;
}

/**
 * Why a structure can't be used. One closed list for readers and analysis: it reaches the command line, the graph and
 * GraphQL unchanged.
 */
export type RefusalCode =
  | 'UNREADABLE' // not a file, not text, a broken archive, too large
  | 'UNKNOWN_FORMAT'
  | 'SYNTAX' // the format's grammar is broken
  | 'NO_STRUCTURE' // no atoms or no data block in it
  | 'NO_CELL' // cell missing, or of no volume
  | 'UNKNOWN_ELEMENT'
  | 'BAD_COORDINATES'
  | 'DISORDERED' // occupancies that contradict each other, or fractions that are not told; predictions: any disorder
  | 'ATOMS_TOO_CLOSE'
  | 'UNKNOWN_SPACE_GROUP'
  | 'SYMMETRY_FAILED'
  | 'TOO_MANY_ATOMS'
  | 'NO_ANION' // a metal or alloy: there are no cation-centred polyhedra in it
  | 'DUPLICATE_ID'
  | 'ANALYSIS_FAILED'; // a defect of ours; the message asks to report it

export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
}

export type ReadResult =
  | { readonly ok: true; readonly crystal: Crystal; readonly warnings: readonly ReadWarning[] }
  | { readonly ok: false; readonly id: string; readonly refusal: Refusal };
