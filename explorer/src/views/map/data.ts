/** The points of a map with what is known of each: columns as the API gives them, typed, and what follows from them. */
import type { MapCrystalsQuery, MapMotifsQuery } from '../../graphql/generated/operations.js';
import { partsOf } from '../../parts/motif-chip.js';
import type { Points } from '../../scatter/geometry.js';

export type MapOf = 'crystals' | 'motifs';

export interface Cluster {
  readonly cluster: number;
  readonly size: number;
  /** Most frequent geometry of its points. */
  readonly geometry: string | null;
  /** Fraction of its points that have it. */
  readonly share: number;
}

interface CommonData {
  readonly ids: readonly string[];
  readonly points: Points;
  readonly cluster: readonly (number | null)[];
  readonly geometry: readonly (string | null)[];
  readonly element: readonly (string | null)[];
  readonly clusters: readonly Cluster[];
}

export interface CrystalData extends CommonData {
  readonly of: 'crystals';
  /** Crystals on the map; more than `ids` where it is thinned out. */
  readonly total: number;
  readonly formula: readonly string[];
  readonly anonymousFormula: readonly string[];
  readonly spaceGroup: readonly number[];
  /** Symbols of the space groups by number. */
  readonly spaceGroups: ReadonlyMap<number, string>;
  readonly motifIds: readonly string[];
  /** Positions in `motifIds` for each crystal. */
  readonly motifs: readonly (readonly number[])[];
  /** Predicted, eV. */
  readonly gap: readonly (number | null)[];
  /** The model that predicted them; null where none did. */
  readonly model: string | null;
}

export interface MotifData extends CommonData {
  readonly of: 'motifs';
  /** Data that the map was learned from. */
  readonly source: string;
  readonly leastCrystals: number;
  /** Crystals of these data with the motif. */
  readonly count: readonly number[];
  /** Motifs that occur in the crystals of this graph. */
  readonly present: ReadonlySet<string>;
}

export type MapData = CrystalData | MotifData;

export function crystalData({ crystalMap, predicted }: MapCrystalsQuery): CrystalData | null {
  if (!crystalMap) return null;
  const { columns, clusters, totalCount } = crystalMap;
  return {
    of: 'crystals',
    total: totalCount,
    ids: columns.crystalId as string[],
    points: { x: columns.x as number[], y: columns.y as number[] },
    cluster: columns.cluster as (number | null)[],
    geometry: columns.geometry as (string | null)[],
    element: columns.element as (string | null)[],
    formula: columns.formula as string[],
    anonymousFormula: columns.anonymousFormula as string[],
    spaceGroup: columns.spaceGroupNumber as number[],
    spaceGroups: symbolsByNumber(columns.spaceGroupNumber as number[], columns.spaceGroupSymbol as string[]),
    motifIds: columns.motifIds,
    motifs: columns.motifs as number[][],
    gap: columns.bandGap as (number | null)[],
    model: predicted?.nodes[0]?.predictions?.[0]?.model.name ?? null,
    clusters: clusters.map(clusterOf),
  };
}

function symbolsByNumber(numbers: readonly number[], symbols: readonly string[]): ReadonlyMap<number, string> {
  const byNumber = new Map<number, string>();
  numbers.forEach((number, index) => {
    if (!byNumber.has(number)) byNumber.set(number, symbols[index]!);
  });
  return byNumber;
}

export function motifData({ motifMap, crystalMap }: MapMotifsQuery): MotifData | null {
  if (!motifMap) return null;
  const { columns, clusters, source, leastCrystals } = motifMap;
  return {
    of: 'motifs',
    source,
    leastCrystals,
    ids: columns.motifId as string[],
    points: { x: columns.x as number[], y: columns.y as number[] },
    cluster: columns.cluster as (number | null)[],
    geometry: columns.geometry as (string | null)[],
    element: columns.element as (string | null)[],
    count: columns.count as number[],
    present: new Set(crystalMap?.columns.motifIds),
    clusters: clusters.map(clusterOf),
  };
}

function clusterOf({ cluster, size, geometry, share }: Omit<Cluster, 'geometry'> & { geometry?: string | null }) {
  return { cluster, size, geometry: geometry ?? null, share };
}

/** Shapes of a crystal's motifs, each once; the shape of a motif. */
export function geometriesOf(data: MapData, index: number): readonly string[] {
  if (data.of === 'motifs') return [data.geometry[index] ?? ''];
  const found = new Set<string>();
  for (const motif of data.motifs[index]!) found.add(geometryOf(data.motifIds[motif]!));
  return [...found];
}

const geometries = new Map<string, string>();

function geometryOf(motifId: string): string {
  let geometry = geometries.get(motifId);
  if (geometry === undefined) {
    geometry = partsOf(motifId).geometry;
    geometries.set(motifId, geometry);
  }
  return geometry;
}

/** How many there are of each, most first. */
export function tally<Value>(values: Iterable<Value>): (readonly [value: Value, count: number])[] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** Points by id, numbers in ids as numbers: `mp-5229` before `mp-10186`. */
export function byId({ ids }: MapData, chosen: readonly number[]): readonly number[] {
  const keys = chosen.map((index) => {
    const [, name = '', digits = ''] = /^(.*?)(\d*)$/.exec(ids[index]!) ?? [];
    return { index, name, number: Number(digits) };
  });
  keys.sort((a, b) => (a.name === b.name ? a.number - b.number : a.name < b.name ? -1 : 1));
  return keys.map(({ index }) => index);
}
