/**
 * A latent space: things that are described by features with numbers, weighted and reduced to short vectors whose cosine
 * tells how alike two of them are. Motifs are described by their environments, crystals by their framework or chemistry.
 */
import { rounded } from './fixed-point.js';
import { SparseMatrix } from './sparse-matrix.js';
import { truncatedSvd } from './truncated-svd.js';
import { unit } from './vectors.js';

/** How often, or how much, by feature. */
export type Features = ReadonlyMap<string, number>;

export interface Shared {
  readonly feature: string;
  /** Its part of the similarity. */
  readonly share: number;
}

export interface LatentSpaceState {
  readonly features: readonly string[];
  /** Of each feature. */
  readonly weights: readonly number[];
  /** Numbers of a vector. */
  readonly dimensions: number;
  /** features × dimensions, by rows. */
  readonly components: Float32Array;
}

export interface LearnSettings {
  readonly dimensions: number;
  /** Things that a feature must have to count. */
  readonly leastThings: number;
  readonly seed: number;
}

export class LatentSpace {
  private readonly indices: ReadonlyMap<string, number>;

  constructor(readonly state: LatentSpaceState) {
    this.indices = new Map(state.features.map((feature, i) => [feature, i]));
  }

  /**
   * Square roots of the numbers, times ln(1 + n/nᵢ) with the nᵢ of n things that have the feature; rows of length 1.
   * A feature that fewer than `leastThings` have says little of likeness and is left out.
   */
  static learn(things: readonly Features[], { dimensions, leastThings, seed }: LearnSettings): LatentSpace {
    const frequencies = new Map<string, number>();
    for (const thing of things) {
      for (const feature of thing.keys()) frequencies.set(feature, (frequencies.get(feature) ?? 0) + 1);
    }
    const features = [...frequencies].flatMap(([feature, count]) => (count >= leastThings ? feature : [])).sort();
    const weights = features.map((feature) => Math.log(1 + things.length / frequencies.get(feature)!));
    const empty = { features, weights, dimensions, components: new Float32Array(features.length * dimensions) };
    const unlearned = new LatentSpace(empty);
    const rows = things.map((thing) => unlearned.weighted(thing));
    const { singularValues, components } = truncatedSvd(new SparseMatrix(rows, features.length), dimensions, seed);
    const found = singularValues.length;
    for (let i = 0; i < features.length; i++) {
      for (let j = 0; j < found; j++) empty.components[i * dimensions + j] = components[i * found + j]!;
    }
    empty.components.set(rounded(empty.components));
    return new LatentSpace(empty);
  }

  /** The vector of a thing, of length 1; null where it has no feature that the space knows. */
  vectorOf(thing: Features): Float32Array | null {
    const { dimensions, components } = this.state;
    const sum = new Float64Array(dimensions);
    for (const [i, value] of this.weighted(thing)) {
      for (let j = 0; j < dimensions; j++) sum[j]! += value * components[i * dimensions + j]!;
    }
    return unit(sum);
  }

  /** What two things have in common: the features that they share, the one that contributes most to the similarity first. */
  shared(a: Features, b: Features): Shared[] {
    const [ofA, ofB] = [this.weighted(a), this.weighted(b)];
    return [...ofA]
      .flatMap(([i, value]) => {
        const share = value * (ofB.get(i) ?? 0);
        return share > 0 ? [{ feature: this.state.features[i]!, share }] : [];
      })
      .sort((x, y) => y.share - x.share || (x.feature < y.feature ? -1 : 1));
  }

  /** Weighted features of length 1, by index. */
  private weighted(thing: Features): ReadonlyMap<number, number> {
    const row = new Map<number, number>();
    let squares = 0;
    for (const [feature, amount] of thing) {
      const i = this.indices.get(feature);
      if (i === undefined || amount <= 0) continue;
      const value = Math.sqrt(amount) * this.state.weights[i]!;
      row.set(i, value);
      squares += value * value;
    }
    const norm = Math.sqrt(squares);
    return new Map([...row].map(([i, value]) => [i, value / norm]));
  }
}
