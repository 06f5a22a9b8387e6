/** /optimade, as its clients ask. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readStructures } from '../../src/crystal/read.js';
import { toCrystalRecord } from '../../src/graph/record.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { orbitGraphOf } from '../../src/motif/orbit-graph.js';
import { analysedSample, sourceOf } from '../graph/analysed.js';
import { IDS, openEmptyGraph, serve, serveFilledGraph } from './support.js';

const DISORDERED = new URL('../cli/disorder/', import.meta.url);
const { graph, service } = await serveFilledGraph();

// biome-ignore lint/suspicious/noExplicitAny: what an address answers depends on it
type Answered = any;

async function ask(path: string, parameters: Record<string, string | number> = {}, init: RequestInit = {}) {
  const texts = Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)]);
  const response = await fetch(`${service.url}optimade${path}?${new URLSearchParams(texts)}`, init);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: (await response.json()) as Answered,
  };
}

async function structures(parameters: Record<string, string | number> = {}): Promise<Answered> {
  const { status, body } = await ask('/v1/structures', { page_limit: 100, ...parameters });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

const find = async (filter: string): Promise<string[]> =>
  (await structures({ filter, response_fields: 'id' })).data.map(({ id }: { id: string }) => id);

beforeAll(async () => {
  const records = readdirSync(DISORDERED)
    .filter((file) => /^(?:nmc811|ysz|lsmo|ybco)/.test(file))
    .map((file) => {
      const [read] = readStructures(readFileSync(new URL(file, DISORDERED)), { file });
      if (!read?.ok) throw new Error(read?.refusal.message);
      const analysed = analyzeMotifs(read.crystal, { fingerprints: true });
      if (!analysed.ok) throw new Error(analysed.refusal.message);
      const motifs = orbitGraphOf(read.crystal.atomicNumbers, analysed.analysis);
      return toCrystalRecord(read.crystal, analysed.analysis, motifs, { dataset: null, strategy: 'simplest' });
    });
  await graph.store.write(records, records.map(sourceOf));
});

describe('an entry', () => {
  test('has the mandatory properties, which agree with each other, of disordered crystals too', async () => {
    const { data } = await structures();
    expect(data.length).toBeGreaterThan(IDS.length);
    for (const { type, attributes: of } of data) {
      expect(type).toBe('structures');
      expect(of.nsites).toBe(of.cartesian_site_positions.length);
      expect(of.species_at_sites).toHaveLength(of.nsites);
      expect(of.elements).toEqual([...of.elements].sort());
      expect(of.nelements).toBe(of.elements.length);
      expect(of.elements_ratios.reduce((sum: number, ratio: number) => sum + ratio)).toBeCloseTo(1, 9);
      expect(of.dimension_types).toEqual([1, 1, 1]);
      expect(Date.parse(of.last_modified)).toBeLessThanOrEqual(Date.now());
      const names = of.species.map(({ name }: { name: string }) => name);
      expect([...new Set(of.species_at_sites)].sort()).toEqual([...names].sort());
      for (const { concentration } of of.species) {
        expect(concentration.reduce((sum: number, part: number) => sum + part)).toBeCloseTo(1, 3);
      }
    }
  });

  test('of a disordered crystal tells who shares its sites', async () => {
    const { data } = await structures({ filter: 'structure_features HAS "disorder" AND id="nmc811"' });
    const { attributes: of } = data[0];
    expect(of).toMatchObject({
      chemical_formula_descriptive: 'LiNi0.8Mn0.1Co0.1O2',
      chemical_formula_reduced: null,
      chemical_formula_anonymous: null,
      structure_features: ['disorder'],
    });
    const shared = of.species.find(({ chemical_symbols: [first] }: Answered) => first === 'Ni');
    expect(shared).toMatchObject({
      name: 'Ni0.77Mn0.1Co0.1Li0.03',
      chemical_symbols: ['Ni', 'Mn', 'Co', 'Li'],
      concentration: [0.77, 0.1, 0.1, 0.03],
    });
  });

  test('is found by its id, with the fields that are asked for alone', async () => {
    const fields =
      'nsites,_motifgraph_motifs,_motifgraph_predicted_band_gap,_motifgraph_connectivity,_x_gap,immutable_id';
    const { body } = await ask('/v1/structures/rutile-TiO2', { response_fields: fields });
    expect(body.data).toEqual({
      type: 'structures',
      id: 'rutile-TiO2',
      attributes: {
        nsites: 6,
        _motifgraph_motifs: ['Ti-O:6'],
        _motifgraph_predicted_band_gap: expect.any(Number),
        _motifgraph_connectivity: { any: 3, corner: 3, edge: 1, face: 0 },
        _x_gap: null,
        immutable_id: null,
      },
    });
    expect(body.meta.warnings).toEqual([expect.objectContaining({ type: 'warning' })]);
  });

  test('that is missing is an error with the reason', async () => {
    expect(await ask('/v1/structures/nothing')).toMatchObject({ status: 404, body: { errors: [{ status: '404' }] } });
    const { body } = await ask('/v1/structures/steel');
    expect(body.errors[0].detail).toContain('Fe and C form no cations and anions');
  });
});

describe('a filter', () => {
  /** By the values that entries show: what each filter has to find. */
  const naive: readonly (readonly [string, (of: Answered, id: string) => boolean])[] = [
    ['elements HAS "Ti"', ({ elements }) => elements.includes('Ti')],
    ['elements HAS ALL "Ti","O","Ba"', ({ elements }) => ['Ti', 'O', 'Ba'].every((one) => elements.includes(one))],
    ['elements HAS ANY "Mg","Zn"', ({ elements }) => elements.includes('Mg') || elements.includes('Zn')],
    ['elements HAS ONLY "Ti","O"', ({ elements }) => elements.every((one: string) => ['Ti', 'O'].includes(one))],
    ['NOT elements HAS "O"', ({ elements }) => !elements.includes('O')],
    ['elements LENGTH > 2', ({ elements }) => elements.length > 2],
    ['nelements != 2', ({ nelements }) => nelements !== 2],
    ['4 <= nsites AND nsites < 12', ({ nsites }) => nsites >= 4 && nsites < 12],
    ['NOT (nsites > 10 OR nelements = 2)', ({ nsites, nelements }) => nsites <= 10 && nelements !== 2],
    ['chemical_formula_reduced = "O2Ti"', (of) => of.chemical_formula_reduced === 'O2Ti'],
    ['chemical_formula_reduced STARTS WITH "O"', (of) => of.chemical_formula_reduced?.startsWith('O') === true],
    ['NOT chemical_formula_reduced STARTS "O"', (of) => of.chemical_formula_reduced?.startsWith('O') === false],
    ['chemical_formula_reduced IS UNKNOWN', (of) => of.chemical_formula_reduced === null],
    ['NOT chemical_formula_anonymous IS UNKNOWN', (of) => of.chemical_formula_anonymous !== null],
    ['chemical_formula_anonymous ENDS WITH "B"', (of) => of.chemical_formula_anonymous?.endsWith('B') === true],
    ['chemical_formula_descriptive CONTAINS "i"', (of) => of.chemical_formula_descriptive.includes('i')],
    ['elements_ratios HAS 0.5', ({ elements_ratios }) => elements_ratios.includes(0.5)],
    ['id >= "p" AND id < "s"', (_, id) => id >= 'p' && id < 's'],
    ['structure_features HAS "disorder"', (of) => of.structure_features.length > 0],
    ['_motifgraph_motifs HAS "Ti-O:6"', (of) => of._motifgraph_motifs.includes('Ti-O:6')],
    ['_motifgraph_is_ordered = FALSE', (of) => !of._motifgraph_is_ordered],
    ['_motifgraph_predicted_band_gap > 2', (of) => (of._motifgraph_predicted_band_gap ?? -1) > 2],
    [
      'NOT _motifgraph_predicted_band_gap > 2',
      (of) => of._motifgraph_predicted_band_gap !== null && of._motifgraph_predicted_band_gap <= 2,
    ],
    ['_motifgraph_mineral = "rutile"', (of) => of._motifgraph_mineral === 'rutile'],
    ['_motifgraph_density < 4', (of) => of._motifgraph_density < 4],
    ['space_group_it_number = 136', (of) => of.space_group_it_number === 136],
    ['type = "structures" AND nperiodic_dimensions = 3', () => true],
    ['last_modified >= "2020-01-01T00:00:00+01:00"', () => true],
    ['last_modified < "2020-01-01T00:00:00Z"', () => false],
    ['_other_gap > 2', () => false],
    ['NOT _other_gap > 2', () => false],
    ['_other_gap IS UNKNOWN', () => true],
  ];
  let all: readonly { readonly id: string; readonly attributes: Answered }[];

  beforeAll(async () => {
    const info = (await ask('/v1/info/structures')).body.data;
    all = (await structures({ response_fields: Object.keys(info.properties).join() })).data;
  });

  test.each(naive)('%s finds what entries show', async (filter, meets) => {
    expect(await find(filter)).toEqual(all.filter(({ id, attributes }) => meets(attributes, id)).map(({ id }) => id));
  });

  test('by a formula in another order finds nothing, and says why', async () => {
    const { data, meta } = await structures({ filter: 'chemical_formula_reduced="TiO2"' });
    expect(data).toEqual([]);
    expect(meta.warnings[0].detail).toContain('"O2Ti"');
  });

  test.each([
    ['crazyfield = 2', 400],
    ['_motifgraph_crazy = 2', 400],
    ['last_modified > "yesterday"', 400],
    ['nelements = "2"', 501],
    ['nelements HAS 2', 501],
    ['elements = "Ti"', 501],
    ['elements CONTAINS "T"', 501],
    ['_motifgraph_is_ordered < TRUE', 501],
    ['lattice_vectors LENGTH 3', 501],
    ['species.name HAS "Ti"', 501],
    ['references.id HAS "x"', 501],
  ])('%s is refused with %i', async (filter, status) => {
    const { status: found, type, body } = await ask('/v1/structures', { filter });
    expect(found).toBe(status);
    expect(type).toContain('application/vnd.api+json');
    expect(body.errors[0]).toMatchObject({
      status: String(status),
      detail: expect.any(String),
      source: { parameter: 'filter' },
    });
    expect(body.meta.api_version).toBe('1.2.0');
  });
});

