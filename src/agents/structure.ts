/** A crystal, stored or given as text: what is asked of it, and how it is told. */
import { z } from 'zod';
import type { AnsweredError } from './ask.js';
import { counted, cutText, lines, listed, present, rounded } from './wording.js';

/** The service has its own limit, in bytes, and names it. */
const LONGEST_STRUCTURE = 4 * 1024 * 1024;

export const structureText = (whose: string) =>
  z.string().min(1).max(LONGEST_STRUCTURE).describe(`Text of a CIF, POSCAR, pymatgen JSON or OPTIMADE JSON ${whose}`);

export const format = z
  .enum(['cif', 'poscar', 'pymatgen', 'optimade'])
  .describe('Format of the text; recognised without it')
  .optional();

const MOST_SITES = 12;
const MOST_NETS = 8;
const MOST_WARNINGS = 6;
const LONGEST_DESCRIPTION = 2500;
const LONGEST_WARNING = 300;

/** Selected of a `Crystal`. */
export const STRUCTURE_FIELDS = `
  chemicalFormula formula mineral structureType prototype atomCount density isOrdered
  ionAssignment ionConfidence globalInstabilityIndex description warnings orbitCount
  spaceGroup { symbol number crystalSystem }
  units { formula name count }
  sites(first: ${MOST_SITES}) {
    element wyckoff multiplicity oxidationState coordinationNumber motifId isAmbiguous bondValenceSum
    noMotif { message }
    distortion { csm bondLengthMean bondLengthSpread }
    connections(first: 20) { kind count distance anglesInDegrees partner { element motifId } }
  }
  nets { centres kind dimensionality along isStrong formula }
  predictions { property value low high unit cautions model { name version } }`;

export interface Structure {
  readonly chemicalFormula: string;
  readonly formula: string;
  readonly mineral: string | null;
  readonly structureType: string | null;
  readonly prototype: string;
  readonly atomCount: number;
  readonly density: number;
  readonly isOrdered: boolean;
  readonly ionAssignment: string;
  readonly ionConfidence: string | null;
  readonly globalInstabilityIndex: number | null;
  readonly description: string;
  readonly warnings: readonly string[];
  readonly orbitCount: number;
  readonly spaceGroup: { readonly symbol: string; readonly number: number; readonly crystalSystem: string };
  readonly units: readonly { readonly formula: string; readonly name: string | null; readonly count: number }[];
  readonly sites: readonly Site[];
  readonly nets: readonly Net[];
  readonly predictions: readonly Prediction[] | null;
}

interface Site {
  readonly element: string;
  readonly wyckoff: string;
  readonly multiplicity: number;
  readonly oxidationState: number | null;
  readonly coordinationNumber: number;
  readonly motifId: string | null;
  readonly isAmbiguous: boolean;
  readonly bondValenceSum: number | null;
  readonly noMotif: { readonly message: string } | null;
  readonly distortion: {
    readonly csm: number | null;
    readonly bondLengthMean: number | null;
    readonly bondLengthSpread: number | null;
  };
  readonly connections: readonly {
    readonly kind: string;
    readonly count: number;
    readonly distance: number;
    readonly anglesInDegrees: readonly number[];
    readonly partner: { readonly element: string; readonly motifId: string | null };
  }[];
}

interface Net {
  readonly centres: readonly string[];
  readonly kind: string;
  readonly dimensionality: number;
  readonly along: readonly number[] | null;
  readonly isStrong: boolean;
  readonly formula: string;
}

interface Prediction {
  readonly property: 'BAND_GAP' | 'FORMATION_ENERGY_PER_ATOM' | 'METAL_PROBABILITY';
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
  readonly cautions: readonly string[];
  readonly model: { readonly name: string; readonly version: string };
}

/** @param errors of the answer: why there are no predictions */
export function structureInWords(structure: Structure, errors: readonly AnsweredError[]): string {
  const { description, sites, orbitCount, warnings, ionAssignment, ionConfidence, globalInstabilityIndex } = structure;
  return lines(
    heading(structure),
    cutText(description, LONGEST_DESCRIPTION),
    `Cation sites (per primitive cell)${sites.length < orbitCount ? `, ${sites.length} of ${orbitCount} symmetry orbits` : ''}:`,
    ...sites.map(siteLine),
    ...predictionLines(structure, errors),
    `Oxidation states: ${ionAssignment.toLowerCase()}${ionConfidence === null ? '' : `, ${ionConfidence.toLowerCase()}`}.`,
    globalInstabilityIndex !== null &&
      `Global instability index ${globalInstabilityIndex.toFixed(2)} valence units (above 0.2: strained or doubtful).`,
    ...warnings.slice(0, MOST_WARNINGS).map((warning) => `Warning: ${cutText(warning, LONGEST_WARNING)}`),
    warnings.length > MOST_WARNINGS && `And ${counted(warnings.length - MOST_WARNINGS, 'more warning')}.`,
  );
}

function heading({
  chemicalFormula,
  spaceGroup,
  atomCount,
  density,
  prototype,
  mineral,
  structureType,
}: Structure): string {
  const names = [mineral && `mineral ${mineral}`, structureType && `structure type ${structureType}`];
  return `${[
    chemicalFormula,
    `space group ${spaceGroup.symbol} (${spaceGroup.number}, ${spaceGroup.crystalSystem.toLowerCase()})`,
    ...names.filter((name) => name !== null),
    `prototype ${prototype}`,
    `${counted(atomCount, 'atom')} in the primitive cell`,
    `${density.toFixed(2)} g/cm³`,
  ].join(', ')}.`;
}

