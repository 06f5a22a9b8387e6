/**
 * What H. R. Banjade et al., Science Advances 7, eabf1754 (2021) report of the vectors of binary and ternary oxides, as
 * numbers of a representation, each with what chance would give.
 */
import { symbolOf } from '../../src/crystal/elements.js';
import { chemicalDistance } from '../../src/representation/chemistry.js';
import { mapSummary } from '../../src/representation/map-summary.js';
import type { LearnedMotif } from '../../src/representation/motif-vectors.js';
import { neighbourPurity, shuffledPurity, silhouette } from '../../src/representation/quality.js';
import type { Representation } from '../../src/representation/representation.js';
import { atOnce } from '../../src/representation/steps.js';
import { dot } from '../../src/representation/vectors.js';

export interface Finding {
  readonly found: number;
  /** The same with labels dealt out at random, or for pairs of elements taken at random. */
  readonly chance: number;
}

/** Ranks of motifs of one shape as neighbours of each other. */
export interface Ranks {
  /** Pairs of motifs. */
  readonly count: number;
  /** Share of all other motifs that stand nearer, as the median over pairs; 0.05 is the end of the top 5 %. */
  readonly median: number;
  /** Share of pairs in the top 5 %. */
  readonly inTop: number;
  /** Share of the other motifs of the same shape that stand nearer, as the mean over pairs; about 1/2 by chance. */
  readonly amongShape: number;
}

type Pairs = readonly (readonly [string, string])[];

/** Shapes that the paper names as clusters. */
export const SHAPES_OF_CLUSTERS = ['C:8', 'C:12', 'O:6', 'T:4', 'S:4'] as const;
const GROUPS_OF_SHAPES: readonly (readonly string[])[] = [['C:8'], ['C:12'], ['O:6'], ['T:4', 'S:4']];
const LANTHANIDES = Array.from({ length: 15 }, (_, i) => symbolOf(57 + i));
const FAMILIES = [
  ['Li', 'Na', 'K', 'Rb', 'Cs'],
  ['Mg', 'Ca', 'Sr', 'Ba'],
  ['Ti', 'Zr', 'Hf'],
  ['V', 'Nb', 'Ta'],
  ['Cr', 'Mo', 'W'],
  ['Al', 'Ga', 'In'],
  ['Si', 'Ge', 'Sn'],
  ['P', 'As', 'Sb'],
];
const NEIGHBOURS = 5;
const TOP = 0.05;

export const PAIRS = {
  yttriumAndLanthanides: bothWays(LANTHANIDES.map((element) => ['Y', element] as const)),
  zincAndMagnesium: bothWays([['Zn', 'Mg']]),
  /** Neighbours in a group of the periodic table. */
  analogous: FAMILIES.flatMap((family) =>
    bothWays(family.slice(1).map((element, i) => [family[i]!, element] as const)),
  ),
};

export class Findings {
  private readonly all: readonly LearnedMotif[];
  private readonly geometries: readonly string[];
  /** All other motifs of each motif, nearest first. */
  private readonly orders = new Map<LearnedMotif, readonly LearnedMotif[]>();

  constructor(private readonly representation: Representation) {
    this.all = representation.motifs.motifs;
    this.geometries = this.all.map(({ geometry }) => geometry);
  }

  /** Share of each motif's nearest neighbours that have its shape. */
  purityOfNeighbours(): Finding {
    const { vectors } = this.representation.motifs;
    return {
      found: atOnce(neighbourPurity(vectors, this.geometries, NEIGHBOURS)),
      chance: shuffledPurity(this.geometries),
    };
  }

  /** On the map, of cubes, cuboctahedra, octahedra, and tetrahedra with square planes. */
  silhouetteOfShapes(): Finding {
    const { positions } = this.representation.motifMap;
    const labels = this.geometries.map((geometry) => GROUPS_OF_SHAPES.findIndex((group) => group.includes(geometry)));
    return {
      found: atOnce(silhouette(positions, labels))!,
      chance: atOnce(silhouette(positions, dealtOut(labels)))!,
    };
  }

  /** The purest cluster of the map in which most motifs have the shape: their share; 0 where there is none. */
  shareInCluster(shape: string): number {
    const { positions, clusters } = this.representation.motifMap;
    const found = atOnce(mapSummary(positions, clusters, this.geometries)).clusters.filter(
      ({ label }) => label === shape,
    );
    return Math.max(0, ...found.map(({ share }) => share));
  }

  /** Of a lanthanide motif's nearest neighbours among those of its shape the share that are lanthanides, too. */
  lanthanidesTogether(): Finding {
    let [found, chance, count] = [0, 0, 0];
    for (const motif of this.all.filter(isLanthanide)) {
      const peers = this.orderOf(motif).filter(({ geometry }) => geometry === motif.geometry);
      if (peers.length < NEIGHBOURS) continue;
      found += share(peers.slice(0, NEIGHBOURS), isLanthanide);
      chance += share(peers, isLanthanide);
      count++;
    }
    return { found: found / count, chance: chance / count };
  }

