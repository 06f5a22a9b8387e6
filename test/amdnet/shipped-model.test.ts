/** The model that ships, as it stands in `models/`. */
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/amdnet/backend.js';
import { calibrate } from '../../src/amdnet/calibration.js';
import { coverage, evaluate } from '../../src/amdnet/evaluation.js';
import type { Example, Labels } from '../../src/amdnet/labels.js';
import { networkOf } from '../../src/amdnet/model.js';
import { loadModel } from '../../src/amdnet/model-file.js';
import { predict } from '../../src/amdnet/predict.js';
import { type Prediction, valuesOf } from '../../src/amdnet/prediction.js';
import { SHIPPED_MODEL } from '../../src/amdnet/shipped-model.js';
import { graphsOf } from '../../src/pipeline/graph-cache.js';
import { readLabelTable } from '../../src/pipeline/label-table.js';
import { withLabels } from '../../src/pipeline/labelled.js';
import { openSources } from '../../src/sources/open.js';
import { orbitGraph, sampleCrystals } from './examples.js';
import { useTfjsNode } from './tfjs-node.js';

const noTfjsNode = await useTfjsNode();
if (noTfjsNode !== null) await useBackend('wasm');
const model = await loadModel(SHIPPED_MODEL);
const { neighbourhood } = networkOf(model.info.network);
const reference = process.env['MOTIFGRAPH_REFERENCE'];

async function validationOxides(folder: string): Promise<readonly Example[]> {
  const oxides = join(reference!, 'data', 'mp-oxides');
  const { rows } = readLabelTable(await readFile(join(oxides, 'labels.csv'), 'utf8'));
  const chosen = rows.filter(({ split }) => split === 'val');
  const ids = new Set(chosen.map(({ id }) => id));
  const structures = join(folder, 'structures');
  await mkdir(structures);
  for await (const item of openSources([join(oxides, 'cifs.tar.gz')])) {
    if (item.ok && ids.has(item.id)) await writeFile(join(structures, `${item.id}.cif`), item.content);
  }
  const pool = { workerFile: new URL('../../dist/pipeline/worker.js', import.meta.url) };
  return withLabels(await graphsOf([structures], { neighbourhood, folder: join(folder, 'graphs'), pool }), chosen).parts
    .val;
}

/** Part of every other crystal that its interval holds, were the intervals as wide as the rest of the crystals needs. */
function coverageOfHalf(
  predictions: readonly Prediction[],
  labels: readonly Labels[],
  property: 'bandGap' | 'formationEnergyPerAtom',
  parity: number,
): number {
  const ratios = predictions.map(
    ({ [property]: { value, high } }, i) => Math.abs(labels[i]![property]! - value) / (high - value),
  );
  const half = (which: number) => ratios.filter((_, i) => i % 2 === which);
  const { floor, factor } = calibrate(
    half(1 - parity),
    half(1 - parity).map(() => 0),
  );
  const own = half(parity);
  return own.filter((ratio) => ratio <= floor * factor).length / own.length;
}

describe('the model that ships', () => {
  it('is small', async () => {
    expect((await stat(SHIPPED_MODEL)).size).toBeLessThan(20e6);
  });

  it('knows rutile from magnesium oxide from a metal', async () => {
    const crystals = await sampleCrystals();
    const [rutile, magnesia, metal] = ['rutile-TiO2', 'periclase-MgO', 'rhenium-trioxide-ReO3'].map((id) => {
      const found = crystals.find(({ crystal }) => crystal.id === id);
      return predict(model, [orbitGraph(found!, neighbourhood)])[0]!;
    });
    // PBE: 1.8 and 4.4 eV; −3.4 and −3.0 eV/atom (Materials Project).
    expect(rutile!.bandGap.value).toSatisfy((gap: number) => gap > 1 && gap < 3);
    expect(rutile!.formationEnergyPerAtom.value).toBeCloseTo(-3.4, 0);
    expect(magnesia!.bandGap.value).toBeGreaterThan(rutile!.bandGap.value + 1);
    expect(magnesia!.isMetal).toBeLessThan(0.1);
    expect(metal!.isMetal).toBeGreaterThan(0.5);
    expect(metal!.bandGap.value).toBeLessThan(0.5);
  });

  it.skipIf(noTfjsNode !== null)(`says the same on both backends (${noTfjsNode ?? 'tfjs-node is here'})`, async () => {
    const graphs = (await sampleCrystals()).map((crystal) => orbitGraph(crystal, neighbourhood));
    const native = predict(model, graphs);
    await useBackend('wasm');
    const wasm = predict(await loadModel(SHIPPED_MODEL), graphs);
    await tf.setBackend('tensorflow');
    native.forEach(({ bandGap, formationEnergyPerAtom, isMetal }, i) => {
      expect(Math.abs(wasm[i]!.bandGap.value - bandGap.value)).toBeLessThan(1e-4);
      expect(Math.abs(wasm[i]!.formationEnergyPerAtom.value - formationEnergyPerAtom.value)).toBeLessThan(1e-4);
      expect(Math.abs(wasm[i]!.isMetal - isMetal)).toBeLessThan(1e-4);
    });
  });

  it.skipIf(reference === undefined)(
    'holds 85 to 95 % of the validation oxides in its 90 % intervals, and is as good as its card says',
    { timeout: 300_000 },
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'motifgraph-'));
      try {
        const val = await validationOxides(folder);
        expect(val).toHaveLength(778);
        const labels = val.map((example) => example.labels);
        const predictions = predict(
          model,
          val.map(({ graph }) => graph),
        );
        const held = coverage(predictions, labels);
        for (const part of [held.bandGap, held.formationEnergyPerAtom]) {
          expect(part).toBeGreaterThan(0.85);
          expect(part).toBeLessThan(0.95);
        }
        // These were calibrated on the same crystals; so each half by what the other half tells, too.
        for (const property of ['bandGap', 'formationEnergyPerAtom'] as const) {
          for (const parity of [0, 1])
            expect(coverageOfHalf(predictions, labels, property, parity)).toBeCloseTo(0.9, 1);
        }
        const figures = evaluate(predictions.map(valuesOf), labels);
        expect(figures.bandGap.mae).toBeCloseTo(0.254, 3);
        expect(figures.formationEnergyPerAtom.mae).toBeCloseTo(0.0417, 3);
        expect(figures.isMetal.accuracy).toBeGreaterThan(0.89);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  );
});
