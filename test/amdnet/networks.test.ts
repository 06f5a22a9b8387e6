import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/amdnet/backend.js';
import type { DualGraph } from '../../src/amdnet/graphs.js';
import { dualNetwork } from '../../src/amdnet/networks/dual.js';
import type { Network } from '../../src/amdnet/networks/network.js';
import { paperNetwork } from '../../src/amdnet/networks/paper.js';
import { rawOutputs } from '../../src/amdnet/outputs.js';
import { Parameters } from '../../src/amdnet/parameters.js';
import { fullGraph, orbitGraph, sampleCrystals } from './examples.js';
import { useTfjsNode } from './tfjs-node.js';

const noTfjsNode = await useTfjsNode();
await useBackend();

const networks: readonly (readonly [string, Network])[] = [
  ['paper', paperNetwork],
  ['dual', dualNetwork({ width: 16, atomLayers: 2, motifLayers: 2 })],
  ['atoms alone', dualNetwork({ width: 16, atomLayers: 2, motifLayers: 0 })],
];

/** On the backend of the moment. */
function answers(network: Network, graphs: readonly DualGraph[]): Float32Array {
  const parameters = new Parameters(3);
  const values = rawOutputs(network, parameters, graphs);
  parameters.dispose();
  return values;
}

function largestDifference(one: Float32Array, other: Float32Array): number {
  expect(other.length).toBe(one.length);
  return one.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0);
}

const crystals = await sampleCrystals();

describe.each(networks)('the network %s', (_, network) => {
  const orbits = crystals.map((crystal) => orbitGraph(crystal, network.neighbourhood));

  it('says different things of different crystals', () => {
    const values = answers(network, orbits);
    expect(values.every(Number.isFinite)).toBe(true);
    expect(new Set(values.map((value) => Math.round(1e4 * value))).size).toBeGreaterThan(orbits.length);
  });

  it('says the same of a crystal whatever stands beside it in a batch', () => {
    const together = answers(network, orbits);
    const alone = Float32Array.from(orbits.flatMap((graph) => [...answers(network, [graph])]));
    expect(largestDifference(together, alone)).toBeLessThan(1e-4);
  });

  it('says the same of one node for each orbit as of one node for each atom', () => {
    expect(crystals.some(({ analysis }) => analysis.orbits.some(({ sites }) => sites.length > 8))).toBe(true);
    const values = answers(network, orbits);
    const full = crystals.map((crystal) => fullGraph(crystal, network.neighbourhood));
    expect(largestDifference(values, answers(network, full))).toBeLessThan(1e-4);
  });

  it.skipIf(noTfjsNode !== null)(`says the same on both backends (${noTfjsNode ?? 'tfjs-node is here'})`, async () => {
    await tf.setBackend('tensorflow');
    const native = answers(network, orbits);
    await useBackend('wasm');
    const wasm = answers(network, orbits);
    await tf.setBackend('tensorflow');
    expect(largestDifference(native, wasm)).toBeLessThan(1e-4);
  });
});
