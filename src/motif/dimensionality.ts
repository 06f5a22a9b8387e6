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
import { IntegerLattice } from '../crystal/integer-lattice.js';
import { greatestCommonDivisor } from '../crystal/integers.js';
import { cross, difference, sum } from '../crystal/vectors.js';
import {
  CONNECTION_KINDS,
  type Connection,
  type Connectivity,
  type Dimensionality,
  type Net,
  type NetsOfKind,
} from './analysis.js';

const CONNECTIVITIES: readonly Connectivity[] = [...CONNECTION_KINDS, 'any'];

/** The nets that corner, edge and face connections make of these motif sites, and all connections together. */
export function netsOf(
  sites: readonly SiteIndex[],
  connections: readonly Pick<Connection, 'from' | 'to' | 'image' | 'kind'>[],
): NetsOfKind[] {
  return CONNECTIVITIES.map((connectivity) => {
    const edges = connections.filter(({ kind }) => connectivity === 'any' || kind === connectivity);
    const components = componentsOf(sites, edges);
    return { connectivity, dimensionality: components[0]?.dimensionality ?? 0, components };
  });
}

type Edge = Pick<Connection, 'from' | 'to' | 'image'>;

interface Step {
  readonly to: SiteIndex;
  readonly image: Image;
}

/** The nets of these sites, by dimensionality, highest first, then by their first site. */
export function componentsOf(sites: readonly SiteIndex[], edges: readonly Edge[]): Net[] {
  const steps = new Map<SiteIndex, Step[]>(sites.map((site) => [site, []]));
  for (const { from, to, image } of edges) {
    steps.get(from)!.push({ to, image });
    steps.get(to)!.push({ to: from, image: difference([0, 0, 0], image) });
  }
  const visited = new Set<SiteIndex>();
  const components: Net[] = [];
  for (const site of sites) {
    if (visited.has(site)) continue;
    const { members, lattice } = explore(steps, site);
    const { basis } = lattice;
    for (const member of members) visited.add(member);
    components.push({
      dimensionality: basis.length as Dimensionality,
      sites: members.sort((a, b) => a - b),
      orientation: orientationOf(basis),
      copies: basis.length === 3 ? lattice.index : 1,
    });
  }
  return components.sort((a, b) => b.dimensionality - a.dimensionality || a.sites[0]! - b.sites[0]!);
}

/** The sites that can be reached, and the lattice of the translations by which a walk can come back to copies of one. */
function explore(steps: ReadonlyMap<SiteIndex, readonly Step[]>, start: SiteIndex) {
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
  return { members: [...cells.keys()], lattice };
}

function orientationOf(basis: readonly Image[]): Image | null {
  const [first, second, third] = basis;
  if (first === undefined || third !== undefined) return null;
  // Of vectors in units of the direct basis, the cross product is normal to both in units of the reciprocal basis.
  const vector = second === undefined ? first : cross(first, second);
  const divisor = vector.reduce(greatestCommonDivisor, 0) * Math.sign(vector.find((x) => x !== 0)!);
  return [vector[0] / divisor || 0, vector[1] / divisor || 0, vector[2] / divisor || 0];
}
