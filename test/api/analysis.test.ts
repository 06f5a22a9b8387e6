/** `analyzeStructure`, in its real threads. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { seeded } from '../motif/random.js';
import { serve, serveFilledGraph } from './support.js';

const analysisWorker = new URL('../../dist/api/analysis-worker.js', import.meta.url);

if (!existsSync(analysisWorker)) throw new Error('these tests run the compiled worker: npm run build');
const { graph, service } = await serveFilledGraph({ analysisWorker });

const POSCAR = `perovskite
3.905
1 0 0
0 1 0
0 0 1
Sr Ti O
1 1 3
Direct
0.5 0.5 0.5
0 0 0
0.5 0 0
0 0.5 0
0 0 0.5
`;

const cif = (name: string, atoms: string) => `data_${name}
_cell_length_a 4.21
_cell_length_b 4.21
_cell_length_c 4.21
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_IT_number 225
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
_atom_site_occupancy
${atoms}
`;
const PERICLASE = cif('periclase', 'Mg1 Mg 0 0 0 1\nO1 O 0.5 0.5 0.5 1');

/** Atoms moved at random, `n` along each edge: none is like another. */
function rockSalt(n: number): string {
  const random = seeded(1);
  const atoms = Array.from({ length: n ** 3 }, (_, i) => {
    const steps = [i % n, Math.floor(i / n) % n, Math.floor(i / n ** 2)] as const;
    const element = (steps[0] + steps[1] + steps[2]) % 2 ? 'O' : 'Mg';
    return `${element}${i} ${element} ${steps.map((step) => ((step + 0.05 * random()) / n).toFixed(6)).join(' ')} 1`;
  });
  return cif('large', atoms.join('\n'))
    .replace('_space_group_IT_number 225', '_space_group_IT_number 1')
    .replaceAll('4.21', String(2.105 * n));
}

const ANALYZE = `query ($text: String!, $format: StructureFormat, $block: String, $name: String! = "structure") {
  analyzeStructure(text: $text, format: $format, block: $block, name: $name) { id formula provenance { file format } }
}`;

