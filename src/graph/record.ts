/** From the analysis of a crystal, site by site, to its rows in the graph, orbit by orbit. */
import { perProperty } from '../amdnet/properties.js';
import type { Crystal, OrbitIndex, SiteIndex } from '../crystal/crystal.js';
import { symbolOf } from '../crystal/elements.js';
import {
  anonymousFormula,
  chemicalSystem,
  compositionOf,
  densityOf,
  elementsOf,
  volumePerAtom,
} from '../crystal/formula.js';
import { parametersOf } from '../crystal/lattice.js';
import { writeCif } from '../crystal/write.js';
import type { Connection, Connectivity, Dimensionality, MotifAnalysis, MotifSite, Orbit } from '../motif/analysis.js';
import { describe } from '../motif/description/describe.js';
import { ANALYSIS_METHOD, ANALYSIS_VERSION } from '../motif/method.js';
import type {
  CrystalNode,
  CrystalRecord,
  MotifContent,
  MotifNode,
  MotifSiteNode,
  PredictionNode,
  SiteConnection,
} from './model.js';

export interface RecordOptions {
  /** Name and version of the data set that the crystal belongs to. */
  readonly dataset: string | null;
}

/** Order parameters are means of a handful of numbers between 0 and 1: more digits tell nothing. */
const FINGERPRINT_DIGITS = 5;

