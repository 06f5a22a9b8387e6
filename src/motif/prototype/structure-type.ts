/** How a structure type is declared; `types/` holds the declarations. */
import type { Dimensionality } from '../analysis.js';

export interface StructureType {
  /** What chemists call it: `perovskite (GdFeO3-type)`. */
  readonly name: string;
  /** The compound that it is named after, or a well-known one: `CaTiO3`. Its elements stand for those of others. */
  readonly prototype: string;
  /** Of an enantiomorphic pair the smaller number. */
  readonly spaceGroup: number;
  /** Wyckoff letters of the orbits of each element, in the standard setting: `e`, `2ce`. Any equivalent choice will do. */
  readonly positions: Readonly<Record<string, string>>;
  /**
   * The polyhedra of the cations: numbers of ligands and symbols of geometries, any of which fits; `*` any polyhedron, `?` whatever
   * the element is. Elements that are not named are anions.
   */
  readonly centres: Readonly<Record<string, string>>;
  /** Where other elements are known to do otherwise: those that may stand in the place of one. */
  readonly only?: Readonly<Record<string, string>>;
  /** Whether atoms of this anion are bonded in pairs (true), or not (false): pyrite, and rutile-like CaCl₂. */
  readonly pairs?: Readonly<Record<string, boolean>>;
  /** What shared edges make of the polyhedra of this cation. */
  readonly edges?: Readonly<Record<string, Dimensionality>>;
  /** Minerals of this type, by formula. */
  readonly minerals?: Readonly<Record<string, string>>;
}
