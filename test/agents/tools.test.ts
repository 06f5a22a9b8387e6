/** What each tool tells, against what GraphQL answers. */
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, describe, expect, test } from 'vitest';
import { embed } from '../../src/pipeline/embed.js';
import { REPRESENTATION_SETTINGS } from '../../src/representation/representation.js';
import { shippedRepresentation } from '../../src/representation/representation-file.js';
import { serveFilledGraph } from '../api/support.js';
import { assistant } from './support.js';

const { graph, service } = await serveFilledGraph({
  analysisWorker: new URL('../../dist/api/analysis-worker.js', import.meta.url),
});
const { client, call } = await assistant(new StreamableHTTPClientTransport(new URL(`${service.url}mcp`)));
afterAll(() => client.close());

async function cifOf(id: string): Promise<string> {
  const { crystal } = await service.data('query($id: ID!) { crystal(id: $id) { structure } }', { id });
  return crystal.structure;
}

test('all tools say what they are for, read only, and fit in a context', async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    'find_crystals',
    'find_pattern',
    'motif_connections',
    'similar_materials',
    'analyze_structure',
    'describe_crystal',
    'graph_overview',
  ]);
  for (const { description, annotations, inputSchema } of tools) {
    expect(description!.length).toBeGreaterThan(100);
    expect(annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
    expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
  }
  expect(JSON.stringify(tools).length).toBeLessThan(16_000);
  expect(client.getInstructions()).toContain('Ti-O:6');
});

describe('find_crystals', () => {
  const idsOf = async (given: Record<string, unknown>) => {
    const { facts } = await call('find_crystals', { limit: 50, ...given });
    return facts.crystals.map(({ id }: { id: string }) => id);
  };

  test('reads polyhedra as people write them', async () => {
    const { crystals } = await service.data('{ crystals(first: 50, filter: { motifs: ["Ti-O:6"] }) { nodes { id } } }');
    const expected = crystals.nodes.map(({ id }: { id: string }) => id);
    expect(expected.length).toBeGreaterThan(3);
    for (const text of ['TiO6 octahedra', 'TiO6', 'Ti-O:6', 'titanium octahedra']) {
      expect(await idsOf({ polyhedra: [text] })).toEqual(expected);
    }
    expect(await idsOf({ polyhedra: ['octahedra', 'tetrahedra'] })).toEqual(['forsterite-Mg2SiO4', 'spinel-MgAl2O4']);
  });

  test('finds connections, nets, names, words, symmetry and predictions', async () => {
    const shared = { connections: [{ from: 'TiO6', to: 'Ti', sharing: 'edge' }] };
    expect(await idsOf(shared)).toEqual(['anatase-TiO2', 'brookite-TiO2', 'ilmenite-FeTiO3', 'rutile-TiO2']);
    expect(await idsOf({ nets: { dimensionality: 'chains', elements: ['Ti'], sharing: 'edge' } })).toEqual([
      'rutile-TiO2',
    ]);
    expect(await idsOf({ name: 'Perovskite' })).toHaveLength(3);
    expect(await idsOf({ name: 'rutile' })).toEqual(['rutile-TiO2']);
    expect(await idsOf({ words: 'titanium chains' })).toContain('rutile-TiO2');
    expect(await idsOf({ words: 'nonsense' })).toEqual([]);
    expect(await idsOf({ spaceGroup: 'Fd-3m' })).toEqual(['spinel-MgAl2O4']);
    expect(await idsOf({ spaceGroup: '227' })).toEqual(['spinel-MgAl2O4']);
    expect(await idsOf({ crystalSystem: 'tetragonal', onlyElements: ['titanium', 'oxygen'] })).toEqual([
      'anatase-TiO2',
      'rutile-TiO2',
    ]);
    expect(await idsOf({ layered: true })).not.toContain('rutile-TiO2');
    expect(await idsOf({ layered: false })).toContain('rutile-TiO2');
    const ordered = await call('find_crystals', { bandGap: { min: 1 }, sortBy: 'bandGap', descending: true });
    const gaps = ordered.facts.crystals.map(({ bandGap }: { bandGap: number }) => bandGap);
    expect(gaps).toEqual([...gaps].sort((a, b) => b - a));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1);
  });

  test('counts all, and goes on where it stopped', async () => {
    const first = await call('find_crystals', { limit: 5 });
    expect(first.facts.total).toBe(17);
    expect(first.text).toMatch(/^17 crystals \(5 listed\):\n- /);
    expect(first.facts.byCrystalSystem).toMatchObject({ tetragonal: 4 });
    const second = await call('find_crystals', { limit: 50, after: first.facts.next });
    expect(second.facts.crystals).toHaveLength(12);
    expect(second.facts.next).toBeUndefined();
    const ids = [...first.facts.crystals, ...second.facts.crystals].map(({ id }) => id);
    expect(new Set(ids).size).toBe(17);
  });

  test('says why nothing is found, and what is wrong with arguments', async () => {
    const none = await call('find_crystals', { elements: ['He'] });
    expect(none.isError).toBe(false);
    expect(none.text).toMatch(/^No crystals\. .*He/);
    const wrong = async (given: Record<string, unknown>) => {
      const { isError, text } = await call('find_crystals', given);
      expect(isError).toBe(true);
      return text;
    };
    expect(await wrong({ elements: ['Titanum'] })).toMatch(/Did you mean titanium \(Ti\)/);
    expect(await wrong({ polyhedra: ['TiO6 octahedrom'] })).toMatch(/no shape.*O:6/);
    expect(await wrong({ polyhedra: ['Al2O3'] })).toMatch(/one centre/);
    expect(await wrong({ colour: 'red' })).toMatch(/colour/);
    expect(await wrong({ limit: 1000 })).toMatch(/limit/);
    expect(await wrong({ bandGap: { min: 3, max: 1 } })).toMatch(/reversed: from 3 to 1/);
    expect(await wrong({ after: 'nonsense' })).toMatch(/cursor/i);
    expect(await wrong({ words: 'x'.repeat(100_000) })).toMatch(/words/);
  });
});

