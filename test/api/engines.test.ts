/**
 * Neo4j answers every question as the embedded engine does: what other tests say of answers from the one holds for both.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readExamples } from '../../src/api/example-queries.js';
import { openGraph } from '../../src/graph/open.js';
import type { GraphStore } from '../../src/graph/store.js';
import { embed } from '../../src/pipeline/embed.js';
import { Predictor } from '../../src/pipeline/predictor.js';
import { REPRESENTATION_SETTINGS } from '../../src/representation/representation.js';
import { shippedRepresentation } from '../../src/representation/representation-file.js';
import { tinyModelFile } from '../amdnet/tiny-model.js';
import { temporaryFolder } from '../cli/command.js';
import { nearly } from '../graph/nearly.js';
import { leaseNeo4j } from '../neo4j/lease.js';
import { fill, type GraphQLAnswer, type OpenGraph, openEmptyGraph, type Service, serve } from './support.js';

const neo4j = await leaseNeo4j();
const analysisWorker = new URL('../../dist/api/analysis-worker.js', import.meta.url);
const workerFile = new URL('../../dist/pipeline/prediction-worker.js', import.meta.url);
const folder = temporaryFolder();

const FILTERS = [
  'ids: ["rutile-TiO2", "zincite-ZnO", "nothing"]',
  'formulas: ["TiO2", "Al2O3"]',
  'anonymousFormulas: "ABC3"',
  'chemicalSystems: "Ti-O"',
  'elements: ["Ti"], withoutElements: ["Sr"]',
  'onlyElements: ["Al", "Mg", "O"]',
  'elementCount: { min: 3 }, atomCount: { max: 20 }',
  'spaceGroupNumbers: [136, 225]',
  'spaceGroupSymbols: "Fd-3m"',
  'crystalSystems: [CUBIC, HEXAGONAL]',
  'motifs: ["Mg-O:6", "Si-T:4"]',
  'anyGeometries: ["T:4", "C:12"]',
  'centreElements: "Fe"',
  'connectionKinds: [EDGE], withoutConnectionKinds: [FACE]',
  'dimensionality: { edge: [1] }',
  'density: { min: 3.5, max: 5 }, volumePerAtom: { max: 11 }',
  'datasets: "sample"',
  'formulas: "TiO3"',
  'elements: ["Zn"], anyGeometries: "O:6"',
];
const MOTIF_FILTERS = [
  'elements: ["Ti", "Al"], geometries: "O:6"',
  'ligandElements: "F"',
  'coordinationNumber: { min: 8 }, crystalCount: { max: 1 }',
  'inCrystal: "spinel-MgAl2O4"',
  'connectedTo: { motif: "Si-T:4" }',
  'connectedTo: { motif: "Ti-O:6", kind: EDGE }',
];
const CRYSTAL_KEYS = [
  'ID',
  'FORMULA',
  'ELEMENT_COUNT',
  'ATOM_COUNT',
  'SPACE_GROUP_NUMBER',
  'DENSITY',
  'VOLUME_PER_ATOM',
];
const MOTIF_KEYS = ['ID', 'COORDINATION_NUMBER', 'CRYSTAL_COUNT', 'SITE_COUNT'];
const DIRECTIONS = [true, false];
const PAGE = 'totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } emptyReason { code message }';
const SITE = 'id multiplicity motif { id } distortion { csm bondLengthMean polyhedronVolume } fingerprint';

const QUERIES: readonly string[] = [
  ...readExamples().map(({ query }) => query),
  ...FILTERS.map((filter) => `{ crystals(filter: { ${filter} }, first: 5) { ${PAGE} nodes { id } } }`),
  ...MOTIF_FILTERS.map(
    (filter) => `{ motifs(filter: { ${filter} }) { ${PAGE} rows { motifId crystalCount siteCount } } }`,
  ),
  ...CRYSTAL_KEYS.flatMap((key) =>
    DIRECTIONS.map(
      (down) => `{ crystals(last: 7, sort: { key: ${key}, descending: ${down} }) { ${PAGE} rows { crystalId } } }`,
    ),
  ),
  ...MOTIF_KEYS.flatMap((key) =>
    DIRECTIONS.map(
      (down) => `{ motifs(first: 7, sort: { key: ${key}, descending: ${down} }) { ${PAGE} rows { motifId } } }`,
    ),
  ),
  '{ motif(id: "Ti-O:6") { sites(last: 3) { totalCount nodes { id } } connectedTo { aggregate { count } nodes { id sitePairs(first: 3, sort: { key: DISTANCE }) { totalCount nodes { id kind distance from { id } to { id } } } } } } }',
  '{ sites(first: 9, filter: { csm: { min: 0.1 } }, sort: { key: CSM, descending: true }) { totalCount nodes { id distortion { csm } } } }',
  '{ motifs { aggregate { distribution(of: SITE_COUNT) { count mean } groups(by: [GEOMETRY]) { keys aggregate { count } } } } }',
  '{ crystals(first: 9) { connectionRows { fromSiteId toSiteId kind distance } nodes { sites(filter: { elements: ["Ti"] }) { id } motifs(filter: { geometries: ["O:6"] }) { motifId count } } } }',
  `{ crystals(first: 100) { siteRows { siteId csm } nodes { description structure warnings provenance { file sha256 } } } }`,
  `{ crystals(first: 9) { nodes { sites { ${SITE} connections { kind count anglesInDegrees partner { id } } } } } }`,
  '{ motifs { nodes { connectedTo { totalCount nodes { id kind occurrences crystalCount motifId } } crystals(last: 2) { nodes { id } } } } }',
  '{ motifs { nodes { statistics { csm { mean standardDeviation } bondLength { max } angles { degrees { min } } } } } }',
  '{ elements { symbol crystalCount motifCount siteCount motifs(first: 2) { nodes { id } } } }',
  '{ geometries { symbol crystalCount motifCount siteCount crystals(first: 1) { nodes { id } } } }',
  '{ statistics { crystals motifs motifSites connections refused counts(by: REFUSAL) { value crystals } } }',
  ...['ELEMENT', 'CENTRE_ELEMENT', 'GEOMETRY', 'MOTIF', 'CONNECTION_KIND', 'CRYSTAL_SYSTEM', 'SPACE_GROUP', 'UNIT'].map(
    (field) => `{ facet(field: ${field}) { value label crystals occurrences } }`,
  ),
  `{ refusedStructures(last: 1) { ${PAGE} nodes { id sha256 refusal { code message file line } } } }`,
  '{ crystalsById(ids: ["x", "steel", "rutile-TiO2"]) { id } }',
  '{ nodes(ids: ["x", "steel", "rutile-TiO2", "rutile-TiO2/0", "Ti-O:6", "element/Ti", "geometry/O:6", "spaceGroup/No.136"]) { __typename id } }',
  '{ crystal(id: "mixed") { id } motif(id: "Ti-O:7") { id } site(id: "rutile-TiO2/0") { element } }',
];

describe.skipIf('skipReason' in neo4j)(`Neo4j${'skipReason' in neo4j ? ` (${neo4j.skipReason})` : ''}`, () => {
  if ('skipReason' in neo4j) return;
  const { server } = neo4j;
  let graph: OpenGraph;
  let store: GraphStore;
  let embedded: Service;
  let overBolt: Service;
  let predictor: Predictor;

  beforeAll(async () => {
    graph = await openEmptyGraph();
    store = await openGraph(server.uri, server);
    const representation = await shippedRepresentation();
    for (const each of [graph.store, store]) {
      await fill(each);
      await embed({ store: each, settings: REPRESENTATION_SETTINGS, representation });
    }
    predictor = await Predictor.open({ file: await tinyModelFile(folder), backend: 'wasm', workerFile });
    embedded = await serve(graph.store, { analysisWorker, predictor });
    overBolt = await serve(store, { analysisWorker, predictor });
  });
  afterAll(async () => {
    await Promise.all([embedded.close(), overBolt.close()]);
    await predictor.close();
    await Promise.all([graph.close(), store.close()]);
  });

  test.each(QUERIES.map((query) => [query.split('\n')[0]!, query]))('answers %s', async (_, query) => {
    const expected = inOrder(await embedded.ask(query));
    expect(expected.data).toBeTruthy();
    expect(inOrder(await overBolt.ask(query))).toEqual(nearly(expected));
  });

  test.each([
    'filter=elements HAS "O" AND NOT nsites>20&response_fields=nsites,chemical_formula_reduced,_motifgraph_motifs',
    'filter=_motifgraph_mineral IS UNKNOWN OR id STARTS WITH "r"&sort=-_motifgraph_density&page_limit=5',
  ])('answers OPTIMADE %s', async (query) => {
    const [expected, found] = await Promise.all(
      [embedded, overBolt].map(async ({ url }) => {
        const response = await fetch(encodeURI(`${url}optimade/v1/structures?${query}`));
        const { data, meta } = (await response.json()) as {
          data: { id: string; attributes: Record<string, unknown> }[];
          meta: { data_returned: number };
        };
        // Each graph was written at a time of its own.
        const entries = data.map(({ id, attributes: { last_modified: _, ...attributes } }) => ({ id, attributes }));
        return { entries, returned: meta.data_returned };
      }),
    );
    expect(expected!.returned).toBeGreaterThan(0);
    expect(found).toEqual(nearly(expected));
  });
});

/** Errors come in the order in which fields were done, which differs from one time to the next, and bear their request. */
function inOrder(answer: GraphQLAnswer): GraphQLAnswer {
  const errors = answer.errors.map(({ extensions: { requestId, ...extensions }, ...error }) => ({
    ...error,
    extensions,
  }));
  // Cursors name the version of the graph.
  const data = JSON.parse(JSON.stringify(answer.data ?? null), (name, value) =>
    name === 'startCursor' || name === 'endCursor' || name === 'cursor' ? withoutVersion(value) : value,
  );
  return { ...answer, data, errors: errors.sort((a, b) => (String(a.path) < String(b.path) ? -1 : 1)) };
}

function withoutVersion(cursor: string | null): unknown {
  if (cursor === null) return null;
  const [filter, sort, , ...place] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  return [filter, sort, ...place];
}
