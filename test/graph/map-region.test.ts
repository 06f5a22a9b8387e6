import { expect, test } from 'vitest';
import { crystalsWithin } from '../../src/graph/projection/map-region.js';
import { inSteps } from '../../src/graph/turns.js';

const placeAt = (x: number, y: number) => ({
  id: `${x} ${y}`,
  formula: 'TiO2',
  geometry: 'O:6',
  element: 'Ti',
  cluster: null,
  x,
  y,
});

async function within(corners: readonly [number, number][], ...points: [number, number][]): Promise<boolean[]> {
  const places = points.map(([x, y]) => placeAt(x, y));
  const rows = new Map(places.map(({ id }, row) => [id, row]));
  const region = corners.map(([x, y]) => ({ x, y }));
  const mask = await inSteps(crystalsWithin(region, places, (id) => rows.get(id), places.length));
  return Array.from(mask, (is) => is === 1);
}

test('a region with a bay leaves out what stands in the bay', async () => {
  const horseshoe: [number, number][] = [
    [0, 0],
    [3, 0],
    [3, 3],
    [2, 3],
    [2, 1],
    [1, 1],
    [1, 3],
    [0, 3],
  ];
  expect(await within(horseshoe, [0.5, 2], [1.5, 2], [2.5, 2], [1.5, 0.5], [4, 1])).toEqual([
    true,
    false,
    true,
    true,
    false,
  ]);
});

test('which way round the corners go does not matter, and points count where the map tells them', async () => {
  const square: [number, number][] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  const points: [number, number][] = [
    [0.5, 0.5],
    [0.9994, 0.5],
    [0.9996, 0.5],
  ];
  expect(await within(square, ...points)).toEqual([true, true, false]);
  expect(await within(square.toReversed(), ...points)).toEqual([true, true, false]);
});

test('crystals that the graph lost meanwhile are left out', async () => {
  const corners = [
    { x: -1, y: -1 },
    { x: 1, y: -1 },
    { x: 0, y: 1 },
  ];
  expect(await inSteps(crystalsWithin(corners, [placeAt(0, 0)], () => undefined, 1))).toEqual(Uint8Array.of(0));
});
