/** From a crystal and its analysis to the two graphs of AMDNet. */
import type { Crystal } from '../crystal/crystal.js';
import { assignIons } from '../crystal/ions.js';
import type { MotifAnalysis, MotifSite } from '../motif/analysis.js';
import { FINGERPRINT_LABELS } from '../motif/crystalnn/fingerprint.js';
import { geometries } from '../motif/geometries.js';
import { neighboursWithin } from '../motif/periodic.js';
import { Surroundings } from '../motif/surroundings.js';
import { type AtomGraph, type DualGraph, type MotifGraph, type Neighbourhood, SMALLEST_FACET } from './graphs.js';

/** Å; see `Neighbourhood`. */
const RADIUS = 5;

/**
 * Neighbours of one orbit whose edges differ by less are one edge: too little for a network to tell. Equivalent neighbours
 * in files with few digits may stay apart, which costs time alone. Å, parts of the largest facet, degrees.
 */
const SAME = { distance: 0.001, facet: 0.001, angle: 0.05 };

const KINDS = { corner: 0, edge: 1, face: 2 };
const geometryNumbers = new Map(geometries.map(({ symbol }, index) => [symbol, index + 1]));

/** Sites of one node: the first stands for all; `multiplicity` of them lie in the primitive cell. */
export interface NodeSites {
  readonly sites: readonly number[];
  readonly multiplicity: number;
}

/**
 * @param analysis with fingerprints
 * @param surroundings of the crystal, where cells were made already
 * @param nodes the sites of each node: the orbits of the analysis, or each site by itself, which gives the same predictions
 *   at a higher price
 */
export function buildGraphs(
  crystal: Crystal,
  analysis: MotifAnalysis,
  neighbourhood: Neighbourhood,
  {
    surroundings = new Surroundings(crystal),
    nodes = analysis.orbits,
  }: { readonly surroundings?: Surroundings; readonly nodes?: readonly NodeSites[] } = {},
): DualGraph {
  const nodeOf = new Uint16Array(crystal.atomicNumbers.length);
  nodes.forEach(({ sites }, node) => {
    for (const site of sites) nodeOf[site] = node;
  });
  return {
    id: crystal.id,
    atoms: atomGraph(crystal, neighbourhood, surroundings, nodes, nodeOf),
    motifs: motifGraph(analysis, nodes, nodeOf),
  };
}

function atomGraph(
  crystal: Crystal,
  neighbourhood: Neighbourhood,
  surroundings: Surroundings,
  nodes: readonly NodeSites[],
  nodeOf: Uint16Array,
): AtomGraph {
  const ions = assignIons(crystal);
  const states = ions.ok ? ions.ions.oxidationStates : null;
  const edgesOf = neighbourhood === 'voronoi' ? facetsOf : within;
  const edges = nodes.flatMap(({ sites }, centre) =>
    merged(
      edgesOf(surroundings, sites[0]!, centre, nodeOf),
      (a, b) => a.neighbour - b.neighbour || a.distance - b.distance,
      (a, b) =>
        a.neighbour === b.neighbour &&
        Math.abs(a.distance - b.distance) < SAME.distance &&
        Math.abs(a.facet - b.facet) < SAME.facet,
    ),
  );
  return {
    atomicNumbers: Uint8Array.from(nodes, ({ sites }) => crystal.atomicNumbers[sites[0]!]!),
    multiplicities: Float32Array.from(nodes, ({ multiplicity }) => multiplicity),
    oxidationStates: Float32Array.from(nodes, ({ sites }) => states?.[sites[0]!] ?? 0),
    centres: Uint16Array.from(edges, ({ centre }) => centre),
    neighbours: Uint16Array.from(edges, ({ neighbour }) => neighbour),
    distances: Float32Array.from(edges, ({ distance }) => distance),
    counts: Float32Array.from(edges, ({ count }) => count),
    facets: Float32Array.from(edges, ({ facet }) => facet),
  };
}

/** Edges to the neighbours behind the facets of the Voronoi cell. */
function facetsOf(surroundings: Surroundings, site: number, centre: number, nodeOf: Uint16Array): AtomEdge[] {
  const { count, sites, distances, solidAngles } = surroundings.cellOf(site);
  const largest = solidAngles.reduce((max, angle) => Math.max(max, angle), 0);
  const edges: AtomEdge[] = [];
  for (let i = 0; i < count; i++) {
    const facet = solidAngles[i]! / largest;
    if (facet < SMALLEST_FACET) continue;
    edges.push({ centre, neighbour: nodeOf[sites[i]!]!, distance: distances[i]!, facet, count: 1 });
  }
  return edges;
}

