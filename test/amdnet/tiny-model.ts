/** A small model that was never trained: as real as any to those who load it, ask it and show what it says. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from '../../src/amdnet/backend.js';
import { batchOf } from '../../src/amdnet/batch.js';
import { buildGraphs } from '../../src/amdnet/build-graphs.js';
import { domainOf } from '../../src/amdnet/domain.js';
import type { DualGraph } from '../../src/amdnet/graphs.js';
import { type ModelInfo, networkOf } from '../../src/amdnet/model.js';
import { writeModel } from '../../src/amdnet/model-file.js';
import { Parameters } from '../../src/amdnet/parameters.js';
import { perNumber, perProperty } from '../../src/amdnet/properties.js';
import { scalesOf } from '../../src/amdnet/scales.js';
import { readStructures } from '../../src/crystal/read.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { orbitGraphOf } from '../../src/motif/orbit-graph.js';
import { openSample } from '../../src/sources/sample.js';

const MEMBERS = 2;

export async function sampleGraph(id: string): Promise<DualGraph> {
  for await (const item of openSample()) {
    if (item.id !== id) continue;
    const [read] = readStructures(item.content, { id, file: item.file });
    if (!read?.ok) throw new Error(read?.refusal.message);
    const analysed = analyzeMotifs(read.crystal, { fingerprints: true });
    if (!analysed.ok) throw new Error(analysed.refusal.message);
    const { crystal } = read;
    const { analysis } = analysed;
    return buildGraphs(crystal, analysis.orbits, orbitGraphOf(crystal.atomicNumbers, analysis), 'voronoi');
  }
  throw new Error(`the sample has no ${id}`);
}

/** @returns the file that it is written to. @param version models of two versions say different things */
export async function tinyModelFile(folder: string, version = '1.0.0'): Promise<string> {
  await useBackend('wasm');
  const graph = await sampleGraph('rutile-TiO2');
  const info: ModelInfo = {
    name: 'tiny',
    version,
    network: { kind: 'dual', width: 8, atomLayers: 1, motifLayers: 1 },
    members: MEMBERS,
    scales: { ...scalesOf([]), bandGap: 2, formationEnergyMean: -2, formationEnergySpread: 0.8 },
    intervals: { ...perNumber(() => ({ factor: 1.5, floor: 0.05 })), bandGap: { factor: 1.5, floor: 0.2 } },
    metal: { odds: 0.8, gap: -0.5, offset: 0.2 },
    means: Object.values({ ...perProperty(() => 0), bandGap: 0.6, formationEnergyPerAtom: 0.1, isMetal: -0.3 }),
    // Known: Ti, O and titanium's octahedron.
    domain: domainOf(Array.from({ length: 5 }, () => graph)),
  };
  const network = networkOf(info.network);
  const members = Array.from({ length: MEMBERS }, (_, member) => {
    const parameters = new Parameters(member + 1000 * Number.parseInt(version, 10));
    tf.tidy(() => network.forward(parameters, batchOf([graph])).values);
    return parameters;
  });
  const file = join(folder, `tiny-${version}.safetensors`);
  writeFileSync(file, writeModel({ info, members }));
  for (const parameters of members) parameters.dispose();
  return file;
}