describe('pages', () => {
  async function walked(parameters: Record<string, string | number>): Promise<string[]> {
    const ids: string[] = [];
    let { data, links, meta } = await structures({ ...parameters, page_limit: 4, response_fields: 'id' });
    for (;;) {
      ids.push(...data.map(({ id }: { id: string }) => id));
      expect(meta.more_data_available).toBe(links.next !== null);
      if (links.next === null) return ids;
      ({ data, links, meta } = (await (await fetch(links.next)).json()) as Answered);
    }
  }

  test('lead through everything, in either way and order', async () => {
    const everything = await find('nelements > 0');
    expect(await walked({})).toEqual(everything);
    expect(await walked({ page_offset: 2 })).toEqual(everything.slice(2));
    expect(await walked({ page_number: 2 })).toEqual(everything.slice(4));
    expect(await walked({ filter: 'nelements=2' })).toEqual(await find('nelements=2'));
    const { data } = await structures({ sort: '-nsites,chemical_formula_descriptive' });
    const keys = data.map(({ attributes: of }: Answered) => [-of.nsites, of.chemical_formula_descriptive]);
    expect(keys).toEqual([...keys].sort(([a, b], [c, d]) => a - c || (b < d ? -1 : b > d ? 1 : 0)));
    expect(await walked({ sort: '-nsites,chemical_formula_descriptive' })).toEqual(
      data.map(({ id }: { id: string }) => id),
    );
  });

  test('tell how much there is', async () => {
    const { meta } = await structures({ filter: 'nelements=2', page_limit: 1 });
    expect(meta.data_returned).toBe((await find('nelements=2')).length);
    expect(meta.data_available).toBe((await find('nelements>0')).length);
  });

  test.each([
    [{ page_limit: -1 }, 400],
    [{ page_limit: 0 }, 400],
    [{ page_limit: 1001 }, 403],
    [{ page_offset: -1 }, 400],
    [{ page_number: 0 }, 400],
    [{ page_offset: 1, page_number: 1 }, 400],
    [{ page_above: 'a', sort: 'id' }, 400],
    [{ sort: 'elements' }, 400],
    [{ sort: 'nothing' }, 400],
    [{ response_fields: 'nothing' }, 400],
    [{ response_format: 'xml' }, 400],
    [{ include: 'cousins' }, 400],
    [{ unheard_of: 1 }, 400],
    [{ _other_parameter: 1 }, 200],
    [{ include: 'references', email_address: 'a@example.org', api_hint: 'v2' }, 200],
  ])('of %j are answered with %i', async (parameters, status) => {
    expect((await ask('/v1/structures', parameters)).status).toBe(status);
  });
});

