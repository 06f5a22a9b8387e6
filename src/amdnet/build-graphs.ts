/** From a crystal and its analysis to the two graphs of AMDNet. */
import type { Crystal } from '../crystal/crystal.js';
import { averageStates } from '../crystal/ions.js';
import { neighboursWithin } from '../crystal/periodic/atom-grid.js';
import type { MotifSite, Orbit } from '../motif/analysis.js';
import { FINGERPRINT_LABELS } from '../motif/crystalnn/fingerprint.js';
import { geometries } from '../motif/geometries.js';
import type { OrbitGraph } from '../motif/orbit-graph.js';
import { Surroundings } from '../motif/surroundings.js';
import { type AtomGraph, type DualGraph, type MotifGraph, type Neighbourhood, SMALLEST_FACET } from './graphs.js';
import { mean } from './statistics.js';

/** Å; see `Neighbourhood`. */
const RADIUS = 5;

/**
 * Neighbours of one orbit whose edges differ by less are one edge: too little for a network to tell. Equivalent neighbours
 * in files with few digits may stay apart, which costs time alone. Å, parts of the largest facet.
 */
const SAME = { distance: 0.001, facet: 0.001 };

const geometryNumbers = new Map(geometries.map(({ symbol }, index) => [symbol, index + 1]));

/**
 * @param orbits of all atoms: each is a node
 * @param motifs the orbits of cations among them, with fingerprints
 * @param surroundings of the crystal, where cells were made already
 */
export function buildGraphs(
  crystal: Crystal,
  orbits: readonly Orbit[],
  motifs: OrbitGraph,
  neighbourhood: Neighbourhood,
  surroundings = new Surroundings(crystal),
): DualGraph {
  return {
    id: crystal.id,
    atoms: atomGraph(crystal, neighbourhood, surroundings, orbits),
    motifs: motifGraph(orbits, motifs),
  };
}

function atomGraph(
  crystal: Crystal,
  neighbourhood: Neighbourhood,
  surroundings: Surroundings,
  orbits: readonly Orbit[],
): AtomGraph {
  const nodeOf = new Uint16Array(crystal.atomicNumbers.length);
  for (const [node, { sites }] of orbits.entries()) for (const site of sites) nodeOf[site] = node;
  const states = averageStates(crystal);
  const edgesOf = neighbourhood === 'voronoi' ? facetsOf : within;
  const edges = orbits.flatMap(({ sites }, centre) => merged(edgesOf(surroundings, sites[0]!, centre, nodeOf)));
  return {
    atomicNumbers: Uint8Array.from(orbits, ({ sites }) => crystal.atomicNumbers[sites[0]!]!),
    multiplicities: Float32Array.from(orbits, ({ multiplicity }) => multiplicity),
    oxidationStates: Float32Array.from(orbits, ({ sites }) => states?.[sites[0]!] ?? 0),
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

function motifGraph(orbits: readonly Orbit[], { orbits: cations, connections }: OrbitGraph): MotifGraph {
  const { from, to, kinds, counts, distances, starts, anglesInDegrees } = connections;
  const meanAngle = (i: number) => mean(anglesInDegrees.subarray(starts[i]!, starts[i + 1]!));
  const order = Array.from(from, (_, i) => i).sort(
    (i, j) =>
      from[i]! - from[j]! ||
      to[i]! - to[j]! ||
      kinds[i]! - kinds[j]! ||
      distances[i]! - distances[j]! ||
      meanAngle(i) - meanAngle(j),
  );
  const nodeOf = new Map(orbits.map((orbit, node) => [orbit, node]));
  return {
    atoms: Uint16Array.from(cations, ({ orbit }) => nodeOf.get(orbit)!),
    geometries: Uint8Array.from(cations, ({ site }) => geometryNumbers.get(site.geometry ?? '') ?? 0),
    csms: Float32Array.from(cations, ({ site }) => site.csm ?? 0),
    fingerprints: Float32Array.from(cations.flatMap(({ site }) => fingerprintOf(site))),
    centres: Uint16Array.from(order, (i) => from[i]!),
    neighbours: Uint16Array.from(order, (i) => to[i]!),
    kinds: Uint8Array.from(order, (i) => kinds[i]!),
    distances: Float32Array.from(order, (i) => distances[i]!),
    anglesInDegrees: Float32Array.from(order, meanAngle),
    counts: Float32Array.from(order, (i) => counts[i]!),
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

/** Edges that are alike, as one with their number: neighbours in order are compared with the first of a run. */
function merged(edges: AtomEdge[]): AtomEdge[] {
  edges.sort((a, b) => a.neighbour - b.neighbour || a.distance - b.distance);
  const kept: AtomEdge[] = [];
  for (const edge of edges) {
    const last = kept.at(-1);
    if (last !== undefined && alike(last, edge)) kept[kept.length - 1] = { ...last, count: last.count + edge.count };
    else kept.push(edge);
  }
  return kept;
}

function alike(a: AtomEdge, b: AtomEdge): boolean {
  return (
    a.neighbour === b.neighbour &&
    Math.abs(a.distance - b.distance) < SAME.distance &&
    Math.abs(a.facet - b.facet) < SAME.facet
  );
}
