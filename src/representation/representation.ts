/** All that is learned of a set of crystals: motif vectors with their map, and the spaces of crystal vectors. */
import { densityClusters } from './clusters.js';
import { chemistryFeatures, fingerprintVector, frameworkFeatures } from './crystal-features.js';
import type { CrystalMotifs } from './crystal-motifs.js';
import { type Features, LatentSpace } from './latent-space.js';
import { EnvironmentMatrix, type MotifVectorSettings, MotifVectors } from './motif-vectors.js';
import { TSNE_SETTINGS, tsne } from './tsne.js';

export interface RepresentationSettings extends MotifVectorSettings {
  /** Numbers of a crystal's framework and chemistry vectors. */
  readonly crystalDimensions: number;
}

export const REPRESENTATION_SETTINGS: RepresentationSettings = {
  environment: 'connections',
  dimensions: 64,
  leastCrystals: 10,
  crystalDimensions: 192,
  seed: 1,
};

/** Crystals that the spaces are learned from; of more, every n-th. */
const CRYSTALS_LEARNED_FROM = 25_000;
/** A feature of fewer crystals is not learned. */
const LEAST_CRYSTALS_OF_FEATURE = 3;
/** Smallest cluster of a map: one in this many points, and at least 5. */
const POINTS_OF_CLUSTERS = 77;

/** Points of a map, with their clusters. */
export interface PlaneMap {
  /** x and y of each thing in turn. */
  readonly positions: Float64Array;
  /** Cluster of each thing, −1 for none. */
  readonly clusters: Int32Array;
}

/** The three readings of a crystal, each a vector of length 1; null where there is nothing to read. */
export interface CrystalVectors {
  readonly framework: Float32Array | null;
  readonly chemistry: Float32Array | null;
  readonly fingerprint: Float32Array | null;
}

export interface Representation {
  /** What it was learned from, for answers: `22,420 binary and ternary oxides …`. */
  readonly source: string;
  readonly settings: RepresentationSettings;
  readonly crystals: number;
  /** Motif types met, learned or too rare. */
  readonly motifTypes: number;
  readonly motifs: MotifVectors;
  readonly motifMap: PlaneMap;
  readonly framework: LatentSpace;
  readonly chemistry: LatentSpace;
}

export function crystalVectors(crystal: CrystalMotifs, { framework, chemistry }: Representation): CrystalVectors {
  return {
    framework: framework.vectorOf(frameworkFeatures(crystal)),
    chemistry: chemistry.vectorOf(chemistryFeatures(crystal)),
    fingerprint: fingerprintVector(crystal.sites),
  };
}

/** Reads crystals one by one, then learns. The memory it takes does not grow with them beyond CRYSTALS_LEARNED_FROM. */
export class Learner {
  private readonly matrix: EnvironmentMatrix;
  private readonly ids: string[] = [];
  private readonly frameworks: Features[] = [];
  private readonly chemistries: Features[] = [];
  private readonly every: number;
  private seen = 0;

  /** @param expected how many crystals will be read. */
  constructor(
    private readonly settings: RepresentationSettings,
    expected: number,
  ) {
    this.matrix = new EnvironmentMatrix(settings.environment);
    this.every = Math.max(1, Math.ceil(expected / CRYSTALS_LEARNED_FROM));
  }

  add(crystal: CrystalMotifs): void {
    this.matrix.add(crystal);
    if (this.seen++ % this.every !== 0) return;
    this.ids.push(crystal.id);
    this.frameworks.push(frameworkFeatures(crystal));
    this.chemistries.push(chemistryFeatures(crystal));
  }

  /** @param source what the crystals are, in words. */
  learn(source: string): Representation {
    const { settings } = this;
    const motifs = MotifVectors.learn(this.matrix, settings);
    const space = {
      dimensions: settings.crystalDimensions,
      leastThings: LEAST_CRYSTALS_OF_FEATURE,
      seed: settings.seed,
    };
    return {
      source,
      settings,
      crystals: this.seen,
      motifTypes: this.matrix.size,
      motifs,
      motifMap: mapOf(motifs.vectors, settings.dimensions, settings.seed),
      framework: LatentSpace.learn(this.frameworks, space),
      chemistry: LatentSpace.learn(this.chemistries, space),
    };
  }

  /** The map of the crystals' frameworks; of more than CRYSTALS_LEARNED_FROM crystals those that count for learning. */
  crystalMap({ framework, settings }: Representation, onProgress: (share: number) => void): CrystalMap {
    const known = this.ids.flatMap((id, i) => {
      const vector = framework.vectorOf(this.frameworks[i]!);
      return vector === null ? [] : [{ id, vector }];
    });
    const { dimensions } = framework.state;
    const vectors = new Float32Array(known.length * dimensions);
    for (const [i, { vector }] of known.entries()) vectors.set(vector, i * dimensions);
    const { positions, clusters } = mapOf(vectors, dimensions, settings.seed, onProgress);
    return new Map(
      known.map(({ id }, i) => [id, { x: positions[2 * i]!, y: positions[2 * i + 1]!, cluster: clusters[i]! }]),
    );
  }
}

/** Where crystals stand on their map, by id; those without a framework that the space knows stand nowhere. */
export type CrystalMap = ReadonlyMap<string, { readonly x: number; readonly y: number; readonly cluster: number }>;

/** @param vectors of length 1 each, one after another. */
function mapOf(
  vectors: Float32Array,
  dimensions: number,
  seed: number,
  onProgress: (share: number) => void = () => {},
): PlaneMap {
  // To a thousandth, which is finer than any drawing.
  const positions = tsne(vectors, dimensions, { ...TSNE_SETTINGS, seed }, onProgress).map(
    (value) => Math.round(1000 * value) / 1000,
  );
  const smallest = Math.max(5, Math.round(positions.length / 2 / POINTS_OF_CLUSTERS));
  return { positions, clusters: densityClusters(positions, { smallest, neighbours: 5 }) };
}