describe('analyzeStructure', () => {
  test('takes the strategy, and tells measures, ambiguity and environments of sites', async () => {
    const { simplest, weighted } = await service.data(
      `query ($text: String!) {
        simplest: analyzeStructure(text: $text) { ...Told }
        weighted: analyzeStructure(text: $text, strategy: MULTI_WEIGHTS) { ...Told }
      }
      fragment Told on Crystal {
        globalInstabilityIndex provenance { strategy method }
        sites {
          bondValenceSum isAmbiguous coordinationNumber environments { geometry name fraction csm }
          distortion { distortionIndex effectiveCoordinationNumber offCentreDisplacement ligandAngleMin ligandAngleMax octahedralTilt }
        }
      }`,
      { text: POSCAR },
    );
    expect(simplest.provenance).toEqual({ strategy: 'SIMPLEST', method: 'chemenv simplest 1.4 0.3' });
    expect(weighted.provenance.strategy).toBe('MULTI_WEIGHTS');
    expect(simplest.globalInstabilityIndex).toBeLessThan(0.2);
    const [, titanium] = simplest.sites;
    expect(titanium).toMatchObject({ isAmbiguous: false, coordinationNumber: 6, environments: [] });
    expect(titanium.bondValenceSum).toBeCloseTo(4.14, 1);
    expect(titanium.distortion).toMatchObject({
      distortionIndex: 0,
      ligandAngleMin: 90,
      ligandAngleMax: 180,
      octahedralTilt: 0,
    });
    expect(weighted.sites[1].environments).toEqual([
      { geometry: 'O:6', name: 'Octahedron', fraction: 1, csm: expect.closeTo(0, 4) },
    ]);
  });

  test('tells of molecules and polyatomic ions', async () => {
    // NH4Cl; H. A. Levy & S. W. Peterson, Phys. Rev. 86, 766 (1952).
    const text = cif('NH4Cl', 'N1 N 0 0 0 1\nH1 H 0.1537 0.1537 0.1537 1\nCl1 Cl 0.5 0.5 0.5 1')
      .replaceAll('4.21', '3.8682')
      .replace('225', '215');
    const { crystal } = await service.data(
      `query ($text: String!) {
        crystal: analyzeStructure(text: $text) {
          units { formula name charge count dimensionality isCentre atoms }
          sites { element oxidationState motifId }
        }
      }`,
      { text },
    );
    expect(crystal.units).toMatchObject([
      { formula: 'NH4', name: 'ammonium', charge: 1, count: 1, dimensionality: 0, isCentre: true },
    ]);
    expect(crystal.units[0].atoms[0]).toHaveLength(5);
    expect(crystal.sites).toEqual([{ element: 'N', oxidationState: 1, motifId: 'N-C:8[Cl8]' }]);
  });

  test('the graph is asked for units in any notation', async () => {
    const answer = await service.data('{ crystals(filter: { units: ["NH4", "OH2"] }) { totalCount } }');
    expect(answer.crystals.totalCount).toBe(0);
  });

  test('gives the same types as the graph does', async () => {
    const query = (field: string, variables = '') => `query ${variables} {
      crystal: ${field} {
        formula atomCount spaceGroup { number symbol } motifs { count motif { id } }
        sites {
          element multiplicity coordinationNumber motif { id crystalCount connectedTo(first: 1) { nodes { kind } } }
          geometry { name } distortion { csm } crystal { formula } provenance { dataset }
          connections { kind count distance partner { element motif { id } } }
        }
        structure(format: POSCAR)
      }
    }`;
    const analysed = await service.data(query('analyzeStructure(text: $text, format: POSCAR)', '($text: String!)'), {
      text: POSCAR,
    });
    const stored = await service.data(query('crystal(id: "perovskite-SrTiO3")'));
    const bySite = (a: { element: string }, b: { element: string }) => (a.element < b.element ? -1 : 1);
    for (const { crystal } of [analysed, stored]) crystal.sites.sort(bySite);
    expect(analysed.crystal.sites.map((site: { provenance: unknown }) => site.provenance)).toContainEqual({
      dataset: null,
    });
    const plain = (value: unknown) =>
      JSON.parse(JSON.stringify(value), (key, inner) =>
        key === 'structure' || key === 'dataset' || key === 'provenance'
          ? undefined
          : typeof inner === 'number'
            ? Number(inner.toFixed(4))
            : inner,
      );
    expect(plain(analysed)).toEqual(plain(stored));
  });

  test('stores nothing', async () => {
    const before = await service.data('{ statistics { crystals motifs } }');
    const { analyzeStructure } = await service.data(ANALYZE, { text: PERICLASE, name: 'mine.cif' });
    expect(analyzeStructure).toMatchObject({ formula: 'MgO', provenance: { file: 'mine.cif', format: 'CIF' } });
    expect(await service.data('{ statistics { crystals motifs } }')).toEqual(before);
    const { errors } = await service.ask('query ($id: ID!) { crystal(id: $id) { id } }', { id: analyzeStructure.id });
    expect(errors[0]!.extensions.code).toBe('UNKNOWN_ID');
  });

  test('knows motifs that no crystal of the graph has', async () => {
    const { analyzeStructure } = await service.data(
      `query ($text: String!) {
        analyzeStructure(text: $text) {
          sites { motif { id crystalCount siteCount crystals { nodes { id } } connectedTo { totalCount } statistics { csm { mean } } element { name crystalCount } } }
        }
      }`,
      { text: PERICLASE.replaceAll('Mg', 'Ni') },
    );
    expect(analyzeStructure.sites[0].motif).toEqual({
      id: 'Ni-O:6',
      crystalCount: 0,
      siteCount: 0,
      crystals: { nodes: [] },
      connectedTo: { totalCount: 0 },
      statistics: { csm: null },
      element: { name: 'nickel', crystalCount: 0 },
    });
  });

  test('keeps several structures of one request apart', async () => {
    const data = await service.data(
      `query ($a: String!, $b: String!) {
        a: analyzeStructure(text: $a) { formula sites { motifId } }
        b: analyzeStructure(text: $b) { formula sites { motifId } }
      }`,
      { a: PERICLASE, b: PERICLASE.replaceAll('Mg', 'Ca') },
    );
    expect(data).toEqual({
      a: { formula: 'MgO', sites: [{ motifId: 'Mg-O:6' }] },
      b: { formula: 'CaO', sites: [{ motifId: 'Ca-O:6' }] },
    });
  });

  test('takes the data block that is named', async () => {
    const text = PERICLASE + PERICLASE.replaceAll('Mg', 'Ca').replace('periclase', 'lime');
    expect((await service.data(ANALYZE, { text, block: 'lime' })).analyzeStructure.formula).toBe('CaO');
    const unnamed = await service.ask(ANALYZE, { text });
    expect(unnamed.errors[0]!.message).toBe(
      'The text holds 2 structures; name one with `block`: periclase, lime (NO_STRUCTURE)',
    );
    const misnamed = await service.ask(ANALYZE, { text, block: 'x' });
    expect(misnamed.errors[0]!.message).toBe('The text has no structure "x"; it has periclase, lime (NO_STRUCTURE)');
  });
});

