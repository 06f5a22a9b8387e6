/**
 * The dimensionality of the nets that connected motif sites form: 0 clusters, 1 chains, 2 sheets, 3 frameworks.
 *
 * All copies of a site under lattice translations are one node of the quotient graph; an edge bears the translation
 * between its ends. A walk around a cycle ends in another copy of the site where it began, moved by the sum of the
 * translations. The rank of the lattice that all cycles of a component span is its dimensionality (Larsen 2019: P. M.
 * Larsen et al., Phys. Rev. Materials 3, 034003 (2019), doi:10.1103/PhysRevMaterials.3.034003; S. J. Chung,
 * Th. Hahn & W. E. Klee, Acta Cryst. A 40, 42 (1984), for quotient graphs).
 */
import type { Image, SiteIndex } from '../crystal/crystal.js';
import { type Axes, directionIn, OWN_AXES, planeIn } from '../crystal/directions.js';
import { IntegerLattice } from '../crystal/integer-lattice.js';
import { difference, sum } from '../crystal/vectors.js';
import { CONNECTIVITIES, type Connection, type Dimensionality, type Net, type NetsOfKind } from './analysis.js';

/**
 * The nets that corner, edge and face connections make of these motif sites, and all connections together.
 *
 * @param axes those of the cell in which images count, in units of the cell in which orientations shall count
 */
export function netsOf(
  sites: readonly SiteIndex[],
  connections: readonly Pick<Connection, 'from' | 'to' | 'image' | 'kind'>[],
  axes: Axes = OWN_AXES,
): NetsOfKind[] {
  return CONNECTIVITIES.map((connectivity) => {
    const edges = connections.filter(({ kind }) => connectivity === 'any' || kind === connectivity);
    const components = componentsOf(sites, edges, axes);
    return { connectivity, dimensionality: components[0]?.dimensionality ?? 0, components };
  });
}

type Edge = Pick<Connection, 'from' | 'to' | 'image'>;

interface Step {
  readonly to: SiteIndex;
  readonly image: Image;
}

/** The nets of these sites, by dimensionality, highest first, then by their first site. */
export function componentsOf(sites: readonly SiteIndex[], edges: readonly Edge[], axes: Axes = OWN_AXES): Net[] {
  return walkedNets(sites, edges)
    .map(({ cells, lattice }): Net => {
      const { basis } = lattice;
      return {
        dimensionality: basis.length as Dimensionality,
        sites: [...cells.keys()].sort((a, b) => a - b),
        orientation: orientationOf(basis, axes),
        copies: basis.length === 3 ? lattice.index : 1,
      };
    })
    .sort((a, b) => b.dimensionality - a.dimensionality || a.sites[0]! - b.sites[0]!);
}

/** A net as a walk from its first site finds it. */
export interface WalkedNet {
  /** Of each of its sites, the cell of the copy that was reached first: one net holds these, and what `lattice` repeats. */
  readonly cells: ReadonlyMap<SiteIndex, Image>;
  /** Of the translations by which a walk comes back to copies of one site. */
  readonly lattice: IntegerLattice;
}

/** The nets of these sites, in the order of their first sites. */
export function walkedNets(sites: readonly SiteIndex[], edges: readonly Edge[]): WalkedNet[] {
  const steps = new Map<SiteIndex, Step[]>(sites.map((site) => [site, []]));
  for (const { from, to, image } of edges) {
    steps.get(from)!.push({ to, image });
    steps.get(to)!.push({ to: from, image: difference([0, 0, 0], image) });
  }
  const visited = new Set<SiteIndex>();
  const nets: WalkedNet[] = [];
  for (const site of sites) {
    if (visited.has(site)) continue;
    const net = explore(steps, site);
    for (const member of net.cells.keys()) visited.add(member);
    nets.push(net);
  }
  return nets;
}

function explore(steps: ReadonlyMap<SiteIndex, readonly Step[]>, start: SiteIndex): WalkedNet {
  const cells = new Map<SiteIndex, Image>([[start, [0, 0, 0]]]);
  const lattice = new IntegerLattice();
  // A Map goes on to entries that are added while it is walked through: that makes it the queue.
  for (const [site, cell] of cells) {
    for (const { to, image } of steps.get(site)!) {
      const reached = sum(cell, image);
      const known = cells.get(to);
      if (known === undefined) cells.set(to, reached);
      else lattice.add(difference(reached, known));
    }
  }
  return { cells, lattice };
}

/** Of a chain or a sheet that repeats by these translations, in units of `axes`. */
export function orientationOf(basis: readonly Image[], axes: Axes): Image | null {
  const [first, second, third] = basis;
  if (first === undefined || third !== undefined) return null;
  return second === undefined ? directionIn(axes, first) : planeIn(axes, first, second);
}
