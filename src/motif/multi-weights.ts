/**
 * The multi-weights strategy: a site's environment as a distribution over several neighbour sets and their geometries
 * (Waroquiers 2020), with the weights of the statistical analysis of oxides (Waroquiers 2017).
 *
 * Every pair of cut-offs of distance and solid angle selects a neighbour set; sets of anions whose cut-offs lie in the
 * usual region are candidates. Each is weighted by how near it comes to any geometry, and by how much worse the sets with
 * more neighbours fit. The constants are those of pymatgen's MultiWeightsChemenvStrategy (stats_article_weights_parameters).
 */
import { OXYGEN } from '../crystal/element-groups.js';
import type { Environment } from './analysis.js';
import { ANGLE_LIMIT, DISTANCE_LIMIT, type NeighbourGroups, neighbourGroups } from './neighbour-set.js';
import { type GeometryMatch, matchesBelow } from './symmetry-measure.js';
import type { VoronoiCell } from './voronoi.js';

/** A geometry of a larger measure does not match at all. */
const LARGEST_CSM = 8;

/** Stands for the measure of a neighbour set that is like no geometry. */
const UNLIKE = 100;

/** Measures below this are 0: the geometry is perfect, and the only one. */
const PERFECT = 1e-10;

/** The usual cut-offs: a region between two quarter ellipses through the corners (1.15, 0.75) and (2, 0.05). */
const DISTANCES = { lower: 1.15, upper: 2 };
const ANGLES = { lower: 0.05, upper: 0.75 };

/** Largest difference of coordination numbers with a step of its own. */
const LARGEST_STEP = 12;

export interface WeightedEnvironments {
  /** Largest fraction first, sum 1; empty when no neighbour set is like any geometry. */
  readonly environments: readonly Environment[];
  /** Facets of the neighbour set that the first environment is made of; null when there is none. */
  readonly facets: readonly number[] | null;
}

/** What the ions of a crystal are. */
export interface Kinds {
  readonly atomicNumbers: Uint8Array;
  /** 1 cation, −1 anion, 0 neither. */
  readonly signs: Int8Array;
}

interface NeighbourSet {
  readonly facets: readonly number[];
  /** Geometries below LARGEST_CSM, lowest measure first. */
  readonly matches: readonly GeometryMatch[];
  readonly effectiveCsm: number;
}

