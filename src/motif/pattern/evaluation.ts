/** Works out sums over the polyhedra of one crystal, with what they have in common once. */
import type { CrystalIndex, QuotientGraphs } from './quotient-graphs.js';
import type { MatrixSum, VectorSum } from './sums.js';
import type { Suitable } from './suitable.js';
import { imageOf } from './translations.js';
import { LARGEST_PATTERN } from './pattern.js';

/** Between pauses: additions, of some nanoseconds each. */
const ADDITIONS_OF_A_SLICE = 100_000;

/** Pairs of polyhedra that one row can have: cells that connections of a pattern lead to, times polyhedra of a cell. */
const LONGEST_ROW = 2 ** 22;

/** Rows by node: entries `starts[i]` to `starts[i + 1]` lead to the node `nodes[e]`, `shifts[e]` (see `Evaluation`) away. */
interface Matrix {
  readonly starts: Int32Array;
  readonly nodes: readonly number[];
  readonly shifts: readonly number[];
  readonly values: readonly number[];
}

export class Evaluation {
  private crystal = 0 as CrystalIndex;
  private nodes = 0;
  private vectors = new Map<number, Float64Array>();
  private matrices = new Map<number, Matrix>();
  private additions = 0;
  /** Images of translations, by the numbers of these. */
  private readonly images: (readonly [number, number, number])[] = [];
  /**
   * A place for each polyhedron that can be reached: cells in rows of (2 × reach + 1), times nodes. The shift to another cell
   * is a difference of places, so that shifts are added like translations.
   */
  private places = new Float64Array(0);
  private strides: readonly [number, number, number] = [0, 0, 0];
  private centre = 0;

  constructor(
    private readonly graphs: QuotientGraphs,
    private readonly suitable: Suitable,
  ) {}

  /**
   * @param withPlaces whether matrices will be composed
   * @returns false where connections span so many cells that the pairs of polyhedra do not fit into memory
   */
  begin(crystal: CrystalIndex, withPlaces: boolean): boolean {
    this.crystal = crystal;
    this.nodes = this.graphs.nodeCount(crystal);
    this.vectors = new Map();
    this.matrices = new Map();
    return !withPlaces || this.makePlaces();
  }

  /** A number for each node. */
  *vector(sum: VectorSum): Generator<null, Float64Array> {
    const known = this.vectors.get(sum.id);
    if (known !== undefined) return known;
    const values = new Float64Array(this.nodes);
    this.vectors.set(sum.id, values);
    if (sum.kind === 'all') {
      for (let node = 0; node < this.nodes; node++) values[node] = this.suits(node, sum.names) ? 1 : 0;
    } else if (sum.kind === 'times') {
      values.fill(1);
      for (const factor of sum.factors) {
        const others = yield* this.vector(factor);
        for (let node = 0; node < this.nodes; node++) values[node]! *= others[node]!;
      }
    } else {
      const { starts, nodes, values: entries } = yield* this.matrix(sum.matrix);
      const weights = sum.vector === null ? null : yield* this.vector(sum.vector);
      for (let node = 0; node < this.nodes; node++) {
        let total = 0;
        for (let entry = starts[node]!; entry < starts[node + 1]!; entry++) {
          total += weights === null ? entries[entry]! : entries[entry]! * weights[nodes[entry]!]!;
        }
        values[node] = total;
      }
      this.additions += entries.length;
      if (this.isSliceOver()) yield null;
    }
    return values;
  }

  /** For each step of the crystal, the entry of the matrix that it leads to. */
  *alongSteps(sum: MatrixSum): Generator<null, Float64Array> {
    const { firstNodes, firstSteps, neighbours, steps } = this.graphs;
    const matrix = yield* this.matrix(sum);
    const firstNode = firstNodes.data[this.crystal]!;
    const first = firstSteps.data[firstNode]!;
    const values = new Float64Array(firstSteps.data[firstNode + this.nodes]! - first);
    for (let node = 0; node < this.nodes; node++) {
      this.scatter(matrix, node);
      for (let step = firstSteps.data[firstNode + node]!; step < firstSteps.data[firstNode + node + 1]!; step++) {
        values[step - first] = this.places[this.centre + this.shiftOf(steps.data[step]!) + neighbours.data[step]!]!;
      }
      this.clear(matrix, node);
      this.additions += 2 * (matrix.starts[node + 1]! - matrix.starts[node]!);
      if (this.isSliceOver()) yield null;
    }
    return values;
  }

  private *matrix(sum: MatrixSum): Generator<null, Matrix> {
    const known = this.matrices.get(sum.id);
    if (known !== undefined) return known;
    let matrix: Matrix;
    switch (sum.kind) {
      case 'connected':
        matrix = this.connected(sum.tests, sum.names, sum.otherNames);
        break;
      case 'compose': {
        const first = yield* this.matrix(sum.first);
        const second = yield* this.matrix(sum.second);
        const weights = sum.vector === null ? null : yield* this.vector(sum.vector);
        matrix = yield* this.composed(first, weights, second);
        break;
      }
      case 'both': {
        const first = yield* this.matrix(sum.first);
        const second = yield* this.matrix(sum.second);
        matrix = yield* this.both(first, second);
      }
    }
    this.matrices.set(sum.id, matrix);
    return matrix;
  }

