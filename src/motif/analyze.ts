/** Structure motifs of a crystal and how they connect: the steps of Waroquiers 2020 and Banjade 2021 in order. */
import { type Atoms, SiteCopies } from '../crystal/copies.js';
import type { Crystal, Image, OrbitIndex, Refusal, SiteIndex } from '../crystal/crystal.js';
import { axesIn } from '../crystal/directions.js';
import { symbolOf } from '../crystal/elements.js';
import { compositionOf, reducedFormula } from '../crystal/formula.js';
import { assignIons, type Ions } from '../crystal/ions.js';
import { assignMixedIons } from '../crystal/mixed-ions.js';
import { findSymmetry, SYMMETRY_TOLERANCE, type Symmetry } from '../crystal/symmetry.js';
import type { AnalysisOptions, Bond, Ligand, MotifAnalysis, MotifSite, Orbit } from './analysis.js';
import { isAmbiguous } from './ambiguity.js';
import { connectionsOf } from './connectivity.js';
import { type Coordination, cationsOf, coordinationOf } from './coordination.js';
import { bondedAnions, bondsOf, crystalNN } from './crystalnn/bonds.js';
import { fingerprintOf } from './crystalnn/fingerprint.js';
import type { LikelyNeighbours } from './crystalnn/likely-neighbours.js';
import { netsOf } from './dimensionality.js';
import { disorderOfSite, occupantsOf, warningsOfDisorder } from './disorder.js';
import { withoutExclusive } from './exclusion.js';
import { implausibleDistances } from './implausible-distances.js';
import { bondValenceSums } from './measures/bond-valence-sums.js';
import { type PolyhedronMeasures, polyhedronMeasures } from './measures/polyhedron-measures.js';
import { meanTilts } from './measures/tilts.js';
import { weightedEnvironments } from './multi-weights.js';
import { atomsBehind, ligandFacets } from './neighbour-set.js';
import { polyhedronNets } from './nets.js';
import { bondLengthRange } from './polyhedron.js';
import { remembered } from './remembered.js';
import { withRoundedNumbers } from './rounding.js';
import { Surroundings } from './surroundings.js';
import { GeometryFinder } from './symmetry-measure.js';

export type AnalysisResult =
  | { readonly ok: true; readonly analysis: MotifAnalysis }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Refuses a crystal without anions (NO_ANION) and one whose symmetry can't be found (SYMMETRY_FAILED).
 *
 * @param surroundings of the crystal; whoever needs its Voronoi cells afterwards gives them
 */
export function analyzeMotifs(
  crystal: Crystal,
  options: AnalysisOptions = {},
  surroundings = new Surroundings(crystal),
): AnalysisResult {
  const isOrdered = crystal.disorder === undefined;
  const charged = isOrdered ? assignIons(crystal, surroundings.grid) : assignMixedIons(crystal);
  if (!charged.ok) return charged;
  const found = findSymmetry(crystal);
  if (!found.ok) return found;
  const { ions } = charged;
  const { symmetry } = found;
  const formula = reducedFormula(compositionOf(crystal));
  const copies = SiteCopies.of(crystal, symmetry);
  const { polyhedra, coordination, bonds } = polyhedraOf(crystal, ions, symmetry, copies, surroundings, options);
  const { connections, pairs } = withoutExclusive(crystal, connectionsOf(coordination));
  const tilts = meanTilts(polyhedra, connections);
  // Of a disordered crystal the elements of single bonds are not known.
  const valences = isOrdered ? bondValenceSums(crystal, ions, copies.originalOf, surroundings.cellOf) : null;
  const sites = polyhedra.map((polyhedron): MotifSite => {
    const { site } = polyhedron;
    const bondValenceSum = valences?.sums[site] ?? Number.NaN;
    return {
      ...polyhedron,
      bondValenceSum: Number.isNaN(bondValenceSum) ? null : bondValenceSum,
      octahedralTilt: tilts.get(site) ?? null,
    };
  });
  const axes = axesIn(crystal.lattice, symmetry.conventional);
  return {
    ok: true,
    analysis: withRoundedNumbers({
      formula,
      spaceGroup: symmetry.spaceGroup,
      isOrdered,
      ionAssignment: ions.assignment,
      ionConfidence: ions.confidence,
      orbits: symmetry.orbits.map((orbit): Orbit => {
        const [site] = orbit.sites;
        const occupants = occupantsOf(crystal, site!);
        return { ...orbit, element: elementOf(crystal, site!), ...(occupants && { occupants }) };
      }),
      sites,
      connections,
      oxidationStates: crystal.labels.map((_, site) => ions.oxidationStates?.[site] ?? null),
      axes,
      connectivityNets: netsOf(
        sites.map(({ site }) => site),
        connections,
        axes,
      ),
      nets: polyhedronNets(crystal, symmetry, sites, connections),
      globalInstabilityIndex: valences?.globalInstabilityIndex ?? null,
      ...(bonds && { bonds }),
      warnings: [
        ...warningsOf(ions, symmetry, sites),
        // Places that exclude each other may be near.
        ...(isOrdered ? implausibleDistances(crystal, ions.oxidationStates, copies.originalOf, surroundings.grid) : []),
        ...warningsOfDisorder(crystal, pairs),
      ],
    }),
  };
}

/** A cation with its polyhedron, without what follows from the rest of the crystal. */
type LonePolyhedron = Omit<MotifSite, 'bondValenceSum' | 'octahedralTilt'>;

