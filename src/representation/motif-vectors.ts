/** Motif vectors (Banjade et al. 2021, after Zhou et al. 2018), and those of motifs that were not learned. */
import { motifType } from '../motif/motif-type.js';
import { chemicalDistance } from './chemistry.js';
import type { CrystalMotifs } from './crystal-motifs.js';
import { type EnvironmentKind, environmentsOf } from './environments.js';
import { type Features, LatentSpace } from './latent-space.js';
import { type Neighbour, nearest } from './nearest.js';
import { unit } from './vectors.js';

export interface LearnedMotif {
  readonly id: string;
  readonly element: string;
  readonly geometry: string;
  /** Crystals that it was learned from. */
  readonly crystals: number;
  /** Its row of the motif environment matrix: crystals by environment. */
  readonly environments: Features;
}

export interface MotifVectorSettings {
  readonly environment: EnvironmentKind;
  readonly dimensions: number;
  /** A motif in fewer crystals is not learned: its row would be that of a few compounds. */
  readonly leastCrystals: number;
  readonly seed: number;
}

/** The vector of a motif that was not learned comes from this many learned ones. */
const STAND_INS = 5;

/** What other ligands count as, beside the distance of centres in the periodic table (1 for neighbours). */
const OTHER_LIGANDS = 1;

export type MotifNames = Pick<LearnedMotif, 'id' | 'element' | 'geometry'>;

/** Counts the motif environment matrix, crystal by crystal. */
export class EnvironmentMatrix {
  private readonly motifs = new Map<
    string,
    { element: string; geometry: string; crystals: number; row: Map<string, number> }
  >();

  constructor(private readonly environment: EnvironmentKind) {}

  add(crystal: CrystalMotifs): void {
    const environments = environmentsOf(crystal, this.environment);
    for (const { motif, element, geometry } of crystal.sites) {
      if (motif !== null && geometry !== null && !this.motifs.has(motif)) {
        this.motifs.set(motif, { element, geometry, crystals: 0, row: new Map() });
      }
    }
    for (const [motif, found] of environments) {
      const entry = this.motifs.get(motif)!;
      entry.crystals++;
      for (const environment of found) entry.row.set(environment, (entry.row.get(environment) ?? 0) + 1);
    }
  }

  /** Motif types met so far. */
  get size(): number {
    return this.motifs.size;
  }

  /** Motifs in at least so many crystals, by id. */
  learnable(leastCrystals: number): LearnedMotif[] {
    return [...this.motifs]
      .filter(([, { crystals }]) => crystals >= leastCrystals)
      .map(([id, { row, ...rest }]) => ({ id, ...rest, environments: row }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

export interface MotifVector {
  /** Of length 1. */
  readonly vector: Float32Array;
  /** The learned motifs whose mean it is, where the motif itself was not learned. */
  readonly standIns: readonly string[] | null;
}

export class MotifVectors {
  private readonly indices: ReadonlyMap<string, number>;

  /** @param vectors of the motifs in turn, of length 1 each. */
  constructor(
    readonly motifs: readonly LearnedMotif[],
    readonly space: LatentSpace,
    readonly vectors: Float32Array,
  ) {
    this.indices = new Map(motifs.map(({ id }, i) => [id, i]));
  }

  static learn(matrix: EnvironmentMatrix, { dimensions, leastCrystals, seed }: MotifVectorSettings): MotifVectors {
    const candidates = matrix.learnable(leastCrystals);
    const space = LatentSpace.learn(
      candidates.map(({ environments }) => environments),
      { dimensions, leastThings: 2, seed },
    );
    return MotifVectors.of(candidates, space);
  }

  /** Motifs whose environments are all foreign to the space have no vector, and drop out. */
  static of(candidates: readonly LearnedMotif[], space: LatentSpace): MotifVectors {
    const rows = candidates.map(({ environments }) => space.vectorOf(environments));
    const motifs = candidates.filter((_, i) => rows[i] !== null);
    const { dimensions } = space.state;
    const vectors = new Float32Array(motifs.length * dimensions);
    for (const [i, row] of rows.filter((row) => row !== null).entries()) vectors.set(row, i * dimensions);
    return new MotifVectors(motifs, space, vectors);
  }

  /** null for a motif that was not learned. */
  learned(id: string): LearnedMotif | null {
    const index = this.indices.get(id);
    return index === undefined ? null : this.motifs[index]!;
  }

  /**
   * The motif's vector; for one that was not learned the mean of those of the same geometry whose centres and ligands are
   * chemically nearest, nearer ones counting more. null where nothing of this geometry was learned.
   */
  vectorOf(motif: MotifNames): MotifVector | null {
    const { id } = motif;
    const index = this.indices.get(id);
    return index === undefined ? this.standIn(motif) : { vector: this.at(index), standIns: null };
  }

  /** The vector that stands for a motif as if it had not been learned. */
  standIn({ id, element, geometry }: MotifNames): MotifVector | null {
    const ligands = ligandShares(id);
    const standIns = this.motifs
      .flatMap((motif, i) => {
        if (motif.geometry !== geometry || motif.id === id) return [];
        const others = shareOfOthers(ligands, ligandShares(motif.id));
        return { i, distance: chemicalDistance(element, motif.element) + OTHER_LIGANDS * others };
      })
      .sort((a, b) => a.distance - b.distance || a.i - b.i)
      .slice(0, STAND_INS);
    const sum = new Float64Array(this.space.state.dimensions);
    for (const { i, distance } of standIns) {
      for (const [j, value] of this.at(i).entries()) sum[j]! += Math.exp(-distance) * value;
    }
    const vector = unit(sum);
    return vector && { vector, standIns: standIns.map(({ i }) => this.motifs[i]!.id) };
  }

  nearest(vector: Float32Array, count: number, accepts: (motif: LearnedMotif) => boolean): Neighbour[] {
    return nearest(this.vectors, vector, count, (index) => accepts(this.motifs[index]!));
  }

  private at(index: number): Float32Array {
    const { dimensions } = this.space.state;
    return this.vectors.subarray(index * dimensions, (index + 1) * dimensions);
  }
}

/** Shares of the ligands by element. */
function ligandShares(id: string): ReadonlyMap<string, number> {
  const { ligands } = motifType(id);
  const total = [...ligands.values()].reduce((sum, count) => sum + count, 0);
  return new Map([...ligands].map(([element, count]) => [element, count / total]));
}

/** The share of ligands that have to be exchanged, 0–1. */
function shareOfOthers(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  return [...a].reduce((others, [element, share]) => others + Math.max(0, share - (b.get(element) ?? 0)), 0);
}