describe('find_pattern', () => {
  const polyhedra = [
    { name: 'a', is: 'TiO6 octahedra' },
    { name: 'b', is: 'octahedra' },
  ];

  test('counts crystals and placements, and tells angles', async () => {
    const { facts, text } = await call('find_pattern', {
      polyhedra,
      connections: [{ from: 'a', to: 'b', sharing: 'edge' }],
      elements: ['Fe'],
    });
    const pattern = {
      sites: [
        { name: 'a', motif: ['Ti-O:6'] },
        { name: 'b', geometries: ['O:6'] },
      ],
      connections: [{ from: 'a', to: 'b', kind: ['EDGE'] }],
    };
    const { crystals } = await service.data(
      'query($pattern: PatternInput!) { crystals(filter: { pattern: $pattern, elements: ["Fe"] }) { totalCount placements(pattern: $pattern) { count } } }',
      { pattern },
    );
    expect(facts).toMatchObject({ crystals: crystals.totalCount, placements: crystals.placements.count });
    expect(facts.listed).toEqual([{ id: 'ilmenite-FeTiO3', formula: 'FeTiO3', placements: crystals.placements.count }]);
    expect(facts.connections[0].angleDegrees.mean).toBeGreaterThan(90);
    expect(text).toMatch(/a–b: centre–ligand–centre \d+\.\d°/);
  });

  test('says what is wrong with a pattern', async () => {
    const { isError, text } = await call('find_pattern', { polyhedra, connections: [{ from: 'a', to: 'x' }] });
    expect(isError).toBe(true);
    expect(text).toMatch(/no site is named "x"/);
  });
});

describe('motif_connections', () => {
  test('tells partners, most frequent first', async () => {
    const { facts, text } = await call('motif_connections', { motif: 'TiO6 octahedra', limit: 2 });
    const { motif } = await service.data(
      '{ motif(id: "Ti-O:6") { crystalCount connectedTo(first: 2) { totalCount nodes { motifId kind occurrences } } } }',
    );
    expect(facts).toMatchObject({ motif: 'Ti-O:6', crystals: motif.crystalCount, total: motif.connectedTo.totalCount });
    expect(facts.connections).toMatchObject(
      motif.connectedTo.nodes.map((node: { motifId: string; kind: string; occurrences: number }) => ({
        motif: node.motifId,
        sharing: node.kind.toLowerCase(),
        connections: node.occurrences,
      })),
    );
    expect(text).toContain('Bond lengths 1.9');
    const edges = await call('motif_connections', { motif: 'Ti-O:6', to: 'Ti', sharing: 'edge' });
    expect(edges.facts.connections).toHaveLength(1);
  });

  test('says that there is no such motif', async () => {
    expect(await call('motif_connections', { motif: 'U-O:6' })).toMatchObject({
      isError: true,
      text: 'The graph has no motif "U-O:6". No crystal of the graph contains it.',
    });
    expect((await call('motif_connections', { motif: 'octahedra' })).text).toMatch(/names no motif/);
  });
});

