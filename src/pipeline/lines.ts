/**
 * The lines that programs read. Their form is a contract: fields may be added, none changed. JSON leaves out what was not
 * asked for (undefined).
 */
import { type Contribution, type Estimate, type Prediction, valuesOf } from '../amdnet/prediction.js';
import { perNumber, perProperty } from '../amdnet/properties.js';
import type { Refusal } from '../crystal/crystal.js';
import {
  everyCation,
  isAlloy,
  type Ligand,
  type MotifAnalysis,
  type MotifSite,
  type SiteOccupant,
} from '../motif/analysis.js';
import { describe } from '../motif/description/describe.js';
import { tiltOf } from '../motif/measures/tilts.js';
import { unitKinds } from '../motif/unit-kinds.js';
import { digits } from './digits.js';

export function analysisLine(id: string, analysis: MotifAnalysis): string {
  const { number, symbol } = analysis.spaceGroup;
  const { sites, connections } = everyCation(analysis);
  const geometries = new Map(sites.map(({ site, geometry }) => [site, geometry]));
  const centres = new Set(analysis.sites.flatMap(({ site, unit }) => (unit === undefined ? site : [])));
  const { label, name, family, tolerance, mineral } = analysis.prototype;
  return JSON.stringify({
    id,
    formula: analysis.formula,
    chemicalFormula: analysis.chemicalFormula,
    spaceGroup: { number, symbol },
    symmetryTolerance: analysis.symmetryTolerance,
    prototype: { label, name, family, tolerance },
    mineral,
    globalInstabilityIndex: analysis.globalInstabilityIndex,
    sites: sites.map((site) => ({ ...siteOf(site), isCentre: centres.has(site.site) })),
    connections: connections.map((connection) => {
      const { from, to, image, kind, sharedLigands, distance, anglesInDegrees } = connection;
      const tilt = tiltOf(connection, geometries.get(from)!, geometries.get(to)!);
      return {
        from,
        to,
        image,
        kind,
        sharedLigands,
        distance,
        angles: anglesInDegrees,
        ...(tilt !== null && { tilt }),
      };
    }),
    bonds: analysis.bonds ?? analysis.unitBonds,
    units: unitKinds(analysis).map(({ formula, charge, dimensionality, units, polyhedra }) => ({
      formula,
      charge,
      dimensionality,
      count: units.length,
      atoms: units.map(({ atoms }) => atoms.map(({ site }) => site)),
      polyhedra: polyhedra.map(({ site, coordinationNumber, geometry, csm, ligands }) => {
        return { site, coordinationNumber, geometry, csm, ligands: ligands.map(ligandLine) };
      }),
    })),
    elements: elementsOfSites(analysis),
    isOrdered: analysis.isOrdered,
    isAlloy: isAlloy(analysis),
    orderedModel: analysis.orderedModel,
    occupants: analysis.isOrdered ? undefined : occupantsOfSites(analysis),
    oxidationStates: analysis.oxidationStates,
    ionAssignment: analysis.ionAssignment,
    ionConfidence: analysis.ionConfidence,
    orbits: analysis.orbits.map(({ orbit, element, occupants, wyckoff, siteSymmetry, multiplicity, sites }) => ({
      orbit,
      element,
      occupants,
      wyckoff,
      siteSymmetry,
      multiplicity,
      sites,
    })),
    nets: analysis.nets.map(
      ({ centres, isShared, motif, isStrong, kind, dimensionality, components, along, formula }) => ({
        centres,
        isShared,
        motif,
        isStrong,
        kind,
        dimensionality,
        components,
        along,
        formula,
      }),
    ),
    frameworks: analysis.connectivityNets,
    description: describe(analysis),
    warnings: analysis.warnings,
  });
}

function siteOf(motif: MotifSite) {
  const { site, element, occupants, oxidationState, coordinationNumber, geometry, csm, orbit, ligands } = motif;
  const { bondLengthRange, polyhedronVolume, distortionIndex, quadraticElongation, bondAngleVariance } = motif;
  const { effectiveCoordinationNumber, offCentreDisplacement, bondValenceSum, octahedralTilt, ligandAngles } = motif;
  return {
    site,
    element,
    occupants,
    oxidationState,
    coordinationNumber,
    averageCoordinationNumber: motif.averageCoordinationNumber,
    geometry,
    csm,
    orbit,
    ligands: ligands.map(ligandLine),
    bondLengthRange,
    polyhedronVolume,
    distortionIndex,
    quadraticElongation,
    bondAngleVariance,
    effectiveCoordinationNumber,
    offCentreDisplacement,
    bondValenceSum,
    octahedralTilt,
    ligandAngles,
    isAmbiguous: motif.isAmbiguous,
    environments: motif.environments,
    fingerprint: motif.fingerprint,
  };
}

function ligandLine({ site, image, distance }: Ligand) {
  return { site, image, distance };
}

/** One for each atom of the cell, in the file's order. */
function elementsOfSites({ orbits }: MotifAnalysis): string[] {
  const elements: string[] = [];
  for (const { sites, element } of orbits) for (const site of sites) elements[site] = element;
  return elements;
}

/** The same of what each site holds, in a disordered crystal. */
function occupantsOfSites({ orbits }: MotifAnalysis): SiteOccupant[][] {
  const ofSites: SiteOccupant[][] = [];
  for (const { sites, element, occupants } of orbits) {
    for (const site of sites) ofSites[site] = [...(occupants ?? [{ element, fraction: 1 }])];
  }
  return ofSites;
}

export function predictionLine(prediction: Prediction): string {
  const { id, cautions, model, contributions } = prediction;
  const values = valuesOf(prediction);
  return JSON.stringify({
    id,
    ...perProperty((property) => digits(values[property])),
    intervals: perNumber((property) => interval(prediction[property])),
    cautions,
    contributions: contributions && {
      motifs: contributions.motifs.map(contribution),
      atoms: contributions.atoms.map(contribution),
    },
    model,
  });
}

function interval({ low, high }: Estimate): [number, number] {
  return [digits(low), digits(high)];
}

function contribution({ orbit, ...values }: Contribution) {
  return { orbit, ...perProperty((property) => digits(values[property])) };
}

/** @param more of what became of it. */
export function errorLine(
  id: string,
  { code, message, file, line }: Refusal,
  more: { kept?: true; replaced?: string } = {},
): string {
  return JSON.stringify({ id, error: { code, message, file: file ?? null, line: line ?? null }, ...more });
}
