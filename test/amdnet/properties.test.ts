import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/amdnet/backend.js';
import { evaluate } from '../../src/amdnet/evaluation.js';
import type { Labels } from '../../src/amdnet/labels.js';
import { lossOf, targetsOf } from '../../src/amdnet/loss.js';
import { inUnits } from '../../src/amdnet/outputs.js';
import {
  columnOf,
  NUMBERS,
  PROPERTIES,
  type Property,
  perNumber,
  properties,
  snakeCase,
} from '../../src/amdnet/properties.js';
import { scaleOf, scalesOf } from '../../src/amdnet/scales.js';
import { Cypher } from '../../src/graph/cypher.js';
import { evenWeights, labelsOf } from './examples.js';

await useBackend();

/** Two crystals of which all is known, the first a metal, and one of which nothing is. */
const LABELS = [
  perNumber((property) => properties[property].label.min),
  perNumber((property) => properties[property].label.max),
  labelsOf({}),
];
const SCALES = scalesOf(LABELS);
/** Log-odds that leave no doubt. */
const SURE = 20;

/** What a network says that knows the labels. */
function truthOf(labels: Labels): number[] {
  return PROPERTIES.map((property) => {
    if (property === 'isMetal') return labels.bandGap === 0 ? SURE : -SURE;
    const { offset, unit } = scaleOf(property, SCALES);
    return ((labels[property] ?? 0) - offset) / unit;
  });
}

/** Of a network that says so much more of one property than is true. */
function lossOff(property: Property, by: number): number {
  const rows = LABELS.map((labels) => truthOf(labels).map((raw, i) => (i === columnOf(property) ? raw + by : raw)));
  return tf.tidy(() => lossOf(tf.tensor2d(rows), targetsOf(LABELS, SCALES), evenWeights(1)).dataSync()[0]!);
}

describe('the table of properties', () => {
  it.each<[string, readonly string[]]>([
    ['names', PROPERTIES.map((property) => properties[property].name)],
    ['stems', PROPERTIES.map((property) => properties[property].stem)],
    ['columns of labels', NUMBERS.map((property) => properties[property].label.name)],
  ])('tells its %s apart', (_, names) => {
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(NUMBERS)('has a column of labels for %s that is named like it, and a range', (property) => {
    const { label, lossWeight } = properties[property];
    expect(label.name).toBe(snakeCase(property));
    expect(label.min).toBeLessThan(label.max);
    expect(lossWeight).toBeGreaterThan(0);
  });
});

describe.each(PROPERTIES)('%s', (property) => {
  it('counts in the loss where it is known', () => {
    expect(lossOff(property, 0)).toBeCloseTo(0, 4);
    if (property === 'isMetal') {
      // As likely as not, of one of two crystals.
      expect(lossOff(property, SURE)).toBeCloseTo(Math.log(2) / 2, 4);
      expect(lossOff(property, -SURE)).toBeCloseTo(Math.log(2) / 2, 4);
    } else {
      const { transform, label } = properties[property];
      const isFree = transform === 'from zero' && label.min === 0;
      expect(lossOff(property, 3)).toBeCloseTo(3, 4);
      // To say less than a true 0 is no error: the other crystal's remains.
      expect(lossOff(property, -3)).toBeCloseTo(isFree ? 1.5 : 3, 4);
    }
  });

  it('is among the figures', () => {
    const figures = evaluate(
      LABELS.map((labels) => inUnits(truthOf(labels), SCALES)),
      LABELS,
    );
    expect(figures[property].count).toBe(2);
    if (property === 'isMetal') expect(figures[property].accuracy).toBe(1);
    else expect(figures[property].mae).toBeCloseTo(0, 6);
  });

  it.each(['ladybug', 'neo4j'] as const)('is a column of crystals in %s', (engine) => {
    const cypher = new Cypher(engine);
    expect(cypher.text('schema/create')).toContain(engine === 'ladybug' ? `${property} DOUBLE` : `(n.${property});`);
    expect(cypher.text('write/crystals')).toMatch(new RegExp(`${property}: .*r\\.${property}\\b`));
  });
});