describe('similar_materials', () => {
  test('says what to do before anything was learned, and then tells what is alike, and why', async () => {
    const early = await call('similar_materials', { id: 'rutile-TiO2' });
    expect(early).toMatchObject({ isError: true, text: expect.stringContaining('motifgraph embed') });
    await embed({
      store: graph.store,
      settings: REPRESENTATION_SETTINGS,
      representation: await shippedRepresentation(),
    });
    const stored = await call('similar_materials', { id: 'hematite-Fe2O3', limit: 2 });
    expect(stored.facts.hits[0]).toMatchObject({ id: 'corundum-Al2O3', formula: 'Al2O3' });
    expect(stored.facts.hits[0].why.length).toBeGreaterThan(2);
    expect(stored.text).toMatch(/^Most similar to hematite-Fe2O3 by framework/);
    const given = await call('similar_materials', { text: await cifOf('rutile-TiO2'), by: 'motifs', limit: 1 });
    expect(given.facts.hits[0]).toMatchObject({ score: 1, formula: 'TiO2', sharedMotifs: ['Ti-O:6'] });
    expect(given.text).toContain('both have Ti-O:6');
  });

  test('needs one crystal, which the graph has', async () => {
    expect((await call('similar_materials')).text).toBe('Give either `id` or `text`.');
    expect((await call('similar_materials', { id: 'rutil', by: 'motifs' })).text).toMatch(/rutile-TiO2/);
  });
});

describe('analyze_structure', () => {
  test('tells of a text what the graph tells of the crystal', async () => {
    const [given, stored] = [
      await call('analyze_structure', { text: await cifOf('rutile-TiO2') }),
      await call('describe_crystal', { id: 'rutile-TiO2' }),
    ];
    expect(given.facts).toMatchObject({
      formula: 'TiO2',
      mineral: 'rutile',
      sites: [{ element: 'Ti', motif: 'Ti-O:6', multiplicity: 2, oxidationState: 4 }],
    });
    expect(given.facts.sites).toEqual(stored.facts.sites);
    expect(given.text).toMatch(/2 × Ti \(4\+\) at a: Ti-O:6; bonds 1\.9\d\d Å/);
    expect(given.text).toMatch(/Predictions: .*no prediction model/);
  });

  test('refuses what is no structure, and what is too large', async () => {
    expect(await call('analyze_structure', { text: 'data_x' })).toMatchObject({
      isError: true,
      text: expect.stringContaining('NO_STRUCTURE'),
    });
    const huge = `data_x\n${'# no more\n'.repeat(300_000)}`;
    expect(await call('analyze_structure', { text: huge })).toMatchObject({
      isError: true,
      text: expect.stringContaining('structureBytes'),
    });
  });
});

describe('describe_crystal', () => {
  test('tells names, predictions with intervals, and the source', async () => {
    const { text, facts } = await call('describe_crystal', { id: 'spinel-MgAl2O4' });
    expect(facts).toMatchObject({ id: 'spinel-MgAl2O4', mineral: 'spinel', provenance: { format: 'CIF' } });
    expect(text).toMatch(/^spinel-MgAl2O4: MgAl2O4, space group Fd-3m \(227, cubic\), mineral spinel/);
    expect(text).toMatch(/band gap \d+\.\d\d eV/);
    expect(text).toMatch(/\nSource: .*MgAl2O4\.cif/);
    expect(text.length).toBeLessThan(3000);
  });

  test('suggests crystals where there is none of this id, and says why one was refused', async () => {
    const { isError, text } = await call('describe_crystal', { id: 'perovskite' });
    expect(isError).toBe(true);
    expect(text).toMatch(/no crystal "perovskite".*perovskite-SrTiO3/);
    expect((await call('describe_crystal', { id: 'steel' })).text).toMatch(/no cations and anions/);
  });
});

test('graph_overview counts what the graph holds', async () => {
  const { text, facts } = await call('graph_overview');
  expect(facts).toMatchObject({ crystals: 17, refused: 2, crystalsBy: { 'structure type': { perovskite: 3 } } });
  expect(text).toMatch(/^17 crystals, /);
});