describe('addresses', () => {
  test('have the version, or none', async () => {
    for (const base of ['', '/v1', '/v1.2', '/v1.2.0', '/index', '/index/v1', '/index/v1.2']) {
      expect((await ask(`${base}/info`)).status).toBe(200);
      expect((await ask(`${base}/links`)).status).toBe(200);
    }
    const versions = await fetch(`${service.url}optimade/versions`);
    expect(versions.headers.get('content-type')).toContain('text/csv; header=present');
    expect(await versions.text()).toBe('version\n1\n');
  });

  test.each([
    ['/v2/info', 553],
    ['/index/v7/info', 553],
    ['/v1/versions', 404],
    ['/nothing', 404],
    ['/index/structures', 404],
  ])('%s is refused with %i', async (path, status) => {
    expect(await ask(path)).toMatchObject({ status, body: { errors: [{ status: String(status) }] } });
  });

  test('of an unknown version are hinted at in vain, and asked for by GET alone', async () => {
    expect((await ask('/info', { api_hint: 'v2' })).status).toBe(553);
    expect((await ask('/info', { api_hint: 'x' })).status).toBe(400);
    expect((await ask('/v1/structures', {}, { method: 'POST' })).status).toBe(405);
    for (const [path, status] of [
      ['info', 200],
      ['nothing', 404],
    ] as const) {
      expect((await fetch(`${service.url}optimade/v1/${path}`, { method: 'HEAD' })).status).toBe(status);
    }
  });

  test('of entries may have long ids', async () => {
    const { status, body } = await ask(`/v1/structures/${'a'.repeat(300)}`);
    expect(status).toBe(404);
    expect(body.errors[0].code).toBe('UNKNOWN_ID');
  });

  test('in answers are those of the name that was checked', async () => {
    const { host, hostname, port } = new URL(service.url);
    const asked = (path: string) =>
      new Promise<Answered>((resolve, reject) => {
        const headers = { host: 'evil.example' };
        get({ hostname, port, path: `http://${host}/optimade${path}`, headers }, async (answer) =>
          resolve(JSON.parse((await answer.toArray()).join(''))),
        ).on('error', reject);
      });
    const { links, meta } = await asked('/v1/structures?page_limit=1&response_fields=id');
    expect(links.base_url).toBe(`http://${host}/optimade`);
    expect(links.next).toContain(`http://${host}/optimade/v1/structures?`);
    expect(meta.query.representation).toMatch(/^\/structures\?/);
    expect((await asked('/index/v1/info')).links.base_url).toBe(`http://${host}/optimade/index`);
  });

  test('of properties tell their types and units', async () => {
    const { properties } = (await ask('/v1/info/structures')).body.data;
    expect(properties._motifgraph_predicted_band_gap).toMatchObject({ type: 'float', unit: 'eV', sortable: true });
    expect(properties._motifgraph_motifs).toMatchObject({ type: 'list', sortable: false });
    const units = Object.fromEntries(
      Object.entries<Answered>(properties).map(([name, property]) => [name, property['x-optimade-unit']]),
    );
    expect(units).toMatchObject({
      nsites: 'dimensionless',
      elements: 'inapplicable',
      _motifgraph_density: 'g.cm-3',
      _motifgraph_predicted_metal_probability: 'dimensionless',
      _motifgraph_reported_band_gap: 'eV',
      _motifgraph_reported_energy_above_hull: 'eV',
      _motifgraph_reported_total_magnetization: 'bohrmagneton',
      _motifgraph_global_instability_index: '{valence_unit}',
    });
    for (const name of Object.keys(properties)) expect(name).toMatch(/^[a-z_][a-z0-9_]*$/);
  });
});

