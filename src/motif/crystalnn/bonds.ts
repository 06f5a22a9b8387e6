/** CrystalNN bonds of a whole crystal. */
import type { Atoms } from '../../crystal/copies.js';
import type { Crystal, Image, SiteIndex } from '../../crystal/crystal.js';
import type { Bond } from '../analysis.js';
import type { VoronoiCell } from '../voronoi.js';
import { bondWeights } from './bond-weights.js';
import { type LikelyNeighbours, likelyNeighbours } from './likely-neighbours.js';

/** The likely neighbours of a site, whose Voronoi cell this is. */
export function crystalNN(
  { atomicNumbers }: Pick<Crystal, 'atomicNumbers'>,
  cell: VoronoiCell,
  site: number,
): LikelyNeighbours {
  return likelyNeighbours(cell, bondWeights(cell, site, atomicNumbers));
}

type Neighbours = Pick<LikelyNeighbours, 'coordinationNumber' | 'sites' | 'images' | 'distances'>;

/**
 * Two atoms are bonded when either counts the other among the neighbours of its most probable coordination number.
 * Ordered by `from`, `to`, image; of the bonds between images of one site those whose first translation other than 0 is
 * positive. `neighbours`: of every site, the most strongly bonded first.
 */
export function bondsOf(neighbours: readonly Neighbours[]): Bond[] {
  const bonds = new Map<string, Bond>();
  neighbours.forEach(({ coordinationNumber, sites, images, distances }, site) => {
    for (let i = 0; i < coordinationNumber; i++) {
      const other = sites[i]!;
      const [a, b, c] = [images[3 * i]!, images[3 * i + 1]!, images[3 * i + 2]!];
      const swap = site > other || (site === other && (a || b || c) < 0);
      const image: Image = swap ? [-a || 0, -b || 0, -c || 0] : [a, b, c];
      const [from, to] = (swap ? [other, site] : [site, other]) as [SiteIndex, SiteIndex];
      const key = `${from} ${to} ${image[0]} ${image[1]} ${image[2]}`;
      if (!bonds.has(key)) bonds.set(key, { from, to, image, distance: distances[i]! });
    }
  });
  return [...bonds.values()].sort((p, q) => p.from - q.from || p.to - q.to || compareImages(p.image, q.image));
}

/**
 * The anions that each cation is bonded to, nearest first: what polyhedra and connections are made from. `signs`: of the
 * charge of each site, 1 cation, −1 anion, 0 neither.
 */
export function bondedAnions(bonds: readonly Bond[], signs: Int8Array): (site: number) => Atoms {
  const anions: Anion[][] = Array.from(signs, () => []);
  for (const { from, to, image, distance } of bonds) {
    if (signs[from]! * signs[to]! >= 0) continue;
    if (signs[from]! > 0) anions[from]!.push({ site: to, image, distance });
    else anions[to]!.push({ site: from, image: [-image[0] || 0, -image[1] || 0, -image[2] || 0], distance });
  }
  return (site) => {
    const sorted = anions[site]!.sort((p, q) => p.distance - q.distance);
    return { sites: sorted.map((anion) => anion.site), images: sorted.flatMap(({ image }) => image) };
  };
}

interface Anion {
  readonly site: number;
  readonly image: Image;
  readonly distance: number;
}

function compareImages(a: Image, b: Image): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
