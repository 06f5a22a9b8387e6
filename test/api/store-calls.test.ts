/** Lists in lists cost one call to the graph a level, not one an item. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GraphStore } from '../../src/graph/store.js';
import { type OpenGraph, openFilledGraph, type Service, serve } from './support.js';

let graph: OpenGraph;
let service: Service;
let calls: string[] = [];

beforeAll(async () => {
  graph = await openFilledGraph();
  const counted: GraphStore = new Proxy(graph.store, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        // The version tells whether the projection still stands for the graph.
        if (name !== 'version') calls.push(String(name));
        return method.apply(target, args);
      };
    },
  });
  service = await serve(counted);
});
afterAll(async () => {
  await service.close();
  await graph.close();
});
beforeEach(() => {
  calls = [];
});

const callsOf = async (query: string) => {
  const { data } = await service.ask(query);
  // The version is kept by the store: most of these calls ask no database.
  return { data, calls: calls.filter((call) => call !== 'version').toSorted() };
};

describe('calls to the graph', () => {
  test('lists and counts are read from one projection', async () => {
    expect((await callsOf('{ crystals(filter: { elements: ["Ti"] }) { totalCount } }')).calls).toEqual(['projection']);
    calls = [];
    expect((await callsOf('{ motifs { totalCount } }')).calls).toEqual(['projection']);
  });

  test('why ids are missing is looked up where some are', async () => {
    expect((await callsOf('{ crystalsById(ids: ["rutile-TiO2", "zincite-ZnO"]) { id } }')).calls).toEqual([
      'projection',
    ]);
    calls = [];
    expect((await callsOf('{ motifsById(ids: ["Ti-O:6", "x"]) { id } }')).calls).toEqual(['projection']);
  });

  test('a page in all its forms is one list', async () => {
    const forms = 'nodes { id } edges { cursor node { id } } pageInfo { hasNextPage endCursor } emptyReason { code }';
    expect((await callsOf(`{ crystals(first: 5) { ${forms} } }`)).calls).toEqual(['projection']);
  });

  test('crystals, their sites, and everything that these show', async () => {
    const { data, calls: made } = await callsOf(`{
      crystals(first: 100) {
        nodes {
          id provenance { file } composition { element { name } }
          motifs { motif { id element { name } geometry { name } } }
          sites {
            motif { id } geometry { name } ligands { distance } distortion { csm } provenance { file } crystal { id }
            connections { kind partner { id element motif { id } crystal { formula } } }
          }
        }
        rows { motifIds }
        siteRows { csm }
      }
    }`);
    expect(data.crystals.nodes).toHaveLength(17);
    expect(made).toEqual(['partsOfCrystals', 'projection']);
  });

  test('predictions of all crystals of a page', async () => {
    const { calls: made } = await callsOf('{ crystals { nodes { predictions { value } } rows { bandGap } } }');
    expect(made).toEqual(['partsOfCrystals', 'predictionsOfCrystals', 'projection']);
  });

  test('motifs with the motifs they connect to, their statistics and their crystals', async () => {
    const { data, calls: made } = await callsOf(`{
      motifs(first: 20) {
        nodes {
          id
          statistics { csm { mean } }
          connectedTo(first: 8) { nodes { kind motif { id connectedTo(filter: { kind: [CORNER] }, first: 10) { nodes { motif { id } } } } } }
          crystals(first: 2) { totalCount nodes { id sites { id } } pageInfo { hasNextPage } }
        }
      }
    }`);
    expect(data.motifs.nodes.length).toBeGreaterThan(10);
    expect(made).toEqual(['partsOfCrystals', 'projection']);
  });

  test('elements and geometries with their crystals and motifs', async () => {
    const owned = 'crystals(first: 2) { totalCount nodes { id } } motifs(first: 3) { totalCount nodes { id } }';
    const { data, calls: made } = await callsOf(
      `{ elements { symbol ${owned} } geometries(present: true) { symbol ${owned} } }`,
    );
    expect(data.elements.length).toBeGreaterThan(10);
    expect(data.geometries.length).toBeGreaterThan(3);
    expect(made).toEqual(['projection']);
  });

  test('many ids, of which some are missing', async () => {
    const ids = ['rutile-TiO2', 'x', 'y', 'steel', 'mixed', 'zincite-ZnO'].map((id) => `"${id}"`).join(',');
    const query = `{ crystalsById(ids: [${ids}]) { formula } }`;
    expect((await callsOf(query)).calls).toEqual(['projection', 'sourcesById']);
  });

  test('what is asked for twice is fetched once', async () => {
    const query = '{ a: crystal(id: "rutile-TiO2") { formula } b: crystal(id: "rutile-TiO2") { density } }';
    expect((await callsOf(query)).calls).toEqual(['projection']);
  });
});
