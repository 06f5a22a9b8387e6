/**
 * How many placements of a pattern a crystal has, all of them or those with a certain polyhedron or connection: by sums,
 * without going through the placements, of which there can be millions. All numbers are whole up to the division by the
 * number of automorphisms, and exact up to 2⁵³.
 */
import { automorphisms, connectionsKey, joins } from './automorphisms.js';
import { ConnectionTest, ValueTest } from './criteria.js';
import { SumGraph } from './elimination.js';
import { Evaluation } from './evaluation.js';
import { mergedPatterns } from './merged-names.js';
import type { Pattern } from './pattern.js';
import type { CrystalIndex, QuotientGraphs } from './quotient-graphs.js';
import { Suitable } from './suitable.js';
import { type MatrixSum, Sums, type VectorSum } from './sums.js';
import type { TypeFits } from './type-fits.js';

/** Of one merged pattern, or of several that come to the same. */
interface Term<Value> {
  readonly coefficient: number;
  readonly value: Value;
}

/** Of a connection: what hangs on its ends, and what stands between them beside it. */
interface ConnectionSum {
  readonly from: VectorSum;
  readonly to: VectorSum;
  /** With the connection itself. */
  readonly between: MatrixSum;
}

export class PlacementCounter {
  private readonly sums = new Sums();
  private readonly suitable: Suitable;
  private readonly evaluation: Evaluation;
  /** For each name, the bit of the first one with the same criteria. */
  private readonly nameBits: readonly number[];
  /** For each two names, the bits of the tests of their connections. */
  private readonly testBits: readonly (readonly number[])[];
  private readonly automorphisms: number;
  private crystal = 0 as CrystalIndex;
  /** Of the crystal: it has no placements; they can be summed up; connections span too many cells for that. */
  private outlook: 'nothing' | 'sums' | 'too wide' = 'nothing';
  private readonly ofNames = new Map<number, readonly Term<VectorSum>[] | null>();
  private readonly ofConnections = new Map<string, readonly Term<ConnectionSum>[] | null>();

  constructor(
    private readonly graphs: QuotientGraphs,
    fits: TypeFits,
    { sites, connections }: Pattern,
  ) {
    const siteKeys = sites.map(({ name: _, ...criteria }) => JSON.stringify(criteria));
    this.nameBits = siteKeys.map((key) => 1 << siteKeys.indexOf(key));
    const tests = new Map<string, { readonly bit: number; readonly test: ConnectionTest }>();
    this.testBits = sites.map(({ name }) =>
      sites.map((other) => {
        const criteria = connections.filter((connection) => joins(connection, name, other.name));
        if (criteria.length === 0) return 0;
        const key = connectionsKey(criteria);
        const known = tests.get(key) ?? { bit: 1 << tests.size, test: new ConnectionTest(criteria) };
        tests.set(key, known);
        return known.bit;
      }),
    );
    this.automorphisms = automorphisms({ sites, connections }).length;
    const valueTests = sites.map((criteria) => new ValueTest(criteria));
    this.suitable = new Suitable(
      graphs,
      fits,
      valueTests,
      Array.from(tests.values(), ({ test }) => test),
    );
    this.evaluation = new Evaluation(graphs, this.suitable);
  }

  /** Before its counts: sums that several of them have in common are worked out once for the crystal. */
  begin(crystal: CrystalIndex): void {
    this.crystal = crystal;
    if (!this.suitable.begin(crystal)) this.outlook = 'nothing';
    else this.outlook = this.evaluation.begin(crystal, true) ? 'sums' : 'too wide';
  }

  /**
   * Placements in the cell of the file. Null comes between slices of work.
   *
   * @returns null where placements have to be gone through (`PatternSearch`)
   */
  *count(): Generator<null, number | null> {
    const counts = yield* this.toldByNode(0);
    // Whole numbers are summed up before they are divided.
    return counts === null ? null : counts.reduce((sum, count) => sum + count, 0) / this.automorphisms;
  }

  /**
   * For each node of the crystal, in how many placements of the cell of the file it has the name. Where names can be
   * exchanged, each of the ways to tell a placement counts with the same part of 1.
   *
   * @param name its position in the pattern
   * @returns null as `count`
   */
  *byNode(name: number): Generator<null, Float64Array | null> {
    const counts = yield* this.toldByNode(name);
    return counts?.map((count) => count / this.automorphisms) ?? null;
  }

  private *toldByNode(name: number): Generator<null, Float64Array | null> {
    const terms = this.termsOfName(name);
    const counts = new Float64Array(this.graphs.nodeCount(this.crystal));
    if (terms === null) return null;
    if (this.outlook === 'nothing') return counts;
    if (this.outlook === 'too wide') return null;
    for (const { coefficient, value } of terms) {
      const values = yield* this.evaluation.vector(value);
      for (let node = 0; node < counts.length; node++) counts[node]! += coefficient * values[node]!;
    }
    return counts;
  }

