/** CrystalNN bonds of a whole crystal. */
import type { Crystal, Image, SiteIndex } from '../../crystal/crystal.js';
import { rowsTimesMatrix } from '../../crystal/lattice.js';
import type { Bond } from '../analysis.js';
import type { Coordination } from '../coordination.js';
import { gridOf } from '../periodic.js';
import { voronoiCell } from '../voronoi.js';
import { bondWeights } from './bond-weights.js';
import { type LikelyNeighbours, likelyNeighbours } from './likely-neighbours.js';

type Atoms = Pick<Crystal, 'lattice' | 'fractional' | 'atomicNumbers'>;

/** The neighbours of these sites, or of every site, in their order. No two atoms of the crystal may coincide. */
export function crystalNN(crystal: Atoms, sites: Iterable<number> = crystal.atomicNumbers.keys()): LikelyNeighbours[] {
  const grid = gridOf(crystal);
  return Array.from(sites, (site) => {
    const cell = voronoiCell(grid, site);
    return likelyNeighbours(cell, bondWeights(cell, site, crystal.atomicNumbers));
  });
}

/**
 * Two atoms are bonded when either counts the other among the neighbours of its most probable coordination number.
 * Ordered by `from`, `to`, image; of the bonds between images of one site those whose first translation other than 0 is
 * positive. `neighbours`: of every site, as `crystalNN` gives them.
 */
export function bondsOf(neighbours: readonly LikelyNeighbours[]): Bond[] {
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
 * The bonds between cations and anions as coordination polyhedra: what connections are found from. `signs`: of the
 * charge of each site, 1 cation, −1 anion, 0 neither.
 */
export function bondedCoordination(crystal: Atoms, bonds: readonly Bond[], signs: Int8Array): Coordination {
  const ligands: Ligand[][] = Array.from(signs, () => []);
  for (const { from, to, image, distance } of bonds) {
    if (signs[from]! * signs[to]! >= 0) continue;
    if (signs[from]! > 0) ligands[from]!.push({ site: to, image, distance });
    else ligands[to]!.push({ site: from, image: [-image[0] || 0, -image[1] || 0, -image[2] || 0], distance });
  }
  const cations = Int32Array.from(signs.keys()).filter((site) => signs[site]! > 0);
  const starts = new Int32Array(cations.length + 1);
  const entries: Ligand[] = [];
  const steps: number[] = [];
  cations.forEach((cation, i) => {
    for (const ligand of ligands[cation]!.sort((p, q) => p.distance - q.distance)) {
      entries.push(ligand);
      for (let k = 0; k < 3; k++) {
        steps.push(crystal.fractional[3 * ligand.site + k]! + ligand.image[k]! - crystal.fractional[3 * cation + k]!);
      }
    }
    starts[i + 1] = entries.length;
  });
  return {
    cations,
    starts,
    sites: Int32Array.from(entries, ({ site }) => site),
    images: Int32Array.from(entries.flatMap(({ image }) => image)),
    vectors: rowsTimesMatrix(steps, crystal.lattice),
    distances: Float64Array.from(entries, ({ distance }) => distance),
  };
}

interface Ligand {
  readonly site: number;
  readonly image: Image;
  readonly distance: number;
}

function compareImages(a: Image, b: Image): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