test('a disordered structure is analysed, and nothing is predicted of it', async () => {
  const query = `query ($text: String!) {
    analyzeStructure(text: $text) {
      formula isOrdered warnings composition { symbol count amount }
      sites { motifId element occupants { element fraction } oxidationState averageCoordinationNumber motif { centres element { symbol } } }
      atoms { element occupants { element fraction } }
      predictions { value }
    }
  }`;
  const text = cif('x', 'M1 Mg 0 0 0 0.6\nM2 Fe 0 0 0 0.4\nO1 O 0.5 0.5 0.5 0.9');
  const { analyzeStructure: crystal } = await service.data(query, { text });
  expect(crystal).toMatchObject({
    formula: 'Mg0.6Fe0.4O0.9',
    isOrdered: false,
    warnings: ['The crystal is disordered: predictions are made of ordered crystals alone.'],
    composition: [
      { symbol: 'Mg', count: 1, amount: 0.6 },
      { symbol: 'Fe', count: 1, amount: 0.4 },
      { symbol: 'O', count: 1, amount: 0.9 },
    ],
    sites: [
      {
        motifId: 'Fe,Mg-O:6',
        element: 'Mg',
        occupants: [
          { element: 'Mg', fraction: 0.6 },
          { element: 'Fe', fraction: 0.4 },
        ],
        averageCoordinationNumber: 5.4,
        motif: { centres: ['Fe', 'Mg'], element: { symbol: 'Fe' } },
      },
    ],
    predictions: [],
  });
  expect(crystal.atoms.at(-1)).toEqual({ element: 'O', occupants: [{ element: 'O', fraction: 0.9 }] });
});

test('an alloy is analysed where that is asked for: sites are all atoms, nothing is connected or predicted', async () => {
  const { analyzeStructure: alloy } = await service.data(
    `query ($text: String!) {
      analyzeStructure(text: $text, alloys: true) {
        isAlloy ionAssignment structureType description
        sites { element oxidationState coordinationNumber geometry { symbol } ligands { element } motif { id crystalCount } }
        atoms { element oxidationState }
        polyhedra { centre }
        predictions { property }
      }
    }`,
    { text: cif('copper', 'Cu1 Cu 0 0 0 1') },
  );
  expect(alloy).toMatchObject({
    isAlloy: true,
    ionAssignment: 'NONE',
    structureType: 'cubic close packing (Cu-type)',
    sites: [
      {
        element: 'Cu',
        oxidationState: null,
        coordinationNumber: 12,
        geometry: { symbol: 'C:12' },
        motif: { id: 'Cu-C:12[Cu12]' },
      },
    ],
    predictions: [],
  });
  expect(alloy.polyhedra).toHaveLength(4);
});

