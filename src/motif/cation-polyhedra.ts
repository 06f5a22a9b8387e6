/** The polyhedra of anions around the cations of a crystal, each by itself. */
import type { Atoms, SiteCopies } from '../crystal/copies.js';
import type { Crystal, Image, OrbitIndex, SiteIndex } from '../crystal/crystal.js';
import { symbolOf } from '../crystal/elements.js';
import type { Ions } from '../crystal/ions.js';
import { remembered } from '../crystal/remembered.js';
import { isAmbiguous } from './ambiguity.js';
import type { AnalysisOptions, Bond, Ligand, MotifSite } from './analysis.js';
import { type Coordination, cationsOf, coordinationOf } from './coordination.js';
import { bondedAnions, bondsOf, crystalNN } from './crystalnn/bonds.js';
import { fingerprintOf } from './crystalnn/fingerprint.js';
import type { LikelyNeighbours } from './crystalnn/likely-neighbours.js';
import { disorderOfSite } from './disorder.js';
import { type PolyhedronMeasures, polyhedronMeasures } from './measures/polyhedron-measures.js';
import { weightedEnvironments } from './multi-weights.js';
import { atomsBehind, ligandFacets } from './neighbour-set.js';
import { bondLengthRange } from './polyhedron.js';
import type { Surroundings } from './surroundings.js';
import { GeometryFinder } from './symmetry-measure.js';

/** A cation with its polyhedron, without what follows from the rest of the crystal. */
export type LonePolyhedron = Omit<MotifSite, 'bondValenceSum' | 'octahedralTilt'>;

export interface LonePolyhedra {
  /** One for each cation, ascending by site. */
  readonly polyhedra: readonly LonePolyhedron[];
  readonly coordination: Coordination;
  /** Of CrystalNN, where they were asked for. */
  readonly bonds?: readonly Bond[];
}

/** What is found for one site holds for its copies; only ligands and distances are the copy's own. */
export function cationPolyhedra(
  crystal: Crystal,
  { signs, oxidationStates }: Pick<Ions, 'signs' | 'oxidationStates'>,
  orbitOf: ArrayLike<number>,
  copies: SiteCopies,
  surroundings: Surroundings,
  { strategy = 'simplest', bonds: bonding = 'chemenv', fingerprints = false }: AnalysisOptions,
): LonePolyhedra {
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
      orbit: orbitOf[site]! as OrbitIndex,
      element: symbolOf(crystal.atomicNumbers[site]!),
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
export function everyNeighbours(copies: SiteCopies, neighboursOf: (site: number) => LikelyNeighbours) {
  return Array.from(copies.originalOf, (original, site) => {
    const neighbours = neighboursOf(original);
    return { ...neighbours, ...copies.around(site, neighbours) };
  });
}

/** @param cation its position in the lists */
export function polyhedron(
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

export function ligandsOf({ starts, sites, images, distances }: Coordination, cation: number): Ligand[] {
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