function within({ grid }: Surroundings, site: number, centre: number, nodeOf: Uint16Array): AtomEdge[] {
  const { sites, distances } = neighboursWithin(grid, site, RADIUS);
  return Array.from(sites, (other, i) => ({
    centre,
    neighbour: nodeOf[other]!,
    distance: distances[i]!,
    facet: 0,
    count: 1,
  }));
}

function motifGraph(analysis: MotifAnalysis, nodes: readonly NodeSites[], nodeOf: Uint16Array): MotifGraph {
  const siteOf = new Map(analysis.sites.map((site) => [site.site as number, site]));
  const motifs: { readonly atom: number; readonly motif: MotifSite }[] = [];
  const motifOf = new Map<number, number>();
  nodes.forEach(({ sites }, atom) => {
    const motif = siteOf.get(sites[0]!);
    if (motif === undefined) return;
    motifOf.set(sites[0]!, motifs.length);
    motifs.push({ atom, motif });
  });
  const motifOfAtom = new Map(motifs.map(({ atom }, index) => [atom, index]));
  const found: MotifEdge[] = [];
  for (const { from, to, kind, distance, anglesInDegrees } of analysis.connections) {
    const angle = anglesInDegrees.reduce((sum, value) => sum + value, 0) / anglesInDegrees.length;
    // Both ends see the connection: also where it joins a site with its own image.
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const centre = motifOf.get(one);
      if (centre === undefined) continue;
      const neighbour = motifOfAtom.get(nodeOf[other]!)!;
      found.push({ centre, neighbour, kind: KINDS[kind], distance, angle, count: 1 });
    }
  }
  const edges = merged(
    found,
    (a, b) =>
      a.centre - b.centre ||
      a.neighbour - b.neighbour ||
      a.kind - b.kind ||
      a.distance - b.distance ||
      a.angle - b.angle,
    (a, b) =>
      a.centre === b.centre &&
      a.neighbour === b.neighbour &&
      a.kind === b.kind &&
      Math.abs(a.distance - b.distance) < SAME.distance &&
      Math.abs(a.angle - b.angle) < SAME.angle,
  );
  return {
    atoms: Uint16Array.from(motifs, ({ atom }) => atom),
    geometries: Uint8Array.from(motifs, ({ motif }) => geometryNumbers.get(motif.geometry ?? '') ?? 0),
    csms: Float32Array.from(motifs, ({ motif }) => motif.csm ?? 0),
    fingerprints: Float32Array.from(motifs.flatMap(({ motif }) => fingerprintOf(motif))),
    centres: Uint16Array.from(edges, ({ centre }) => centre),
    neighbours: Uint16Array.from(edges, ({ neighbour }) => neighbour),
    kinds: Uint8Array.from(edges, ({ kind }) => kind),
    distances: Float32Array.from(edges, ({ distance }) => distance),
    anglesInDegrees: Float32Array.from(edges, ({ angle }) => angle),
    counts: Float32Array.from(edges, ({ count }) => count),
  };
}

function fingerprintOf({ site, fingerprint }: MotifSite): readonly number[] {
  if (fingerprint?.length !== FINGERPRINT_LABELS.length) throw new RangeError(`site ${site} has no fingerprint`);
  return fingerprint;
}

interface AtomEdge {
  readonly centre: number;
  readonly neighbour: number;
  readonly distance: number;
  readonly facet: number;
  readonly count: number;
}

interface MotifEdge {
  readonly centre: number;
  readonly neighbour: number;
  readonly kind: number;
  readonly distance: number;
  readonly angle: number;
  readonly count: number;
}

/** Edges that are alike, as one with their number: neighbours in the given order are compared with the first of a run. */
function merged<Edge extends { readonly count: number }>(
  edges: Edge[],
  order: (a: Edge, b: Edge) => number,
  alike: (a: Edge, b: Edge) => boolean,
): Edge[] {
  edges.sort(order);
  const kept: Edge[] = [];
  for (const edge of edges) {
    const last = kept.at(-1);
    if (last !== undefined && alike(last, edge)) kept[kept.length - 1] = { ...last, count: last.count + edge.count };
    else kept.push(edge);
  }
  return kept;
}
