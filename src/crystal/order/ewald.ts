/**
 * Electrostatic energy of point charges in a periodic cell: Ewald's sum (P. P. Ewald, Ann. Phys. 369, 253 (1921)), as a matrix
 * of pairs, so that the energies of many ways to place charges on the same positions are sums of its entries.
 */
import { faceDistances, lengthsOf, volumeOf } from '../lattice.js';
import { inverse, rowsTimesMatrix, transposed } from '../vectors.js';

/** e² / 4πε₀ in eV Å (CODATA 2018). */
export const COULOMB = 14.399645;

/** Terms smaller than e^(−this²) are left out: relative errors below 1e-9. */
const PRECISION = 4.7;

/**
 * Of n positions, row by row: energy of a pair of unit charges with all their images, in e²/Å; on the diagonal that of a
 * charge with its own images. The energy of charges q is ½ Σ q_i q_j V_ij; a charge that is left is compensated by a uniform
 * background.
 *
 * @param lattice basis vectors as rows, Å
 * @param fractional positions, 3n; no two of them the same
 */
export function ewaldMatrix(lattice: Float64Array, fractional: Float64Array): Float64Array {
  const n = fractional.length / 3;
  const volume = volumeOf(lattice);
  // Both sums have about as many terms.
  const width = Math.sqrt(Math.PI) / Math.cbrt(volume);
  const reciprocal = transposed(inverse(lattice)).map((x) => 2 * Math.PI * x);
  const waves = wavesWithin(reciprocal, 2 * width * PRECISION, width, volume);
  const background = Math.PI / (width * width * volume);
  const images = imagesWithin(lattice, PRECISION / width);
  const matrix = new Float64Array(n * n);
  const separation = new Float64Array(3);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      for (let k = 0; k < 3; k++) {
        const difference = fractional[3 * i + k]! - fractional[3 * j + k]!;
        separation[k] = difference - Math.round(difference);
      }
      const self = i === j ? (-2 * width) / Math.sqrt(Math.PI) : 0;
      const value = self - background + nearSum(lattice, images, separation, width) + waveSum(waves, separation);
      matrix[i * n + j] = value;
      matrix[j * n + i] = value;
    }
  }
  return matrix;
}

interface Waves {
  /** Integer indices, 3 for each wave; of each pair of opposite ones one. */
  readonly indices: Int32Array;
  readonly weights: Float64Array;
}

function wavesWithin(reciprocal: Float64Array, radius: number, width: number, volume: number): Waves {
  const indices: number[] = [];
  const weights: number[] = [];
  for (const [h, k, l] of vectorsWithin(reciprocal, radius)) {
    if (h < 0 || (h === 0 && (k < 0 || (k === 0 && l <= 0)))) continue;
    const [x, y, z] = rowsTimesMatrix([h, k, l], reciprocal) as unknown as [number, number, number];
    const square = x * x + y * y + z * z;
    if (square > radius * radius) continue;
    indices.push(h, k, l);
    weights.push(((8 * Math.PI) / (volume * square)) * Math.exp(-square / (4 * width * width)));
  }
  return { indices: Int32Array.from(indices), weights: Float64Array.from(weights) };
}

/** Σ 4π/V · exp(−G²/4α²)/G² · cos(G·r) over all waves G. */
function waveSum({ indices, weights }: Waves, [x, y, z]: ArrayLike<number> & Iterable<number>): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const phase = indices[3 * i]! * x! + indices[3 * i + 1]! * y! + indices[3 * i + 2]! * z!;
    sum += weights[i]! * Math.cos(2 * Math.PI * phase);
  }
  return sum;
}

/** Lattice translations whose atoms may be within the radius of one in the home cell, 3 numbers each; Å. */
function imagesWithin(lattice: Float64Array, radius: number): Int32Array {
  // A separation is at most half of each basis vector.
  const reach = radius + lengthsOf(lattice).reduce((sum, length) => sum + length / 2, 0);
  return Int32Array.from([...vectorsWithin(lattice, reach)].flat());
}

/** Σ erfc(αr)/r over all images but the charge itself. */
function nearSum(lattice: Float64Array, images: Int32Array, separation: Float64Array, width: number): number {
  const [sx, sy, sz] = separation as unknown as [number, number, number];
  let sum = 0;
  for (let i = 0; i < images.length; i += 3) {
    const [a, b, c] = [images[i]! + sx, images[i + 1]! + sy, images[i + 2]! + sz];
    const x = a * lattice[0]! + b * lattice[3]! + c * lattice[6]!;
    const y = a * lattice[1]! + b * lattice[4]! + c * lattice[7]!;
    const z = a * lattice[2]! + b * lattice[5]! + c * lattice[8]!;
    const distance = Math.sqrt(x * x + y * y + z * z);
    if (distance > 1e-9 && distance * width < PRECISION) sum += erfc(distance * width) / distance;
  }
  return sum;
}

function* vectorsWithin(lattice: Float64Array, radius: number): Generator<[number, number, number]> {
  const [a, b, c] = faceDistances(lattice).map((distance) => Math.ceil(radius / distance)) as [number, number, number];
  for (let i = -a; i <= a; i++) for (let j = -b; j <= b; j++) for (let k = -c; k <= c; k++) yield [i, j, k];
}

/** 1 − erf(x) of x ≥ 0: its series up to 2, its continued fraction above (DLMF 7.6.2, 7.9.3). */
function erfc(x: number): number {
  if (x < 2) {
    let [term, sum] = [x, x];
    for (let n = 1; term > 1e-17 * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  let fraction = x;
  for (let n = 60; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}
