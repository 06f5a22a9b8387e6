/** How far a crystal is from those that a model was trained on: in elements, motifs and interatomic distances. */
import { symbolOf } from '../crystal/elements.js';
import { geometries } from '../motif/geometries.js';
import type { DualGraph } from './graphs.js';

/** What the training data hold. */
export interface Domain {
  readonly crystals: number;
  /** Crystals with each element, by symbol. */
  readonly elements: Readonly<Record<string, number>>;
  /** Crystals with each motif (centre and geometry, `Ti-O:6`, whatever the ligands). */
  readonly motifs: Readonly<Record<string, number>>;
  /** Shortest and longest distance, Å, from an atom to its nearest neighbour, by their elements: `Ti-O`. */
  readonly nearest: Readonly<Record<string, [number, number]>>;
}

/** Crystals that an element or a motif has to be in to be known. */
const FEW = 5;
/** Distances between two elements that have to be known before another may be called unusual. */
const ENOUGH_DISTANCES = 20;

export function domainOf(graphs: readonly DualGraph[]): Domain {
  const elements: Record<string, number> = {};
  const motifs: Record<string, number> = {};
  for (const graph of graphs) {
    for (const element of elementsOf(graph)) elements[element] = (elements[element] ?? 0) + 1;
    for (const motif of motifsOf(graph)) motifs[motif] = (motifs[motif] ?? 0) + 1;
  }
  return { crystals: graphs.length, elements, motifs, nearest: rangesOf(graphs.flatMap(nearestNeighbours)) };
}

function rangesOf(neighbours: readonly NearestNeighbour[]): Domain['nearest'] {
  const ranges = new Map<string, { shortest: number; longest: number; count: number }>();
  for (const { pair, distance } of neighbours) {
    const { shortest, longest, count } = ranges.get(pair) ?? { shortest: distance, longest: distance, count: 0 };
    ranges.set(pair, {
      shortest: Math.min(shortest, distance),
      longest: Math.max(longest, distance),
      count: count + 1,
    });
  }
  const known = [...ranges].filter(([, { count }]) => count >= ENOUGH_DISTANCES);
  return Object.fromEntries(known.map(([pair, { shortest, longest }]) => [pair, [shortest, longest]]));
}

/** In words, why the answers for this crystal are to be taken with care; empty where they aren't. */
export function cautionsFor(graph: DualGraph, domain: Domain): string[] {
  const { crystals, elements, motifs } = domain;
  const cautions: string[] = [];
  const say = (what: string, names: readonly string[]) => {
    if (names.length > 0) {
      cautions.push(`${what} ${names.join(', ')}: in fewer than ${FEW} of the ${crystals} training crystals.`);
    }
  };
  say(
    'Element',
    elementsOf(graph).filter((element) => (elements[element] ?? 0) < FEW),
  );
  say(
    'Motif',
    motifsOf(graph).filter((motif) => (motifs[motif] ?? 0) < FEW),
  );
  return [...cautions, ...unusualDistances(graph, domain)];
}

/** One for each two elements: the distance that is farthest out. */
function unusualDistances(graph: DualGraph, { nearest }: Domain): string[] {
  const found = new Map<string, { excess: number; caution: string }>();
  for (const { pair, distance } of nearestNeighbours(graph)) {
    const [shortest, longest] = nearest[pair] ?? [0, Infinity];
    const excess = Math.max(shortest - distance, distance - longest);
    const elements = pair.split('-').sort().join();
    if (excess <= (found.get(elements)?.excess ?? 0)) continue;
    const range = `${shortest.toFixed(2)} to ${longest.toFixed(2)} Å in the training crystals`;
    const caution = `${pair.replace('-', '–')} ${distance.toFixed(2)} Å to the nearest neighbour; ${range}.`;
    found.set(elements, { excess, caution });
  }
  return [...found.values()].map(({ caution }) => caution);
}

interface NearestNeighbour {
  readonly pair: string;
  /** Å, to hundredths, as it is told. */
  readonly distance: number;
}

/** Of each node of the atom graph that has neighbours. */
function nearestNeighbours({ atoms }: DualGraph): NearestNeighbour[] {
  const { atomicNumbers, centres, neighbours, distances } = atoms;
  const nearest = new Map<number, number>();
  for (const [edge, centre] of centres.entries()) {
    const known = nearest.get(centre);
    if (known === undefined || distances[edge]! < distances[known]!) nearest.set(centre, edge);
  }
  return [...nearest].map(([centre, edge]) => ({
    pair: `${symbolOf(atomicNumbers[centre]!)}-${symbolOf(atomicNumbers[neighbours[edge]!]!)}`,
    distance: hundredths(distances[edge]!),
  }));
}

function hundredths(distance: number): number {
  return Math.round(100 * distance) / 100;
}

function elementsOf({ atoms }: DualGraph): string[] {
  return [...new Set(atoms.atomicNumbers)].map(symbolOf);
}

/** Sites without a geometry are of no motif. */
function motifsOf({ atoms, motifs }: DualGraph): string[] {
  const names = Array.from(motifs.geometries, (geometry, node) =>
    geometry === 0
      ? []
      : [`${symbolOf(atoms.atomicNumbers[motifs.atoms[node]!]!)}-${geometries[geometry - 1]!.symbol}`],
  );
  return [...new Set(names.flat())];
}
