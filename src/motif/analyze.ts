/** Structure motifs of a crystal and how they connect: the steps of Waroquiers 2020 and Banjade 2021 in order. */
import type { Crystal, Image, OrbitIndex, Refusal, SiteIndex } from '../crystal/crystal.js';
import { symbolOf } from '../crystal/elements.js';
import { compositionOf, reducedFormula } from '../crystal/formula.js';
import { assignIons, type Ions } from '../crystal/ions.js';
import { findSymmetry, SYMMETRY_TOLERANCE, type Symmetry } from '../crystal/symmetry.js';
import type { Ligand, MotifAnalysis, MotifSite, Orbit } from './analysis.js';
import { connectionsOf } from './connectivity.js';
import { type Coordination, coordinationOf } from './coordination.js';
import { bondLengthSpread, polyhedronVolume } from './polyhedron.js';
import { GeometryFinder } from './symmetry-measure.js';

export type AnalysisResult =
  | { readonly ok: true; readonly analysis: MotifAnalysis }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Refuses a crystal without cations or anions (NO_CATION, NO_ANION) and one whose symmetry can't be found
 * (SYMMETRY_FAILED).
 */
export function analyzeMotifs(crystal: Crystal): AnalysisResult {
  const charged = assignIons(crystal);
  if (!charged.ok) return charged;
  const found = findSymmetry(crystal);
  if (!found.ok) return found;
  const { ions } = charged;
  const { symmetry } = found;
  const coordination = coordinationOf(crystal, ions.signs);
  const formula = reducedFormula(compositionOf(crystal));
  const finder = new GeometryFinder();
  const sites = Array.from(coordination.cations, (site, cation): MotifSite => {
    const orbit = symmetry.orbitOf[site]! as OrbitIndex;
    const oxidationState = ions.oxidationStates?.[site] ?? null;
    return {
      site: site as SiteIndex,
      orbit,
      element: elementOf(crystal, site),
      oxidationState,
      ...polyhedronAround(coordination, cation, finder),
    };
  });
  return {
    ok: true,
    analysis: {
      formula,
      spaceGroup: symmetry.spaceGroup,
      ionAssignment: ions.assignment,
      orbits: symmetry.orbits.map((orbit): Orbit => ({ ...orbit, element: elementOf(crystal, orbit.sites[0]!) })),
      sites,
      connections: connectionsOf(coordination),
      warnings: warningsOf(formula, ions, symmetry, sites),
    },
  };
}

function polyhedronAround(
  coordination: Coordination,
  cation: number,
  finder: GeometryFinder,
): Omit<MotifSite, 'site' | 'orbit' | 'element' | 'oxidationState'> {
  const begin = coordination.starts[cation]!;
  const end = coordination.starts[cation + 1]!;
  const vectors = coordination.vectors.subarray(3 * begin, 3 * end);
  const match = finder.closest(vectors);
  const ligands = Array.from({ length: end - begin }, (_, i) => ligandOf(coordination, begin + i));
  return {
    coordinationNumber: ligands.length,
    geometry: match?.geometry.symbol ?? null,
    csm: match?.csm ?? null,
    ...(match === null && { noMotif: ligands.length === 0 ? 'NO_LIGANDS' : 'NO_REFERENCE_GEOMETRY' }),
    ligands,
    bondLengthSpread: bondLengthSpread(ligands.map(({ distance }) => distance)),
    polyhedronVolume: polyhedronVolume(vectors),
  };
}

function ligandOf({ sites, images, distances }: Coordination, entry: number): Ligand {
  return {
    site: sites[entry]! as SiteIndex,
    image: [images[3 * entry]!, images[3 * entry + 1]!, images[3 * entry + 2]!] satisfies Image,
    distance: distances[entry]!,
  };
}

function elementOf(crystal: Crystal, site: number): string {
  return symbolOf(crystal.atomicNumbers[site]!);
}

function warningsOf(formula: string, ions: Ions, symmetry: Symmetry, sites: readonly MotifSite[]): string[] {
  const warnings: string[] = [];
  if (ions.assignment === 'electronegativity') {
    warnings.push(
      `No neutral set of oxidation states for ${formula}: its most electronegative element was taken as the anion.`,
    );
  }
  if (symmetry.tolerance < SYMMETRY_TOLERANCE) {
    warnings.push(`Symmetry was found only within ${symmetry.tolerance} Å, not within ${SYMMETRY_TOLERANCE} Å.`);
  }
  const unknown = sites.filter(({ noMotif }) => noMotif === 'NO_REFERENCE_GEOMETRY');
  if (unknown.length > 0) {
    const environments = new Set(unknown.map((site) => `${site.element}:${site.coordinationNumber}`));
    warnings.push(`No reference geometry for ${[...environments].join(', ')} (element:coordination number).`);
  }
  const bare = new Set(sites.filter(({ noMotif }) => noMotif === 'NO_LIGANDS').map(({ element }) => element));
  if (bare.size > 0) warnings.push(`No anion is near enough to be a ligand of some sites of ${[...bare].join(', ')}.`);
  return warnings;
}
