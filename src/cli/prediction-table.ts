/** A prediction as text for people, with what it rests on. */
import type { DualGraph } from '../amdnet/graphs.js';
import type { Contribution, Estimate, Prediction } from '../amdnet/predictor.js';
import { symbolOf } from '../crystal/elements.js';
import { geometries } from '../motif/geometries.js';
import type { OpenedModel } from '../pipeline/forecast-worker.js';
import { columns, plain } from './output.js';

export function predictionTable(prediction: Prediction, graph: DualGraph, model: OpenedModel): string {
  const { id, bandGap, formationEnergyPerAtom, isMetal, cautions } = prediction;
  const values = columns(
    [
      ['property', 'value', 'unit', '90 % interval'],
      ['band gap', bandGap.value.toFixed(2), 'eV', interval(bandGap, 2)],
      ['formation energy', formationEnergyPerAtom.value.toFixed(3), 'eV/atom', interval(formationEnergyPerAtom, 3)],
      ['metal', `${(100 * isMetal).toFixed(0)} %`, 'probability', ''],
    ],
    [1],
  );
  const sections = [
    values,
    contributionTable(prediction, graph, model),
    cautions.map((caution) => `caution: ${plain(caution)}`),
  ].filter((lines) => lines.length > 0);
  const text = sections.map((lines) => lines.map((line) => `  ${line}`).join('\n')).join('\n\n');
  return `${plain(id)}  by ${model.name} ${model.version}\n\n${text}\n`;
}

/** Motif sites and atoms, those that move the band gap most first; together with the mean they are the values. */
function contributionTable({ contributions }: Prediction, graph: DualGraph, { mean }: OpenedModel): string[] {
  if (contributions === null) return [];
  const { atoms, motifs } = contributions;
  const rows = [
    ...motifs.map((part, node) => ({ name: motifName(graph, node), part })),
    ...atoms.map((part) => ({ name: `${elementOf(graph, part.orbit)} atom`, part })),
  ].sort((a, b) => Math.abs(b.part.bandGap) - Math.abs(a.part.bandGap));
  return columns(
    [
      ['rests on', '×', 'band gap (eV)', 'formation energy (eV/atom)', 'metal (log-odds)'],
      ['mean answer in training', '', ...cells(mean, plainNumber)],
      ...rows.map(({ name, part }) => [name, String(graph.atoms.multiplicities[part.orbit]!), ...cells(part)]),
    ],
    [1, 2, 3, 4],
  );
}

/** `Ti-O:6 octahedron`. */
function motifName(graph: DualGraph, node: number): string {
  const element = elementOf(graph, graph.motifs.atoms[node]!);
  const geometry = geometries[graph.motifs.geometries[node]! - 1];
  return geometry === undefined
    ? `${element} without a motif`
    : `${element}-${geometry.symbol} ${geometry.name.toLowerCase()}`;
}

function elementOf({ atoms }: DualGraph, node: number): string {
  return symbolOf(atoms.atomicNumbers[node]!);
}

function cells(part: Omit<Contribution, 'orbit'>, text = signed): string[] {
  return [text(part.bandGap, 2), text(part.formationEnergyPerAtom, 3), text(part.isMetal, 2)];
}

function plainNumber(value: number, digits: number): string {
  return value.toFixed(digits);
}

function signed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return value > 0 ? `+${text}` : text;
}

function interval({ low, high }: Estimate, digits: number): string {
  return `${low.toFixed(digits)} to ${high.toFixed(digits)}`;
}
