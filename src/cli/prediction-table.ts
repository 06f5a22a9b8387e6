/** A prediction as text for people, with what it rests on. */
import type { DualGraph } from '../amdnet/graphs.js';
import type { Contribution, Estimate, Prediction } from '../amdnet/prediction.js';
import { PROPERTIES, type Property, perProperty, properties } from '../amdnet/properties.js';
import { symbolOf } from '../crystal/elements.js';
import { geometries } from '../motif/geometries.js';
import type { MotifId } from '../motif/motif-type.js';
import type { OpenedModel } from '../pipeline/prediction-worker.js';
import { columns, plain } from './output.js';

/** What a prediction rests on. */
export interface PredictedNodes {
  readonly graph: DualGraph;
  /** Of the nodes of its motif graph; null where a cation has none. */
  readonly motifs: readonly (MotifId | null)[];
}

export function predictionTable(prediction: Prediction, nodes: PredictedNodes, model: OpenedModel): string {
  const { id, cautions } = prediction;
  const values = columns(
    [
      ['property', 'value', 'unit', '90 % interval'],
      ...PROPERTIES.map((property) => {
        const { name, unit, digits } = properties[property];
        if (property === 'isMetal') return [name, `${(100 * prediction[property]).toFixed(0)} %`, unit, ''];
        const estimate = prediction[property];
        return [name, estimate.value.toFixed(digits), unit, interval(estimate, digits)];
      }),
    ],
    [1],
  );
  const sections = [
    values,
    contributionTable(prediction, nodes, model),
    cautions.map((caution) => `caution: ${plain(caution)}`),
  ].filter((lines) => lines.length > 0);
  const text = sections.map((lines) => lines.map((line) => `  ${line}`).join('\n')).join('\n\n');
  return `${plain(id)}  by ${model.name} ${model.version}\n\n${text}\n`;
}

/** Motifs and elements, those that move the band gap most first; together with the mean they are the values. */
function contributionTable({ contributions }: Prediction, nodes: PredictedNodes, { mean }: OpenedModel): string[] {
  if (contributions === null) return [];
  const rows = summed(nodes, [
    ...contributions.motifs.map((part, node) => ({ name: motifName(nodes, node), part })),
    ...contributions.atoms.map((part) => ({ name: `${elementOf(nodes.graph, part.orbit)} atom`, part })),
  ]).sort((a, b) => Math.abs(b.part.bandGap) - Math.abs(a.part.bandGap));
  return columns(
    [
      ['rests on', '×', ...PROPERTIES.map(contributionTitle)],
      ['mean answer in training', '', ...cells(mean, plainNumber)],
      ...rows.map(({ name, sites, part }) => [name, String(sites), ...cells(part)]),
    ],
    [1, ...PROPERTIES.map((_, i) => 2 + i)],
  );
}

/** Orbits of one name as one row: a large cell has dozens. */
function summed({ graph }: PredictedNodes, orbits: readonly { name: string; part: Contribution }[]) {
  const rows = new Map<string, { name: string; sites: number; part: Readonly<Record<Property, number>> }>();
  for (const { name, part } of orbits) {
    const known = rows.get(name);
    const sites = (known?.sites ?? 0) + graph.atoms.multiplicities[part.orbit]!;
    rows.set(name, { name, sites, part: perProperty((property) => (known?.part[property] ?? 0) + part[property]) });
  }
  return [...rows.values()];
}

/** `Ti-O:6 octahedron`. */
function motifName({ graph, motifs }: PredictedNodes, node: number): string {
  const element = elementOf(graph, graph.motifs.atoms[node]!);
  const geometry = geometries[graph.motifs.geometries[node]! - 1];
  return geometry === undefined ? `${element} without a motif` : `${motifs[node]} ${geometry.name.toLowerCase()}`;
}

function elementOf({ atoms }: DualGraph, node: number): string {
  return symbolOf(atoms.atomicNumbers[node]!);
}

function cells(part: Omit<Contribution, 'orbit'>, text = signed): string[] {
  return PROPERTIES.map((property) => text(part[property], properties[property].digits));
}

function plainNumber(value: number, digits: number): string {
  return value.toFixed(digits);
}

function signed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  if (Number(text) === 0) return (0).toFixed(digits);
  return value > 0 ? `+${text}` : text;
}

/** Contributions to a probability are those to its log-odds. */
function contributionTitle(property: Property): string {
  const { kind, name, unit } = properties[property];
  return `${name} (${kind === 'number' ? unit : 'log-odds'})`;
}

function interval({ low, high }: Estimate, digits: number): string {
  return `${low.toFixed(digits)} to ${high.toFixed(digits)}`;
}