  /**
   * Mean silhouette on the map of lanthanide motifs against the other motifs of their shape, over shapes that have enough
   * of both.
   */
  silhouetteOfLanthanides(): Finding {
    let [found, chance, count] = [0, 0, 0];
    for (const shape of new Set(this.geometries)) {
      const members = this.all.flatMap(({ geometry }, i) => (geometry === shape ? [i] : []));
      const flags = members.map((i) => isLanthanide(this.all[i]!));
      const lanthanides = flags.filter(Boolean).length;
      if (lanthanides < NEIGHBOURS || members.length - lanthanides < NEIGHBOURS) continue;
      found += lanthanides * this.silhouetteOf(members, flags);
      chance += lanthanides * this.silhouetteOf(members, dealtOut(flags));
      count += lanthanides;
    }
    return { found: found / count, chance: chance / count };
  }

  /** Mean silhouette of the flagged members against the others. */
  private silhouetteOf(members: readonly number[], flags: readonly boolean[]): number {
    const { positions } = this.representation.motifMap;
    const distance = (i: number, j: number) =>
      Math.hypot(positions[2 * i]! - positions[2 * j]!, positions[2 * i + 1]! - positions[2 * j + 1]!);
    const [own, others] = [true, false].map((flag) => members.filter((_, k) => flags[k] === flag));
    return mean(
      own!.map((i) => {
        const inside = mean(own!.flatMap((j) => (j === i ? [] : distance(i, j))));
        const outside = mean(others!.map((j) => distance(i, j)));
        return (outside - inside) / Math.max(inside, outside);
      }),
    );
  }

  /**
   * Cosine of each motif's vector with the one that would stand for it, had it not been learned; and with that of the next
   * motif of its shape.
   */
  similarityOfStandIns(): Finding {
    const { motifs } = this.representation;
    const cosine = (a: Float32Array, b: Float32Array) => dot(a, 0, b, 0, a.length);
    const [found, chance]: [number[], number[]] = [[], []];
    for (const [i, motif] of this.all.entries()) {
      const standIn = motifs.standIn(motif)?.vector;
      const peers = [...this.all.slice(i + 1), ...this.all.slice(0, i)];
      const next = peers.find(({ geometry }) => geometry === motif.geometry);
      if (standIn === undefined || next === undefined) continue;
      const own = motifs.vectorOf(motif)!.vector;
      found.push(cosine(own, standIn));
      chance.push(cosine(own, motifs.vectorOf(next)!.vector));
    }
    return { found: median(found), chance: median(chance) };
  }

  /** Ranks of the second element's motif as neighbour of the first's, in each shape in which both were learned. */
  ranks(pairs: Pairs): Ranks {
    const found = [...new Set(this.geometries)].flatMap((shape) =>
      pairs.flatMap(([a, b]) => this.rankOf(`${a}-${shape}`, `${b}-${shape}`) ?? []),
    );
    const overall = found.map(({ overall }) => overall);
    return {
      count: found.length,
      median: median(overall),
      inTop: share(overall, (rank) => rank < TOP),
      amongShape: mean(found.map(({ amongShape }) => amongShape)),
    };
  }

  /** All pairs of elements: what elements dealt out at random within shapes would give. */
  anyPairs(): Pairs {
    return this.pairs(() => true);
  }

  /** Pairs that are far apart in the periodic table. */
  farPairs(): Pairs {
    return this.pairs((a, b) => chemicalDistance(a, b) > 6);
  }

  private pairs(accepts: (a: string, b: string) => boolean): Pairs {
    const elements = [...new Set(this.all.map(({ element }) => element))];
    return elements.flatMap((a) => elements.flatMap((b) => (a !== b && accepts(a, b) ? [[a, b] as const] : [])));
  }

  private rankOf(from: string, to: string): { readonly overall: number; readonly amongShape: number } | null {
    const { motifs } = this.representation;
    const [a, b] = [motifs.learned(from), motifs.learned(to)];
    if (a === null || b === null) return null;
    const order = this.orderOf(a);
    const peers = order.filter(({ geometry }) => geometry === a.geometry);
    return {
      overall: order.indexOf(b) / order.length,
      // The middle of an only place is 1/2, as by chance.
      amongShape: (peers.indexOf(b) + 0.5) / peers.length,
    };
  }

  private orderOf(motif: LearnedMotif): readonly LearnedMotif[] {
    const { motifs } = this.representation;
    const order =
      this.orders.get(motif) ??
      motifs
        .nearest(motifs.vectorOf(motif)!.vector, this.all.length, (other) => other !== motif)
        .map(({ index }) => this.all[index]!);
    this.orders.set(motif, order);
    return order;
  }
}

function bothWays(pairs: Pairs): Pairs {
  return [...pairs, ...pairs.map(([a, b]) => [b, a] as const)];
}

function isLanthanide({ element }: LearnedMotif): boolean {
  return LANTHANIDES.includes(element);
}

function share<Item>(items: readonly Item[], accepts: (item: Item) => boolean): number {
  return items.filter(accepts).length / items.length;
}

/** In an order that has nothing to do with theirs: 331 is a prime that divides no number of motifs met here. */
function dealtOut<Label>(labels: readonly Label[]): Label[] {
  return labels.map((_, i) => labels[(i * 331) % labels.length]!);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