/** What is found for one site holds for its copies; only ligands and distances are the copy's own. */
function polyhedraOf(
  crystal: Crystal,
  { signs, oxidationStates }: Ions,
  symmetry: Symmetry,
  copies: SiteCopies,
  surroundings: Surroundings,
  { strategy = 'simplest', bonds: bonding = 'chemenv', fingerprints = false }: AnalysisOptions,
): { polyhedra: LonePolyhedron[]; coordination: Coordination; bonds?: Bond[] } {
  const kinds = { ...crystal, signs };
  const neighboursOf = remembered((site) => crystalNN(crystal, surroundings.cellOf(site), site));
  const weightedOf = remembered((site) => weightedEnvironments(surroundings.cellOf(site), site, kinds));
  const bonds = bonding === 'crystalnn' ? bondsOf(everyNeighbours(copies, neighboursOf)) : undefined;
  const bonded = bonds && bondedAnions(bonds, signs);
  const chosenAt = remembered((site): Atoms => {
    if (bonded) return bonded(site);
    const cell = surroundings.cellOf(site);
    // Where the surroundings are like no geometry, the ligands are still those inside the usual cut-offs.
    const facets = strategy === 'multi-weights' ? weightedOf(site).facets : null;
    return atomsBehind(cell, facets ?? ligandFacets(cell, signs));
  });
  const cations = cationsOf(signs);
  const coordination = coordinationOf(
    crystal,
    cations,
    bonded ?? ((site) => copies.around(site, chosenAt(copies.originalOf[site]!))),
  );
  const finder = new GeometryFinder();
  const positionOf = new Map(Array.from(cations, (site, position) => [site, position]));
  const polyhedronOf = remembered((site) => polyhedron(coordination, positionOf.get(site)!, finder));
  const fingerprintAt = remembered((site) => Array.from(fingerprintOf(neighboursOf(site))));
  const isAmbiguousAt = remembered((site) => {
    const { effectiveCoordinationNumber } = polyhedronOf(site);
    return isAmbiguous(
      chosenAt(site),
      effectiveCoordinationNumber,
      surroundings.cellOf(site),
      signs,
      neighboursOf(site),
    );
  });
  const polyhedra = Array.from(cations, (site, position): LonePolyhedron => {
    const original = copies.originalOf[site]!;
    const ambiguous = isAmbiguousAt(original);
    return {
      site: site as SiteIndex,
      orbit: symmetry.orbitOf[site]! as OrbitIndex,
      element: elementOf(crystal, site),
      ...disorderOfSite(crystal, site, coordination, position),
      oxidationState: oxidationStates?.[site] ?? null,
      ...polyhedronOf(original),
      ligands: ligandsOf(coordination, position),
      isAmbiguous: ambiguous,
      ...((ambiguous || strategy === 'multi-weights') && { environments: weightedOf(original).environments }),
      ...(fingerprints && { fingerprint: fingerprintAt(original) }),
    };
  });
  return { polyhedra, coordination, ...(bonds && { bonds }) };
}

/** CrystalNN's neighbours of every site of the cell. */
function everyNeighbours(copies: SiteCopies, neighboursOf: (site: number) => LikelyNeighbours) {
  return Array.from(copies.originalOf, (original, site) => {
    const neighbours = neighboursOf(original);
    return { ...neighbours, ...copies.around(site, neighbours) };
  });
}

function polyhedron(
  { starts, vectors, distances }: Coordination,
  cation: number,
  finder: GeometryFinder,
): Pick<MotifSite, 'coordinationNumber' | 'geometry' | 'csm' | 'noMotif' | 'bondLengthRange'> & PolyhedronMeasures {
  const begin = starts[cation]!;
  const end = starts[cation + 1]!;
  const own = vectors.subarray(3 * begin, 3 * end);
  const match = finder.closest(own);
  return {
    coordinationNumber: end - begin,
    geometry: match?.geometry.symbol ?? null,
    csm: match?.csm ?? null,
    ...(match === null && { noMotif: end === begin ? 'NO_LIGANDS' : 'NO_REFERENCE_GEOMETRY' }),
    bondLengthRange: bondLengthRange(distances.subarray(begin, end)),
    ...polyhedronMeasures(own, distances.subarray(begin, end), match),
  };
}

function ligandsOf({ starts, sites, images, distances }: Coordination, cation: number): Ligand[] {
  const begin = starts[cation]!;
  return Array.from({ length: starts[cation + 1]! - begin }, (_, i) => {
    const at = 3 * (begin + i);
    return {
      site: sites[begin + i]! as SiteIndex,
      image: [images[at]!, images[at + 1]!, images[at + 2]!] satisfies Image,
      distance: distances[begin + i]!,
    };
  });
}
function elementOf(crystal: Crystal, site: number): string {
  return symbolOf(crystal.atomicNumbers[site]!);
}

function warningsOf(ions: Ions, symmetry: Symmetry, sites: readonly MotifSite[]): string[] {
  const warnings = [...ions.warnings];
  if (symmetry.tolerance < SYMMETRY_TOLERANCE) {
    warnings.push(`Symmetry was found only with a tolerance of ${symmetry.tolerance} Å, not ${SYMMETRY_TOLERANCE} Å.`);
  }
  const unknown = sites.filter(({ noMotif }) => noMotif === 'NO_REFERENCE_GEOMETRY');
  if (unknown.length > 0) {
    const environments = new Set(unknown.map((site) => `${site.element}:${site.coordinationNumber}`));
    warnings.push(`No reference geometry for ${[...environments].join(', ')} (element:coordination number).`);
  }
  const bare = new Set(sites.filter(({ noMotif }) => noMotif === 'NO_LIGANDS').map(({ element }) => element));
  if (bare.size > 0) warnings.push(`Some sites have no anion close enough to be a ligand: ${[...bare].join(', ')}.`);
  return warnings;
}
