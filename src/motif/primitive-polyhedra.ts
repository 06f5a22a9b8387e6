/** The polyhedra of a crystal and their connections in its primitive cell: the same whatever cell the file has. */
import type { Crystal, Image, SiteIndex } from '../crystal/crystal.js';
import type { Symmetry } from '../crystal/symmetry.js';
import { inverse, rowsTimesMatrix } from '../crystal/vectors.js';
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
  /** Of each site, from the first one that it repeats; 3n. */
  const shifts = positions.map((x, at) => x - positions[3 * firstOf(Math.floor(at / 3) as SiteIndex) + (at % 3)]!);
  /** Between the copies of first sites that `from`, and `to` moved by `image`, are. */
  const stepOf = (from: SiteIndex, to: SiteIndex, [u, v, w]: Image): Image => {
    const along = (k: number) => {
      const moved = u * axes[k]! + v * axes[3 + k]! + w * axes[6 + k]!;
      return Math.round(shifts[3 * to + k]! + moved - shifts[3 * from + k]!) || 0;
    };
    return [along(0), along(1), along(2)];
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
