/** What every engine must hold of the nets of crystals. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/graph/engine.js';
import type { CrystalRecord } from '../../src/graph/model.js';
import { polyhedraOf } from '../../src/graph/polyhedra.js';
import type { GraphStore } from '../../src/graph/store.js';
import { sourceOf } from './analysed.js';

interface WrittenGraph {
  readonly engine: Engine;
  readonly store: GraphStore;
  readonly records: readonly CrystalRecord[];
}

/** @param graph is asked once it is written, and has the crystals of the contract. */
export function netsContract(graph: () => WrittenGraph): void {
  describe('nets', () => {
    let engine: Engine;
    let store: GraphStore;
    let records: readonly CrystalRecord[];
    beforeAll(() => {
      ({ engine, store, records } = graph());
    });
    const read = async (condition: string) => {
      const text = `MATCH (c:Crystal)-[:HAS_NET]->(n:Net) WHERE ${condition} RETURN n AS node ORDER BY n.id`;
      const rows = await engine.read({ text, parameters: {} });
      return rows.map(({ node }) => node as Record<string, unknown>);
    };

    test('are those of the crystals that join several polyhedra', async () => {
      for (const { crystal } of records) {
        const nets = await read(`c.id = '${crystal.id}'`);
        const all = polyhedraOf(crystal).nets;
        const numbers = nets.map(({ id }) => Number(String(id).slice(crystal.id.length + 1)));
        for (const [i, net] of nets.entries()) {
          const { along, motif, ...rest } = all[numbers[i]!]!;
          expect(net).toMatchObject(rest);
          expect(net['motif'] ?? null).toBe(motif);
          const stored = net['along'] ?? null;
          expect(typeof stored === 'string' ? JSON.parse(stored) : stored).toEqual(along);
        }
        const left = all.filter((_, number) => !numbers.includes(number));
        expect(left.every(({ dimensionality }) => dimensionality === 0)).toBe(true);
      }
    });

    test('of rutile are chains of octahedra that share edges, and a framework by corners', async () => {
      const rutile = await read("c.id = 'rutile-TiO2' AND n.motif = 'Ti-O:6'");
      const found = rutile.map(({ kind, dimensionality }) => `${kind} ${dimensionality}`);
      expect(found.sort()).toEqual(['any 3', 'corner 3', 'edge 1']);
    });

    test('leave out polyhedra that share nothing of a kind, and keep clusters of several', async () => {
      // The octahedra of corundum share faces in pairs; those of rutile share none.
      expect(await read("c.id = 'rutile-TiO2' AND n.kind = 'face'")).toEqual([]);
      const pairs = await read("c.id = 'corundum-Al2O3' AND n.kind = 'face'");
      expect(pairs[0]).toMatchObject({ dimensionality: 0, formula: 'Al2O9', centres: ['Al'] });
    });

    test('are replaced and go with their crystal', async () => {
      const count = async () =>
        (await engine.read({ text: 'MATCH (n:Net) RETURN count(n) AS nets', parameters: {} }))[0]!['nets'];
      const before = await count();
      const rutile = records.find(({ crystal }) => crystal.id === 'rutile-TiO2')!;
      await store.write([rutile], [sourceOf(rutile)]);
      expect(await count()).toBe(before);
      await store.write([], [], ['rutile-TiO2']);
      expect(await count()).toBe(Number(before) - netsOf(rutile));
      await store.write([rutile], [sourceOf(rutile)]);
      expect(await count()).toBe(before);
      expect((await store.records.read(['rutile-TiO2']))[0]!.disagreements).toEqual([]);
    });

    const netsOf = ({ crystal }: CrystalRecord) =>
      polyhedraOf(crystal).nets.filter(({ kind }) => kind !== 'face').length;
  });
}
