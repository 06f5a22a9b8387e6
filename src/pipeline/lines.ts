/**
 * The lines that programs read. Their form is a contract: fields may be added, none changed. JSON leaves out what was not
 * asked for (undefined).
 */
import { type Contribution, type Estimate, type Prediction, valuesOf } from '../amdnet/prediction.js';
import { perNumber, perProperty } from '../amdnet/properties.js';
import type { Refusal } from '../crystal/crystal.js';
import type { MotifAnalysis } from '../motif/analysis.js';
import { describe } from '../motif/description/describe.js';
import { digits } from './digits.js';

export function analysisLine(id: string, analysis: MotifAnalysis): string {
  const { number, symbol } = analysis.spaceGroup;
  return JSON.stringify({
    id,
    formula: analysis.formula,
    spaceGroup: { number, symbol },
    sites: analysis.sites.map(
      ({
        site,
        element,
        oxidationState,
        coordinationNumber,
        geometry,
        csm,
        orbit,
        ligands,
        environments,
        fingerprint,
      }) => ({
        site,
        element,
        oxidationState,
        coordinationNumber,
        geometry,
        csm,
        orbit,
        ligands: ligands.map((ligand) => ({ site: ligand.site, image: ligand.image, distance: ligand.distance })),
        environments,
        fingerprint,
      }),
    ),
    connections: analysis.connections.map(({ from, to, image, kind, sharedLigands, distance, anglesInDegrees }) => ({
      from,
      to,
      image,
      kind,
      sharedLigands,
      distance,
      angles: anglesInDegrees,
    })),
    bonds: analysis.bonds,
    elements: elementsOfSites(analysis),
    oxidationStates: analysis.oxidationStates,
    orbits: analysis.orbits.map(({ orbit, element, wyckoff, siteSymmetry, multiplicity, sites }) => ({
      orbit,
      element,
      wyckoff,
      siteSymmetry,
      multiplicity,
      sites,
    })),
    nets: analysis.nets.map(({ centres, motif, isStrong, kind, dimensionality, components, along, formula }) => ({
      centres,
      motif,
      isStrong,
      kind,
      dimensionality,
      components,
      along,
      formula,
    })),
    frameworks: analysis.connectivityNets,
    description: describe(analysis),
    warnings: analysis.warnings,
  });
}

/** One for each atom of the cell, in the file's order. */
function elementsOfSites({ orbits }: MotifAnalysis): string[] {
  const elements: string[] = [];
  for (const { sites, element } of orbits) for (const site of sites) elements[site] = element;
  return elements;
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
