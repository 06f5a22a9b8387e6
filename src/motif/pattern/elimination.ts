/**
 * Patterns as sums: polyhedra whose names may coincide are eliminated one after the other. One that hangs on a single other
 * goes into a vector, one between two into a matrix between these (R. Dechter, Artif. Intell. 113 (1999) 41,
 * doi:10.1016/S0004-3702(99)00059-4). Chains, stars, rings and what is built of these vanish in this way, and the time does
 * not grow with the number of their placements. Patterns in which one is left that hangs on three others don't.
 */
import type { MatrixSum, Sums, VectorSum } from './sums.js';

/** Polyhedra by numbers: what hangs on each of them alone, and what stands between two. */
export class SumGraph {
  private readonly vectors = new Map<number, VectorSum | null>();
  /** Keys are `${smaller}-${larger}`, and matrices lead from the smaller number to the larger one. */
  private readonly matrices = new Map<string, MatrixSum>();

  constructor(private readonly sums: Sums) {}

  addPolyhedron(polyhedron: number): void {
    this.vectors.set(polyhedron, null);
  }

  join(from: number, to: number, matrix: MatrixSum): void {
    const forwards = from < to ? matrix : this.sums.reversed(matrix);
    const key = keyOf(from, to);
    const known = this.matrices.get(key);
    this.matrices.set(key, known === undefined ? forwards : this.sums.both(known, forwards));
  }

  /** What stands between two polyhedra; null where nothing does. */
  between(from: number, to: number): MatrixSum | null {
    const matrix = this.matrices.get(keyOf(from, to));
    if (matrix === undefined) return null;
    return from < to ? matrix : this.sums.reversed(matrix);
  }

  vectorOf(polyhedron: number): VectorSum | null {
    return this.vectors.get(polyhedron) ?? null;
  }

  /** The graph of those that are kept, in the way that takes the least work; null where some can't be eliminated. */
  reduced(kept: readonly number[]): SumGraph | null {
    return this.cheapest(kept)?.graph ?? null;
  }

  private cheapest(kept: readonly number[]): { readonly graph: SumGraph; readonly work: Work } | null {
    const others = [...this.vectors.keys()].filter((polyhedron) => !kept.includes(polyhedron));
    if (others.length === 0) return { graph: this, work: new Map() };
    const leaf = others.find((polyhedron) => this.neighboursOf(polyhedron).length === 1);
    if (leaf !== undefined) return this.withoutLeaf(leaf).cheapest(kept);
    let best: { graph: SumGraph; work: Work } | null = null;
    for (const polyhedron of others) {
      if (this.neighboursOf(polyhedron).length !== 2) continue;
      const { graph, made } = this.withoutLink(polyhedron);
      const rest = graph.cheapest(kept);
      if (rest === null) continue;
      // Made once, however often it is used.
      const work = new Map(rest.work).set(made.id, workOf(made));
      if (best === null || total(work) < total(best.work)) best = { graph: rest.graph, work };
    }
    return best;
  }

  private neighboursOf(polyhedron: number): number[] {
    return [...this.vectors.keys()].filter((other) => this.matrices.has(keyOf(polyhedron, other)));
  }

  private withoutLeaf(leaf: number): SumGraph {
    const [neighbour] = this.neighboursOf(leaf) as [number];
    const graph = this.without(leaf);
    const hanging = this.sums.apply(this.between(neighbour, leaf)!, this.vectorOf(leaf));
    graph.vectors.set(neighbour, this.sums.times(this.vectorOf(neighbour), hanging));
    return graph;
  }

  private withoutLink(link: number): { readonly graph: SumGraph; readonly made: MatrixSum } {
    const [from, to] = this.neighboursOf(link) as [number, number];
    const graph = this.without(link);
    const made = this.sums.compose(this.between(from, link)!, this.vectorOf(link), this.between(link, to)!);
    graph.join(from, to, made);
    return { graph, made };
  }

  private without(polyhedron: number): SumGraph {
    const graph = new SumGraph(this.sums);
    for (const [other, vector] of this.vectors) if (other !== polyhedron) graph.vectors.set(other, vector);
    for (const [key, matrix] of this.matrices) {
      if (!key.split('-').includes(String(polyhedron))) graph.matrices.set(key, matrix);
    }
    return graph;
  }
}

/** Of composed matrices, by their ids. */
type Work = Map<number, number>;

/** Polyhedra that so many steps lead to fill a volume. */
function workOf(matrix: MatrixSum): number {
  return matrix.kind === 'compose' ? (matrix.first.length * matrix.second.length) ** 3 : 0;
}

function total(work: Work): number {
  let sum = 0;
  for (const value of work.values()) sum += value;
  return sum;
}

function keyOf(one: number, other: number): string {
  return one < other ? `${one}-${other}` : `${other}-${one}`;
}
