import { describe, expect, test } from 'vitest';
import { idsOf, serveFilledGraph } from './support.js';

const { service } = await serveFilledGraph();

describe('a crystal', () => {
  test('by id, with cell, symmetry and composition', async () => {
    const { crystal } = await service.data(`{
      crystal(id: "rutile-TiO2") {
        id formula anonymousFormula chemicalSystem elements elementCount atomCount density ionAssignment
        spaceGroup { number symbol crystalSystem }
        cell { a c alpha volume }
        composition { symbol count fraction element { name atomicNumber electronegativity crystalCount } }
      }
    }`);
    expect(crystal).toMatchObject({
      formula: 'TiO2',
      anonymousFormula: 'AB2',
      chemicalSystem: 'O-Ti',
      elements: ['O', 'Ti'],
      elementCount: 2,
      atomCount: 6,
      ionAssignment: 'GIVEN',
      spaceGroup: { number: 136, symbol: 'P4_2/mnm', crystalSystem: 'TETRAGONAL' },
      composition: [
        { symbol: 'Ti', count: 1, element: { name: 'titanium', atomicNumber: 22, electronegativity: 1.54 } },
        { symbol: 'O', count: 2 },
      ],
    });
    expect(crystal.composition[0].fraction).toBeCloseTo(1 / 3, 12);
    expect(crystal.density).toBeCloseTo(4.25, 1);
    expect(crystal.cell.alpha).toBe(90);
    expect(crystal.cell.volume).toBeCloseTo(crystal.cell.a ** 2 * crystal.cell.c, 6);
  });

  test('in words, with the dimensionality of its nets', async () => {
    const { crystal } = await service.data(`{
      crystal(id: "rutile-TiO2") {
        description dimensionality cornerDimensionality edgeDimensionality faceDimensionality
      }
    }`);
    expect(crystal).toEqual({
      description: expect.stringMatching(/^TiO₂ is tetragonal .* \(in chains along c\) .* three TiO₆ octahedra\.$/),
      dimensionality: 3,
      cornerDimensionality: 3,
      edgeDimensionality: 1,
      faceDimensionality: 0,
    });
  });

  test('has a fingerprint of each site, with a name for each number', async () => {
    const { site, service: about } = await service.data(
      '{ site(id: "rutile-TiO2/0") { fingerprint } service { fingerprintLabels } }',
    );
    const numberOf = (label: string) => site.fingerprint[about.fingerprintLabels.indexOf(label)];
    expect(site.fingerprint).toHaveLength(about.fingerprintLabels.length);
    expect(numberOf('wt CN_6')).toBeGreaterThan(0.8);
    expect(numberOf('octahedral CN_6')).toBeGreaterThan(0.7);
    expect(numberOf('wt CN_4')).toBeLessThan(0.1);
  });

  test('its sites, with motif, ligands, distortion and connections', async () => {
    const { crystal } = await service.data(`{
      crystal(id: "rutile-TiO2") {
        sites {
          id element multiplicity wyckoff oxidationState coordinationNumber
          motif { id } geometry { symbol name } noMotif { code }
          distortion { csm bondLengthMean bondLengthSpread polyhedronVolume }
          ligands { element distance image }
          connections { kind sharedLigands count distance anglesInDegrees bondLengths { from to } partner { id element } }
        }
      }
    }`);
    const [site] = crystal.sites;
    expect(crystal.sites).toHaveLength(1);
    expect(site).toMatchObject({
      id: 'rutile-TiO2/0',
      element: 'Ti',
      multiplicity: 2,
      wyckoff: 'a',
      oxidationState: 4,
      coordinationNumber: 6,
      motif: { id: 'Ti-O:6' },
      geometry: { symbol: 'O:6', name: 'Octahedron' },
      noMotif: null,
    });
    // Bond lengths of rutile: 4 × 1.95 Å and 2 × 1.98 Å.
    expect(site.ligands.map((ligand: { distance: number }) => ligand.distance.toFixed(2))).toEqual(
      expect.arrayContaining(['1.95', '1.98']),
    );
    expect(site.distortion.bondLengthSpread).toBeLessThan(0.05);
    expect(site.distortion.csm).toBeLessThan(1);
    // Each octahedron shares 2 edges along c and 8 corners.
    expect(site.connections.map(({ kind, count }: { kind: string; count: number }) => [kind, count])).toEqual([
      ['EDGE', 2],
      ['CORNER', 8],
    ]);
    const [edge, corner] = site.connections;
    expect(edge.anglesInDegrees).toHaveLength(2);
    expect(edge.bondLengths[0].from).toBeCloseTo(edge.bondLengths[0].to, 6);
    expect(corner.partner).toEqual({ id: 'rutile-TiO2/0', element: 'Ti' });
  });

  test('connections of one kind', async () => {
    const { site } = await service.data('{ site(id: "rutile-TiO2/0") { connections(kinds: [EDGE]) { kind } } }');
    expect(site.connections).toEqual([{ kind: 'EDGE' }]);
  });

  test('its motifs with their shares', async () => {
    const { crystal } = await service.data(
      '{ crystal(id: "spinel-MgAl2O4") { motifs { count fraction motif { id crystalCount } } } }',
    );
    expect(crystal.motifs).toEqual([
      { count: 4, fraction: 2 / 3, motif: { id: 'Al-O:6', crystalCount: 2 } },
      { count: 2, fraction: 1 / 3, motif: { id: 'Mg-T:4', crystalCount: 1 } },
    ]);
  });

  test('says where it came from, and so do its sites', async () => {
    const fields = 'provenance { file block format sha256 dataset method analysisVersion }';
    const { crystal } = await service.data(`{ crystal(id: "rutile-TiO2") { ${fields} sites { ${fields} } } }`);
    expect(crystal.provenance).toMatchObject({
      file: expect.stringMatching(/rutile-TiO2\.cif$/),
      block: null,
      format: 'CIF',
      dataset: 'sample',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(crystal.provenance.method).not.toBe('');
    expect(crystal.sites[0].provenance).toEqual(crystal.provenance);
  });

  test('is given out as CIF and as POSCAR', async () => {
    const { crystal } = await service.data(
      '{ crystal(id: "rutile-TiO2") { structure cif: structure(format: CIF) poscar: structure(format: POSCAR) } }',
    );
    expect(crystal.structure).toBe(crystal.cif);
    expect(crystal.cif).toContain('_cell_length_a 4.59');
    expect(crystal.poscar).toMatch(/^ *Ti +O *$/m);
    expect(crystal.poscar).toMatch(/^ *2 +4 *$/m);
  });

  test('a cation without a reference polyhedron says so', async () => {
    const { crystal } = await service.data(
      '{ crystal(id: "fourteen") { ionAssignment sites { coordinationNumber motif { id } geometry { symbol } distortion { csm } noMotif { code message } } } }',
    );
    expect(crystal.ionAssignment).toBe('ELECTRONEGATIVITY');
    expect(crystal.sites).toEqual([
      {
        coordinationNumber: 14,
        motif: null,
        geometry: null,
        distortion: { csm: null },
        noMotif: {
          code: 'NO_REFERENCE_GEOMETRY',
          message: 'There is no reference polyhedron with 14 ligands, only with 1 to 13 and 20.',
        },
      },
    ]);
  });

  test('many by id, in their order, with the same reason for each that is missing as one by one', async () => {
    const ids = ['zincite-ZnO', 'nothing', 'mixed', 'rutile-TiO2', 'steel'];
    const { data, errors } = await service.ask('query ($ids: [ID!]!) { crystalsById(ids: $ids) { formula } }', { ids });
    expect(data.crystalsById).toEqual([{ formula: 'ZnO' }, null, null, { formula: 'TiO2' }, null]);
    expect(errors.map(({ path }) => path)).toEqual([1, 2, 4].map((i) => ['crystalsById', i]));
    expect(errors.map(({ message }) => message)).toEqual([
      'The graph has no crystal "nothing"; no structure with this id was ever ingested.',
      '"mixed" was read but not stored: site M1 is occupied to 0.5 (DISORDERED)',
      expect.stringContaining('(NO_ANION)'),
    ]);
    for (const [i, id] of ['nothing', 'mixed', 'steel'].entries()) {
      const one = await service.ask('query ($id: ID!) { crystal(id: $id) { formula } }', { id });
      const { message, extensions } = errors[i]!;
      expect(one.data).toEqual({ crystal: null });
      expect(one.errors[0]).toMatchObject({
        message,
        extensions: { code: extensions.code, ...(extensions.refusal && { refusal: extensions.refusal }) },
      });
    }
  });
});

describe('crystals are found by', () => {
  test('formula in any notation', async () => {
    const polymorphs = ['anatase-TiO2', 'brookite-TiO2', 'rutile-TiO2'];
    for (const formula of ['TiO2', 'O2Ti', 'Ti2O4', 'TiO₂', 'Ti(O)2', ' Ti O2 ']) {
      expect(await idsOf(service, `{ formulas: "${formula}" }`), formula).toEqual(polymorphs);
    }
    expect(await idsOf(service, '{ formulas: ["ZnO", "MgO"] }')).toEqual(['periclase-MgO', 'zincite-ZnO']);
  });

  test('anonymous formula and chemical system in any order', async () => {
    expect(await idsOf(service, '{ anonymousFormulas: "A3B2" }')).toEqual(['corundum-Al2O3', 'hematite-Fe2O3']);
    expect(await idsOf(service, '{ anonymousFormulas: "A2B3" }')).toEqual(['corundum-Al2O3', 'hematite-Fe2O3']);
    // Refused before it is read: ways to part its digits grow with the square of their number.
    const { errors } = await service.ask(
      'query ($formulas: [String!]) { crystals(filter: { anonymousFormulas: $formulas }) { totalCount } }',
      {
        formulas: [`A${'1'.repeat(150_000)}!`],
      },
    );
    expect(errors[0]?.extensions.code).toBe('BAD_FORMULA');
    expect(await idsOf(service, '{ chemicalSystems: "Ti-O-Sr" }')).toEqual(['perovskite-SrTiO3']);
  });

  test('elements', async () => {
    expect(await idsOf(service, '{ elements: ["Fe", "Ti"] }')).toEqual(['ilmenite-FeTiO3']);
    expect(await idsOf(service, '{ anyElements: ["Zn", "Ce"] }')).toEqual(['fluorite-CeO2', 'zincite-ZnO']);
    expect(await idsOf(service, '{ withoutElements: ["O"] }')).toEqual(['fourteen']);
    expect(await idsOf(service, '{ onlyElements: ["Al", "Mg", "O"] }')).toEqual([
      'corundum-Al2O3',
      'periclase-MgO',
      'spinel-MgAl2O4',
    ]);
    expect(await idsOf(service, '{ elementCount: { min: 3 }, withoutElements: ["Ti"] }')).toEqual([
      'forsterite-Mg2SiO4',
      'spinel-MgAl2O4',
      'zircon-ZrSiO4',
    ]);
  });

  test('space group and crystal system', async () => {
    expect(await idsOf(service, '{ spaceGroupNumbers: [227, 136] }')).toEqual(['rutile-TiO2', 'spinel-MgAl2O4']);
    expect(await idsOf(service, '{ spaceGroupSymbols: ["Fd-3m", "P4_2/mnm"] }')).toEqual([
      'rutile-TiO2',
      'spinel-MgAl2O4',
    ]);
    expect(await idsOf(service, '{ spaceGroupSymbols: "P 42/m n m" }')).toEqual(['rutile-TiO2']);
    expect(await idsOf(service, '{ crystalSystems: HEXAGONAL }')).toEqual(['zincite-ZnO']);
  });

  test('motif, geometry, centre and connectivity', async () => {
    expect(await idsOf(service, '{ motifs: ["Si-T:4", "Mg-O:6"] }')).toEqual(['forsterite-Mg2SiO4']);
    expect(await idsOf(service, '{ anyMotifs: ["Zn-T:4", "Ce-C:8"] }')).toEqual(['fluorite-CeO2', 'zincite-ZnO']);
    expect(await idsOf(service, '{ geometries: ["T:4", "O:6"] }')).toEqual(['forsterite-Mg2SiO4', 'spinel-MgAl2O4']);
    expect(await idsOf(service, '{ centreElements: ["Ce"] }')).toEqual(['fluorite-CeO2']);
    expect(
      await idsOf(service, '{ connectionKinds: [FACE], withoutConnectionKinds: [EDGE], anyElements: "Sr" }'),
    ).toEqual(['perovskite-SrTiO3']);
  });

  test('dimensionality of nets', async () => {
    expect(await idsOf(service, '{ dimensionality: { edge: [1] } }')).toContain('rutile-TiO2');
    expect(await idsOf(service, '{ dimensionality: { edge: [1], corner: 3 }, onlyElements: ["Ti", "O"] }')).toContain(
      'rutile-TiO2',
    );
    expect(await idsOf(service, '{ dimensionality: { any: [3], face: [1, 2] } }')).not.toContain('rutile-TiO2');
    const answer = await service.ask('{ crystals(filter: { dimensionality: { any: [4] } }) { nodes { id } } }');
    expect(answer.errors[0]).toMatchObject({
      message: '4 is not a dimensionality: nets of polyhedra have 0, 1, 2 or 3.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('ranges and data set', async () => {
    expect(await idsOf(service, '{ density: { min: 5.5 }, elementCount: { max: 2 }, elements: "O" }')).toEqual([
      'fluorite-CeO2',
      'zincite-ZnO',
    ]);
    expect(await idsOf(service, '{ atomCount: { max: 2 } }')).toEqual(['periclase-MgO']);
    expect(await idsOf(service, '{ datasets: ["sample"], volumePerAtom: { max: 8.6 } }')).toEqual(['corundum-Al2O3']);
  });
});
