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
import { nuclearNormBound } from './nuclear-norm.js';
import type { Arrangement, Shape } from './shape.js';
import type { Target } from './target.js';

/** Centre and 20 ligands. */
const MAX_COUNT = 21;

/** Overlaps nearer than this are not told apart: 2e-7 in the symmetry measure. */
export const OVERLAP_TOLERANCE = 1e-9;

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
  private readonly cross = new Float64Array((MAX_COUNT + 1) * MAX_COUNT * MAX_COUNT);
  private readonly bounds = new Float64Array((MAX_COUNT + 1) * MAX_COUNT);
  private readonly candidates = new Uint8Array((MAX_COUNT + 1) * MAX_COUNT);

  /** No permutation overlaps more than this: bound 2 with the centre alone assigned. */
  rootBound(shape: Shape, target: Target): number {
    this.begin(shape, shape.arrangements[0]!, target);
    return (this.crossBound(1) + this.restBound(1)) / shape.count;
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
    const { points, distances } = arrangement;
    this.count = count;
    this.arrangement = arrangement;
    this.target = target;
    this.taken = 1;
    for (let r = 0; r < 3; r++) {
      this.sumOfTarget[3 + r] = target.points[r]!;
      this.sumOfShape[3 + r] = points[r]!;
      for (let c = 0; c < 3; c++) this.correlation[9 + 3 * r + c] = target.points[r]! * points[c]!;
    }
    const base = MAX_COUNT * MAX_COUNT;
    for (let j = 1; j < count; j++) {
      for (let l = 1; l < count; l++) this.cross[base + j * MAX_COUNT + l] = distances[j]! * target.distances[l]!;
    }
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
      if (bound <= this.overlap + OVERLAP_TOLERANCE) continue;
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
      this.addToCorrelation(k, l);
      this.addToCross(k, l);
      this.taken |= 1 << l;
      const square = p[3 * l]! ** 2 + p[3 * l + 1]! ** 2 + p[3 * l + 2]! ** 2;
      const keeping = symmetries.length > 1 ? symmetries.filter((images) => images[l] === l) : symmetries;
      this.assign(k + 1, restSquares - square, keeping);
      this.taken &= ~(1 << l);
    }
  }

  /** What overlap is possible when point k goes to l; the overlap itself when k is the last. */
  private boundWith(k: number, l: number, restSquares: number): number {
    const { count } = this;
    const { radiusFrom, shares } = this.arrangement;
    const p = this.target.points;
    this.addToCorrelation(k, l);
    const assigned = nuclearNormBound(this.correlation, 9 * (k + 1));
    if (k === count - 1) return assigned;
    const square = p[3 * l]! ** 2 + p[3 * l + 1]! ** 2 + p[3 * l + 2]! ** 2;
    const radial = assigned + Math.sqrt(Math.max(0, restSquares - square)) * radiusFrom[k + 1]!;
    if (radial <= this.overlap + OVERLAP_TOLERANCE) return radial;
    if (shares[k]! < 1 && this.exceedsShare(k, restSquares - square)) return 0;
    const sp = 3 * (k + 1);
    for (let r = 0; r < 3; r++) {
      for (let c = 0; c < 3; c++) {
        this.pairCorrelation[3 * r + c] =
          (k + 1) * this.correlation[9 * (k + 1) + 3 * r + c]! - this.sumOfTarget[sp + r]! * this.sumOfShape[sp + c]!;
      }
    }
    const inside = nuclearNormBound(this.pairCorrelation, 0);
    this.taken |= 1 << l;
    this.addToCross(k, l);
    const pairs = (inside + this.crossBound(k + 1) + this.restBound(k + 1)) / count;
    this.taken &= ~(1 << l);
    return Math.min(radial, pairs);
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
    const overlap = nuclearNormBound(ligandCorrelation, 0);
    const residual = radiusFrom[1]! ** 2 - radiusFrom[k + 1]! ** 2 - (overlap * overlap) / squares;
    const allowed = 1 - Math.max(0, this.overlap) ** 2;
    return residual > shares[k]! * allowed;
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
    for (let r = 0; r < 3; r++) {
      sumOfTarget[3 * (k + 1) + r] = sumOfTarget[3 * k + r]! + p[3 * l + r]!;
      sumOfShape[3 * (k + 1) + r] = sumOfShape[3 * k + r]! + d[3 * k + r]!;
      for (let c = 0; c < 3; c++) {
        correlation[9 * (k + 1) + 3 * r + c] = correlation[9 * k + 3 * r + c]! + p[3 * l + r]! * d[3 * k + c]!;
      }
    }
  }

  private addToCross(k: number, l: number): void {
    const { cross, count } = this;
    const { distances } = this.arrangement;
    const fromTarget = this.target.distances;
    const from = k * MAX_COUNT * MAX_COUNT;
    const to = from + MAX_COUNT * MAX_COUNT;
    for (let j = k + 1; j < count; j++) {
      const distance = distances[j * count + k]!;
      const row = j * MAX_COUNT;
      for (let m = 1; m < count; m++) {
        cross[to + row + m] = cross[from + row + m]! + distance * fromTarget[l * count + m]!;
      }
    }
  }

  /** Bound on the pairs between the k assigned points and the rest. */
  private crossBound(k: number): number {
    const { cross, taken, count } = this;
    const from = k * MAX_COUNT * MAX_COUNT;
    let rows = 0;
    for (let j = k; j < count; j++) {
      let largest = 0;
      for (let l = 1; l < count; l++) {
        const value = cross[from + j * MAX_COUNT + l]!;
        if (value > largest && !(taken & (1 << l))) largest = value;
      }
      rows += largest;
    }
    let columns = 0;
    for (let l = 1; l < count; l++) {
      if (taken & (1 << l)) continue;
      let largest = 0;
      for (let j = k; j < count; j++) {
        const value = cross[from + j * MAX_COUNT + l]!;
        if (value > largest) largest = value;
      }
      columns += largest;
    }
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
