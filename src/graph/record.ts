/** From the analysis of a crystal, site by site, to its rows in the graph, orbit by orbit. */
import { perProperty } from '../amdnet/properties.js';
import type { Crystal, OrbitIndex } from '../crystal/crystal.js';
import { symbolOf } from '../crystal/elements.js';
import {
  anonymousFormula,
  atomicFractions,
  chemicalSystem,
  compositionOf,
  densityOf,
  elementsOf,
  volumePerAtom,
} from '../crystal/formula.js';
import { parametersOf } from '../crystal/lattice.js';
import { writeCif } from '../crystal/write.js';
import {
  CONNECTION_KINDS,
  type Connectivity,
  type Dimensionality,
  type MotifAnalysis,
  type MotifSite,
  type Strategy,
} from '../motif/analysis.js';
import { describe } from '../motif/description/describe.js';
import { tiltOf } from '../motif/measures/tilts.js';
import { ANALYSIS_VERSION, methodOf } from '../motif/method.js';
import type { MotifId } from '../motif/motif-type.js';
import type { CationOrbit, OrbitGraph } from '../motif/orbit-graph.js';
import { connectivityOf } from '../motif/pattern/connectivity-of.js';
import { bondLengthMean } from '../motif/polyhedron.js';
import type { MEASURES } from './measure-fields.js';
import type {
  CrystalNode,
  CrystalRecord,
  MotifContent,
  MotifSiteNode,
  PredictionNode,
  SiteConnection,
} from './model.js';
import { motifNode } from './motif-node.js';
import { packed } from './packed.js';
import type { Polyhedra } from './polyhedra.js';
import { originProperties, reportedProperties } from './reported-fields.js';
import { unitProperties } from './stored-units.js';

export interface RecordOptions {
  /** Name and version of the data set that the crystal belongs to. */
  readonly dataset: string | null;
  /** By which the analysis was made. */
  readonly strategy: Strategy;
  /** With all of its settings, `methodOf`; the usual ones of the strategy by default. */
  readonly method?: string;
}

/** Numbers of sites and connections are those of the primitive cell, whatever cell the file has. */
export function toCrystalRecord(
  crystal: Crystal,
  analysis: MotifAnalysis,
  graph: OrbitGraph,
  options: RecordOptions,
): CrystalRecord {
  const { orbits } = graph;
  const sites = orbits.map((cation) => siteNode(crystal, cation));
  return {
    crystal: crystalNode(crystal, analysis, options),
    composition: atomicFractions(compositionOf(crystal)),
    sites,
    connections: siteConnections(crystal.id, graph),
    motifs: [...new Map(orbits.flatMap(({ motif }) => (motif === null ? [] : [[motif.id, motif]]))).values()].map(
      motifNode,
    ),
    contents: contentsOf(crystal, sites),
    predictions: [],
  };
}

/** The record with what a model predicts of its crystal; any earlier prediction is replaced. */
export function withPredictions(record: CrystalRecord, predictions: readonly PredictionNode[]): CrystalRecord {
  const values = predictions.map(({ property, value }) => [property, value]);
  return { ...record, crystal: { ...record.crystal, ...Object.fromEntries(values) }, predictions };
}

export function siteId(crystalId: string, orbit: OrbitIndex): string {
  return `${crystalId}/${orbit}`;
}

function siteNode(crystal: Crystal, { orbit, site, motif }: CationOrbit): MotifSiteNode {
  const ligands = [...site.ligands].sort((a, b) => a.distance - b.distance || a.site - b.site);
  const distances = ligands.map(({ distance }) => distance);
  return {
    id: siteId(crystal.id, orbit.orbit),
    crystalId: crystal.id,
    orbit: orbit.orbit,
    element: site.element,
    occupantElements: site.occupants?.map(({ element }) => element) ?? [],
    occupantFractions: site.occupants?.map(({ fraction }) => fraction) ?? [],
    wyckoff: orbit.wyckoff,
    siteSymmetry: orbit.siteSymmetry,
    multiplicity: orbit.multiplicity,
    oxidationState: site.oxidationState,
    coordinationNumber: site.coordinationNumber,
    averageCoordinationNumber: site.averageCoordinationNumber ?? null,
    motifId: motif?.id ?? null,
    geometry: site.geometry,
    noMotif: site.noMotif ?? null,
    csm: site.csm,
    ligandElements: ligands.map((ligand) => symbolOf(crystal.atomicNumbers[ligand.site]!)),
    ligandSites: ligands.map((ligand) => ligand.site),
    ligandImages: ligands.flatMap((ligand) => [...ligand.image]),
    ligandDistances: distances,
    bondLengthMean: bondLengthMean(distances),
    bondLengthSpread: site.bondLengthRange,
    polyhedronVolume: site.polyhedronVolume,
    ...measuresOf(site),
    fingerprint: site.fingerprint ?? [],
  };
}

