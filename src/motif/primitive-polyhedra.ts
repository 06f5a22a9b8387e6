/** The polyhedra of a crystal and their connections in its primitive cell: the same whatever cell the file has. */
import type { Crystal, Image, SiteIndex } from '../crystal/crystal.js';
import type { Symmetry } from '../crystal/symmetry.js';
import { difference, inverse, rowsTimesMatrix, sum, type Vector } from '../crystal/vectors.js';
import type { Connection, MotifSite } from './analysis.js';

export type PrimitiveConnection = Pick<Connection, 'from' | 'to' | 'image' | 'kind'>;

export interface PrimitivePolyhedron {
  /** The first of the sites that it stands for. */
  readonly site: MotifSite;
  /** By the first of the sites that each stands for, and the translation of the primitive cell. */
  readonly ligands: readonly { readonly site: SiteIndex; readonly image: Image }[];
}

export interface PrimitivePolyhedra {
  readonly polyhedra: readonly PrimitivePolyhedron[];
  /** Images are translations of the primitive cell. */
  readonly connections: readonly PrimitiveConnection[];
}

/** @param sites,connections in the cell as given */
export function primitivePolyhedra(
  crystal: Crystal,
  { primitive }: Symmetry,
  sites: readonly MotifSite[],
  connections: readonly Connection[],
): PrimitivePolyhedra {
  const toPrimitive = inverse(primitive.lattice);
  const axes = rowsTimesMatrix(crystal.lattice, toPrimitive);
  const positions = rowsTimesMatrix(crystal.fractional, axes);
  const firstOf = (site: SiteIndex): SiteIndex => primitive.sites[primitive.siteOf[site]!]!;
  const positionOf = (site: SiteIndex): Vector => [
    positions[3 * site]!,
    positions[3 * site + 1]!,
    positions[3 * site + 2]!,
  ];
  /** Of a site, from the first one that it repeats. */
  const shiftOf = (site: SiteIndex): Vector => difference(positionOf(site), positionOf(firstOf(site)));
  /** Between the copies of first sites that `from`, and `to` moved by `image`, are. */
  const stepOf = (from: SiteIndex, to: SiteIndex, image: Image): Image => {
    const moved = sum(shiftOf(to), [...rowsTimesMatrix(image, axes)] as unknown as Vector);
    return difference(moved, shiftOf(from)).map((x) => Math.round(x) || 0) as unknown as Image;
  };
  return {
    polyhedra: sites
      .filter(({ site }) => firstOf(site) === site)
      .map((site) => ({
        site,
        ligands: site.ligands.map((ligand) => ({
          site: firstOf(ligand.site),
          image: stepOf(site.site, ligand.site, ligand.image),
        })),
      })),
    connections: connections
      .filter(({ from }) => firstOf(from) === from)
      .map(({ from, to, image, kind }) => ({ from, to: firstOf(to), image: stepOf(from, to, image), kind })),
  };
}
