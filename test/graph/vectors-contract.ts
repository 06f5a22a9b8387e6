/** What every engine must do with what was learned. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { CrystalRecord } from '../../src/graph/model.js';
import type { GraphStore } from '../../src/graph/store.js';
import { sourceOf } from './analysed.js';

interface WrittenGraph {
  readonly store: GraphStore;
  readonly records: readonly CrystalRecord[];
}

/** @param graph is asked once it is written, and has the crystals of the contract. */
export function vectorsContract(graph: () => WrittenGraph): void {
  describe('vectors', () => {
    let store: GraphStore;
    let records: readonly CrystalRecord[];
    beforeAll(() => {
      ({ store, records } = graph());
    });
    const place = (id: string, x: number | null, framework: number[] | null) => ({
      id,
      formula: 'TiO2',
      geometry: 'O:6',
      element: 'Ti',
      x,
      y: x,
      cluster: x === 0 ? null : 1,
      framework,
      chemistry: [0, 0.6, 0.8, 0],
      fingerprint: [1, 0, 0, 0],
    });
    const representation = Buffer.from('what was learned '.repeat(20_000));
    async function* batches() {
      yield [place('rutile-TiO2', 0, [1, 0, 0, 0]), place('anatase-TiO2', 1.5, [0.6, 0.8, 0, 0])];
      yield [place('brookite-TiO2', 2, [0, 0, 1, 0]), place('periclase-MgO', null, null)];
    }

    test('are read from the analysis', async () => {
      const first = await store.vectors.crystalMotifs('', 3);
      const rest = await store.vectors.crystalMotifs(first.at(-1)!.id, 100);
      expect(first).toHaveLength(3);
      expect([...first, ...rest].map(({ id }) => id)).toEqual(records.map(({ crystal }) => crystal.id).toSorted());
      const behind = rest.slice(-2);
      const [one, other] = behind.map(({ id }) => id) as [string, string];
      expect(await store.vectors.crystalMotifsOf([other, 'none', one])).toEqual([behind[1], null, behind[0]]);
      expect(await store.vectors.crystalMotifs('zzz', 3)).toEqual([]);
      const rutile = rest.find(({ id }) => id === 'rutile-TiO2')!;
      const site = records[0]!.sites[0]!;
      expect(rutile).toEqual({
        id: 'rutile-TiO2',
        formula: 'TiO2',
        anonymousFormula: 'AB2',
        spaceGroupNumber: 136,
        atomCount: 6,
        composition: { Ti: 1 / 3, O: 2 / 3 },
        sites: [
          {
            motif: 'Ti-O:6',
            geometry: 'O:6',
            ligandNumbers: [6],
            element: 'Ti',
            oxidationState: 4,
            multiplicity: 2,
            siteSymmetry: site.siteSymmetry,
            fingerprint: site.fingerprint,
          },
        ],
        connections: [
          { from: 0, to: 0, kind: 'corner', count: 8 },
          { from: 0, to: 0, kind: 'edge', count: 2 },
        ],
      });
    });

    test('are none before something was learned', async () => {
      expect(await store.vectors.digest()).toBeNull();
      expect(await store.vectors.representation()).toBeNull();
      expect(await store.vectors.nearestTo('framework', 'rutile-TiO2', 1)).toBeNull();
      expect(await store.vectors.crystalMap()).toEqual([]);
      const everywhere = [
        { x: -1e6, y: -1e6 },
        { x: 1e6, y: -1e6 },
        { x: 0, y: 1e6 },
      ];
      expect(await (await store.projection()).countCrystals({ mapRegion: everywhere })).toBe(0);
    });

    test('are stored, found by similarity, and replaced as a whole', async () => {
      await store.vectors.replace(representation, [{ id: 'Ti-O:6', vector: [1, 0, 0, 0] }], batches());
      const digest = await store.vectors.digest();
      expect(digest).toMatch(/^[0-9a-f]{64}$/);
      expect((await store.vectors.representation())!.equals(representation)).toBe(true);
      const near = await store.vectors.nearest('framework', [0.8, 0.6, 0, 0], 2);
      expect(near.map(({ id }) => id)).toEqual(['anatase-TiO2', 'rutile-TiO2']);
      expect(near[0]!.cosine).toBeCloseTo(0.96, 5);
      expect(near[1]!.cosine).toBeCloseTo(0.8, 5);
      expect(await store.vectors.nearest('framework', [1, 0, 0, 0], 100)).toHaveLength(3);
      for (const [i, value] of [0, 0.6, 0.8, 0].entries()) {
        const axis = [0, 1, 2, 3].map((j) => (j === i ? 1 : 0));
        const stored = (await store.vectors.nearest('chemistry', axis, 4)).find(({ id }) => id === 'anatase-TiO2');
        expect(stored!.cosine).toBeCloseTo(value, 5);
      }
      const toAnatase = (await store.vectors.nearestTo('framework', 'anatase-TiO2', 3))!;
      expect(toAnatase[0]!.id).toBe('anatase-TiO2');
      expect(toAnatase[0]!.cosine).toBeCloseTo(1, 5);
      expect(toAnatase.find(({ id }) => id === 'rutile-TiO2')!.cosine).toBeCloseTo(0.6, 5);
      expect((await store.vectors.crystalMap()).map(({ id, x, cluster }) => [id, x, cluster])).toEqual([
        ['anatase-TiO2', 1.5, 1],
        ['brookite-TiO2', 2, 1],
        ['rutile-TiO2', 0, null],
      ]);
      const corners = (low: number, high: number) => [
        { x: low, y: low },
        { x: high, y: low },
        { x: high, y: high },
        { x: low, y: high },
      ];
      const projection = await store.projection();
      const inRegion = async (low: number, high: number) =>
        [...(await projection.crystalIds({ mapRegion: corners(low, high) }))].toSorted();
      expect(await inRegion(-1, 1.7)).toEqual(['anatase-TiO2', 'rutile-TiO2']);
      expect(await inRegion(1, 3)).toEqual(['anatase-TiO2', 'brookite-TiO2']);
      expect(await inRegion(5, 6)).toEqual([]);
      const elsewhere = await projection.crystalIds({ not: { mapRegion: corners(-1, 3) } });
      expect(elsewhere.has('periclase-MgO')).toBe(true);
      expect(elsewhere.has('rutile-TiO2')).toBe(false);
      const among = new Set(['rutile-TiO2', 'brookite-TiO2', 'periclase-MgO', 'none']);
      const [first, ...others] = await store.vectors.nearest('framework', [0.8, 0.6, 0, 0], 5, among);
      expect([first!.id, ...others.map(({ id }) => id)]).toEqual(['rutile-TiO2', 'brookite-TiO2']);
      expect(first!.cosine).toBeCloseTo(0.8, 5);
      const likeAnatase = await store.vectors.nearestTo('framework', 'anatase-TiO2', 1, among);
      expect(likeAnatase).toEqual([{ id: 'rutile-TiO2', cosine: expect.closeTo(0.6, 5) }]);
      expect(await store.vectors.nearestTo('framework', 'periclase-MgO', 1, among)).toBeNull();
      expect(await store.vectors.nearest('framework', [1, 0, 0, 0], 5, new Set())).toEqual([]);
      const version = await store.version();
      await store.vectors.replace(Buffer.from('less'), [], batches());
      expect(await store.version()).not.toBe(version);
      expect(await store.vectors.representation()).toEqual(Buffer.from('less'));
      expect(await store.vectors.digest()).not.toBe(digest);
    });

    test('are not needed to compare crystals by their motifs', async () => {
      const like = await store.vectors.motifOverlap(
        [
          { id: 'Al-O:6', fraction: 0.6 },
          { id: 'Mg-T:4', fraction: 0.4 },
        ],
        10,
      );
      expect(like.map(({ id }) => id)).toEqual(['spinel-MgAl2O4', 'corundum-Al2O3']);
      expect(like[0]!.overlap).toBeCloseTo(0.6 + 1 / 3, 10);
      expect(like[1]!.overlap).toBeCloseTo(0.6, 10);
      // Ties by id.
      const alike = await store.vectors.motifOverlap([{ id: 'Ti-O:6', fraction: 1 }], 2);
      expect(alike).toEqual([
        { id: 'anatase-TiO2', overlap: 1 },
        { id: 'brookite-TiO2', overlap: 1 },
      ]);
      expect(await store.vectors.motifOverlap([{ id: 'Xe-L:2', fraction: 1 }], 2)).toEqual([]);
      const among = new Set(['rutile-TiO2', 'spinel-MgAl2O4']);
      expect(await store.vectors.motifOverlap([{ id: 'Ti-O:6', fraction: 1 }], 2, among)).toEqual([
        { id: 'rutile-TiO2', overlap: 1 },
      ]);
    });

    test('stay when those that were to replace them are broken off', async () => {
      const digest = await store.vectors.digest();
      const before = await store.vectors.nearest('framework', [0.8, 0.6, 0, 0], 2);
      async function* broken() {
        yield [place('rutile-TiO2', 9, [0, 0, 0, 1])];
        throw new Error('broken off');
      }
      for (let times = 0; times < 2; times++) {
        const replaced = store.vectors.replace(Buffer.from('never'), [{ id: 'Ti-O:6', vector: [1] }], broken());
        await expect(replaced).rejects.toThrow('broken off');
        expect(await store.vectors.digest()).toBe(digest);
        expect(await store.vectors.representation()).toEqual(Buffer.from('less'));
        expect(await store.vectors.nearest('framework', [0.8, 0.6, 0, 0], 2)).toEqual(before);
      }
      expect((await store.vectors.crystalMap()).map(({ x }) => x)).toEqual([1.5, 2, 0]);
    });

    test('answer while others take their place', async () => {
      async function* watched() {
        for await (const batch of batches()) {
          expect(await store.vectors.representation()).toEqual(Buffer.from('less'));
          expect(await store.vectors.nearestTo('framework', 'anatase-TiO2', 1)).toHaveLength(1);
          yield batch;
        }
      }
      await store.vectors.replace(Buffer.from('more'), [{ id: 'Ti-O:6', vector: [1, 0, 0, 0] }], watched());
      expect(await store.vectors.representation()).toEqual(Buffer.from('more'));
      const [motif, ...others] = await store.vectors.motifVectors('', 10);
      expect(motif).toEqual({ id: 'Ti-O:6', node: { id: 'Ti-O:6', vector: [1, 0, 0, 0] }, isWhole: true });
      expect(others).toEqual([]);
      const stored = await store.vectors.crystalVectors('anatase-TiO2', 10);
      expect(stored.map(({ id, node, isWhole }) => [id, node?.framework, isWhole])).toEqual([
        ['brookite-TiO2', [0, 0, 1, 0], true],
        ['periclase-MgO', null, true],
        ['rutile-TiO2', [1, 0, 0, 0], true],
      ]);
    });

    test('are filled in by one process at a time', async () => {
      const first = store.vectors.replace(Buffer.from('first'), [], interrupted());
      async function* interrupted() {
        await store.vectors.replace(Buffer.from('second'), [], batches());
        yield* batches();
      }
      await expect(first).rejects.toMatchObject({ code: 'LOCKED' });
      expect(await store.vectors.representation()).toEqual(Buffer.from('second'));
      expect((await store.vectors.crystalMap()).map(({ x }) => x)).toEqual([1.5, 2, 0]);
    });

    test('leave out crystals that are gone', async () => {
      async function* withStranger() {
        yield [place('gone', 1, [1, 0, 0, 0])];
        yield* batches();
      }
      await store.vectors.replace(Buffer.from('less'), [], withStranger());
      expect((await store.vectors.crystalMap()).map(({ id }) => id)).not.toContain('gone');
    });

    test('are missing for crystals that came later', async () => {
      // Of seven crystals four have vectors.
      expect(await store.vectors.crystalsWithout()).toBe(3);
      const hanging = await store.vectors.crystalsOfVectors();
      expect(hanging).toHaveLength(4);
      expect(hanging.every(({ crystalId, vectorId }) => crystalId === vectorId)).toBe(true);
    });

    test('go with their crystal', async () => {
      const anatase = records.find(({ crystal }) => crystal.id === 'anatase-TiO2')!;
      await store.write([anatase], [sourceOf(anatase)]);
      expect(await store.vectors.nearestTo('framework', 'anatase-TiO2', 1)).toBeNull();
      expect(await store.vectors.crystalsWithout()).toBe(4);
      expect((await store.vectors.nearest('framework', [0.6, 0.8, 0, 0], 5)).map(({ id }) => id)).not.toContain(
        'anatase-TiO2',
      );
    });
  });
}
