/** The ligands of each cation of a crystal: flat lists that the geometry and the connections are made from. */
import type { Atoms } from '../crystal/copies.js';
import type { Crystal } from '../crystal/crystal.js';
import { rowsTimesMatrix } from '../crystal/vectors.js';

/** Cations and their ligands; ligands of cation i are the entries `starts[i]` to `starts[i + 1] - 1`. */
export interface Coordination {
  /** Site of each cation, ascending. */
  readonly cations: Int32Array;
  /** Cations + 1. */
  readonly starts: Int32Array;
  /** Site of each ligand; length m. */
  readonly sites: Int32Array;
  /** Lattice translation of each ligand, its cation being in the home cell; 3m. */
  readonly images: Int32Array;
  /** From the cation to the ligand, Å; 3m. */
  readonly vectors: Float64Array;
  /** Å; length m. */
  readonly distances: Float64Array;
}

/** Sites of the cations, ascending. `signs`: of the charge of each site, 1 cation, −1 anion, 0 neither. */
export function cationsOf(signs: Int8Array): Int32Array {
  return Int32Array.from(signs.keys()).filter((site) => signs[site]! > 0);
}

/** `ligandsOf`: the ligands of the cation at a site of the home cell, nearest first. */
export function coordinationOf(
  { lattice, fractional }: Pick<Crystal, 'lattice' | 'fractional'>,
  cations: Int32Array,
  ligandsOf: (site: number) => Atoms,
): Coordination {
  const lists = Array.from(cations, ligandsOf);
  const starts = new Int32Array(cations.length + 1);
  lists.forEach((list, i) => {
    starts[i + 1] = starts[i]! + list.sites.length;
  });
  const count = starts[cations.length]!;
  const sites = new Int32Array(count);
  const images = new Int32Array(3 * count);
  const steps = new Float64Array(3 * count);
  lists.forEach((list, i) => {
    const begin = starts[i]!;
    sites.set(list.sites, begin);
    images.set(list.images, 3 * begin);
    for (let entry = begin; entry < starts[i + 1]!; entry++) {
      for (let k = 0; k < 3; k++) {
        steps[3 * entry + k] =
          fractional[3 * sites[entry]! + k]! + images[3 * entry + k]! - fractional[3 * cations[i]! + k]!;
      }
    }
  });
  const vectors = rowsTimesMatrix(steps, lattice);
  const distances = new Float64Array(count);
  for (let entry = 0; entry < count; entry++) {
    const [x, y, z] = [vectors[3 * entry]!, vectors[3 * entry + 1]!, vectors[3 * entry + 2]!];
    distances[entry] = Math.sqrt(x * x + y * y + z * z);
  }
  return { cations, starts, sites, images, vectors, distances };
}

/** The cations of both, each with its ligands. No site is a cation of both. */
export function joined(one: Coordination, other: Coordination): Coordination {
  const entries = [one, other].flatMap((source) => Array.from(source.cations, (site, i) => ({ source, site, i })));
  entries.sort((a, b) => a.site - b.site);
  const lengthOf = ({ source: { starts }, i }: (typeof entries)[number]) => starts[i + 1]! - starts[i]!;
  const starts = new Int32Array(entries.length + 1);
  for (const [at, entry] of entries.entries()) starts[at + 1] = starts[at]! + lengthOf(entry);
  const count = starts[entries.length]!;
  const whole = {
    cations: Int32Array.from(entries, ({ site }) => site),
    starts,
    sites: new Int32Array(count),
    images: new Int32Array(3 * count),
    vectors: new Float64Array(3 * count),
    distances: new Float64Array(count),
  };
  for (const [at, { source, i }] of entries.entries()) {
    const [begin, end] = [source.starts[i]!, source.starts[i + 1]!];
    whole.sites.set(source.sites.subarray(begin, end), starts[at]!);
    whole.distances.set(source.distances.subarray(begin, end), starts[at]!);
    whole.images.set(source.images.subarray(3 * begin, 3 * end), 3 * starts[at]!);
    whole.vectors.set(source.vectors.subarray(3 * begin, 3 * end), 3 * starts[at]!);
  }
  return whole;
}
