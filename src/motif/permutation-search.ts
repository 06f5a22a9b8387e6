/**
 * The best permutation of a shape's ligands on a target's points, exactly.
 *
 * For centred, normalised points d (shape) and p (target) the overlap of a permutation σ is
 * T(σ) = max over R of Σₖ dₖ·R·p_σ(k) = ‖Σₖ p_σ(k) dₖᵀ‖ (nuclear norm), and the symmetry measure is 100·(1 − T²), scale
 * included. The search assigns one ligand after the other and drops a partial assignment A (centre included) as soon as
 * no completion can beat the best overlap known, by two bounds (rest: what is not in A; N points in all):
 *
 * 1. T ≤ ‖M_A‖ + |p_rest|·|d_rest|, with M_A = Σ_A p dᵀ, by Cauchy–Schwarz;
 * 2. N·T = Σ_{i<j} (dᵢ − dⱼ)·R·(pᵢ − pⱼ), since both sets are centred. Of these pairs
 *    - those inside A sum to at most ‖|A|·M_A − (Σ_A p)(Σ_A d)ᵀ‖;
 *    - those between A and the rest to at most the best assignment of the rest by Σ_{a∈A} |dⱼ − d_a|·|p_l − p_a|, which
 *      the sums of row or of column maxima bound;
 *    - those inside the rest to at most the product of both lists of distances, each sorted (rearrangement inequality).
 *
 * Of assignments that the target's own symmetry makes equal one is tried: the next ligand goes to one point of each
 * orbit of the symmetries that keep the points already taken.
 *
 * Many ligands are searched in parts: in the best permutation the squared residuals of all ligands sum to at most
 * 1 − T². Go round the parts in a circle; from one of them on, the first part's residuals are at most their share of this
 * sum, those of the first two parts at most theirs, and so on (the cycle lemma). So one search is made for each part,
 * beginning with it, and keeps the partial assignments A (without the centre) that satisfy this with the residual
 * |d_A|² − ‖M_A‖²/|p_A|² of A alone: far fewer.
 */
import { nuclearNormBound, nuclearNormIsBelow } from './nuclear-norm.js';
import type { Arrangement, Shape } from './shape.js';
import type { Target } from './target.js';

/** Centre and 20 ligands. */
const MAX_COUNT = 21;
const SLAB = MAX_COUNT * MAX_COUNT;

/** Overlaps nearer than this are not told apart: 2e-7 in the symmetry measure. */
export const OVERLAP_TOLERANCE = 1e-9;

/** The bound of an assignment that can't beat the best one known. */
const HOPELESS = -1;

export class PermutationSearch {
  /** Point of the target, counted from 0 without the centre, of each ligand in the best permutation found. */
  readonly best = new Uint8Array(MAX_COUNT);
  /** Partial assignments looked at since the search was made. */
  nodes = 0;

  private count = 0;
  private arrangement!: Arrangement;
  private target!: Target;
  private overlap = 0;
  private found = false;
  /** Points of the target that are taken, as bits. */
  private taken = 1;
  private readonly assigned = new Uint8Array(MAX_COUNT);
  // One slot for each number of assigned points k.
  private readonly correlation = new Float64Array(9 * (MAX_COUNT + 1));
  private readonly pairCorrelation = new Float64Array(9);
  private readonly ligandCorrelation = new Float64Array(9);
  private readonly sumOfTarget = new Float64Array(3 * (MAX_COUNT + 1));
  private readonly sumOfShape = new Float64Array(3 * (MAX_COUNT + 1));
  /** cross[k][j][l] = Σ_a |d_j − d_a|·|p_l − p_a| over the k assigned points. */
  private readonly cross = new Float64Array((MAX_COUNT + 1) * SLAB);
  private readonly columnMaxima = new Float64Array(MAX_COUNT);
  private readonly bounds = new Float64Array((MAX_COUNT + 1) * MAX_COUNT);
  private readonly candidates = new Uint8Array((MAX_COUNT + 1) * MAX_COUNT);

  /** No permutation overlaps more than this: bound 2 with the centre alone assigned. */
  rootBound(shape: Shape, target: Target): number {
    this.begin(shape, shape.arrangements[0]!, target);
    return (this.crossBound(0, 0) + this.restBound(1)) / shape.count;
  }

