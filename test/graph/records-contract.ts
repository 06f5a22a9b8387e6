/** How every engine gives back whole records, for what carries a graph, or checks it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalRecord, checksumOf } from '../../src/graph/checksum.js';
import { ExpectedCounts } from '../../src/graph/graph-counts.js';
import type { CrystalRecord } from '../../src/graph/model.js';
import { reportedProperties } from '../../src/graph/reported-fields.js';
import type { GraphStore } from '../../src/graph/store.js';
import { sourceOf } from './analysed.js';

interface WrittenGraph {
  readonly store: GraphStore;
  readonly records: readonly CrystalRecord[];
}

/** @param graph is asked once it is written, and has the crystals of the contract. */
export function recordsContract(graph: () => WrittenGraph): void {
  describe('records', () => {
    let store: GraphStore;
    let records: readonly CrystalRecord[];
    beforeAll(() => {
      ({ store, records } = graph());
    });
    test('are those that were written, to the last digit', async () => {
      const crystalIds = await store.records.ids();
      expect(crystalIds).toEqual(records.map(({ crystal }) => crystal.id).toSorted());
      const stored = await store.records.read(crystalIds);
      for (const [i, id] of crystalIds.entries()) {
        const written = canonicalRecord(records.find(({ crystal }) => crystal.id === id)!);
        expect(stored[i]).toEqual({ id, record: written, checksum: checksumOf(written), disagreements: [] });
      }
      const checksums = await store.records.checksums(['none', 'rutile-TiO2']);
      expect(checksums).toEqual([null, stored[crystalIds.indexOf('rutile-TiO2')]!.checksum]);
    });

    test('keep all else when their reported values are renewed', async () => {
      const [first, second] = records as [CrystalRecord, CrystalRecord];
      const values = [
        [{ property: 'bandGap', value: 1.5, kind: 'experimental', source: 'somebody' }],
        [{ property: 'magneticOrder', value: 'AFM', kind: null, source: '“a, b”' }],
      ] as const;
      const changed = [first, second].map((record, i) => ({
        ...record,
        crystal: { ...record.crystal, ...reportedProperties(values[i]!) },
      }));
      for (const written of [changed, [first, second]]) {
        const read = await store.records.read(written.map(({ crystal }) => crystal.id));
        const before = new Map(read.map(({ id, checksum }) => [id, checksum!]));
        const changes = written.map((record) => ({ record, before: before.get(record.crystal.id)! }));
        expect(await store.report(changes)).toEqual(new Set(before.keys()));
        // By now they are not what they were.
        expect(await store.report(changes)).toEqual(new Set());
        const stored = await store.records.read(written.map(({ crystal }) => crystal.id));
        for (const [i, record] of written.map(canonicalRecord).entries()) {
          const { id } = record.crystal;
          expect(stored[i]).toEqual({ id, record, checksum: checksumOf(record), disagreements: [] });
        }
        const projection = await store.projection();
        expect(await projection.countCrystals({ reportedBandGap: { min: 1 } })).toBe(written === changed ? 1 : 0);
        expect(await projection.countCrystals({ reportedMagneticOrder: ['AFM'] })).toBe(written === changed ? 1 : 0);
      }
    });

    test('come with the whole ledger', async () => {
      const sources = await store.records.sources('periclase-MgO', 10);
      expect(sources.map(({ id, isWhole }) => [id, isWhole])).toEqual([
        ['rutile-TiO2', true],
        ['spinel-MgAl2O4', true],
        ['steel', true],
      ]);
    });

    test('agree with the counts, and their ids with the indexes', async () => {
      const counts = new ExpectedCounts();
      counts.add(records);
      expect(await store.records.miscounts(counts)).toEqual([]);
      counts.add(records.slice(0, 1));
      expect(await store.records.miscounts(counts)).toContain(
        'Crystal nodes: the graph has 7, but its crystals add up to 8',
      );
      expect([...(await store.records.indexed('MotifSite', ['rutile-TiO2/0', 'none']))]).toEqual(['rutile-TiO2/0']);
    });

    test('can have any number and any text', async () => {
      const [first] = records.filter(({ crystal }) => crystal.id === 'spinel-MgAl2O4');
      const ids = ['\u{ff5e}-wide', '\u{1f48e}', `a 'quoted' \\ "id", [with] {signs}`, 'Zz', 'aa'];
      const numbers = [5e-324, 1.7976931348623157e308, 0.1 + 0.2, -1 / 3, 1e21, 123456789.12345679, 1e-7];
      const strange = ids.map((id, i) => ({
        ...first!,
        crystal: { ...first!.crystal, id, density: numbers[i]!, warnings: ['', ' a,b ', '[]', '"', '\u2028'] },
        sites: first!.sites.map((site) => ({
          ...site,
          id: `${id}/${site.orbit}`,
          crystalId: id,
          csm: numbers[i + 1]!,
          fingerprint: numbers,
        })),
        connections: [],
        contents: first!.contents.map((content) => ({ ...content, crystalId: id, fraction: numbers[i]! })),
        predictions: [],
      }));
      await store.write(strange, strange.map(sourceOf));
      const all = await store.records.ids();
      // By code points, on both engines.
      expect(all.filter((id) => ids.includes(id))).toEqual([
        'Zz',
        `a 'quoted' \\ "id", [with] {signs}`,
        'aa',
        '\u{ff5e}-wide',
        '\u{1f48e}',
      ]);
      const stored = await store.records.read(all);
      expect(stored.map(({ record }) => record?.crystal.id)).toEqual(all);
      for (const { record, checksum, disagreements } of stored) {
        expect([checksumOf(record), disagreements]).toEqual([checksum, []]);
      }
      await store.write([], [], ids);
    });
  });
}
