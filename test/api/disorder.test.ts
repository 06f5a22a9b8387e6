/** Disordered crystals in a graph: what the service shows of them, and by what it finds them. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readStructures } from '../../src/crystal/read.js';
import type { CrystalRecord } from '../../src/graph/model.js';
import { toCrystalRecord } from '../../src/graph/record.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { orbitGraphOf } from '../../src/motif/orbit-graph.js';
import { sourceOf } from '../graph/analysed.js';
import { idsOf, type OpenGraph, openEmptyGraph, type Service, serve } from './support.js';

const FOLDER = new URL('../cli/disorder/', import.meta.url);
let graph: OpenGraph;
let service: Service;

function recordOf(file: string): CrystalRecord {
  const [read] = readStructures(readFileSync(new URL(file, FOLDER)), { file });
  if (!read?.ok) throw new Error(read?.refusal.message);
  const analysed = analyzeMotifs(read.crystal, { fingerprints: true });
  if (!analysed.ok) throw new Error(analysed.refusal.message);
  const motifs = orbitGraphOf(read.crystal.atomicNumbers, analysed.analysis);
  return toCrystalRecord(read.crystal, analysed.analysis, motifs, { dataset: null, strategy: 'simplest' });
}

beforeAll(async () => {
  graph = await openEmptyGraph();
  const records = readdirSync(FOLDER)
    .filter((file) => /^(?:nmc811|ysz|srtio3|lsmo|na0|high|ybco)/.test(file))
    .map(recordOf);
  await graph.store.write(records, records.map(sourceOf));
  service = await serve(graph.store, { analysisWorker: new URL('../../dist/api/analysis-worker.js', import.meta.url) });
});

afterAll(async () => {
  await service.close();
  await graph.close();
});

test.each([
  ['{ isOrdered: true }', ['srtio3-nearly-full']],
  ['{ isOrdered: false, elements: ["Mn"] }', ['lsmo', 'nmc811']],
  ['{ centreElements: ["Y"] }', ['ybco-6.93', 'ysz']],
  [
    '{ sites: { some: { elements: ["cobalt"], geometries: ["O:6"] } } }',
    ['high-entropy-oxide', 'na0.68coo2', 'nmc811'],
  ],
  ['{ motifs: ["Co,Li,Mn,Ni-O:6"] }', ['nmc811']],
  ['{ nets: { some: { elements: ["Mn"], kind: EDGE, dimensionality: [2] } } }', ['nmc811']],
  ['{ formulas: ["LiCo0.1Mn0.1Ni0.8O2"] }', ['nmc811']],
  [
    '{ pattern: { sites: [{ name: "a", elements: ["Mn"] }, { name: "b", elements: ["Ni"] }], connections: [{ from: "a", to: "b", kind: [EDGE] }] } }',
    ['nmc811'],
  ],
])('%s finds crystals by each element of a site', async (filter, ids) => {
  expect((await idsOf(service, filter)).sort()).toEqual(ids);
});

test('sites and motifs tell who shares them', async () => {
  const { crystal, motif, element } = await service.data(`{
    crystal(id: "ysz") { sites { element occupants { element fraction } coordinationNumber averageCoordinationNumber motifId } }
    motif(id: "Y,Zr-C:8") { centres element { symbol } crystalCount }
    element(symbol: "Zr") { motifCount }
  }`);
  expect(crystal.sites).toEqual([
    {
      element: 'Zr',
      occupants: [
        { element: 'Zr', fraction: 0.85 },
        { element: 'Y', fraction: 0.15 },
      ],
      coordinationNumber: 8,
      averageCoordinationNumber: 7.7,
      motifId: 'Y,Zr-C:8',
    },
  ]);
  expect(motif).toEqual({ centres: ['Y', 'Zr'], element: { symbol: 'Y' }, crystalCount: 1 });
  expect(element).toEqual({ motifCount: 1 });
});

test('POSCAR, which holds no occupancies, is refused, and takes nothing else along', async () => {
  const { data, errors } = await service.ask(
    '{ crystalsById(ids: ["ysz", "srtio3-nearly-full"]) { id structure(format: POSCAR) } }',
  );
  expect(data.crystalsById).toEqual([
    { id: 'ysz', structure: null },
    { id: 'srtio3-nearly-full', structure: expect.stringContaining('Direct') },
  ]);
  expect(errors.map(({ message }) => message)).toEqual([
    'ysz is disordered, and poscar holds no occupancies: ask for CIF.',
  ]);
});

test('the columns of a cell tell which orbits are shared or partly empty', async () => {
  const { crystal } = await service.data(
    '{ crystal(id: "ysz") { cellColumns { orbits elements sharedOrbits { orbit occupants { element fraction } } } } }',
  );
  const { orbits, elements, sharedOrbits } = crystal.cellColumns;
  const orbitOf = (element: string) => orbits[elements.indexOf(element)];
  expect(sharedOrbits).toEqual(
    expect.arrayContaining([
      {
        orbit: orbitOf('Zr'),
        occupants: [
          { element: 'Zr', fraction: 0.85 },
          { element: 'Y', fraction: 0.15 },
        ],
      },
      { orbit: orbitOf('O'), occupants: [{ element: 'O', fraction: expect.closeTo(0.9625) }] },
    ]),
  );
  expect(sharedOrbits).toHaveLength(2);
});