  /**
   * The largest overlap above `floor`, with its permutation in `best`; null when there is none.
   * Shape and target must have the same number of points.
   */
  run(shape: Shape, target: Target, floor: number): number | null {
    this.overlap = floor;
    this.found = false;
    let restSquares = 1;
    for (let axis = 0; axis < 3; axis++) restSquares -= target.points[axis]! ** 2;
    for (const arrangement of shape.arrangements) {
      this.begin(shape, arrangement, target);
      this.assign(1, restSquares, target.symmetries);
    }
    return this.found ? this.overlap : null;
  }

  private begin({ count }: Shape, arrangement: Arrangement, target: Target): void {
    this.count = count;
    this.arrangement = arrangement;
    this.target = target;
    this.taken = 1;
    // The centre is assigned to the centre; the slots of no assigned points are zero.
    this.addToCorrelation(0, 0);
    this.addToCross(0, 0);
  }

  /** Assigns point k of the shape; `restSquares`: the sum of squares of the target's points not taken. */
  private assign(k: number, restSquares: number, symmetries: readonly Uint8Array[]): void {
    const { count, bounds, candidates } = this;
    const p = this.target.points;
    const slot = k * MAX_COUNT;
    let kept = 0;
    let seen = 0;
    for (let l = 1; l < count; l++) {
      if ((this.taken | seen) & (1 << l)) continue;
      if (symmetries.length > 1) for (const images of symmetries) seen |= 1 << images[l]!;
      this.nodes++;
      const bound = this.boundWith(k, l, restSquares);
      if (bound === HOPELESS) continue;
      if (k === count - 1) {
        this.assigned[k] = l;
        this.keep(bound);
        continue;
      }
      let at = slot + kept++;
      for (; at > slot && bounds[at - 1]! < bound; at--) {
        bounds[at] = bounds[at - 1]!;
        candidates[at] = candidates[at - 1]!;
      }
      bounds[at] = bound;
      candidates[at] = l;
    }
    for (let at = slot; at < slot + kept; at++) {
      if (bounds[at]! <= this.overlap + OVERLAP_TOLERANCE) break;
      const l = candidates[at]!;
      this.assigned[k] = l;
      this.taken |= 1 << l;
      this.addToCorrelation(k, l);
      this.addToCross(k, l);
      const square = p[3 * l]! ** 2 + p[3 * l + 1]! ** 2 + p[3 * l + 2]! ** 2;
      const keeping = symmetries.length > 1 ? symmetries.filter((images) => images[l] === l) : symmetries;
      this.assign(k + 1, restSquares - square, keeping);
      this.taken &= ~(1 << l);
    }
  }

  /**
   * What overlap is possible when point k goes to l; the overlap itself when k is the last; HOPELESS when it is no better
   * than the best known.
   */
  private boundWith(k: number, l: number, restSquares: number): number {
    const { count, correlation, pairCorrelation, sumOfTarget, sumOfShape } = this;
    const { radiusFrom, shares } = this.arrangement;
    const p = this.target.points;
    const needed = this.overlap + OVERLAP_TOLERANCE;
    const at = 9 * (k + 1);
    this.addToCorrelation(k, l);
    if (k === count - 1) {
      return nuclearNormIsBelow(correlation, at, needed) ? HOPELESS : nuclearNormBound(correlation, at);
    }
    const left = Math.max(0, restSquares - p[3 * l]! ** 2 - p[3 * l + 1]! ** 2 - p[3 * l + 2]! ** 2);
    if (shares[k]! < 1 && this.exceedsShare(k, left)) return HOPELESS;
    const radial = Math.sqrt(left) * radiusFrom[k + 1]!;
    if (nuclearNormIsBelow(correlation, at, needed - radial)) return HOPELESS;
    const sums = 3 * (k + 1);
    const s0 = sumOfShape[sums]!;
    const s1 = sumOfShape[sums + 1]!;
    const s2 = sumOfShape[sums + 2]!;
    for (let r = 0; r < 3; r++) {
      const ofTarget = sumOfTarget[sums + r]!;
      const row = 3 * r;
      pairCorrelation[row] = (k + 1) * correlation[at + row]! - ofTarget * s0;
      pairCorrelation[row + 1] = (k + 1) * correlation[at + row + 1]! - ofTarget * s1;
      pairCorrelation[row + 2] = (k + 1) * correlation[at + row + 2]! - ofTarget * s2;
    }
    this.taken |= 1 << l;
    const outside = this.crossBound(k, l) + this.restBound(k + 1);
    this.taken &= ~(1 << l);
    if (nuclearNormIsBelow(pairCorrelation, 0, count * needed - outside)) return HOPELESS;
    return Math.min(
      nuclearNormBound(correlation, at) + radial,
      (nuclearNormBound(pairCorrelation, 0) + outside) / count,
    );
  }

