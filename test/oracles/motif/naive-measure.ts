/**
 * The symmetry measure without anything clever, as oracle and as baseline: every permutation in turn; and a search that
 * goes uphill from many random rotations, for polyhedra with too many permutations.
 */
import { normal, type Random, rotated, rotation } from '../../motif/random.js';

/** 100·(1 − T²) for one assignment of ligand σ(k) to reference point k, centre included, rotations proper and improper. */
export function measureOfPermutation(
  reference: ArrayLike<number>,
  ligands: ArrayLike<number>,
  permutation: readonly number[],
): number {
  const p = centred(reference);
  const d = centred(ligands);
  const m = new Array<number>(9).fill(0);
  for (let k = 0; k < p.length / 3; k++) {
    const j = k === 0 ? 0 : permutation[k - 1]! + 1;
    for (let r = 0; r < 3; r++) for (let c = 0; c < 3; c++) m[3 * r + c]! += p[3 * k + r]! * d[3 * j + c]!;
  }
  const overlap = singularValues(m).reduce((sum, s) => sum + s, 0);
  const squares = (v: readonly number[]) => v.reduce((sum, x) => sum + x * x, 0);
  return 100 * (1 - overlap ** 2 / (squares(p) * squares(d)));
}

/** The smallest measure over all permutations: n! of them. */
export function bruteForceMeasure(reference: ArrayLike<number>, ligands: ArrayLike<number>): number {
  let smallest = Infinity;
  for (const permutation of permutations(ligands.length / 3)) {
    smallest = Math.min(smallest, measureOfPermutation(reference, ligands, permutation));
  }
  return smallest;
}

/**
 * The smallest measure that is reached from `starts` random rotations by taking turns: best assignment for the rotation
 * (greedy, then improved by exchanges), measure of the assignment, and exchanges of two ligands while they help.
 */
export function uphillMeasure(
  reference: ArrayLike<number>,
  ligands: ArrayLike<number>,
  starts: number,
  random: Random,
): number {
  let smallest = Infinity;
  for (let start = 0; start < starts; start++) {
    const turned = rotated(ligands, rotation(random, normal(random) < 0));
    const permutation = greedyAssignment(reference, turned);
    let measure = measureOfPermutation(reference, ligands, permutation);
    for (let improved = true; improved; ) {
      improved = false;
      for (let i = 0; i < permutation.length; i++) {
        for (let j = 0; j < i; j++) {
          [permutation[i], permutation[j]] = [permutation[j]!, permutation[i]!];
          const other = measureOfPermutation(reference, ligands, permutation);
          if (other < measure - 1e-12) {
            measure = other;
            improved = true;
          } else [permutation[i], permutation[j]] = [permutation[j]!, permutation[i]!];
        }
      }
    }
    smallest = Math.min(smallest, measure);
  }
  return smallest;
}

/**
 * Whether some permutation has a measure below `limit`, found by trying them all but those whose first ligands alone
 * leave too much residual: with scale s, min over R and s of Σ_A |dₖ − s·R·pₖ|² = |d_A|² − ‖Σ_A pₖdₖᵀ‖² / |p_A|² can only
 * grow when more points are added. No symmetry, no other bound.
 */
export function existsBelow(limit: number, reference: ArrayLike<number>, ligands: ArrayLike<number>): boolean {
  const p = centred(reference);
  const d = centred(ligands);
  const count = p.length / 3;
  const whole = d.reduce((sum, x) => sum + x * x, 0);
  const square = (v: readonly number[], i: number) => v[3 * i]! ** 2 + v[3 * i + 1]! ** 2 + v[3 * i + 2]! ** 2;
  const extend = (k: number, taken: number, m: readonly number[], dSquares: number, pSquares: number): boolean => {
    for (let l = k === 0 ? 0 : 1; l < (k === 0 ? 1 : count); l++) {
      if (taken & (1 << l)) continue;
      const sum = m.map((x, i) => x + p[3 * l + Math.floor(i / 3)]! * d[3 * k + (i % 3)]!);
      const dNow = dSquares + square(d, k);
      const pNow = pSquares + square(p, l);
      const overlap = singularValues(sum).reduce((total, s) => total + s, 0);
      const residual = pNow < 1e-12 ? 0 : dNow - overlap ** 2 / pNow;
      if (100 * residual >= limit * whole) continue;
      if (k + 1 === count || extend(k + 1, taken | (1 << l), sum, dNow, pNow)) return true;
    }
    return false;
  };
  return extend(0, 0, new Array<number>(9).fill(0), 0, 0);
}

function greedyAssignment(reference: ArrayLike<number>, ligands: ArrayLike<number>): number[] {
  const count = reference.length / 3;
  const pairs: [number, number, number][] = [];
  for (let k = 0; k < count; k++) {
    for (let j = 0; j < count; j++) {
      const overlap =
        reference[3 * k]! * ligands[3 * j]! +
        reference[3 * k + 1]! * ligands[3 * j + 1]! +
        reference[3 * k + 2]! * ligands[3 * j + 2]!;
      pairs.push([overlap, k, j]);
    }
  }
  pairs.sort((a, b) => b[0] - a[0]);
  const permutation = new Array<number>(count).fill(-1);
  for (const [, k, j] of pairs) if (permutation[k] === -1 && !permutation.includes(j)) permutation[k] = j;
  return permutation;
}

function* permutations(count: number): Generator<number[]> {
  const items = Array.from({ length: count }, (_, i) => i);
  // Heap's algorithm.
  const counters = new Array<number>(count).fill(0);
  yield items;
  for (let i = 1; i < count; ) {
    if (counters[i]! < i) {
      const j = i % 2 === 0 ? 0 : counters[i]!;
      [items[i], items[j]] = [items[j]!, items[i]!];
      yield items;
      counters[i]!++;
      i = 1;
    } else counters[i++] = 0;
  }
}

/** The centre first, centroid of all at the origin. */
function centred(points: ArrayLike<number>): number[] {
  const all = [0, 0, 0, ...Array.from(points)];
  const mean = [0, 1, 2].map((axis) => all.reduce((sum, x, i) => sum + (i % 3 === axis ? x : 0), 0) / (all.length / 3));
  return all.map((x, i) => x - mean[i % 3]!);
}

/** Square roots of the eigenvalues of MᵀM, by Jacobi rotations. */
export function singularValues(m: readonly number[]): number[] {
  const s = [0, 1, 2].map((i) => [0, 1, 2].map((j) => m[i]! * m[j]! + m[3 + i]! * m[3 + j]! + m[6 + i]! * m[6 + j]!));
  for (let sweep = 0; sweep < 8; sweep++) {
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const apq = s[p]![q]!;
      if (Math.abs(apq) < 1e-300) continue;
      const theta = (s[q]![q]! - s[p]![p]!) / (2 * apq);
      const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
      const c = 1 / Math.hypot(t, 1);
      const sn = t * c;
      for (let k = 0; k < 3; k++) {
        const [x, y] = [s[k]![p]!, s[k]![q]!];
        s[k]![p] = c * x - sn * y;
        s[k]![q] = sn * x + c * y;
      }
      for (let k = 0; k < 3; k++) {
        const [x, y] = [s[p]![k]!, s[q]![k]!];
        s[p]![k] = c * x - sn * y;
        s[q]![k] = sn * x + c * y;
      }
    }
  }
  return [0, 1, 2].map((i) => Math.sqrt(Math.max(0, s[i]![i]!)));
}