test('symmetry is found within what is asked for, and atoms and sites agree', async () => {
  const text = POSCAR.replace('0.5 0 0\n', '0.5 0 0.01\n');
  const { strict, loose } = await service.data(
    `query ($text: String!) {
      strict: analyzeStructure(text: $text) { ...Told }
      loose: analyzeStructure(text: $text, symprec: 0.1) { ...Told }
    }
    fragment Told on Crystal { id spaceGroup { number } provenance { method } orbitCount atoms { orbit } }`,
    { text },
  );
  expect(strict.spaceGroup.number).toBeLessThan(221);
  expect(loose).toMatchObject({
    spaceGroup: { number: 221 },
    provenance: { method: 'chemenv simplest 1.4 0.3, symprec 0.1' },
  });
  expect(loose.id).not.toBe(strict.id);
  expect(new Set(loose.atoms.map(({ orbit }: { orbit: number }) => orbit)).size).toBe(3);
  const { errors } = await service.ask(`query ($text: String!) { analyzeStructure(text: $text, symprec: 3) { id } }`, {
    text,
  });
  expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
});

describe('a structure that can not be used', () => {
  test.each([
    ['more than one atom at a site', cif('x', 'M1 Mg 0 0 0 1.5\nO1 O 0.5 0.5 0.5 1'), 'DISORDERED'],
    ['an alloy', cif('x', 'Cu1 Cu 0 0 0 1\nAu1 Au 0.5 0.5 0.5 1'), 'NO_ANION'],
    ['of an unknown element', cif('x', 'M1 Qq 0 0 0 1\nO1 O 0.5 0.5 0.5 1'), 'UNKNOWN_ELEMENT'],
    ['without a cell', PERICLASE.replace(/_cell_length_a.*\n/, ''), 'NO_CELL'],
    ['an empty text', '', null],
    ['some other text', 'Dear reader,\nthis is a letter.', null],
    ['broken JSON', '{"lattice": [', null],
  ])('%s', async (_, text, code) => {
    const { data, errors } = await service.ask(ANALYZE, { text, name: 'mine.cif' });
    expect(data).toEqual({ analyzeStructure: null });
    expect(errors).toHaveLength(1);
    const { message, extensions } = errors[0]!;
    expect(extensions.code).toBe('STRUCTURE_REFUSED');
    if (code !== null) expect(extensions.refusal.code).toBe(code);
    expect(extensions.refusal.file).toBe('mine.cif');
    expect(message).toContain(extensions.refusal.message);
    expect(JSON.stringify(errors)).not.toMatch(/stack|node_modules|\.js:\d/);
  });

  test('names the line', async () => {
    const { errors } = await service.ask(ANALYZE, {
      text: PERICLASE.replace('Mg1 Mg 0 0 0 1', 'Mg1 Mg zero 0 0 1'),
      format: 'CIF',
      name: 'mine.cif',
    });
    expect(errors[0]!.extensions.refusal).toMatchObject({ code: 'BAD_COORDINATES', file: 'mine.cif', line: 16 });
  });
});