/** The environments of a cation, whose Voronoi cell this is. */
export function weightedEnvironments(cell: VoronoiCell, site: number, kinds: Kinds): WeightedEnvironments {
  const sets = new NeighbourSets(cell, site, kinds);
  const candidates = sets.candidates().filter(({ effectiveCsm }) => closeness(effectiveCsm) > 0);
  const leads = leadsOf(candidates, sets);
  const weights = candidates.map(({ effectiveCsm }, i) => closeness(effectiveCsm) * leads[i]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return { environments: [], facets: null };
  const found = candidates.flatMap(({ facets, matches }, i) => {
    const shares = fractions(matches, (x) => ((x - 1) / x) ** 2);
    return matches.map(({ geometry, csm }, j) => {
      return { facets, geometry: geometry.symbol, fraction: (weights[i]! / total) * shares[j]!, csm };
    });
  });
  found.sort((a, b) => b.fraction - a.fraction);
  const environments = new Map<string, Environment>();
  for (const { geometry, fraction, csm } of found) {
    // Two neighbour sets may have the same geometry: the better part of it names the measure.
    const same = environments.get(geometry);
    if (fraction > 0) {
      environments.set(geometry, { geometry, fraction: fraction + (same?.fraction ?? 0), csm: same?.csm ?? csm });
    }
  }
  return { environments: [...environments.values()], facets: found[0]!.facets };
}

/** The neighbour sets of a site, each looked at once. */
class NeighbourSets {
  private readonly groups: NeighbourGroups;
  private readonly anions: readonly number[];
  private readonly conditions: readonly (readonly number[])[];
  private readonly known = new Map<string, NeighbourSet>();

  constructor(
    private readonly cell: VoronoiCell,
    site: number,
    { atomicNumbers, signs }: Kinds,
  ) {
    this.groups = neighbourGroups(cell);
    const centre = atomicNumbers[site]!;
    const facets = Array.from(cell.sites.keys());
    const elementAt = (facet: number) => atomicNumbers[cell.sites[facet]!]!;
    this.anions = facets.filter((facet) => signs[cell.sites[facet]!]! < 0);
    this.conditions = [
      facets,
      this.anions,
      facets.filter((facet) => elementAt(facet) !== centre),
      this.anions.filter((facet) => elementAt(facet) !== centre),
      facets.filter((facet) => (elementAt(facet) === OXYGEN) !== (centre === OXYGEN)),
    ];
  }

  /** Of anions alone, and with cut-offs in the usual region. */
  candidates(): NeighbourSet[] {
    const { distances, angles } = this.groups;
    const found = new Set<NeighbourSet>();
    distances.forEach((distance, d) => {
      angles.forEach((angle, a) => {
        const beyond = distances[d + 1] ?? DISTANCE_LIMIT;
        if (!isUsual(distance, beyond, angles[a + 1] ?? ANGLE_LIMIT, angle)) return;
        const facets = this.inside(this.anions, d, a);
        if (facets.length > 0) found.add(this.of(facets));
      });
    });
    return [...found];
  }

  /** Facets of all sets, of whatever kind of neighbours: those that ChemEnv's five conditions select. Smallest first. */
  all(): number[][] {
    const { distances, angles } = this.groups;
    const found = new Map<string, number[]>();
    for (const facets of this.conditions) {
      for (let d = 0; d < distances.length; d++) {
        for (let a = 0; a < angles.length; a++) {
          const selected = this.inside(facets, d, a);
          found.set(selected.join(), selected);
        }
      }
    }
    return [...found.values()].sort((one, other) => one.length - other.length);
  }

  of(facets: readonly number[]): NeighbourSet {
    const key = facets.join();
    let set = this.known.get(key);
    if (set === undefined) {
      const { vectors } = this.cell;
      const matches = matchesBelow(
        facets.flatMap((facet) => [vectors[3 * facet]!, vectors[3 * facet + 1]!, vectors[3 * facet + 2]!]),
        LARGEST_CSM,
      );
      set = { facets, matches, effectiveCsm: effectiveCsm(matches) };
      this.known.set(key, set);
    }
    return set;
  }

  /** The facets up to these groups. */
  private inside(facets: readonly number[], d: number, a: number): number[] {
    const { distanceGroupOf, angleGroupOf } = this.groups;
    return facets.filter((facet) => distanceGroupOf[facet]! <= d && angleGroupOf[facet]! <= a);
  }
}

/**
 * Whether cut-offs of distance from d1 to d2 and of angle from a1 to a2 meet the usual region. They never reach beyond
 * its largest distance.
 */
function isUsual(d1: number, d2: number, a1: number, a2: number): boolean {
  if (d2 <= DISTANCES.lower) return false;
  if (a2 <= lowerEllipse(d2)) return false;
  return a1 < (d1 <= DISTANCES.lower ? ANGLES.upper : upperEllipse(d1));
}

function lowerEllipse(distance: number): number {
  return ANGLES.upper - quarterEllipse(DISTANCES.upper - distance);
}

function upperEllipse(distance: number): number {
  return ANGLES.lower + quarterEllipse(distance - DISTANCES.lower);
}

function quarterEllipse(x: number): number {
  const part = x / (DISTANCES.upper - DISTANCES.lower);
  return (ANGLES.upper - ANGLES.lower) * Math.sqrt(1 - part * part);
}

/** The mean of the measures, in which low ones count most. */
function effectiveCsm(matches: readonly GeometryMatch[]): number {
  if (matches.length === 0) return UNLIKE;
  const shares = fractions(matches, (x) => (x - 1) ** 2 / x);
  return matches.reduce((sum, { csm }, i) => sum + shares[i]! * csm, 0);
}

/** Each match's part of the sum of `weight` over the measures as parts of LARGEST_CSM. */
function fractions(matches: readonly GeometryMatch[], weight: (x: number) => number): number[] {
  if (matches[0]!.csm <= PERFECT) return matches.map((_, i) => (i === 0 ? 1 : 0));
  const weights = matches.map(({ csm }) => weight(csm / LARGEST_CSM));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

/** 1 for a perfect geometry, 0 from LARGEST_CSM on. */
function closeness(csm: number): number {
  const x = Math.min(1, csm / LARGEST_CSM);
  return (1 - x) ** 2 * Math.exp(-x);
}

/**
 * How much better each candidate fits than the sets of more neighbours do: 0 when one of them is about as good, 1 at most.
 */
function leadsOf(candidates: readonly NeighbourSet[], sets: NeighbourSets): number[] {
  const leads = candidates.map(() => 1);
  for (const facets of candidates.length === 0 ? [] : sets.all()) {
    candidates.forEach((candidate, i) => {
      const more = facets.length - candidate.facets.length;
      // Rivals are looked at only where one could still change something: measures of many neighbours take time.
      if (more <= 0 || leads[i] === 0) return;
      const step = 0.25 * Math.min(more, LARGEST_STEP);
      const difference = sets.of(facets).effectiveCsm - candidate.effectiveCsm;
      leads[i] = Math.min(leads[i]!, smootherStep((difference - 0.25 - step) / 4.75));
    });
  }
  return leads;
}

/** From 0 at 0 to 1 at 1, with vanishing first and second derivatives there. */
function smootherStep(x: number): number {
  const t = Math.max(0, Math.min(1, x));
  return t ** 3 * (t * (6 * t - 15) + 10);
}
