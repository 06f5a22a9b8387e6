/**
 * A crystal as its cation orbits and what one site of each sees of the others: the form in which motifs are stored, shown,
 * compared and learned from. Equivalent sites see the same, so one of each orbit is enough, and partners that look alike
 * from it are one class with their number. It does not depend on the cell that a file happens to use.
 *
 * Nets and words read the single connections of the analysis: in a class one lattice translation stands for many.
 */
import type { SiteIndex } from '../crystal/crystal.js';
import {
  CONNECTION_KINDS,
  type Connection,
  type ConnectionKind,
  type MotifAnalysis,
  type MotifSite,
  type Orbit,
} from './analysis.js';
import { type IdentifiedMotif, motifOfSite } from './motif-of-site.js';

/** Position of an orbit among the cation orbits of its crystal. */
export type CationOrbitIndex = number & { readonly __brand: 'CationOrbitIndex' };

export interface CationOrbit {
  readonly orbit: Orbit;
  /** The first of its sites, which stands for all. */
  readonly site: MotifSite;
  /** null where its ligands are like no reference polyhedron. */
  readonly motif: IdentifiedMotif | null;
}

/** c classes, in the order in which their first connections stand in the analysis. Both ends of a connection see it. */
export interface ConnectionClasses {
  /** Orbit whose first site looks; length c. */
  readonly from: Uint16Array;
  /** Orbit of the partners; length c. */
  readonly to: Uint16Array;
  /** Positions in CONNECTION_KINDS; length c. */
  readonly kinds: Uint8Array;
  /** Partners of this class around the site; length c. */
  readonly counts: Uint16Array;
  /** Centre–centre, Å, of the first of them; length c. */
  readonly distances: Float64Array;
  /** Lattice translation of the first of them; length 3c. */
  readonly images: Int16Array;
  /** The shared ligands of class i stand at starts[i] to starts[i + 1] of the lists below; length c + 1. */
  readonly starts: Uint32Array;
  /** Centre–ligand–centre, degrees, ascending within a class. */
  readonly anglesInDegrees: Float64Array;
  /** Two for each shared ligand of the first of them: site–ligand, partner–ligand; Å. */
  readonly bondLengths: Float64Array;
}

export interface OrbitGraph {
  /** In the order of their first sites. */
  readonly orbits: readonly CationOrbit[];
  readonly connections: ConnectionClasses;
}

/**
 * Partners whose distances and angles differ by less look alike: what files with few digits do to equivalent ones, and too
 * little for a network to tell. Å, degrees.
 */
const ALIKE = { distance: 0.001, angle: 0.05 };

/** @param orbits those of the analysis, or finer ones, which give a larger graph that says the same. */
export function orbitGraphOf(
  atomicNumbers: ArrayLike<number>,
  analysis: MotifAnalysis,
  orbits: readonly Orbit[] = analysis.orbits,
): OrbitGraph {
  const siteOf = new Map(analysis.sites.map((site) => [site.site, site]));
  const cations = orbits.flatMap((orbit): CationOrbit[] => {
    const site = siteOf.get(orbit.sites[0]!);
    return site === undefined ? [] : [{ orbit, site, motif: motifOfSite(atomicNumbers, site) }];
  });
  return { orbits: cations, connections: flat(classesOf(cations, analysis.connections)) };
}

/** A connection as one of its ends sees it. */
interface Sight {
  readonly from: number;
  readonly to: number;
  readonly kind: ConnectionKind;
  readonly distance: number;
  readonly image: readonly number[];
  /** By angle. */
  readonly shared: readonly Shared[];
}

interface Shared {
  /** Degrees. */
  readonly angle: number;
  /** From the site that looks, Å. */
  readonly near: number;
  /** From its partner, Å. */
  readonly far: number;
}

interface Class extends Sight {
  count: number;
}

function classesOf(orbits: readonly CationOrbit[], connections: readonly Connection[]): Class[] {
  const orbitOf = new Map<SiteIndex, number>();
  for (const [index, { orbit }] of orbits.entries()) for (const site of orbit.sites) orbitOf.set(site, index);
  const isFirst = new Set(orbits.map(({ site }) => site.site));
  const classes: Class[] = [];
  const alike = new Map<string, Class[]>();
  const see = (from: SiteIndex, to: SiteIndex, sight: Pick<Sight, 'kind' | 'distance' | 'image' | 'shared'>) => {
    const { kind, distance, image, shared } = sight;
    const seen: Class = { from: orbitOf.get(from)!, to: orbitOf.get(to)!, kind, distance, image, shared, count: 1 };
    const key = `${seen.from} ${seen.to} ${shared.length}`;
    const candidates = alike.get(key);
    const known = candidates?.find((candidate) => looksLike(candidate, seen));
    if (known !== undefined) {
      known.count++;
      return;
    }
    classes.push(seen);
    if (candidates === undefined) alike.set(key, [seen]);
    else candidates.push(seen);
  };
  for (const { from, to, image, kind, distance, anglesInDegrees, bondLengths } of connections) {
    if (isFirst.has(from)) {
      const shared = bondLengths.map(([near, far], i): Shared => ({ angle: anglesInDegrees[i]!, near, far }));
      see(from, to, { kind, distance, image, shared: shared.sort(byAngle) });
    }
    if (isFirst.has(to)) {
      const mirrored = bondLengths.map(([far, near], i): Shared => ({ angle: anglesInDegrees[i]!, near, far }));
      see(to, from, { kind, distance, image: image.map((t) => -t || 0), shared: mirrored.sort(byAngle) });
    }
  }
  return classes;
}

function byAngle(a: Shared, b: Shared): number {
  return a.angle - b.angle || a.near - b.near || a.far - b.far;
}

function looksLike(a: Sight, b: Sight): boolean {
  return (
    Math.abs(a.distance - b.distance) < ALIKE.distance &&
    a.shared.every(({ angle }, i) => Math.abs(angle - b.shared[i]!.angle) < ALIKE.angle)
  );
}

function flat(classes: readonly Class[]): ConnectionClasses {
  const starts = new Uint32Array(classes.length + 1);
  for (const [i, { shared }] of classes.entries()) starts[i + 1] = starts[i]! + shared.length;
  return {
    from: Uint16Array.from(classes, ({ from }) => from),
    to: Uint16Array.from(classes, ({ to }) => to),
    kinds: Uint8Array.from(classes, ({ kind }) => CONNECTION_KINDS.indexOf(kind)),
    counts: Uint16Array.from(classes, ({ count }) => count),
    distances: Float64Array.from(classes, ({ distance }) => distance),
    images: Int16Array.from(classes.flatMap(({ image }) => image)),
    starts,
    anglesInDegrees: Float64Array.from(classes.flatMap(({ shared }) => shared.map(({ angle }) => angle))),
    bondLengths: Float64Array.from(classes.flatMap(({ shared }) => shared.flatMap(({ near, far }) => [near, far]))),
  };
}
