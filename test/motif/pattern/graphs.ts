/** Quotient graphs for tests: of real crystals, and made by hand. */

import type { Crystal } from '../../../src/crystal/crystal.js';
import { symbolOf } from '../../../src/crystal/elements.js';
import type { MotifAnalysis } from '../../../src/motif/analysis.js';
import { checkedPattern, type PatternInput } from '../../../src/motif/pattern/check.js';
import { type CrystalConnectivity, connectivityOf } from '../../../src/motif/pattern/connectivity-of.js';
import { type CrystalIndex, QuotientGraphs } from '../../../src/motif/pattern/quotient-graphs.js';
import { finished, PatternSearch, type Placement } from '../../../src/motif/pattern/search.js';
import { analysisOf } from '../crystals.js';

/** What `pattern-truth.mjs` reads. */
export function oracleLine(crystal: Crystal, { sites, connections }: MotifAnalysis): string {
  return JSON.stringify({
    id: crystal.id,
    elements: Array.from(crystal.atomicNumbers, symbolOf),
    sites,
    connections: connections.map(({ anglesInDegrees, ...connection }) => ({ ...connection, angles: anglesInDegrees })),
  });
}

export function connectivity(crystal: Crystal): CrystalConnectivity {
  return connectivityOf(crystal.atomicNumbers, analysisOf(crystal));
}

/** [from, to, image, number of shared ligands]. */
export type HandMadeConnection = readonly [number, number, readonly [number, number, number], number];

/** Octahedra of oxygen around these atomic numbers; distances and angles are all 3 Å and 100°. */
export function handMade(centres: readonly number[], connections: readonly HandMadeConnection[]): CrystalConnectivity {
  return {
    primitiveCells: 1,
    types: centres.map((element) => [element, 6, 'O:6', null, [8]]),
    polyhedra: centres.map((_, type) => [type, 0.5, 4, 2]),
    sites: centres.flatMap((_, site) => [site, site, site]),
    classes: [1, 2, 3].map((shared) => [3, ...Array<number>(shared).fill(100)]),
    connections: connections.flatMap(([from, to, image, shared]) => [from, to, ...image, shared - 1]),
  };
}

/** One crystal that is asked one pattern after the other. */
export class Asked {
  private readonly graphs = new QuotientGraphs();
  private readonly crystal: CrystalIndex;

  constructor(crystal: CrystalConnectivity) {
    this.crystal = this.graphs.add(crystal);
  }

  holds(pattern: PatternInput): boolean {
    return this.search(pattern).holds(this.crystal);
  }

  count(pattern: PatternInput): number {
    return finished(this.search(pattern).count(this.crystal));
  }

  placements(pattern: PatternInput): Placement[] {
    return [...this.search(pattern).placements(this.crystal)].filter((placement) => placement !== null);
  }

  countByNode(pattern: PatternInput, name: number): number[] {
    const asked = { count: false, names: [name], connections: [] };
    return [...finished(this.search(pattern).figures(this.crystal, asked)).byNode[0]!];
  }

  countByStep(pattern: PatternInput, from: number, to: number): number[] {
    const asked = { count: false, names: [], connections: [[from, to] as const] };
    return [...finished(this.search(pattern).figures(this.crystal, asked)).byStep[0]!];
  }

  private search(pattern: PatternInput): PatternSearch {
    return new PatternSearch(this.graphs, checkedPattern(pattern));
  }
}

/** Names a, b, c … with the same criteria, joined in this order by one kind; a ring when closed. */
export function likeNames(
  count: number,
  criteria: Omit<PatternInput['sites'][number], 'name'>,
  kind: string | null,
  shape: 'chain' | 'ring' | 'star',
): PatternInput {
  const names = [...'abcdef'].slice(0, count);
  const connect = (from: string, to: string) => ({ from, to, kinds: kind === null ? null : [kind] });
  const connections = names.slice(1).map((name, i) => connect(shape === 'star' ? 'a' : names[i]!, name));
  if (shape === 'ring') connections.push(connect(names.at(-1)!, 'a'));
  return { sites: names.map((name) => ({ name, ...criteria })), connections };
}
