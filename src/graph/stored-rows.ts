/** From records to the properties that stand in the graph: those of the record, and what is made of them. */
import { atomicNumberOf, elementNameOf } from '../crystal/elements.js';
import { geometryOf } from '../motif/geometries.js';
import { checksumOf, inKeyOrder } from './checksum.js';
import { crystalMotifsOf } from './crystal-motifs.js';
import { packedParts, partsOf } from './crystal-parts.js';
import type { Row } from './engine.js';
import {
  type CrystalNode,
  type CrystalRecord,
  type MotifNode,
  type MotifSiteNode,
  type PredictionNode,
  predictionId,
  type SiteConnection,
  type SourceNode,
} from './model.js';
import { netsThatJoin, polyhedraOf } from './polyhedra.js';
import { type ProjectedCrystal, SITE_FIELDS } from './projection/tables.js';

/** @param record in its canonical form */
export function crystalRow(record: CrystalRecord) {
  const { crystal, sites } = record;
  const { structure: _, connectivity: __, ...properties } = crystal;
  const derived = derivedOf(record);
  return {
    ...crystal,
    ...derived,
    propertiesCache: JSON.stringify(properties),
    motifsCache: JSON.stringify(crystalMotifsOf(record)),
    projectionCache: JSON.stringify({ derived, sites: siteColumns(sites) }),
    partsCache: packedParts(partsOf(record)),
    checksum: checksumOf(record),
  };
}

/** What lists and filters read of a record that is not stored. */
export function projectedRecord(record: CrystalRecord): ProjectedCrystal {
  const { structure: _, connectivity: __, ...properties } = record.crystal;
  const { sites } = partsOf(record);
  return {
    properties,
    text: JSON.stringify(properties),
    derived: derivedOf(record),
    sites: siteColumns(sites),
    polyhedra: polyhedraOf(record.crystal),
  };
}

function derivedOf({ sites, motifs, connections }: CrystalRecord) {
  return {
    motifIds: motifs.map(({ id }) => id),
    geometries: [...new Set(motifs.map(({ geometry }) => geometry))],
    centreElements: [...new Set(sites.flatMap(centresOf))],
    connectionKinds: [...new Set(connections.map(({ kind }) => kind))],
    ...connectionCounts(sites, connections),
  };
}

/** The values of all sites, field by field. */
function siteColumns(sites: readonly MotifSiteNode[]): ProjectedCrystal['sites'] {
  const rows: readonly Row[] = sites.map((site) => ({ ...siteRow(site), element: elementsOf(site) }));
  return Object.fromEntries(Object.keys(SITE_FIELDS).map((name) => [name, rows.map((row) => row[name] ?? null)]));
}

/** Elements at the centre, the most frequent first. */
function centresOf({ element, occupantElements }: MotifSiteNode): readonly string[] {
  return occupantElements.length === 0 ? [element] : occupantElements;
}

/** As the column of texts takes it. */
function elementsOf(site: MotifSiteNode): string | readonly string[] {
  const centres = centresOf(site);
  return centres.length === 1 ? site.element : centres;
}

/** The nets that a crystal keeps packed in its connectivity, for those who ask in Cypher. */
export function netRows({ id, connectivity }: Pick<CrystalNode, 'id' | 'connectivity'>) {
  return netsThatJoin(polyhedraOf({ connectivity })).map(({ number, net: { isShared: _, ...net } }) => ({
    id: `${id}/${number}`,
    ...net,
  }));
}

/** The distribution of the bond lengths beside the lengths themselves: statistics of a motif are sums of it. */
export function siteRow(site: MotifSiteNode) {
  const { ligandDistances } = site;
  const count = ligandDistances.length;
  return {
    ...site,
    bondLengthMin: count === 0 ? null : Math.min(...ligandDistances),
    bondLengthMax: count === 0 ? null : Math.max(...ligandDistances),
    bondLengthVariance: count === 0 ? null : varianceOf(ligandDistances),
  };
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

/** Connections in the primitive cell, each counted once: both ends see it. */
function connectionCounts(sites: readonly MotifSiteNode[], connections: readonly SiteConnection[]) {
  const multiplicities = new Map(sites.map(({ id, multiplicity }) => [id, multiplicity]));
  const seen = { corner: 0, edge: 0, face: 0 };
  for (const { fromSite, kind, count } of connections) seen[kind] += multiplicities.get(fromSite)! * count;
  return { cornerCount: seen.corner / 2, edgeCount: seen.edge / 2, faceCount: seen.face / 2 };
}

/** The angles' distribution beside the angles themselves: statistics over all compounds are sums of it. */
export function sharesRow({ fromSite, toSite, ...rest }: SiteConnection) {
  const { anglesInDegrees } = rest;
  const mean = anglesInDegrees.reduce((sum, angle) => sum + angle, 0) / anglesInDegrees.length;
  const variance = anglesInDegrees.reduce((sum, angle) => sum + (angle - mean) ** 2, 0) / anglesInDegrees.length;
  return {
    from: fromSite,
    to: toSite,
    ...rest,
    angleMean: mean,
    angleSpread: Math.sqrt(variance),
    angleMin: Math.min(...anglesInDegrees),
    angleMax: Math.max(...anglesInDegrees),
  };
}

/** Counts come with the crystals. */
export function motifRow(motif: MotifNode) {
  return { ...motif, crystalCount: 0, siteCount: 0 };
}

export function predictionRow(prediction: PredictionNode) {
  return { id: predictionId(prediction.crystalId, prediction.property), ...prediction };
}

export function sourceRow({ refusal, ...source }: SourceNode) {
  const row = {
    ...source,
    refusalCode: refusal?.code ?? null,
    refusalMessage: refusal?.message ?? null,
    refusalLine: refusal?.line ?? null,
  };
  return { ...row, checksum: checksumOf(inKeyOrder(row)) };
}

export function elementRow(symbol: string) {
  const atomicNumber = atomicNumberOf(symbol)!;
  return { symbol, name: elementNameOf(atomicNumber), atomicNumber };
}

export function geometryRow(symbol: string) {
  const { name, coordinationNumber } = geometryOf(symbol)!;
  return { symbol, name, coordinationNumber };
}
