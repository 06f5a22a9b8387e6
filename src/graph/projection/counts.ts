/** Values that occur in the graph, with their counts: elements, geometries, and what filters can take. */
import { atomicNumberOf, elementNameOf } from '../../crystal/elements.js';
import { motifType } from '../../motif/motif-type.js';
import { CONNECTION_KINDS, type ConnectionKind } from '../../motif/analysis.js';
import { geometries as referenceGeometries } from '../../motif/geometries.js';
import type {
  Count,
  CrystalFacet,
  CrystalFilter,
  Distribution,
  ElementRow,
  Facet,
  GeometryRow,
  MotifRow,
  MotifStatistics,
  NetFacet,
  NetFilter,
} from '../store.js';
import { compareTexts } from './order.js';
import type { Projection } from './projection.js';
import type { RowSet, ValueCount } from './row-set.js';

/** Facets that count crystals by a property of theirs. */
const OF_CRYSTALS: Readonly<Partial<Record<CrystalFacet, string>>> = {
  element: 'elements',
  crystalSystem: 'crystalSystem',
  spaceGroup: 'spaceGroupNumber',
  prototype: 'prototype',
  structureType: 'structureType',
  structureFamily: 'structureFamily',
  mineral: 'mineral',
  elementCount: 'elementCount',
  unit: 'unitFormulas',
  dataset: 'dataset',
  provider: 'provider',
  reportedMagneticOrder: 'reportedMagneticOrder',
  analysisVersion: 'analysisVersion',
};

/** Facets that count sites. */
const OF_SITES: Readonly<Partial<Record<CrystalFacet, string>>> = {
  centreElement: 'element',
  geometry: 'geometry',
  motif: 'motifId',
};

/** Facets that count nets. */
const OF_NETS: Readonly<Record<NetFacet, string>> = {
  netDimensionality: 'dimensionality',
  netKind: 'kind',
  netFormula: 'formula',
};

/** The field that a facet counts by. */
export function fieldOf(facet: CrystalFacet): string {
  if (isNetFacet(facet)) return OF_NETS[facet];
  return OF_CRYSTALS[facet] ?? OF_SITES[facet] ?? 'kind';
}

export function isNetFacet(facet: Facet): facet is NetFacet {
  return facet in OF_NETS;
}

/**
 * Values of a facet among the crystals that meet the filter, those of most crystals first.
 *
 * @param nets which nets count, in facets of nets
 */
export async function facetOf(
  projection: Projection,
  facet: CrystalFacet,
  filter: CrystalFilter,
  nets: NetFilter = {},
): Promise<Count[]> {
  return (await tallyOfFacet(projection, facet, filter, nets))
    .map(({ key: value, crystals, count }) => ({ key: value, crystals, occurrences: count }))
    .sort((a, b) => b.crystals - a.crystals || compareTexts(a.key, b.key));
}

async function tallyOfFacet(
  projection: Projection,
  facet: CrystalFacet,
  filter: CrystalFilter,
  nets: NetFilter,
): Promise<ValueCount[]> {
  const field = fieldOf(facet);
  if (facet in OF_SITES) return projection.tallyOfSites(filter, field);
  if (isNetFacet(facet)) return (await projection.netSet(filter, nets)).tally(field);
  if (facet in OF_CRYSTALS) return (await projection.crystalSet(filter)).tally(field);
  return (await projection.connectionSet(filter, {})).tally(field);
}

/** Elements that occur in crystals, by atomic number. */
export async function elementsOf(projection: Projection): Promise<ElementRow[]> {
  const crystals = await projection.crystalSet({});
  const ofMotifs = motifCounts(projection.motifIndex.rows, ({ id }) => motifType(id).centres);
  return (await crystals.tally('elements'))
    .map(({ key: symbol, count }) => {
      const atomicNumber = atomicNumberOf(symbol)!;
      const name = elementNameOf(atomicNumber);
      return { symbol, name, atomicNumber, crystalCount: count, ...(ofMotifs.get(symbol) ?? NO_MOTIFS) };
    })
    .sort((a, b) => a.atomicNumber - b.atomicNumber);
}

/** All reference geometries, by coordination number and symbol, with zero counts for those that no crystal has. */
export async function geometriesOf(projection: Projection): Promise<GeometryRow[]> {
  const counts = await (await projection.crystalSet({})).tally('geometries');
  const crystals = new Map(counts.map(({ key, count }) => [key, count]));
  const ofMotifs = motifCounts(projection.motifIndex.rows, ({ geometry }) => [geometry]);
  return referenceGeometries
    .map(({ symbol, name, coordinationNumber }) => ({
      symbol,
      name,
      coordinationNumber,
      crystalCount: crystals.get(symbol) ?? 0,
      ...(ofMotifs.get(symbol) ?? NO_MOTIFS),
    }))
    .sort((a, b) => a.coordinationNumber - b.coordinationNumber || compareTexts(a.symbol, b.symbol));
}

const NO_MOTIFS = { motifCount: 0, siteCount: 0 };

function motifCounts(motifs: readonly MotifRow[], keysOf: (motif: MotifRow) => readonly string[]) {
  const counts = new Map<string, typeof NO_MOTIFS>();
  for (const motif of motifs) {
    for (const key of keysOf(motif)) {
      const { motifCount, siteCount } = counts.get(key) ?? NO_MOTIFS;
      counts.set(key, { motifCount: motifCount + 1, siteCount: siteCount + motif.siteCount });
    }
  }
  return counts;
}

/** Of one motif, over all its sites. */
export async function motifStatisticsOf(projection: Projection, motifId: string): Promise<MotifStatistics> {
  const sites = await projection.siteSet({}, { motifId: [motifId] });
  const connections = await projection.connectionSet({}, { from: { motifId: [motifId] } });
  const groups = await connections.groups(['kind']);
  const angles = await Promise.all(
    groups.map(async ({ keys, rows }) => ({
      kind: keys[0] as ConnectionKind,
      degrees: (await rows.sample('angle')).summary()!,
    })),
  );
  return {
    motifId,
    csm: (await sites.sample('csm')).summary(),
    bondLength: bondLengthsOf(projection, sites),
    angles: angles.sort((a, b) => CONNECTION_KINDS.indexOf(a.kind) - CONNECTION_KINDS.indexOf(b.kind)),
  };
}

/** Over all bonds of the sites, Å; null without any. */
function bondLengthsOf({ tables }: Projection, sites: RowSet): Distribution | null {
  const column = (name: string) => tables.sites.numbers(name).values;
  const [numbers, means, variances] = [
    column('coordinationNumber'),
    column('bondLengthMean'),
    column('bondLengthVariance'),
  ];
  const [least, largest] = [column('bondLengthMin'), column('bondLengthMax')];
  let [count, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const forEachSite = (visit: (site: number, bonds: number) => void) =>
    sites.forEach((site, multiplicity) => {
      if (numbers[site]! > 0) visit(site, multiplicity * numbers[site]!);
    });
  forEachSite((site, bonds) => {
    count += bonds;
    sum += bonds * means[site]!;
    min = Math.min(min, least[site]!);
    max = Math.max(max, largest[site]!);
  });
  if (count === 0) return null;
  const mean = sum / count;
  let squares = 0;
  forEachSite((site, bonds) => {
    squares += bonds * (variances[site]! + (means[site]! - mean) ** 2);
  });
  return { count, mean, standardDeviation: Math.sqrt(squares / count), min, max };
}