describe('structures', () => {
  test('are read from the graph some at a time', async () => {
    const read = vi.spyOn(graph.store, 'crystalsById');
    try {
      const { data } = await structures();
      const calls = read.mock.calls.map(([ids]) => ids.length);
      expect(calls.reduce((sum, ids) => sum + ids, 0)).toBe(data.length);
      expect(Math.max(...calls)).toBeLessThanOrEqual(20);
    } finally {
      read.mockRestore();
    }
  });

  test('that are long are read by another process', async () => {
    const { store, close } = await openEmptyGraph();
    const [record] = await analysedSample(['rutile-TiO2']);
    const structure = `${'# much is said of it\n'.repeat(2000)}${record!.crystal.structure}`;
    await store.write([{ ...record!, crystal: { ...record!.crystal, structure } }], [sourceOf(record!)]);
    const compiled = new URL('../../dist/api/analysis-worker.js', import.meta.url);
    const able = await serve(store, { analysisWorker: compiled });
    const stuck = await serve(store, {
      analysisWorker: new URL('stuck-worker.mjs', import.meta.url),
      limits: { analysisSeconds: 1 },
    });
    try {
      const [there, not] = await Promise.all([able, stuck].map(({ url }) => fetch(`${url}optimade/v1/structures`)));
      expect(((await there!.json()) as Answered).data[0].attributes.species_at_sites).toHaveLength(6);
      expect(not!.status).not.toBe(200);
    } finally {
      await able.close();
      await stuck.close();
      await close();
    }
  });

  test('count with all that they hold', async () => {
    const [entry] = (await structures({ filter: 'id="lsmo"', response_fields: 'species' })).data;
    const answerBytes = JSON.stringify(entry.attributes).length - 20;
    const narrow = await serve(graph.store, { limits: { answerBytes } });
    try {
      const { status } = await fetch(`${narrow.url}optimade/v1/structures/lsmo?response_fields=species`);
      expect(status).toBe(400);
    } finally {
      await narrow.close();
    }
  });
});

