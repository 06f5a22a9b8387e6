/** The search of one crystal for a pattern, polyhedron by polyhedron, which can stop after any number of steps and go on. */
import type { Placing } from './plan.js';
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
  private readonly nodes: Int32Array;
  private readonly cells: Float64Array;
  /** What is tried next at each depth, and where that ends: nodes at depth 0, steps at others. */
  private readonly next: Uint32Array;
  private readonly ends: Uint32Array;

  /** @param slice steps between two pauses, however many placements are found and crystals searched meanwhile */
  constructor(
    private readonly graphs: QuotientGraphs,
    private readonly fits: TypeFits,
    private readonly plan: readonly Placing[],
    private readonly slice: number,
  ) {
    this.left = slice;
    this.nodes = new Int32Array(plan.length);
    this.cells = new Float64Array(plan.length);
    this.next = new Uint32Array(plan.length);
    this.ends = new Uint32Array(plan.length);
  }

  begin(crystal: CrystalIndex): void {
    this.fits.update();
    this.crystal = crystal;
    this.depth = 0;
    this.next[0] = 0;
    this.ends[0] = this.graphs.nodeCount(crystal);
  }

  /** On to the next placement, or to the next pause. */
  advance(): Outcome {
    const { plan, nodes, cells, next, ends } = this;
    const { neighbours, steps: translations, firstSteps, firstNodes, firstClasses, classes } = this.graphs;
    const codes = this.graphs.translations.codes.data;
    const firstNode = firstNodes.data[this.crystal]!;
    const firstClass = firstClasses.data[this.crystal]!;
    const last = plan.length - 1;
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
      const placing = plan[depth]!;
      let node = at;
      let cell = 0;
      if (placing.anchor !== null) {
        node = neighbours.data[at]!;
        cell = cells[placing.anchor.depth]! + codes[translations.data[at]!]!;
      }
      if (!this.suits(placing, node)) continue;
      if (placing.anchor !== null && !placing.anchor.test.fits(this.graphs, firstClass + classes.data[at]!)) continue;
      if (!this.isFree(placing, depth, node, cell) || !this.closes(placing, node, cell)) continue;
      nodes[depth] = node;
      cells[depth] = cell;
      if (depth === last) {
        this.depth = depth;
        this.left = left;
        return 'found';
      }
      depth++;
      const anchor = firstNode + nodes[plan[depth]!.anchor!.depth]!;
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

  private suits({ name, values }: Placing, node: number): boolean {
    const polyhedron = this.graphs.polyhedronOf(this.crystal, node);
    const mask = this.fits.masks[this.graphs.types.data[polyhedron]!]!;
    return (mask & (1 << name)) !== 0 && values.fits(this.graphs, polyhedron);
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
      const { depth, test } = closures[i]!;
      const found = this.graphs.classBetween(this.crystal, node, this.nodes[depth]!, this.cells[depth]! - cell);
      if (found < 0 || !test.fits(this.graphs, found)) return false;
    }
    return true;
  }
}
