/** Which space group a list of operations is, in whatever setting. */
import { latticeFromParameters } from '../../lattice.js';
import { loadMoyo } from '../../moyo.js';
import { rowsTimesMatrix, transposed, type Vector } from '../../vectors.js';
import { apply, type Operation } from './operations.js';

/** General positions: two kinds of atoms there have no symmetry but that of the operations. */
const GENERAL_POSITIONS: readonly Vector[] = [
  [0.1237, 0.2713, 0.3911],
  [0.0519, 0.4331, 0.1873],
];

/** Å. Rounded translations and cells deviate less; images of the general positions are farther apart. */
const TOLERANCE = 1e-3;

/** Number of the space group, 1–230; undefined where no group is found. `operations` is a group that keeps `lattice` (Å). */
export function spaceGroupOf(operations: readonly Operation[], lattice: Float64Array): number | undefined {
  const images = GENERAL_POSITIONS.map((position) => operations.map((operation) => [...apply(operation, position)]));
  const cell = {
    lattice: { basis: Array.from(symmetrised(lattice, operations)) },
    positions: images.flat(),
    numbers: images.flatMap((list, kind) => list.map(() => kind + 1)),
  };
  try {
    return loadMoyo().analyze_cell(JSON.stringify(cell), TOLERANCE, 'Standard').number;
  } catch {
    return undefined;
  }
}

/** The mean of the lattice's images, which the operations keep exactly: G = ⟨Rᵀ·G·R⟩. */
function symmetrised(lattice: Float64Array, operations: readonly Operation[]): Float64Array {
  const metric = rowsTimesMatrix(lattice, transposed(lattice));
  const mean = new Float64Array(9);
  for (const { rotation } of operations) {
    rowsTimesMatrix(transposed(rotation), rowsTimesMatrix(metric, rotation)).forEach((entry, index) => {
      mean[index]! += entry / operations.length;
    });
  }
  const [a, b, c] = [0, 4, 8].map((index) => Math.sqrt(mean[index]!)) as [number, number, number];
  const degrees = (cosine: number): number => (Math.acos(cosine) * 180) / Math.PI;
  return latticeFromParameters({
    a,
    b,
    c,
    alpha: degrees(mean[5]! / (b * c)),
    beta: degrees(mean[2]! / (a * c)),
    gamma: degrees(mean[1]! / (a * b)),
  });
}
