/** A cell whose positions are to be occupied: their electrostatic interactions, and what symmetry does with them. */
import { covalentRadiusOf } from '../covalent-radii.js';
import type { Crystal, Image } from '../crystal.js';
import { isWhole, occupationAt } from '../occupation.js';
import { atomsWithin, gridOf } from '../periodic/atom-grid.js';
import type { Symmetry } from '../symmetry.js';
import { difference, inverse, rowsTimesMatrix, type Vector } from '../vectors.js';
import type { Choice } from './arrangements.js';
import { COULOMB, ewaldMatrix } from './ewald.js';
import type { Filling, SiteImages, Task } from './filling.js';
import { isKept, numberOf, rotated, type Superlattice, translationsIn } from './supercells.js';

/** Places nearer than this part of the sum of covalent radii are not occupied together: no bond is as short. */
const NEVER_TOGETHER = 0.6;

const NONE = new Float64Array(0);

/** A supercell with all of its positions: cell by cell of each primitive site, those to be occupied apart. */
export interface Cell {
  /** Reduced basis vectors as rows, Å. */
  readonly lattice: Float64Array;
  /** Fractional, in the supercell; 3n. */
  readonly positions: Float64Array;
  /** Positions to be occupied, sublattice by sublattice; m. */
  readonly open: readonly number[];
  readonly choice: Choice;
  /** eV. */
  readonly settledEnergy: number;
  readonly atomCount: number;
}

export function cellOf(task: Task, { cells, sublattices }: Filling, superlattice: Superlattice): Cell {
  const { crystal, states } = task;
  const translations = translationsIn(superlattice);
  const { lattice } = gridOf({ lattice: rowsTimesMatrix(superlattice.flat(), crystal.lattice), fractional: NONE });
  const siteCount = crystal.labels.length;
  const steps = new Float64Array(3 * siteCount * cells);
  const settled = new Float64Array(siteCount * cells);
  for (let site = 0; site < siteCount; site++) {
    const occupation = occupationAt(crystal, site);
    const charge = isWhole(occupation) ? states(site, occupation[0]!) : 0;
    translations.forEach((translation, copy) => {
      const position = site * cells + copy;
      settled[position] = charge;
      for (let k = 0; k < 3; k++) steps[3 * position + k] = crystal.fractional[3 * site + k]! + translation[k]!;
    });
  }
  const positions = rowsTimesMatrix(rowsTimesMatrix(steps, crystal.lattice), inverse(lattice));
  const pairs = ewaldMatrix(lattice, positions);
  const open = sublattices.flatMap(({ sites }) =>
    sites.flatMap((site) => translations.map((_, copy) => site * cells + copy)),
  );
  const potentials = settled.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < settled.length; j++) sum += settled[j]! * pairs[i * settled.length + j]!;
    return sum;
  });
  const placed = sublattices.flatMap(({ counts, empty }) => counts.filter((_, i) => i !== empty));
  return {
    lattice,
    positions,
    open,
    choice: {
      sublatticeOf: sublattices.flatMap(({ sites }, i) => new Array<number>(sites.length * cells).fill(i)),
      sublattices,
      potential: Float64Array.from(open, (position) => potentials[position]!),
      matrix: Float64Array.from(open.flatMap((i) => open.map((j) => pairs[i * settled.length + j]!))),
      exclusive: exclusivePairs(crystal, superlattice, open, cells),
      ...permutationsOf(task, superlattice, translations, open),
    },
    settledEnergy: (COULOMB * settled.reduce((sum, charge, i) => sum + charge * potentials[i]!, 0)) / 2,
    atomCount: settled.length - open.length + placed.reduce((sum, count) => sum + count, 0),
  };
}

/** For each open position those before it that are too near to be occupied as well. */
function exclusivePairs(
  crystal: Crystal,
  superlattice: Superlattice,
  open: readonly number[],
  cells: number,
): readonly (readonly number[])[] {
  const grid = gridOf(crystal);
  const translations = translationsIn(superlattice);
  const rankOf = new Map(open.map((position, rank) => [position, rank]));
  return open.map((position, rank) => {
    const site = Math.floor(position / cells);
    const radius = radiusAt(crystal, site);
    const { count, sites, images, distances } = atomsWithin(grid, site, [0, 0, 0], NEVER_TOGETHER * 2 * LARGEST_RADIUS);
    const before = new Set<number>();
    for (let i = 0; i < count; i++) {
      if (distances[i]! >= NEVER_TOGETHER * (radius + radiusAt(crystal, sites[i]!))) continue;
      const own = translations[position % cells]!;
      const moved = [0, 1, 2].map((k) => own[k]! + images[3 * i + k]!) as unknown as Image;
      const other = rankOf.get(sites[i]! * cells + numberOf(superlattice, moved));
      if (other !== undefined && other < rank) before.add(other);
    }
    return [...before];
  });
}

/** Å; of caesium and francium. */
const LARGEST_RADIUS = 2.6;

function radiusAt({ atomicNumbers }: Crystal, site: number): number {
  return covalentRadiusOf(atomicNumbers[site]!);
}

/** What the operations that keep the superlattice, and translations, do with the open positions; each once. */
function permutationsOf(
  { symmetry, moved }: Task,
  superlattice: Superlattice,
  translations: readonly Image[],
  open: readonly number[],
): Pick<Choice, 'permutations' | 'translationCount'> {
  const cells = translations.length;
  const rankOf = new Map(open.map((position, rank) => [position, rank]));
  const { count, rotations } = symmetry.operations;
  const permutation = (operation: number | null, shift: Image): Int32Array =>
    Int32Array.from(open, (position) => {
      const site = Math.floor(position / cells);
      const own = translations[position % cells]!;
      const [to, image] = operation === null ? [site, ORIGIN] : moved[operation]![site]!;
      const turned = operation === null ? own : rotated(own, rotations, operation);
      const step = [0, 1, 2].map((k) => image[k]! + turned[k]! + shift[k]!) as unknown as Image;
      return rankOf.get(to * cells + numberOf(superlattice, step))!;
    });
  const pure = translations.slice(1).map((shift) => permutation(null, shift));
  const all = new Map(pure.map((one) => [one.join(), one]));
  const identity = permutation(null, ORIGIN).join();
  for (let operation = 0; operation < count; operation++) {
    if (!isKept(superlattice, rotations, operation)) continue;
    for (const shift of translations) {
      const one = permutation(operation, shift);
      const key = one.join();
      if (key !== identity && !all.has(key)) all.set(key, one);
    }
  }
  return { permutations: [...all.values()], translationCount: pure.length };
}

const ORIGIN: Image = [0, 0, 0];

/** Where the operations take the sites. */
export function imagesOfSites(crystal: Crystal, { operations }: Symmetry): SiteImages {
  const { count, rotations, translations } = operations;
  const { fractional, labels } = crystal;
  const at = (site: number): Vector => [fractional[3 * site]!, fractional[3 * site + 1]!, fractional[3 * site + 2]!];
  return Array.from({ length: count }, (_, operation) =>
    labels.map((_, site) => {
      const turned = rotated(at(site), rotations, operation);
      const target = [0, 1, 2].map((k) => turned[k]! + translations[3 * operation + k]!) as unknown as Vector;
      const off = labels.map((_, other) => {
        const between = difference(target, at(other));
        const image = between.map((x) => Math.round(x) || 0) as unknown as Image;
        return { other, image, distance: Math.hypot(...difference(between, image)) };
      });
      const nearest = off.reduce((least, one) => (one.distance < least.distance ? one : least));
      return [nearest.other, nearest.image] as const;
    }),
  );
}