describe('limits', () => {
  test('of size', async () => {
    const { errors } = await service.ask(ANALYZE, { text: '#'.repeat(2 * 1024 * 1024 + 1) });
    expect(errors[0]).toMatchObject({
      message: 'The structure has 2097153 bytes; the limit "structureBytes" of this server is 2097152.',
      extensions: { code: 'LIMIT_EXCEEDED', limit: { name: 'structureBytes', value: 2097152, found: 2097153 } },
    });
  });

  test('of number, by the cost', async () => {
    const many = Array.from({ length: 12 }, (_, index) => `a${index}: analyzeStructure(text: $text) { id }`).join(' ');
    const { errors } = await service.ask(`query ($text: String!) { ${many} }`, { text: PERICLASE });
    expect(errors[0]!.extensions.limit.name).toBe('cost');
  });

  test('of time, and the server answers meanwhile and afterwards', async () => {
    const stuck = await serve(graph.store, {
      analysisWorker: new URL('./stuck-worker.mjs', import.meta.url),
      limits: { analysisSeconds: 1, analysesWaiting: 1 },
    });
    const analyses = Array.from({ length: 5 }, () => stuck.ask(ANALYZE, { text: PERICLASE }));
    await stuck.data('{ statistics { crystals } }');
    const refused = (await Promise.all(analyses)).map(({ errors }) => errors[0]!);
    expect(refused.filter(({ extensions }) => extensions.code === 'LIMIT_EXCEEDED').length).toBeGreaterThan(1);
    expect(refused).toContainEqual(
      expect.objectContaining({
        message:
          'Too many analyses are waiting; the limit "analysesWaiting" of this server is 1. Try again in a few seconds.',
        extensions: {
          code: 'SERVER_BUSY',
          limit: { name: 'analysesWaiting', value: 1, found: null },
          requestId: expect.any(String),
        },
      }),
    );
    const { errors } = await stuck.ask(ANALYZE, { text: PERICLASE });
    expect(errors[0]).toMatchObject({
      message:
        'The analysis took more than the limit "analysisSeconds" of this server: 1 s. Use `motifgraph analyze` for this structure.',
      extensions: { code: 'LIMIT_EXCEEDED', limit: { name: 'analysisSeconds', value: 1 } },
    });
    await stuck.close();
  });

  test('of waiting: nobody waits longer for a turn than an analysis may take', async () => {
    const stuck = await serve(graph.store, {
      analysisWorker: new URL('./stuck-worker.mjs', import.meta.url),
      limits: { analysisSeconds: 1, analysesWaiting: 100 },
    });
    const answers = await Promise.all(Array.from({ length: 12 }, () => stuck.ask(ANALYZE, { text: PERICLASE })));
    const messages = answers.map(({ errors }) => errors[0]!.message);
    expect(messages).toContain(
      'Because of other analyses, this one did not start within 1 s, the limit "analysisSeconds" of this server. Try again later.',
    );
    expect(answers.filter(({ errors }) => errors[0]!.extensions.code === 'SERVER_BUSY').length).toBeGreaterThan(5);
    await stuck.close();
  });

  test.each([
    ['analysisMebibytes', { analysisMebibytes: 40 }, rockSalt(12)],
    ['analysisSeconds', { analysisSeconds: 4 }, rockSalt(17)],
  ])('of what is not begun: %s', async (name, limits, text) => {
    const small = await serve(graph.store, { analysisWorker, limits });
    const { errors } = await small.ask(ANALYZE, { text, format: 'CIF' });
    expect(errors[0]).toMatchObject({
      message: expect.stringMatching(/^The analysis would take about \d+ (s|MiB), more than the limit/),
      extensions: { code: 'LIMIT_EXCEEDED', limit: { name, found: expect.any(Number) } },
    });
    await small.close();
  });

  test('of memory: a process that breaks down costs that analysis alone', async () => {
    const broken = await serve(graph.store, {
      analysisWorker: new URL('./greedy-worker.mjs', import.meta.url),
      limits: { analysisMebibytes: 32 },
    });
    const { errors } = await broken.ask(ANALYZE, { text: PERICLASE });
    expect(errors[0]!.extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: { name: 'analysisMebibytes', value: 32 },
    });
    expect((await broken.data('{ statistics { crystals } }')).statistics.crystals).toBe(17);
    await broken.close();
  });
});