/** Numbers of sites and connections are those of the primitive cell, whatever cell the file has. */
export function toCrystalRecord(crystal: Crystal, analysis: MotifAnalysis, options: RecordOptions): CrystalRecord {
  const siteOf = new Map(analysis.sites.map((site) => [site.site, site]));
  const motifs = new Map<string, MotifNode>();
  const sites: MotifSiteNode[] = [];
  for (const orbit of analysis.orbits) {
    const first = siteOf.get(orbit.sites[0]!);
    if (first === undefined) continue; // anions
    const motif = motifOf(crystal, first);
    if (motif !== null) motifs.set(motif.id, motif);
    sites.push(siteNode(crystal, orbit, first, motif));
  }
  return {
    crystal: crystalNode(crystal, analysis, options),
    composition: atomicFractions(crystal),
    sites,
    connections: connectionClasses(crystal, analysis, siteOf),
    motifs: [...motifs.values()],
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

/** The motif type of a site: `Ti-O:6` with oxygen alone, `Ti-O:6[F2O4]` with other ligands. */
function motifOf(crystal: Crystal, site: MotifSite): MotifNode | null {
  if (site.geometry === null) return null;
  const counts = new Map<string, number>();
  for (const { site: ligand } of site.ligands) {
    const element = symbolOf(crystal.atomicNumbers[ligand]!);
    counts.set(element, (counts.get(element) ?? 0) + 1);
  }
  const ligandElements = [...counts.keys()].sort();
  const ligandFormula = ligandElements
    .map((element) => element + (counts.get(element) === 1 ? '' : counts.get(element)))
    .join('');
  const onlyOxygen = ligandElements.length === 1 && ligandElements[0] === 'O';
  return {
    id: `${site.element}-${site.geometry}${onlyOxygen ? '' : `[${ligandFormula}]`}`,
    element: site.element,
    geometry: site.geometry,
    coordinationNumber: site.coordinationNumber,
    ligandFormula,
    ligandElements,
  };
}

function siteNode(crystal: Crystal, orbit: Orbit, site: MotifSite, motif: MotifNode | null): MotifSiteNode {
  const ligands = [...site.ligands].sort((a, b) => a.distance - b.distance || a.site - b.site);
  const distances = ligands.map(({ distance }) => distance);
  return {
    id: siteId(crystal.id, orbit.orbit),
    crystalId: crystal.id,
    orbit: orbit.orbit,
    element: site.element,
    wyckoff: orbit.wyckoff,
    siteSymmetry: orbit.siteSymmetry,
    multiplicity: orbit.multiplicity,
    oxidationState: site.oxidationState,
    coordinationNumber: site.coordinationNumber,
    motifId: motif?.id ?? null,
    noMotif: site.noMotif ?? null,
    csm: site.csm,
    ligandElements: ligands.map((ligand) => symbolOf(crystal.atomicNumbers[ligand.site]!)),
    ligandSites: ligands.map((ligand) => ligand.site),
    ligandImages: ligands.flatMap((ligand) => [...ligand.image]),
    ligandDistances: distances,
    bondLengthMean: distances.length === 0 ? null : distances.reduce((sum, d) => sum + d, 0) / distances.length,
    bondLengthSpread: site.bondLengthSpread,
    polyhedronVolume: site.polyhedronVolume,
    fingerprint: (site.fingerprint ?? []).map((value) => Number(value.toFixed(FINGERPRINT_DIGITS))),
  };
}

function crystalNode(crystal: Crystal, analysis: MotifAnalysis, options: RecordOptions): CrystalNode {
  const composition = compositionOf(crystal);
  const { file, format, block, sha256 } = crystal.provenance;
  return {
    id: crystal.id,
    formula: analysis.formula,
    anonymousFormula: anonymousFormula(composition),
    chemicalSystem: chemicalSystem(composition),
    elements: elementsOf(composition),
    elementCount: composition.size,
    atomCount: analysis.orbits.reduce((sum, orbit) => sum + orbit.multiplicity, 0),
    spaceGroupNumber: analysis.spaceGroup.number,
    spaceGroupSymbol: analysis.spaceGroup.symbol,
    crystalSystem: analysis.spaceGroup.crystalSystem,
    cell: cellOf(crystal),
    volumePerAtom: volumePerAtom(crystal),
    density: densityOf(crystal),
    structure: writeCif(crystal),
    ionAssignment: analysis.ionAssignment,
    description: describe(analysis),
    dimensionality: dimensionalityOf(analysis, 'any'),
    cornerDimensionality: dimensionalityOf(analysis, 'corner'),
    edgeDimensionality: dimensionalityOf(analysis, 'edge'),
    faceDimensionality: dimensionalityOf(analysis, 'face'),
    warnings: analysis.warnings,
    dataset: options.dataset,
    file,
    format,
    block: block ?? null,
    sha256,
    method: ANALYSIS_METHOD,
    analysisVersion: ANALYSIS_VERSION,
    ...perProperty(() => null),
  };
}

function dimensionalityOf({ frameworks }: MotifAnalysis, wanted: Connectivity): Dimensionality {
  return frameworks.find(({ connectivity }) => connectivity === wanted)!.dimensionality;
}

function atomicFractions(crystal: Crystal): Record<string, number> {
  const composition = compositionOf(crystal);
  return Object.fromEntries([...composition].map(([z, count]) => [symbolOf(z), count / crystal.atomicNumbers.length]));
}

/** What the first site of each orbit sees, partners of one orbit that look alike taken together. */
function connectionClasses(
  crystal: Crystal,
  analysis: MotifAnalysis,
  siteOf: ReadonlyMap<SiteIndex, MotifSite>,
): SiteConnection[] {
  const firsts = new Set(analysis.orbits.map(({ sites }) => sites[0]!));
  const classes = new Map<string, SiteConnection>();
  const add = (
    from: SiteIndex,
    to: SiteIndex,
    image: readonly number[],
    { kind, sharedLigands, distance }: Connection,
    pairs: readonly Shared[],
  ) => {
    if (!firsts.has(from)) return;
    const toSite = siteId(crystal.id, siteOf.get(to)!.orbit);
    const fromSite = siteId(crystal.id, siteOf.get(from)!.orbit);
    const ordered = [...pairs].sort(
      (a, b) => a.angle - b.angle || a.lengths[0] - b.lengths[0] || a.lengths[1] - b.lengths[1],
    );
    const key = [
      fromSite,
      toSite,
      kind,
      sharedLigands,
      look(distance),
      ...ordered.map(({ angle }) => look(angle / 10)),
    ].join('|');
    const same = classes.get(key);
    classes.set(key, {
      fromSite,
      toSite,
      kind,
      sharedLigands,
      count: (same?.count ?? 0) + 1,
      distance: same?.distance ?? distance,
      anglesInDegrees: same?.anglesInDegrees ?? ordered.map(({ angle }) => rounded(angle, 4)),
      bondLengths: same?.bondLengths ?? ordered.flatMap(({ lengths }) => lengths.map((length) => rounded(length, 6))),
      image: same?.image ?? [...image],
    });
  };
  for (const connection of analysis.connections) {
    const { from, to, image } = connection;
    const shared = connection.bondLengths.map(
      ([near, far], i): Shared => ({
        angle: connection.anglesInDegrees[i]!,
        lengths: [near, far],
      }),
    );
    add(from, to, image, connection, shared);
    const mirrored = shared.map(({ angle, lengths: [near, far] }): Shared => ({ angle, lengths: [far, near] }));
    add(
      to,
      from,
      image.map((translation) => (translation === 0 ? 0 : -translation)),
      connection,
      mirrored,
    );
  }
  return [...classes.values()];
}

interface Shared {
  /** Degrees. */
  readonly angle: number;
  /** From–ligand, to–ligand; Å. */
  readonly lengths: readonly [number, number];
}

/** To the digits that structure files have: most of a graph is such lists. */
function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Equal within the tolerance at which symmetry is reported (0.01 Å; 0.1° of an angle, given in tens of degrees). */
function look(value: number): number {
  return Math.round(value / 0.01);
}

function contentsOf(crystal: Crystal, sites: readonly MotifSiteNode[]): MotifContent[] {
  const total = sites.reduce((sum, { multiplicity }) => sum + multiplicity, 0);
  const counts = new Map<string, number>();
  for (const { motifId, multiplicity } of sites) {
    if (motifId !== null) counts.set(motifId, (counts.get(motifId) ?? 0) + multiplicity);
  }
  return [...counts].map(([motifId, count]) => ({ crystalId: crystal.id, motifId, count, fraction: count / total }));
}

function cellOf(crystal: Crystal): number[] {
  const { a, b, c, alpha, beta, gamma } = parametersOf(crystal.lattice);
  return [a, b, c, alpha, beta, gamma];
}
