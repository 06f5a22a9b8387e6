/**
 * t-SNE in two dimensions by the Barnes–Hut approximation (L. van der Maaten, J. Mach. Learn. Res. 15, 3221 (2014)).
 * The small libraries for it compute all pairs, which ends at a few thousand points.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { mutualNeighbours } from './mutual-neighbours.js';
import { QuadTree } from './quad-tree.js';

export interface TsneSettings {
  /** How many neighbours a point feels, about. */
  readonly perplexity: number;
  readonly iterations: number;
  readonly seed: number;
  /** Cells of a smaller ratio of size to distance count as one point. */
  readonly angle: number;
}

export const TSNE_SETTINGS: TsneSettings = { perplexity: 30, iterations: 500, seed: 1, angle: 0.7 };

const EXAGGERATION = 12;
const EXAGGERATED_SHARE = 1 / 3;
const MOMENTUM = { exaggerated: 0.5, later: 0.8 };
const SMALLEST_GAIN = 0.01;

/**
 * @param vectors of length 1 each, one after another; their distance is that of unit vectors.
 * @param onProgress called with the share that is done.
 * @returns x and y of each vector in turn.
 */
export function tsne(
  vectors: Float32Array,
  dimensions: number,
  settings: TsneSettings = TSNE_SETTINGS,
  onProgress: (share: number) => void = () => {},
): Float64Array {
  const count = vectors.length / dimensions;
  const random = xoroshiro128plus(settings.seed);
  const positions = Float64Array.from({ length: 2 * count }, () => 1e-2 * (uniformFloat64(random) - 0.5));
  if (count < 3) return positions;
  const affinities = symmetricAffinities(vectors, dimensions, Math.min(settings.perplexity, (count - 1) / 3));
  const velocities = new Float64Array(2 * count);
  const gains = new Float64Array(2 * count).fill(1);
  // As n over the exaggeration: A. C. Belkina et al., Nat. Commun. 10, 5415 (2019).
  const rate = Math.max(count / EXAGGERATION / 4, 50);
  const tree = new QuadTree(positions);
  const exaggerated = Math.round(settings.iterations * EXAGGERATED_SHARE);
  for (let iteration = 0; iteration < settings.iterations; iteration++) {
    const early = iteration < exaggerated;
    const gradient = gradientOf(positions, tree, affinities, early ? EXAGGERATION : 1, settings.angle);
    const momentum = early ? MOMENTUM.exaggerated : MOMENTUM.later;
    for (let i = 0; i < positions.length; i++) {
      const agrees = gradient[i]! > 0 === velocities[i]! > 0;
      gains[i] = Math.max(SMALLEST_GAIN, agrees ? gains[i]! * 0.8 : gains[i]! + 0.2);
      velocities[i] = momentum * velocities[i]! - rate * gains[i]! * gradient[i]!;
      positions[i]! += velocities[i]!;
    }
    centre(positions);
    onProgress((iteration + 1) / settings.iterations);
  }
  return positions;
}

/** p_ij of neighbours, by rows: those of i are entries starts[i] … starts[i + 1]. */
interface Affinities {
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** p_ij = (p_j|i + p_i|j) / 2n over the 3 · perplexity nearest neighbours of each point. */
function symmetricAffinities(vectors: Float32Array, dimensions: number, perplexity: number): Affinities {
  const count = vectors.length / dimensions;
  const rows = Array.from({ length: count }, () => new Map<number, number>());
  const { indices: nearest, cosines, each } = mutualNeighbours(vectors, dimensions, Math.floor(3 * perplexity));
  for (let i = 0; i < count; i++) {
    const squares = Array.from(cosines.subarray(i * each, (i + 1) * each), (cosine) => Math.max(0, 2 - 2 * cosine));
    for (const [k, p] of conditional(squares, perplexity).entries()) {
      const j = nearest[i * each + k]!;
      rows[i]!.set(j, (rows[i]!.get(j) ?? 0) + p / (2 * count));
      rows[j]!.set(i, (rows[j]!.get(i) ?? 0) + p / (2 * count));
    }
  }
  const size = rows.reduce((sum, row) => sum + row.size, 0);
  const starts = new Int32Array(count + 1);
  const indices = new Int32Array(size);
  const values = new Float64Array(size);
  let at = 0;
  for (const [i, row] of rows.entries()) {
    for (const [j, p] of [...row].sort(([a], [b]) => a - b)) {
      indices[at] = j;
      values[at++] = p;
    }
    starts[i + 1] = at;
  }
  return { starts, indices, values };
}

/** Gaussian weights of the squared distances whose entropy is ln(perplexity), by bisection of the exponent. */
function conditional(squares: readonly number[], perplexity: number): number[] {
  const target = Math.log(perplexity);
  const least = Math.min(...squares);
  let [low, high, beta] = [0, Number.POSITIVE_INFINITY, 1];
  let weights: number[] = [];
  for (let step = 0; step < 64; step++) {
    weights = squares.map((square) => Math.exp(-beta * (square - least)));
    const sum = weights.reduce((a, b) => a + b, 0);
    const mean = weights.reduce((total, weight, k) => total + weight * (squares[k]! - least), 0) / sum;
    const entropy = Math.log(sum) + beta * mean;
    weights = weights.map((weight) => weight / sum);
    if (Math.abs(entropy - target) < 1e-5) break;
    if (entropy > target) low = beta;
    else high = beta;
    beta = high === Number.POSITIVE_INFINITY ? 2 * beta : (low + high) / 2;
  }
  return weights;
}

function gradientOf(
  positions: Float64Array,
  tree: QuadTree,
  { starts, indices, values }: Affinities,
  exaggeration: number,
  angle: number,
): Float64Array {
  const count = positions.length / 2;
  const gradient = new Float64Array(positions.length);
  const repulsion = new Float64Array(positions.length);
  tree.build();
  const normalization = tree.repulsion(angle, repulsion);
  for (let i = 0; i < count; i++) {
    const [x, y] = [positions[2 * i]!, positions[2 * i + 1]!];
    let [pullX, pullY] = [0, 0];
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const j = indices[k]!;
      const [dx, dy] = [x - positions[2 * j]!, y - positions[2 * j + 1]!];
      const pull = values[k]! / (1 + dx * dx + dy * dy);
      pullX += pull * dx;
      pullY += pull * dy;
    }
    gradient[2 * i] = 4 * (exaggeration * pullX - repulsion[2 * i]! / normalization);
    gradient[2 * i + 1] = 4 * (exaggeration * pullY - repulsion[2 * i + 1]! / normalization);
  }
  return gradient;
}

function centre(positions: Float64Array): void {
  const count = positions.length / 2;
  for (const axis of [0, 1]) {
    let sum = 0;
    for (let i = axis; i < positions.length; i += 2) sum += positions[i]!;
    for (let i = axis; i < positions.length; i += 2) positions[i]! -= sum / count;
  }
}
