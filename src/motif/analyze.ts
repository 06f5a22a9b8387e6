/** Structure motifs of a crystal and how they connect: the steps of Waroquiers 2020 and Banjade 2021 in order. */
import { SiteCopies } from '../crystal/copies.js';
import type { Crystal, Refusal } from '../crystal/crystal.js';
import { axesIn } from '../crystal/directions.js';
import { symbolOf } from '../crystal/elements.js';
import { compositionOf, reducedFormula } from '../crystal/formula.js';
import { assignAverageIons, assignIons, type IonResult, type Ions, withoutIons } from '../crystal/ions.js';
import { assignMixedIons } from '../crystal/mixed-ions.js';
import { findSymmetry, SYMMETRY_TOLERANCE, type Symmetry } from '../crystal/symmetry.js';
import { alloyPolyhedra } from './alloy.js';
import type { AnalysisOptions, MotifAnalysis, MotifSite, Orbit } from './analysis.js';
import type { LonePolyhedra } from './cation-polyhedra.js';
import { chemicalFormula } from './chemical-formula.js';
import { connectionsOf } from './connectivity.js';
import { crystalPolyhedra } from './crystal-polyhedra.js';
import { netsOf } from './dimensionality.js';
import { occupantsOf, warningsOfDisorder } from './disorder.js';
import { withoutExclusive } from './exclusion.js';
import { implausibleDistances } from './implausible-distances.js';
import { type BondValenceSums, bondValenceSums } from './measures/bond-valence-sums.js';
import { meanTilts } from './measures/tilts.js';
import { polyhedronNets } from './nets.js';
import { prototypeOf } from './prototype/identify.js';
import { withRoundedNumbers } from './rounding.js';
import { Surroundings } from './surroundings.js';

export type AnalysisResult =
  | { readonly ok: true; readonly analysis: MotifAnalysis }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Refuses a crystal without anions (NO_ANION; not where alloys are asked for) and one whose symmetry can't be found (SYMMETRY_FAILED).
 *
 * @param surroundings of the crystal; whoever needs its Voronoi cells afterwards gives them
 */
export function analyzeMotifs(
  crystal: Crystal,
  options: AnalysisOptions = {},
  surroundings = new Surroundings(crystal),
): AnalysisResult {
  const isOrdered = crystal.disorder === undefined;
  const charged = ionsOf(crystal, options, surroundings);
  if (!charged.ok) return charged;
  const { symmetryTolerance = SYMMETRY_TOLERANCE } = options;
  const found = findSymmetry(crystal, symmetryTolerance);
  if (!found.ok) return found;
  const { ions } = charged;
  const { symmetry } = found;
  const formula = reducedFormula(compositionOf(crystal));
  const copies = SiteCopies.of(crystal, symmetry);
  const isAlloy = ions.assignment === 'none';
  const { centres, cations, units, unitBonds, bonds } = isAlloy
    ? alloyPolyhedra(crystal, symmetry.orbitOf, copies, surroundings, options)
    : crystalPolyhedra(crystal, ions, symmetry, copies, surroundings, options);
  // Of a disordered crystal the elements of single bonds are not known.
  const valences =
    isOrdered && !isAlloy ? bondValenceSums(crystal, ions, copies.originalOf, surroundings.cellOf) : null;
  const { sites, connections, pairs } = isAlloy ? alone(centres) : connected(crystal, centres, valences);
  const ofCations = cations && connected(crystal, cations, valences);
  const oxidationStates = crystal.labels.map((_, site) => ions.oxidationStates?.[site] ?? null);
  const axes = axesIn(crystal.lattice, symmetry.conventional);
  // In structure types every atom of an alloy is a centre.
  const signsOfTypes = isAlloy ? ions.signs.map(() => 1) : ions.signs;
  const nets = isAlloy ? [] : polyhedronNets(crystal, symmetry, sites, connections);
  return {
    ok: true,
    analysis: withRoundedNumbers({
      formula,
      chemicalFormula: chemicalFormula({ crystal, formula, sites, units, oxidationStates }),
      spaceGroup: symmetry.spaceGroup,
      isOrdered,
      symmetryTolerance: symmetry.tolerance,
      prototype: prototypeOf({ crystal, symmetry, formula, sites, signs: signsOfTypes, nets, surroundings }),
      ionAssignment: ions.assignment,
      ionConfidence: ions.confidence,
      orbits: symmetry.orbits.map((orbit): Orbit => {
        const [site] = orbit.sites;
        const occupants = occupantsOf(crystal, site!);
        return { ...orbit, element: elementOf(crystal, site!), ...(occupants && { occupants }) };
      }),
      sites,
      connections,
      ...(ofCations && { cations: { sites: ofCations.sites, connections: ofCations.connections } }),
      units,
      unitBonds,
      oxidationStates,
      axes,
      connectivityNets: netsOf(
        sites.map(({ site }) => site),
        connections,
        axes,
      ),
      nets,
      globalInstabilityIndex: valences?.globalInstabilityIndex ?? null,
      ...(bonds && { bonds }),
      warnings: [
        ...warningsOf(ions, symmetry, sites, symmetryTolerance),
        // Places that exclude each other may be near.
        ...(isOrdered ? implausibleDistances(crystal, ions.oxidationStates, copies.originalOf, surroundings.grid) : []),
        ...warningsOfDisorder(crystal, pairs),
      ],
    }),
  };
}

