/**
 * In how many directions the nets of connected motif sites run on: 0 clusters, 1 chains, 2 sheets, 3 frameworks.
 *
 * All copies of a site under lattice translations are one node of the quotient graph; an edge bears the translation
 * between its ends. A walk around a cycle ends in another copy of the site where it began, moved by the sum of the
 * translations. The rank of the lattice that all cycles of a component span is its dimensionality (Larsen 2019: P. M.
 * Larsen et al., Phys. Rev. Materials 3, 034003 (2019), doi:10.1103/PhysRevMaterials.3.034003, appendix A; S. J. Chung,
 * Th. Hahn & W. E. Klee, Acta Cryst. A 40, 42 (1984), for quotient graphs).
 */
import type { Image, SiteIndex } from '../crystal/crystal.js';
import type { Connection, ConnectionKind } from './analysis.js';

/** Connections of one kind, or of all. */
export type Connectivity = ConnectionKind | 'any';

export type Dimensionality = 0 | 1 | 2 | 3;

export interface FrameworkComponent {
  readonly dimensionality: Dimensionality;
  /**
   * Its motif sites in the cell as given, ascending: those of the whole cluster (0), or those of one repeat unit. Nets
   * that are copies of each other by lattice translations, such as the sheets of a stack, are one component.
   */
  readonly sites: readonly SiteIndex[];
  /**
   * Shortest lattice vector [u v w] along a chain, Miller indices (h k l) of a sheet, both with the first number other
   * than 0 positive; null for clusters and frameworks.
   */
  readonly orientation: Image | null;
}

export interface Framework {
  readonly connectivity: Connectivity;
  /** The highest of its components. */
  readonly dimensionality: Dimensionality;
  /** By dimensionality, highest first, then by their first site. A site without connections is a cluster of its own. */
  readonly components: readonly FrameworkComponent[];
}

const CONNECTIVITIES: readonly Connectivity[] = ['corner', 'edge', 'face', 'any'];

/** The nets that corner, edge and face connections make of these motif sites, and all connections together. */
export function frameworksOf(
  sites: readonly SiteIndex[],
  connections: readonly Pick<Connection, 'from' | 'to' | 'image' | 'kind'>[],
): Framework[] {
  return CONNECTIVITIES.map((connectivity) => {
    const edges = connections.filter(({ kind }) => connectivity === 'any' || kind === connectivity);
    const components = componentsOf(sites, edges);
    return { connectivity, dimensionality: components[0]?.dimensionality ?? 0, components };
  });
}

type Edge = Pick<Connection, 'from' | 'to' | 'image'>;

function componentsOf(sites: readonly SiteIndex[], edges: readonly Edge[]): FrameworkComponent[] {
  const quotient = new QuotientGraph();
  for (const { from, to, image } of edges) quotient.join(from, to, image);
  const members = new Map<number, SiteIndex[]>();
  for (const site of sites) {
    const { root } = quotient.find(site);
    const list = members.get(root);
    if (list === undefined) members.set(root, [site]);
    else list.push(site);
  }
  return [...members]
    .map(([root, list]) => {
      const cycles = quotient.cyclesOf(root);
      return {
        dimensionality: cycles.length as Dimensionality,
        sites: list.sort((a, b) => a - b),
        orientation: orientationOf(cycles),
      };
    })
    .sort((a, b) => b.dimensionality - a.dimensionality || a.sites[0]! - b.sites[0]!);
}

/** Components by union-find, with each node's translation to its root, and what their cycles span. */
class QuotientGraph {
  private readonly parents = new Map<number, { readonly parent: number; readonly image: Image }>();
  private readonly cycles = new Map<number, Image[]>();

  /** The root of a node's component, and the translation that takes the root to the copy that belongs to the node. */
  find(node: number): { root: number; image: Image } {
    const link = this.parents.get(node);
    if (link === undefined) return { root: node, image: [0, 0, 0] };
    const above = this.find(link.parent);
    const image = sum(above.image, link.image);
    this.parents.set(node, { parent: above.root, image });
    return { root: above.root, image };
  }

  /** Independent translations that cycles of the component make. */
  cyclesOf(root: number): readonly Image[] {
    return this.cycles.get(root) ?? [];
  }

  /** Connects `from` in the home cell with `to` in the cell at `image`. */
  join(from: number, to: number, image: Image): void {
    const a = this.find(from);
    const b = this.find(to);
    const across = difference(sum(a.image, image), b.image);
    if (a.root === b.root) {
      this.addCycle(a.root, across);
      return;
    }
    this.parents.set(b.root, { parent: a.root, image: across });
    for (const cycle of this.cyclesOf(b.root)) this.addCycle(a.root, cycle);
    this.cycles.delete(b.root);
  }

  private addCycle(root: number, cycle: Image): void {
    const known = this.cyclesOf(root);
    if (isIndependent(known, cycle)) this.cycles.set(root, [...known, cycle]);
  }
}

/** `known`: independent vectors, at most three. All integer, so exact. */
function isIndependent(known: readonly Image[], vector: Image): boolean {
  const [first, second] = known;
  if (first === undefined) return !isZero(vector);
  if (second === undefined) return !isZero(cross(first, vector));
  return known.length === 2 && dot(cross(first, second), vector) !== 0;
}

function orientationOf(cycles: readonly Image[]): Image | null {
  const [first, second, third] = cycles;
  if (first === undefined || third !== undefined) return null;
  // Of vectors in units of the direct basis, the cross product is normal to both in units of the reciprocal basis.
  const vector = second === undefined ? first : cross(first, second);
  const divisor = vector.reduce(greatestCommonDivisor, 0) * Math.sign(vector.find((x) => x !== 0)!);
  return [vector[0] / divisor || 0, vector[1] / divisor || 0, vector[2] / divisor || 0];
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b);
}

function sum(a: Image, b: Image): Image {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function difference(a: Image, b: Image): Image {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function cross(a: Image, b: Image): Image {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function dot(a: Image, b: Image): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function isZero(vector: Image): boolean {
  return vector.every((x) => x === 0);
}