function measuresOf(site: MotifSite): Pick<MotifSiteNode, keyof typeof MEASURES> {
  const { ligandAngles: angles, environments = [] } = site;
  const isNone = angles.length === 0;
  return {
    distortionIndex: site.distortionIndex,
    quadraticElongation: site.quadraticElongation,
    bondAngleVariance: site.bondAngleVariance,
    effectiveCoordinationNumber: site.effectiveCoordinationNumber,
    offCentreDisplacement: site.offCentreDisplacement,
    ligandAngleMin: isNone ? null : Math.min(...angles),
    ligandAngleMean: isNone ? null : meanAngle(angles),
    ligandAngleMax: isNone ? null : Math.max(...angles),
    octahedralTilt: site.octahedralTilt,
    bondValenceSum: site.bondValenceSum,
    isAmbiguous: site.isAmbiguous,
    environmentGeometries: environments.map(({ geometry }) => geometry),
    environmentFractions: environments.map(({ fraction }) => fraction),
    environmentMeasures: environments.map(({ csm }) => csm),
  };
}

/** To 1e-4 degrees, as the angles are. */
function meanAngle(angles: readonly number[]): number {
  return Math.round((1e4 * angles.reduce((sum, angle) => sum + angle, 0)) / angles.length) / 1e4;
}

function siteConnections(crystalId: string, { orbits, connections }: OrbitGraph): SiteConnection[] {
  const { from, to, kinds, counts, distances, images, starts, anglesInDegrees, bondLengths } = connections;
  const ids = orbits.map(({ orbit }) => siteId(crystalId, orbit.orbit));
  return Array.from(from, (looking, i) => {
    const [begin, end] = [starts[i]!, starts[i + 1]!];
    return {
      fromSite: ids[looking]!,
      toSite: ids[to[i]!]!,
      kind: CONNECTION_KINDS[kinds[i]!]!,
      sharedLigands: end - begin,
      count: counts[i]!,
      distance: distances[i]!,
      anglesInDegrees: [...anglesInDegrees.subarray(begin, end)],
      bondLengths: [...bondLengths.subarray(2 * begin, 2 * end)],
      tilt: tiltOf(
        { kind: CONNECTION_KINDS[kinds[i]!]!, anglesInDegrees: anglesInDegrees.subarray(begin, end) },
        orbits[looking]!.site.geometry,
        orbits[to[i]!]!.site.geometry,
      ),
      image: [...images.subarray(3 * i, 3 * i + 3)],
    };
  });
}

function crystalNode(crystal: Crystal, analysis: MotifAnalysis, options: RecordOptions): CrystalNode {
  const composition = compositionOf(crystal);
  const { file, format, block, sha256, origin } = crystal.provenance;
  return {
    id: crystal.id,
    formula: analysis.formula,
    chemicalFormula: analysis.chemicalFormula,
    anonymousFormula: anonymousFormula(composition),
    chemicalSystem: chemicalSystem(composition),
    elements: elementsOf(composition),
    elementCount: composition.size,
    atomCount: analysis.orbits.reduce((sum, orbit) => sum + orbit.multiplicity, 0),
    spaceGroupNumber: analysis.spaceGroup.number,
    spaceGroupSymbol: analysis.spaceGroup.symbol,
    crystalSystem: analysis.spaceGroup.crystalSystem,
    prototype: analysis.prototype.label,
    structureType: analysis.prototype.name,
    structureFamily: analysis.prototype.family,
    mineral: analysis.prototype.mineral,
    cell: cellOf(crystal),
    volumePerAtom: volumePerAtom(crystal),
    density: densityOf(crystal),
    structure: writeCif(crystal),
    connectivity: packed({
      ...connectivityOf(crystal.atomicNumbers, analysis),
      nets: analysis.nets,
    } satisfies Polyhedra),
    isOrdered: analysis.isOrdered,
    ionAssignment: analysis.ionAssignment,
    ionConfidence: analysis.ionConfidence,
    ...unitProperties(crystal, analysis),
    description: describe(analysis),
    dimensionality: dimensionalityOf(analysis, 'any'),
    cornerDimensionality: dimensionalityOf(analysis, 'corner'),
    edgeDimensionality: dimensionalityOf(analysis, 'edge'),
    faceDimensionality: dimensionalityOf(analysis, 'face'),
    globalInstabilityIndex: analysis.globalInstabilityIndex,
    warnings: analysis.warnings,
    dataset: options.dataset,
    file,
    format,
    block: block ?? null,
    sha256,
    method: options.method ?? methodOf(options.strategy),
    strategy: options.strategy,
    analysisVersion: ANALYSIS_VERSION,
    ...originProperties(origin),
    ...reportedProperties(crystal.reported),
    ...perProperty(() => null),
  };
}

function dimensionalityOf({ connectivityNets }: MotifAnalysis, wanted: Connectivity): Dimensionality {
  return connectivityNets.find(({ connectivity }) => connectivity === wanted)!.dimensionality;
}

function contentsOf(crystal: Crystal, sites: readonly MotifSiteNode[]): MotifContent[] {
  const total = sites.reduce((sum, { multiplicity }) => sum + multiplicity, 0);
  const counts = new Map<MotifId, number>();
  for (const { motifId, multiplicity } of sites) {
    if (motifId !== null) counts.set(motifId, (counts.get(motifId) ?? 0) + multiplicity);
  }
  return [...counts].map(([motifId, count]) => ({ crystalId: crystal.id, motifId, count, fraction: count / total }));
}

function cellOf(crystal: Crystal): number[] {
  const { a, b, c, alpha, beta, gamma } = parametersOf(crystal.lattice);
  return [a, b, c, alpha, beta, gamma];
}