function ionsOf(crystal: Crystal, options: AnalysisOptions, { grid }: Surroundings): IonResult {
  const { ions = 'sites', alloys = false } = options;
  const ofOrdered = () => (ions === 'averages' ? assignAverageIons(crystal) : assignIons(crystal, grid));
  const charged = crystal.disorder === undefined ? ofOrdered() : assignMixedIons(crystal);
  const isRefused = !charged.ok && charged.refusal.code === 'NO_ANION';
  return alloys && isRefused ? { ok: true, ions: withoutIons(crystal) } : charged;
}

/** In an alloy every polyhedron interpenetrates with those of its neighbours: what they share says nothing. */
function alone({ polyhedra }: Pick<LonePolyhedra, 'polyhedra'>) {
  const sites = polyhedra.map(
    (polyhedron): MotifSite => ({ ...polyhedron, bondValenceSum: null, octahedralTilt: null }),
  );
  return { sites, connections: [], pairs: [] };
}

/** Polyhedra with what they share, and what follows from the rest of the crystal. */
function connected(
  crystal: Crystal,
  { polyhedra, coordination }: Pick<LonePolyhedra, 'polyhedra' | 'coordination'>,
  valences: BondValenceSums | null,
) {
  const { connections, pairs } = withoutExclusive(crystal, connectionsOf(coordination));
  const tilts = meanTilts(polyhedra, connections);
  const sites = polyhedra.map((polyhedron): MotifSite => {
    const { site, unit } = polyhedron;
    const sum = unit === undefined ? valences?.sums[site] : undefined;
    const bondValenceSum = sum === undefined || Number.isNaN(sum) ? null : sum;
    return { ...polyhedron, bondValenceSum, octahedralTilt: tilts.get(site) ?? null };
  });
  return { sites, connections, pairs };
}

function elementOf(crystal: Crystal, site: number): string {
  return symbolOf(crystal.atomicNumbers[site]!);
}

function warningsOf(ions: Ions, symmetry: Symmetry, sites: readonly MotifSite[], wantedTolerance: number): string[] {
  const warnings = [...ions.warnings];
  if (symmetry.tolerance < wantedTolerance) {
    warnings.push(`Symmetry was found only with a tolerance of ${symmetry.tolerance} Å, not ${wantedTolerance} Å.`);
  }
  const unknown = sites.filter(({ noMotif }) => noMotif === 'NO_REFERENCE_GEOMETRY');
  if (unknown.length > 0) {
    const environments = new Set(unknown.map((site) => `${site.element}:${site.coordinationNumber}`));
    warnings.push(`No reference geometry for ${[...environments].join(', ')} (element:coordination number).`);
  }
  const bare = new Set(sites.filter(({ noMotif }) => noMotif === 'NO_LIGANDS').map(({ element }) => element));
  const lacking = ions.assignment === 'none' ? 'neighbour that is bonded to it' : 'anion close enough to be a ligand';
  if (bare.size > 0) warnings.push(`Some sites have no ${lacking}: ${[...bare].join(', ')}.`);
  return warnings;
}