  /** The same for each step of the crystal and the connection between two names, seen from the first one. */
  *byStep(from: number, to: number): Generator<null, Float64Array | null> {
    const { crystal } = this;
    const terms = this.termsOfConnection(from, to);
    const { firstNodes, firstSteps, neighbours } = this.graphs;
    const [firstNode, endNode] = [firstNodes.data[crystal]!, firstNodes.data[crystal + 1]!];
    const first = firstSteps.data[firstNode]!;
    const counts = new Float64Array(firstSteps.data[endNode]! - first);
    if (terms === null) return null;
    if (this.outlook === 'nothing') return counts;
    if (this.outlook === 'too wide') return null;
    for (const { coefficient, value } of terms) {
      const between = yield* this.evaluation.alongSteps(value.between);
      const atFrom = yield* this.evaluation.vector(value.from);
      const atTo = yield* this.evaluation.vector(value.to);
      for (let node = firstNode; node < endNode; node++) {
        for (let step = firstSteps.data[node]!; step < firstSteps.data[node + 1]!; step++) {
          const weight = atFrom[node - firstNode]! * between[step - first]! * atTo[neighbours.data[step]!]!;
          counts[step - first]! += coefficient * weight;
        }
      }
    }
    return counts.map((count) => count / this.automorphisms);
  }

  private termsOfName(name: number): readonly Term<VectorSum>[] | null {
    let terms = this.ofNames.get(name);
    if (terms === undefined) {
      terms = this.terms(
        (blockOf) => [blockOf[name]!],
        (graph, names, [block]) => this.sums.times(this.sums.all(names[block!]!), graph.vectorOf(block!))!,
        ({ id }) => String(id),
      );
      this.ofNames.set(name, terms);
    }
    return terms;
  }

  private termsOfConnection(from: number, to: number): readonly Term<ConnectionSum>[] | null {
    const key = `${from} ${to}`;
    let terms = this.ofConnections.get(key);
    if (terms === undefined) {
      terms = this.terms(
        (blockOf) => [blockOf[from]!, blockOf[to]!],
        (graph, names, blocks) => {
          const [one, other] = blocks as [number, number];
          return {
            from: this.sums.times(this.sums.all(names[one]!), graph.vectorOf(one))!,
            to: this.sums.times(this.sums.all(names[other]!), graph.vectorOf(other))!,
            between: graph.between(one, other)!,
          };
        },
        (sum) => `${sum.from.id} ${sum.to.id} ${sum.between.id}`,
      );
      this.ofConnections.set(key, terms);
    }
    return terms;
  }

  /** Of all merged patterns, with those that come to the same as one; null where one can't be reduced to sums. */
  private terms<Value>(
    keptOf: (blockOf: readonly number[]) => readonly number[],
    read: (graph: SumGraph, names: readonly number[], kept: readonly number[]) => Value,
    keyOf: (value: Value) => string,
  ): readonly Term<Value>[] | null {
    const { nameBits, testBits } = this;
    const terms = new Map<string, Term<Value>>();
    for (const { coefficient, blockOf, blocks } of mergedPatterns(nameBits.length, (a, b) => testBits[a]![b] !== 0)) {
      const names = Array<number>(blocks).fill(0);
      for (const [name, block] of blockOf.entries()) names[block]! |= nameBits[name]!;
      const graph = new SumGraph(this.sums);
      for (let block = 0; block < blocks; block++) graph.addPolyhedron(block);
      const tests = new Map<string, number>();
      for (const [name, block] of blockOf.entries()) {
        for (const [other, otherBlock] of blockOf.entries()) {
          const bits = testBits[name]![other]!;
          if (bits === 0 || block > otherBlock) continue;
          const key = `${block} ${otherBlock}`;
          tests.set(key, (tests.get(key) ?? 0) | bits);
        }
      }
      for (const [key, bits] of tests) {
        const [block, other] = key.split(' ').map(Number) as [number, number];
        graph.join(block, other, this.sums.connected(bits, names[block]!, names[other]!));
      }
      const kept = keptOf(blockOf);
      const reduced = graph.reduced(kept);
      if (reduced === null) return null;
      const value = read(reduced, names, kept);
      const valueKey = keyOf(value);
      terms.set(valueKey, { value, coefficient: coefficient + (terms.get(valueKey)?.coefficient ?? 0) });
    }
    return [...terms.values()].filter((term) => term.coefficient !== 0);
  }
}