  private connected(tests: number, names: number, otherNames: number): Matrix {
    const { firstNodes, firstSteps, neighbours, classes, steps } = this.graphs;
    const rows = new Rows(this.nodes);
    const firstNode = firstNodes.data[this.crystal]!;
    for (let node = 0; node < this.nodes; node++) {
      if (this.suits(node, names)) {
        for (let step = firstSteps.data[firstNode + node]!; step < firstSteps.data[firstNode + node + 1]!; step++) {
          const other = neighbours.data[step]!;
          if ((this.suitable.passed[classes.data[step]!]! & tests) !== tests || !this.suits(other, otherNames))
            continue;
          rows.add(other, this.shiftOf(steps.data[step]!), 1);
        }
      }
      rows.end(node);
    }
    return rows;
  }

  private *composed(first: Matrix, weights: Float64Array | null, second: Matrix): Generator<null, Matrix> {
    const { places, centre } = this;
    const rows = new Rows(this.nodes);
    /** Places that the row reaches, and for each the node there. */
    const touched: number[] = [];
    for (let node = 0; node < this.nodes; node++) {
      for (let entry = first.starts[node]!; entry < first.starts[node + 1]!; entry++) {
        const middle = first.nodes[entry]!;
        const weight = first.values[entry]! * (weights === null ? 1 : weights[middle]!);
        if (weight === 0) continue;
        const from = centre + first.shifts[entry]!;
        for (let next = second.starts[middle]!; next < second.starts[middle + 1]!; next++) {
          const place = from + second.shifts[next]! + second.nodes[next]!;
          if (places[place] === 0) touched.push(place);
          places[place]! += weight * second.values[next]!;
        }
        this.additions += second.starts[middle + 1]! - second.starts[middle]!;
      }
      for (let i = 0; i < touched.length; i++) {
        const place = touched[i]!;
        const reached = place % this.nodes;
        rows.add(reached, place - centre - reached, places[place]!);
        places[place] = 0;
      }
      this.additions += 4 * touched.length;
      touched.length = 0;
      rows.end(node);
      if (this.isSliceOver()) yield null;
    }
    return rows;
  }

  /** @param first the one with fewer entries */
  private *both(first: Matrix, second: Matrix): Generator<null, Matrix> {
    const rows = new Rows(this.nodes);
    for (let node = 0; node < this.nodes; node++) {
      this.scatter(second, node);
      for (let entry = first.starts[node]!; entry < first.starts[node + 1]!; entry++) {
        const [reached, shift] = [first.nodes[entry]!, first.shifts[entry]!];
        const value = this.places[this.centre + shift + reached]!;
        if (value !== 0) rows.add(reached, shift, first.values[entry]! * value);
      }
      this.clear(second, node);
      rows.end(node);
      this.additions += 2 * (second.starts[node + 1]! - second.starts[node]!);
      if (this.isSliceOver()) yield null;
    }
    return rows;
  }

  private scatter({ starts, nodes, shifts, values }: Matrix, node: number): void {
    for (let entry = starts[node]!; entry < starts[node + 1]!; entry++) {
      this.places[this.centre + shifts[entry]! + nodes[entry]!] = values[entry]!;
    }
  }

  private clear({ starts, nodes, shifts }: Matrix, node: number): void {
    for (let entry = starts[node]!; entry < starts[node + 1]!; entry++) {
      this.places[this.centre + shifts[entry]! + nodes[entry]!] = 0;
    }
  }

  private suits(node: number, names: number): boolean {
    const { polyhedra, firstNodes } = this.graphs;
    return (this.suitable.names[polyhedra.data[firstNodes.data[this.crystal]! + node]!]! & names) === names;
  }

  private makePlaces(): boolean {
    const { firstNodes, firstSteps, steps } = this.graphs;
    const firstNode = firstNodes.data[this.crystal]!;
    const reach = [0, 0, 0];
    for (let step = firstSteps.data[firstNode]!; step < firstSteps.data[firstNode + this.nodes]!; step++) {
      const image = this.imageOf(steps.data[step]!);
      for (let axis = 0; axis < 3; axis++) reach[axis] = Math.max(reach[axis]!, Math.abs(image[axis]!));
    }
    // No two polyhedra of a pattern are farther apart than by a connection between each two names.
    const [x, y, z] = reach.map((cells) => 2 * (LARGEST_PATTERN - 1) * cells + 1) as [number, number, number];
    const length = x * y * z * this.nodes;
    if (length > LONGEST_ROW) return false;
    this.strides = [y * z * this.nodes, z * this.nodes, this.nodes];
    this.centre = ((x * y * z - 1) / 2) * this.nodes;
    if (this.places.length < length) this.places = new Float64Array(length);
    return true;
  }

  /** @param translation its number */
  private shiftOf(translation: number): number {
    const [i, j, k] = this.imageOf(translation);
    return i * this.strides[0] + j * this.strides[1] + k * this.strides[2];
  }

  private imageOf(translation: number): readonly [number, number, number] {
    this.images[translation] ??= imageOf(this.graphs.translations.codes.data[translation]!);
    return this.images[translation]!;
  }

  private isSliceOver(): boolean {
    if (this.additions < ADDITIONS_OF_A_SLICE) return false;
    this.additions = 0;
    return true;
  }
}

class Rows implements Matrix {
  readonly starts: Int32Array;
  readonly nodes: number[] = [];
  readonly shifts: number[] = [];
  readonly values: number[] = [];

  constructor(nodes: number) {
    this.starts = new Int32Array(nodes + 1);
  }

  add(node: number, shift: number, value: number): void {
    this.nodes.push(node);
    this.shifts.push(shift);
    this.values.push(value);
  }

  /** Rows end in their order. */
  end(node: number): void {
    this.starts[node + 1] = this.nodes.length;
  }
}
