/** From rows of an answer to the types of the graph. Absent properties are null on Neo4j and null on LadybugDB alike. */
import { perProperty } from '../amdnet/properties.js';
import type { Row } from './engine.js';
import type {
  CrystalNode,
  CrystalVectorNode,
  MotifSiteNode,
  MotifVectorNode,
  PredictionNode,
  SiteConnection,
  SourceNode,
} from './model.js';
import type { Distribution, MotifRow } from './store.js';

export function crystalFrom(row: Row): CrystalNode {
  if (typeof row['node'] === 'string') {
    const properties = JSON.parse(row['node']) as Omit<CrystalNode, 'structure'>;
    return { ...properties, structure: String(row['structure']) };
  }
  const {
    checksum,
    motifs,
    motifIds,
    geometries,
    centreElements,
    connectionKinds,
    cornerCount,
    edgeCount,
    faceCount,
    ...crystal
  } = row['node'] as CrystalNode & Row;
  return {
    ...crystal,
    block: crystal.block ?? null,
    dataset: crystal.dataset ?? null,
    ...perProperty((property) => crystal[property] ?? null),
  };
}

export function motifFrom(row: Row): MotifRow {
  return row['node'] as MotifRow;
}

export function siteFrom(row: Row): MotifSiteNode {
  const { bondLengthMin, bondLengthMax, bondLengthMeanSquare, ...site } = row['node'] as MotifSiteNode & Row;
  return {
    ...site,
    ligandSites: numbers(site.ligandSites),
    ligandImages: numbers(site.ligandImages),
    ligandDistances: numbers(site.ligandDistances),
    fingerprint: numbers(site.fingerprint),
    oxidationState: site.oxidationState ?? null,
    motifId: site.motifId ?? null,
    noMotif: site.noMotif ?? null,
    csm: site.csm ?? null,
    bondLengthMean: site.bondLengthMean ?? null,
    bondLengthSpread: site.bondLengthSpread ?? null,
    polyhedronVolume: site.polyhedronVolume ?? null,
  };
}

export function predictionFrom(row: Row): PredictionNode {
  const { id, ...prediction } = row['node'] as PredictionNode & Row;
  return { ...prediction, low: prediction.low ?? null, high: prediction.high ?? null };
}

export function connectionFrom(row: Row): SiteConnection {
  return {
    ...(row as unknown as SiteConnection),
    anglesInDegrees: numbers(row['anglesInDegrees']),
    bondLengths: numbers(row['bondLengths']),
    image: numbers(row['image']),
  };
}

export function sourceFrom(row: Row): SourceNode {
  const { refusalCode, refusalMessage, refusalLine, checksum, ...source } = row['node'] as Row;
  return {
    ...source,
    dataset: source['dataset'] ?? null,
    block: source['block'] ?? null,
    sha256: source['sha256'] ?? null,
    refusal: refusalCode ? { code: refusalCode, message: refusalMessage, line: refusalLine ?? null } : null,
  } as SourceNode;
}

export function motifVectorFrom(row: Row): { node: MotifVectorNode; checksum: unknown } {
  const { id, vector, checksum } = row['node'] as MotifVectorNode & Row;
  return { node: { id, vector: numbers(vector) }, checksum };
}

export function crystalVectorFrom(row: Row): { node: CrystalVectorNode; checksum: unknown } {
  const vector = row['node'] as CrystalVectorNode & Row;
  const { id, formula, geometry = null, element = null, x = null, y = null, cluster = null, checksum } = vector;
  const of = (values: unknown) => (values === null || values === undefined ? null : numbers(values));
  const spaces = {
    framework: of(vector.framework),
    chemistry: of(vector.chemistry),
    fingerprint: of(vector.fingerprint),
  };
  return { node: { id, formula, geometry, element, x, y, cluster, ...spaces }, checksum };
}

/** From the columns `…Count`, `…Sum`, `…Squares`, `…Min`, `…Max` of a weighted sum; null without values. */
export function distributionFrom(row: Row | undefined, column: string): Distribution {
  const count = Number(row?.[`${column}Count`] ?? 0);
  if (row === undefined || count === 0) return { count: 0, mean: 0, standardDeviation: 0, min: 0, max: 0 };
  const mean = Number(row[`${column}Sum`]) / count;
  const variance = Number(row[`${column}Squares`]) / count - mean * mean;
  return {
    count,
    mean,
    standardDeviation: Math.sqrt(Math.max(0, variance)),
    min: Number(row[`${column}Min`]),
    max: Number(row[`${column}Max`]),
  };
}

/** Lists of numbers are text on LadybugDB: `[90,90]`. */
export function numbers(value: unknown): number[] {
  return (typeof value === 'string' ? JSON.parse(value) : value) as number[];
}

/** One item for each id, in the ids' order; null where there is none. */
export function inOrder<Item>(
  ids: readonly string[],
  items: readonly Item[],
  idOf: (item: Item) => string,
): (Item | null)[] {
  const byId = new Map(items.map((item) => [idOf(item), item]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** The items of each key, in the keys' order. */
export function grouped<Item>(
  keys: readonly string[],
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Item[][] {
  const groups = new Map<string, Item[]>(keys.map((key) => [key, []]));
  for (const item of items) groups.get(keyOf(item))?.push(item);
  return keys.map((key) => groups.get(key)!);
}
