import { describe, expect, test } from 'vitest';
import { serveFilledGraph } from './support.js';

const { service } = await serveFilledGraph();

describe('a motif', () => {
  test('connects to others, over all compounds', async () => {
    const { motif } = await service.data(`{
      motif(id: "Ti-O:6") {
        id crystalCount siteCount coordinationNumber ligandFormula ligandElements
        element { symbol } geometry { symbol }
        connectedTo(first: 3) { nodes { kind motifId motif { id geometry { name } } occurrences crystalCount } }
      }
    }`);
    expect(motif).toMatchObject({
      coordinationNumber: 6,
      ligandFormula: 'O6',
      ligandElements: ['O'],
      element: { symbol: 'Ti' },
      geometry: { symbol: 'O:6' },
    });
    expect(motif.connectedTo.nodes).toHaveLength(3);
    const self = motif.connectedTo.nodes.find(({ motifId }: { motifId: string }) => motifId === 'Ti-O:6');
    expect(self.kind).toBe('CORNER');
    expect(self.crystalCount).toBeGreaterThan(3);
    const occurrences = motif.connectedTo.nodes.map((row: { occurrences: number }) => row.occurrences);
    expect(occurrences).toEqual(occurrences.toSorted((a: number, b: number) => b - a));
  });

  test('has statistics and crystals', async () => {
    const { motif } = await service.data(`{
      motif(id: "Al-O:6") {
        statistics {
          csm { count mean standardDeviation min max } bondLength { mean min max }
          angles { kind degrees { count mean min max } }
        }
        crystals(first: 1) { totalCount nodes { id } pageInfo { hasNextPage endCursor } }
      }
    }`);
    // 4 Al in each primitive cell of spinel and of corundum.
    expect(motif.statistics.csm.count).toBe(8);
    expect(motif.statistics.bondLength.mean).toBeCloseTo(1.92, 1);
    expect(motif.statistics.angles.map(({ kind }: { kind: string }) => kind)).toEqual(['CORNER', 'EDGE', 'FACE']);
    expect(motif.crystals).toMatchObject({
      totalCount: 2,
      nodes: [{ id: 'corundum-Al2O3' }],
      pageInfo: { hasNextPage: true },
    });
    const next = await service.data(
      'query ($after: String) { motif(id: "Al-O:6") { crystals(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage hasPreviousPage } } } }',
      { after: motif.crystals.pageInfo.endCursor },
    );
    expect(next.motif.crystals).toEqual({
      nodes: [{ id: 'spinel-MgAl2O4' }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
  });

  test('is found by its properties and by what it is connected to', async () => {
    const found = async (filter: string) => {
      const { motifs } = await service.data(
        `{ motifs(filter: ${filter}, sort: { key: ID }, first: 50) { nodes { id } } }`,
      );
      return motifs.nodes.map(({ id }: { id: string }) => id);
    };
    expect(await found('{ elements: ["Mg"] }')).toEqual(['Mg-O:6', 'Mg-T:4']);
    expect(await found('{ inCrystal: "spinel-MgAl2O4" }')).toEqual(['Al-O:6', 'Mg-T:4']);
    expect(await found('{ connectedTo: { motif: "Mg-T:4", kind: CORNER } }')).toEqual(['Al-O:6']);
    expect(await found('{ connectedTo: { motif: "Mg-T:4", kind: EDGE } }')).toEqual([]);
    expect(await found('{ coordinationNumber: { min: 4, max: 4 }, ligandElements: ["O"] }')).toEqual([
      'Mg-T:4',
      'Si-T:4',
      'Zn-T:4',
    ]);
  });

  test('many by id, with the reason for each that is missing', async () => {
    const { data, errors } = await service.ask('{ motifsById(ids: ["Zn-T:4", "Zn-O:6", "zinc"]) { siteCount } }');
    expect(data.motifsById).toEqual([{ siteCount: 2 }, null, null]);
    expect(errors).toMatchObject([
      {
        message: 'The graph has no motif "Zn-O:6". No crystal of the graph contains it.',
        path: ['motifsById', 1],
        extensions: { code: 'UNKNOWN_ID' },
      },
      { message: expect.stringContaining('Ids of motifs have the form Ti-O:6'), path: ['motifsById', 2] },
    ]);
  });
});