function siteLine(site: Site): string {
  const { element, wyckoff, multiplicity, oxidationState, motifId, noMotif, coordinationNumber, isAmbiguous } = site;
  const { csm, bondLengthMean, bondLengthSpread } = site.distortion;
  const shape = motifId ?? `${coordinationNumber} ligands, no motif (${noMotif?.message ?? 'unknown'})`;
  const ion = oxidationState === null ? element : `${element} (${charge(oxidationState)})`;
  return [
    `- ${multiplicity} × ${ion} at ${wyckoff}: ${shape}${isAmbiguous ? ', a matter of choice' : ''}`,
    ...(bondLengthMean === null
      ? []
      : [`bonds ${bondLengthMean.toFixed(3)} Å, range ${(bondLengthSpread ?? 0).toFixed(3)} Å`]),
    ...(csm === null ? [] : [`symmetry measure ${csm.toFixed(2)}`]),
    ...sharedWith(site).map(
      ({ kind, count, partner, angles }) => `${counted(count, kind)} with ${partner} (${angles}°)`,
    ),
  ].join('; ');
}

/** `4+`, `2.5+`. */
function charge(state: number): string {
  return `${rounded(Math.abs(state), 2)}${state < 0 ? '−' : '+'}`;
}

const MOST_SHARED = 6;

/** Connections of one site by kind and partner. */
function sharedWith({ connections }: Site) {
  const groups = new Map<string, { kind: string; partner: string; count: number; all: number[] }>();
  for (const { kind, count, partner, anglesInDegrees } of connections) {
    const with_ = partner.motifId ?? partner.element;
    const key = `${kind} ${with_}`;
    const group = groups.get(key) ?? { kind: kind.toLowerCase(), partner: with_, count: 0, all: [] };
    group.count += count;
    group.all.push(...anglesInDegrees);
    groups.set(key, group);
  }
  return [...groups.values()].slice(0, MOST_SHARED).map(({ all, ...group }) => {
    const [low, high] = [Math.round(Math.min(...all)), Math.round(Math.max(...all))];
    return { ...group, angles: low === high ? `${low}` : `${low}–${high}` };
  });
}

const PROPERTY_NAMES = {
  BAND_GAP: 'band gap',
  FORMATION_ENERGY_PER_ATOM: 'formation energy',
  METAL_PROBABILITY: 'metal',
} as const;

function predictionLines({ predictions, isOrdered }: Structure, errors: readonly AnsweredError[]): string[] {
  if (predictions === null) return [`Predictions: ${errors[0]?.message ?? 'none'}`];
  const model = predictions[0]?.model;
  if (model === undefined)
    return [isOrdered ? 'Predictions: none.' : 'Predictions: none, because the crystal is disordered.'];
  const cautions = [...new Set(predictions.flatMap(({ cautions }) => cautions))];
  return [
    `Predicted by ${model.name} ${model.version} (PBE+U values): ${predictions.map(predictionInWords).join('; ')}.`,
    ...(cautions.length === 0 ? [] : [`Caution with the predictions: ${listed(cautions, MOST_WARNINGS)}.`]),
  ];
}

function predictionInWords({ property, value, low, high, unit }: Prediction): string {
  const name = PROPERTY_NAMES[property];
  if (property === 'METAL_PROBABILITY') return `${name} with a probability of ${Math.round(100 * value)} %`;
  const digits = property === 'BAND_GAP' ? 2 : 3;
  const interval = low === null || high === null ? '' : ` (90 %: ${low.toFixed(digits)} to ${high.toFixed(digits)})`;
  return `${name} ${value.toFixed(digits)} ${unit}${interval}`;
}

export function structureFacts(structure: Structure): Record<string, unknown> {
  const { chemicalFormula, formula, spaceGroup, mineral, structureType, prototype, atomCount, density } = structure;
  const { description, sites, orbitCount, nets, units, predictions, warnings, isOrdered } = structure;
  return present({
    formula: chemicalFormula,
    reducedFormula: formula,
    spaceGroup: { symbol: spaceGroup.symbol, number: spaceGroup.number },
    mineral,
    structureType,
    prototype,
    atoms: atomCount,
    densityGramPerCubicCentimetre: rounded(density, 3),
    isOrdered,
    description: cutText(description, LONGEST_DESCRIPTION),
    orbits: orbitCount,
    sites: sites.map(siteFacts),
    nets: nets
      .slice(0, MOST_NETS)
      .map(({ centres, kind, dimensionality, along, isStrong, formula: net }) =>
        present({ centres, kind: kind.toLowerCase(), dimensionality, along, isStrong, formula: net }),
      ),
    units: units.map(present),
    predictions: predictions?.map(({ property, value, low, high, unit }) =>
      present({
        property,
        value: rounded(value, 3),
        low: low && rounded(low, 3),
        high: high && rounded(high, 3),
        unit,
      }),
    ),
    warnings: warnings.slice(0, MOST_WARNINGS).map((warning) => cutText(warning, LONGEST_WARNING)),
  });
}

function siteFacts(site: Site) {
  const { element, multiplicity, oxidationState, coordinationNumber, motifId, isAmbiguous, bondValenceSum } = site;
  const { csm, bondLengthMean } = site.distortion;
  return present({
    element,
    multiplicity,
    oxidationState,
    coordinationNumber,
    motif: motifId,
    isAmbiguous: isAmbiguous || null,
    bondLengthMeanAngstrom: bondLengthMean && rounded(bondLengthMean, 3),
    continuousSymmetryMeasure: csm && rounded(csm, 2),
    bondValenceSum: bondValenceSum && rounded(bondValenceSum, 2),
    connections: sharedWith(site).map(({ kind, count, partner, angles }) => ({
      sharing: kind,
      with: partner,
      count,
      anglesDegrees: angles,
    })),
  });
}