describe('who may ask', () => {
  test('has a key, a rate, and answers within limits, as for GraphQL', async () => {
    const limits = { requestsPerMinute: 3, values: 50 };
    const keys = [{ name: 'lab', hash: Buffer.alloc(32), requestsPerMinute: null }];
    const closed = await serve(graph.store, { keys });
    const narrow = await serve(graph.store, { limits });
    try {
      const refused = await fetch(`${closed.url}optimade/v1/structures`);
      expect(refused.status).toBe(401);
      expect(await refused.json()).toMatchObject({
        errors: [{ status: '401', detail: expect.stringContaining('key') }],
      });
      const large = await fetch(`${narrow.url}optimade/v1/structures`);
      expect(large.status).toBe(400);
      expect(await large.json()).toMatchObject({ errors: [{ detail: expect.stringContaining('"values"') }] });
      for (let i = 0; i < 2; i++) await fetch(`${narrow.url}optimade/v1/links`);
      const often = await fetch(`${narrow.url}optimade/v1/links`);
      expect(often.status).toBe(429);
      expect(await often.json()).toMatchObject({ errors: [{ status: '429' }] });
    } finally {
      await closed.close();
      await narrow.close();
    }
  });
});

/** Of the package `optimade` on PyPI. */
const VALIDATOR =
  process.env['MOTIFGRAPH_OPTIMADE_VALIDATOR'] ??
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'optimade-validator'))
    .find((file) => existsSync(file));

describe.skipIf(VALIDATOR === undefined)(
  `optimade-validator${VALIDATOR === undefined ? ' is not here: pip install optimade, or set MOTIFGRAPH_OPTIMADE_VALIDATOR' : ''}`,
  () => {
    test.each([
      ['optimade/v1', []],
      ['optimade', []],
      ['optimade/index/v1', ['--index']],
    ])('finds nothing to object to in /%s', async (path, options) => {
      const { stdout } = await promisify(execFile)(VALIDATOR!, ['--json', ...options, `${service.url}${path}`]);
      const results = JSON.parse(stdout.slice(stdout.indexOf('{')));
      expect(results).toMatchObject({ failure_count: 0, optional_failure_count: 0, internal_failure_count: 0 });
      expect(results.success_count).toBeGreaterThan(5);
    });
  },
);

afterAll(() => {
  expect(service.log).toEqual([]);
});
