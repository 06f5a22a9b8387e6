/** The search of one crystal for a pattern, polyhedron by polyhedron, which can stop after any number of steps and go on. */
import type { Placing, Plan } from './plan.js';
import type { CrystalIndex, QuotientGraphs } from './quotient-graphs.js';
import type { TypeFits } from './type-fits.js';

export type Outcome = 'found' | 'exhausted' | 'paused';

/**
 * Depth d of the search has placed a node in a cell (a lattice translation as one number, `Translations`): that of the first
 * name is the cell 0. It finds each placement of the pattern once, up to lattice translations.
 */
export class Walk {
  private crystal = 0 as CrystalIndex;
  private depth = -1;
  /** Steps left before the next pause. */
  private left: number;
  /** Of each polyhedron of the crystal, a bit for each name that it can be. */
  private names = new Uint8Array(0);
  /** Of each class of connections of the crystal, a bit for each test of the plan that it passes. */
  private passed = new Uint16Array(0);
  private readonly nodes: Int32Array;
  private readonly cells: Float64Array;
  /** What is tried next at each depth, and where that ends: nodes at depth 0, steps at others. */
  private readonly next: Uint32Array;
  private readonly ends: Uint32Array;

  /** @param slice steps between two pauses, however many placements are found and crystals searched meanwhile */
  constructor(
    private readonly graphs: QuotientGraphs,
    private readonly fits: TypeFits,
    private readonly plan: Plan,
    private readonly slice: number,
  ) {
    this.left = slice;
    const depths = plan.placings.length;
    this.nodes = new Int32Array(depths);
    this.cells = new Float64Array(depths);
    this.next = new Uint32Array(depths);
    this.ends = new Uint32Array(depths);
  }

  begin(crystal: CrystalIndex): void {
    this.fits.update();
    this.crystal = crystal;
    this.next[0] = 0;
    this.ends[0] = this.graphs.nodeCount(crystal);
    // Most crystals lack a polyhedron or a connection altogether, which is found without a search.
    this.depth = this.testPolyhedra() && this.testClasses() ? 0 : -1;
  }

  /** On to the next placement, or to the next pause. */
  advance(): Outcome {
    const { nodes, cells, next, ends, names, passed, crystal } = this;
    const { placings } = this.plan;
    const { neighbours, steps: translations, firstSteps, classes, polyhedra } = this.graphs;
    const codes = this.graphs.translations.codes.data;
    const firstNode = this.graphs.firstNodes.data[crystal]!;
    const last = placings.length - 1;
    let left = this.left;
    let depth = this.depth;
    while (depth >= 0) {
      if (next[depth] === ends[depth]) {
        depth--;
        continue;
      }
      if (left <= 0) {
        this.depth = depth;
        this.left = this.slice;
        return 'paused';
      }
      left--;
      const at = next[depth]!++;
      const placing = placings[depth]!;
      let node = at;
      let cell = 0;
      if (placing.anchor !== null) {
        if ((passed[classes.data[at]!]! & placing.anchor.bit) === 0) continue;
        node = neighbours.data[at]!;
        cell = cells[placing.anchor.depth]! + codes[translations.data[at]!]!;
      }
      if ((names[polyhedra.data[firstNode + node]!]! & (1 << placing.name)) === 0) continue;
      if (!this.isFree(placing, depth, node, cell) || !this.closes(placing, node, cell)) continue;
      nodes[depth] = node;
      cells[depth] = cell;
      if (depth === last) {
        this.depth = depth;
        this.left = left;
        return 'found';
      }
      depth++;
      const anchor = firstNode + nodes[placings[depth]!.anchor!.depth]!;
      next[depth] = firstSteps.data[anchor]!;
      ends[depth] = firstSteps.data[anchor + 1]!;
    }
    this.depth = depth;
    this.left = left;
    return 'exhausted';
  }

  /** After 'found': what is placed at a depth. */
  nodeAt(depth: number): number {
    return this.nodes[depth]!;
  }

  cellAt(depth: number): number {
    return this.cells[depth]!;
  }

  /** After 'found': number of the class of the connection between two depths, in the columns of all classes. */
  classBetween(depth: number, other: number): number {
    const { graphs, crystal, nodes, cells } = this;
    return graphs.classBetween(crystal, nodes[depth]!, nodes[other]!, cells[other]! - cells[depth]!);
  }

  /** @returns false where no polyhedron can be one of the names. */
  private testPolyhedra(): boolean {
    const { graphs, crystal, fits } = this;
    const { valueTests } = this.plan;
    const first = graphs.firstPolyhedra.data[crystal]!;
    const count = graphs.firstPolyhedra.data[crystal + 1]! - first;
    if (this.names.length < count) this.names = new Uint8Array(count);
    let any = 0;
    for (let i = 0; i < count; i++) {
      let mask = fits.masks[graphs.types.data[first + i]!]!;
      for (let name = 0; name < valueTests.length; name++) {
        if ((mask & (1 << name)) !== 0 && !valueTests[name]!.fits(graphs, first + i)) mask &= ~(1 << name);
      }
      this.names[i] = mask;
      any |= mask;
    }
    this.left -= count;
    return any === 2 ** valueTests.length - 1;
  }

  /** @returns false where one of the tests is passed by no connection. */
  private testClasses(): boolean {
    const { graphs, crystal } = this;
    const { connectionTests } = this.plan;
    const first = graphs.firstClasses.data[crystal]!;
    const count = graphs.firstClasses.data[crystal + 1]! - first;
    if (this.passed.length < count) this.passed = new Uint16Array(count);
    let any = 0;
    for (let i = 0; i < count; i++) {
      let mask = 0;
      for (let test = 0; test < connectionTests.length; test++) {
        if (connectionTests[test]!.fits(graphs, first + i)) mask |= 1 << test;
      }
      this.passed[i] = mask;
      any |= mask;
    }
    this.left -= count * connectionTests.length;
    return any === 2 ** connectionTests.length - 1;
  }

  /** Whether no other name stands for this polyhedron, and the order of exchangeable ones is kept. */
  private isFree({ above, below }: Placing, depth: number, node: number, cell: number): boolean {
    for (let other = 0; other < depth; other++) {
      if (this.nodes[other] === node && this.cells[other] === cell) return false;
    }
    for (let i = 0; i < above.length; i++) if (!this.comesBefore(above[i]!, node, cell)) return false;
    for (let i = 0; i < below.length; i++) if (this.comesBefore(below[i]!, node, cell)) return false;
    return true;
  }

  /** An order of all polyhedra of the infinite crystal that lattice translations keep. */
  private comesBefore(depth: number, node: number, cell: number): boolean {
    return this.cells[depth]! < cell || (this.cells[depth] === cell && this.nodes[depth]! < node);
  }

  private closes({ closures }: Placing, node: number, cell: number): boolean {
    for (let i = 0; i < closures.length; i++) {
      const { depth, bit } = closures[i]!;
      const shift = this.cells[depth]! - cell;
      const found = this.graphs.classBetween(this.crystal, node, this.nodes[depth]!, shift);
      if (found < 0 || (this.passed[found - this.graphs.firstClasses.data[this.crystal]!]! & bit) === 0) return false;
    }
    return true;
  }
}
