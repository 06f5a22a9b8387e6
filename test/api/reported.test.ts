/** What others report of crystals, beside what is predicted. */
import { beforeAll, expect, test } from 'vitest';
import { readReportedTable, reportTable } from '../../src/pipeline/reported-table.js';
import { idsOf, serveFilledGraph } from './support.js';

const { graph, service } = await serveFilledGraph();

beforeAll(async () => {
  const table = [
    'id,band_gap,magnetic_ordering,kind,source',
    'rutile-TiO2,3.03,,experimental,Pascual 1978',
    'anatase-TiO2,3.2,NM,,',
    'hematite-Fe2O3,2.1,AFM,computed,PBE+U',
  ].join('\n');
  for await (const _ of reportTable(graph.store, readReportedTable(table, 'labels.csv').rows));
});

test('a crystal has the values with their sources', async () => {
  const { rutile, anatase, periclase } = await service.data(`
    query { rutile: crystal(id: "rutile-TiO2") { ...R } anatase: crystal(id: "anatase-TiO2") { ...R } periclase: crystal(id: "periclase-MgO") { ...R } }
    fragment R on Crystal { reported { bandGap formationEnergy magneticOrder sources { property kind source } } provenance { provider } }`);
  expect(rutile).toEqual({
    reported: {
      bandGap: 3.03,
      formationEnergy: null,
      magneticOrder: null,
      sources: [{ property: 'bandGap', kind: 'EXPERIMENTAL', source: 'Pascual 1978' }],
    },
    provenance: { provider: null },
  });
  expect(anatase.reported.sources).toEqual([
    { property: 'bandGap', kind: null, source: 'labels.csv' },
    { property: 'magneticOrder', kind: null, source: 'labels.csv' },
  ]);
  expect(periclase.reported).toBeNull();
});

test('lists are filtered, sorted and counted by them, and have them beside the predictions', async () => {
  expect((await idsOf(service, '{ reportedMagneticOrders: ["AFM"] }')).sort()).toEqual(['hematite-Fe2O3']);
  const { crystals } = await service.data(`{
    crystals(filter: { reportedBandGap: { min: 0 } }, sort: { key: REPORTED_BAND_GAP, descending: true }) {
      totalCount
      rows { crystalId bandGap reportedBandGap reportedSources }
      aggregate {
        predicted: distribution(of: BAND_GAP) { mean }
        reported: distribution(of: REPORTED_BAND_GAP) { count mean }
        groups(by: [REPORTED_MAGNETIC_ORDER]) { keys aggregate { count } }
      }
    }
  }`);
  expect(crystals.totalCount).toBe(3);
  expect(crystals.rows).toEqual([
    { crystalId: 'anatase-TiO2', bandGap: 0.5, reportedBandGap: 3.2, reportedSources: expect.any(String) },
    {
      crystalId: 'rutile-TiO2',
      bandGap: 0,
      reportedBandGap: 3.03,
      reportedSources: 'bandGap: experimental, Pascual 1978',
    },
    {
      crystalId: 'hematite-Fe2O3',
      bandGap: 3.5,
      reportedBandGap: 2.1,
      reportedSources: expect.stringContaining('PBE+U'),
    },
  ]);
  expect(crystals.aggregate.reported).toEqual({ count: 3, mean: expect.closeTo((3.2 + 3.03 + 2.1) / 3, 10) });
  expect(crystals.aggregate.groups.map(({ keys }: { keys: string[] }) => keys[0]).sort()).toEqual(['AFM', 'NM']);
});
