/** Which sites of a cell have exactly the same surroundings, so that what is found for one can be copied to the others. */
import type { Crystal, SiteIndex } from './crystal.js';
import { faceDistances, keepsMetric, metricOf } from './lattice.js';
import { Places } from './periodic/places.js';
import type { Symmetry } from './symmetry.js';

/**
 * Atoms that an operation moves may miss their targets by this much, Å. Far smaller than the tolerance at which symmetry
 * is reported: a copied result must be the one that the site itself would give. Eight-digit coordinates pass.
 */
const EXACT = 1e-5;

/** The same for the lattice: relative, of squared lengths. */
const EXACT_METRIC = 1e-6;

/** Sites that an operation maps on each other are looked for within this, Å. Exact copies are nearer. */
const NEAR = 0.05;

/** As many sites can be matched in the time that one copy saves; in very large cells it is faster to look at each site. */
const SITES_FOR_A_COPY = 1000;

/** An operation of the crystal as it moves atoms: from site i in the home cell to `sites[i]` in the cell `images[3i…]`. */
interface Move {
  /** Row-major 3 × 3 integer matrix for translations. */
  readonly rotation: Int8Array;
  readonly sites: Int32Array;
  readonly images: Int32Array;
}

/** Atoms by site and lattice translation: 3 numbers of `images` for each. */
export interface Atoms {
  readonly sites: ArrayLike<number>;
  readonly images: ArrayLike<number>;
}

export class SiteCopies {
  private constructor(
    /** For each site the one that it copies: itself where there is none before it. */
    readonly originalOf: Int32Array,
    private readonly moves: readonly (Move | null)[],
  ) {}

  /** Every site an original. */
  static none(siteCount: number): SiteCopies {
    return new SiteCopies(
      Int32Array.from({ length: siteCount }, (_, site) => site),
      new Array<null>(siteCount).fill(null),
    );
  }

  /** Of symmetry-equivalent sites the first is the original, as far as the symmetry is exact. */
  static of(crystal: Crystal, symmetry: Symmetry): SiteCopies {
    const { originalOf, moves } = SiteCopies.none(symmetry.orbitOf.length);
    const found = moves as (Move | null)[];
    const matcher = new Matcher(crystal, symmetry);
    const orbits = symmetry.orbits.filter(({ sites }) => sites.length > 1);
    let left = orbits.reduce((sum, { sites }) => sum + sites.length - 1, 0);
    for (let operation = 0; operation < symmetry.operations.count && left > 0; operation++) {
      const isNew = ({ sites }: { readonly sites: readonly SiteIndex[] }) => {
        const target = matcher.target(operation, sites[0]!);
        return target !== -1 && target !== sites[0] && originalOf[target] === target;
      };
      if (orbits.filter(isNew).length * SITES_FOR_A_COPY < crystal.labels.length) continue;
      const move = matcher.move(operation);
      if (move === null) continue;
      for (const { sites } of orbits) {
        const target = move.sites[sites[0]!]!;
        if (target === sites[0] || originalOf[target] !== target) continue;
        originalOf[target] = sites[0]!;
        found[target] = move;
        left--;
      }
    }
    return new SiteCopies(originalOf, found);
  }

  /** Atoms around the original of `site` (in the home cell) as they stand around `site` (in the home cell). */
  around(site: number, atoms: Atoms): { readonly sites: Int32Array; readonly images: Int32Array } {
    const move = this.moves[site]!;
    if (move === null) return { sites: Int32Array.from(atoms.sites), images: Int32Array.from(atoms.images) };
    const { rotation } = move;
    const origin = 3 * this.originalOf[site]!;
    const sites = new Int32Array(atoms.sites.length);
    const images = new Int32Array(3 * sites.length);
    for (let i = 0; i < sites.length; i++) {
      const from = atoms.sites[i]!;
      sites[i] = move.sites[from]!;
      for (let k = 0; k < 3; k++) {
        images[3 * i + k] =
          move.images[3 * from + k]! -
          move.images[origin + k]! +
          rotation[3 * k]! * atoms.images[3 * i]! +
          rotation[3 * k + 1]! * atoms.images[3 * i + 1]! +
          rotation[3 * k + 2]! * atoms.images[3 * i + 2]!;
      }
    }
    return { sites, images };
  }
}

/** Finds where operations take sites. */
class Matcher {
  private readonly places: Places;
  private readonly exact: readonly number[];
  private readonly metric: Float64Array;
  /** Of the site last moved: its coordinates, and how far it is from its target. */
  private readonly moved = new Float64Array(3);
  private readonly miss = new Float64Array(3);

  constructor(
    private readonly crystal: Crystal,
    private readonly symmetry: Symmetry,
  ) {
    const faces = faceDistances(crystal.lattice);
    this.metric = metricOf(crystal.lattice);
    this.places = Places.of(crystal.fractional, [NEAR / faces[0], NEAR / faces[1], NEAR / faces[2]]);
    this.exact = faces.map((distance) => EXACT / distance);
  }

  /** The site that an operation takes this one to, in whatever cell; −1 when there is none. */
  target(operation: number, site: number): number {
    const { moved, miss } = this;
    const { fractional } = this.crystal;
    const { operations, orbitOf } = this.symmetry;
    const { rotations, translations } = operations;
    const [x, y, z] = [fractional[3 * site]!, fractional[3 * site + 1]!, fractional[3 * site + 2]!];
    for (let k = 0; k < 3; k++) {
      const at = 9 * operation + 3 * k;
      moved[k] =
        rotations[at]! * x + rotations[at + 1]! * y + rotations[at + 2]! * z + translations[3 * operation + k]!;
    }
    return this.places.siteAt(moved, miss, (candidate) => orbitOf[candidate] === orbitOf[site]);
  }

  /** null for an operation that doesn't take the crystal exactly to itself, a common shift of all atoms apart. */
  move(operation: number): Move | null {
    const { crystal, moved, miss, exact } = this;
    const rotation = this.symmetry.operations.rotations.slice(9 * operation, 9 * operation + 9);
    if (!keepsMetric(rotation, this.metric, EXACT_METRIC)) return null;
    const count = this.symmetry.orbitOf.length;
    const sites = new Int32Array(count);
    const images = new Int32Array(3 * count);
    const shift = [0, 0, 0];
    for (let site = 0; site < count; site++) {
      const target = this.target(operation, site);
      if (target === -1) return null;
      sites[site] = target;
      for (let k = 0; k < 3; k++) {
        if (site === 0) shift[k] = miss[k]!;
        if (Math.abs(miss[k]! - shift[k]!) > exact[k]!) return null;
        images[3 * site + k] = Math.round(moved[k]! - crystal.fractional[3 * target + k]!);
      }
    }
    return { rotation, sites, images };
  }
}
