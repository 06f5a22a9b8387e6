/**
 * What is next to what in a metal, alloy or element: each atom with its neighbours, whatever they are, and their polyhedron.
 * There are no ions that could tell centres from corners.
 */
import type { SiteCopies } from '../crystal/copies.js';
import type { Crystal, Image, OrbitIndex, SiteIndex } from '../crystal/crystal.js';
import { symbolOf } from '../crystal/elements.js';
import { remembered } from '../crystal/remembered.js';
import type { AnalysisOptions, Bond } from './analysis.js';
import { everyNeighbours, ligandsOf, type LonePolyhedron, polyhedron } from './cation-polyhedra.js';
import { coordinationOf } from './coordination.js';
import type { CrystalPolyhedra } from './crystal-polyhedra.js';
import { bondsOf, crystalNN } from './crystalnn/bonds.js';
import { fingerprintOf } from './crystalnn/fingerprint.js';
import { disorderOfSite } from './disorder.js';
import type { Surroundings } from './surroundings.js';
import { GeometryFinder } from './symmetry-measure.js';

/** Below this probability of the number of neighbours, another one is as good. */
const CLEAR = 0.5;

/** Neighbours are those with a CrystalNN bond. @param orbitOf symmetry orbit of each site */
export function alloyPolyhedra(
  crystal: Crystal,
  orbitOf: ArrayLike<number>,
  copies: SiteCopies,
  surroundings: Surroundings,
  { fingerprints = false }: AnalysisOptions,
): CrystalPolyhedra {
  const neighboursOf = remembered((site) => crystalNN(crystal, surroundings.cellOf(site), site));
  const bonds = bondsOf(everyNeighbours(copies, neighboursOf));
  const neighbours = neighbourLists(bonds, crystal.atomicNumbers.length);
  const coordination = coordinationOf(crystal, Int32Array.from(neighbours.keys()), (site) => {
    const sorted = neighbours[site]!.sort((a, b) => a.distance - b.distance);
    return { sites: sorted.map((one) => one.site), images: sorted.flatMap(({ image }) => image) };
  });
  const finder = new GeometryFinder();
  const polyhedronOf = remembered((site) => polyhedron(coordination, site, finder));
  const fingerprintAt = remembered((site) => Array.from(fingerprintOf(neighboursOf(site))));
  const polyhedra = Array.from(coordination.cations, (site): LonePolyhedron => {
    const original = copies.originalOf[site]!;
    const own = polyhedronOf(original);
    return {
      site: site as SiteIndex,
      orbit: orbitOf[site]! as OrbitIndex,
      element: symbolOf(crystal.atomicNumbers[site]!),
      ...disorderOfSite(crystal, site, coordination, site),
      oxidationState: null,
      ...own,
      ligands: ligandsOf(coordination, site),
      isAmbiguous: (neighboursOf(original).probabilities[own.coordinationNumber] ?? 0) < CLEAR,
      ...(fingerprints && { fingerprint: fingerprintAt(original) }),
    };
  });
  return { centres: { polyhedra, coordination }, units: [], unitBonds: [], bonds };
}

interface Neighbour {
  readonly site: number;
  readonly image: Image;
  /** Å. */
  readonly distance: number;
}

/** Of each site; a bond is one of both its ends. */
function neighbourLists(bonds: readonly Bond[], siteCount: number): Neighbour[][] {
  const lists = Array.from({ length: siteCount }, (): Neighbour[] => []);
  for (const { from, to, image, distance } of bonds) {
    lists[from]!.push({ site: to, image, distance });
    lists[to]!.push({ site: from, image: [-image[0] || 0, -image[1] || 0, -image[2] || 0], distance });
  }
  return lists;
}