  /** Whether the ligands 1 … k keep more than the share of the residual that their parts are allowed. */
  private exceedsShare(k: number, restSquares: number): boolean {
    const { correlation, ligandCorrelation } = this;
    const { radiusFrom, points, shares } = this.arrangement;
    const p = this.target.points;
    let squares = 1 - restSquares;
    for (let r = 0; r < 3; r++) {
      squares -= p[r]! * p[r]!;
      for (let c = 0; c < 3; c++) {
        ligandCorrelation[3 * r + c] = correlation[9 * (k + 1) + 3 * r + c]! - p[r]! * points[c]!;
      }
    }
    // residual = |d_A|² − overlap²/|p_A|² > allowed
    const allowed = shares[k]! * (1 - Math.max(0, this.overlap) ** 2);
    const smallest = squares * (radiusFrom[1]! ** 2 - radiusFrom[k + 1]! ** 2 - allowed);
    return smallest > 0 && nuclearNormIsBelow(ligandCorrelation, 0, Math.sqrt(smallest));
  }

  private keep(overlap: number): void {
    const { assigned, best } = this;
    this.overlap = overlap;
    this.found = true;
    this.arrangement.ligands.forEach((ligand, position) => {
      best[ligand] = assigned[position + 1]! - 1;
    });
  }

  private addToCorrelation(k: number, l: number): void {
    const { correlation, sumOfTarget, sumOfShape } = this;
    const p = this.target.points;
    const d = this.arrangement.points;
    const d0 = d[3 * k]!;
    const d1 = d[3 * k + 1]!;
    const d2 = d[3 * k + 2]!;
    const sums = 3 * k;
    sumOfShape[sums + 3] = sumOfShape[sums]! + d0;
    sumOfShape[sums + 4] = sumOfShape[sums + 1]! + d1;
    sumOfShape[sums + 5] = sumOfShape[sums + 2]! + d2;
    for (let r = 0; r < 3; r++) {
      const x = p[3 * l + r]!;
      const from = 9 * k + 3 * r;
      sumOfTarget[sums + 3 + r] = sumOfTarget[sums + r]! + x;
      correlation[from + 9] = correlation[from]! + x * d0;
      correlation[from + 10] = correlation[from + 1]! + x * d1;
      correlation[from + 11] = correlation[from + 2]! + x * d2;
    }
  }

  private addToCross(k: number, l: number): void {
    const { cross, count, taken } = this;
    const { distances } = this.arrangement;
    const fromTarget = this.target.distances;
    const from = k * SLAB;
    for (let j = k + 1; j < count; j++) {
      const distance = distances[j * count + k]!;
      const row = from + j * MAX_COUNT;
      for (let m = 1; m < count; m++) {
        if (taken & (1 << m)) continue;
        cross[row + SLAB + m] = cross[row + m]! + distance * fromTarget[l * count + m]!;
      }
    }
  }

  /** Bound on the pairs between the assigned points, k on l the last of them, and the rest; `taken` includes l. */
  private crossBound(k: number, l: number): number {
    const { cross, count, taken, columnMaxima } = this;
    const { distances } = this.arrangement;
    const fromTarget = this.target.distances;
    const from = k * SLAB;
    for (let m = 1; m < count; m++) columnMaxima[m] = 0;
    let rows = 0;
    for (let j = k + 1; j < count; j++) {
      const distance = distances[j * count + k]!;
      const row = from + j * MAX_COUNT;
      let largest = 0;
      for (let m = 1; m < count; m++) {
        if (taken & (1 << m)) continue;
        const value = cross[row + m]! + distance * fromTarget[l * count + m]!;
        if (value > largest) largest = value;
        if (value > columnMaxima[m]!) columnMaxima[m] = value;
      }
      rows += largest;
    }
    let columns = 0;
    for (let m = 1; m < count; m++) columns += columnMaxima[m]!;
    return Math.min(rows, columns);
  }

  /** Bound on the pairs inside the rest when k points are assigned. */
  private restBound(k: number): number {
    const { pairDistances, pairMasks } = this.target;
    const distances = this.arrangement.distancesFrom[k];
    if (distances === undefined) return 0;
    let sum = 0;
    for (let pair = 0, at = 0; at < distances.length; pair++) {
      if (pairMasks[pair]! & this.taken) continue;
      sum += pairDistances[pair]! * distances[at++]!;
    }
    return sum;
  }
}
