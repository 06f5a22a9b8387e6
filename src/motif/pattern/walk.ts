/** The search of one crystal for a pattern, polyhedron by polyhedron, which can stop after any number of steps and go on. */
import type { Placing, Plan } from './plan.js';
import type { CrystalIndex, QuotientGraphs } from './quotient-graphs.js';
import { Suitable } from './suitable.js';
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
  private readonly suitable: Suitable;
  private readonly nodes: Int32Array;
  private readonly cells: Float64Array;
  /** What is tried next at each depth, and where that ends: nodes at depth 0, steps at others. */
  private readonly next: Uint32Array;
  private readonly ends: Uint32Array;

  /** @param slice steps between two pauses, however many placements are found and crystals searched meanwhile */
  constructor(
    private readonly graphs: QuotientGraphs,
    fits: TypeFits,
    private readonly plan: Plan,
    private readonly slice: number,
  ) {
    this.suitable = new Suitable(graphs, fits, plan.valueTests, plan.connectionTests);
    this.left = slice;
    const depths = plan.placings.length;
    this.nodes = new Int32Array(depths);
    this.cells = new Float64Array(depths);
    this.next = new Uint32Array(depths);
    this.ends = new Uint32Array(depths);
  }

  begin(crystal: CrystalIndex): void {
    this.crystal = crystal;
    this.next[0] = 0;
    this.ends[0] = this.graphs.nodeCount(crystal);
    this.depth = this.suitable.begin(crystal) ? 0 : -1;
    this.left -= this.suitable.steps;
  }

  /** On to the next placement, or to the next pause. */
  advance(): Outcome {
    const { nodes, cells, next, ends, crystal } = this;
    const { names, passed } = this.suitable;
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

  /** After 'found': number of the step between two depths, in the columns of all steps. */
  stepBetween(depth: number, other: number): number {
    const { graphs, crystal, nodes, cells } = this;
    return graphs.stepBetween(crystal, nodes[depth]!, nodes[other]!, cells[other]! - cells[depth]!);
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
      const step = this.graphs.stepBetween(this.crystal, node, this.nodes[depth]!, shift);
      if (step < 0 || (this.suitable.passed[this.graphs.classes.data[step]!]! & bit) === 0) return false;
    }
    return true;
  }
}
