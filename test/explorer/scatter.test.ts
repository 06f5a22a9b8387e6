/** Where points, labels and lassos of the maps stand. */
import { describe, expect, test } from 'vitest';
import { channels } from '../../explorer/src/scatter/colours.js';
import {
  diameter,
  fitted,
  formatView,
  middleOf,
  parseView,
  toData,
  toScreen,
  zoomed,
} from '../../explorer/src/scatter/geometry.js';
import { drawingOrder } from '../../explorer/src/scatter/gl-points.js';
import { placed } from '../../explorer/src/scatter/labels.js';
import { formatPolygon, parsePolygon } from '../../explorer/src/address/polygon.js';
import { simplified, within } from '../../explorer/src/scatter/lasso.js';

const SQUARE = { x: [0, 10, 0, 10], y: [0, 0, 10, 10] };
const INSET = { top: 0, right: 100, bottom: 0, left: 300 };
const SIZE = { width: 1000, height: 400 };

describe('the frame', () => {
  test('shows all points beside the panels, the y axis upwards', () => {
    const frame = fitted(SQUARE, SIZE, INSET);
    const [left, bottom] = toScreen(frame, 0, 0);
    const [right, top] = toScreen(frame, 10, 10);
    expect(left).toBeGreaterThan(300);
    expect(right).toBeLessThan(900);
    expect(top).toBeGreaterThan(0);
    expect(bottom).toBeLessThan(400);
    expect(bottom).toBeGreaterThan(top);
    expect(right - left).toBeCloseTo(bottom - top);
    expect((left + right) / 2).toBeCloseTo(middleOf(SIZE, INSET)[0]);
  });

  test('leads from data to pixels and back, zoomed too', () => {
    const frame = zoomed(fitted(SQUARE, SIZE, INSET), { k: 3, x: -70, y: 20 });
    const [x, y] = toData(frame, ...toScreen(frame, 2.5, 7));
    expect(x).toBeCloseTo(2.5);
    expect(y).toBeCloseTo(7);
  });

  test('takes points that are all in one place', () => {
    const { scale, dx, dy } = fitted({ x: [4], y: [4] }, SIZE, INSET);
    expect([scale, dx, dy].every(Number.isFinite)).toBe(true);
  });

  test('stands in an address', () => {
    expect(parseView(formatView({ x: -3.456, y: 7, k: 2.5 }))).toEqual({ x: -3.46, y: 7, k: 2.5 });
    for (const text of [null, '', '1,2', '1,2,x', '1,2,0', '1,2,3,4']) expect(parseView(text)).toBeNull();
  });
});

test('many points are smaller than few, and grow when one looks nearer', () => {
  expect(diameter(22_420, 1, 1)).toBeLessThan(diameter(176, 1, 1));
  expect(diameter(22_420, 8, 1)).toBeGreaterThan(diameter(22_420, 1, 1));
  expect(diameter(22_420, 1, 0.3)).toBeLessThan(diameter(22_420, 1, 1));
});

describe('a lasso', () => {
  const around = [
    [1, 1],
    [9, 1],
    [9, 9],
    [1, 9],
  ] as const;

  test('holds what is within', () => {
    const points = { x: [5, 0, 8.9, 9.1], y: [5, 0, 8.9, 5] };
    expect(within(around, points)).toEqual([0, 2]);
  });

  test('stands in an address', () => {
    expect(parsePolygon(formatPolygon(around))).toEqual(around);
    for (const text of [null, '', '1,2', '1,2;3,4', '1,2;3,4;5', 'a,b;c,d;e,f']) expect(parsePolygon(text)).toBeNull();
  });

  test('keeps its line with few corners', () => {
    const circle = Array.from({ length: 400 }, (_, step) => {
      const angle = (2 * Math.PI * step) / 400;
      return [100 * Math.cos(angle), 100 * Math.sin(angle)] as const;
    });
    const few = simplified(circle, 1.5);
    expect(few.length).toBeLessThanOrEqual(60);
    expect(few.length).toBeGreaterThan(8);
    expect(within(few, { x: [0, 95, 105], y: [0, 0, 0] })).toEqual([0, 1]);
    const straight = Array.from({ length: 50 }, (_, step) => [step, 2 * step] as const);
    expect(simplified(straight, 0.1)).toHaveLength(2);
  });
});

describe('labels', () => {
  const whole = { scale: 1, dx: 0, dy: 400 };
  const box = { width: 60, height: 14 };
  const label = (x: number, y: number, weight: number, spread = 0) => ({ x, y, weight, spread });

  test('give way to weightier ones', () => {
    const labels = [label(100, 100, 1), label(110, 100, 5), label(300, 200, 1)];
    const places = placed(labels, [box, box, box], whole, whole, SIZE, 1);
    expect(places.map((place) => place !== null)).toEqual([false, true, true]);
  });

  test('are left out where what they name is scattered, or outside', () => {
    const labels = [label(100, 100, 1, 47), label(100, 200, 1, 45), label(-500, 100, 9)];
    const places = placed(labels, [box, box, box], whole, whole, SIZE, 1);
    expect(places.map((place) => place !== null)).toEqual([false, true, false]);
  });

  test('are more when one looks nearer, and fewer on a small map', () => {
    const labels = Array.from({ length: 200 }, (_, n) => label((n % 20) * 500, Math.floor(n / 20) * 300, n));
    const sizes = labels.map(() => box);
    const shown = (zoom: number, room: number) => {
      const frame = { scale: zoom * 0.01, dx: 0, dy: 300 };
      const far = { scale: 0.01, dx: 0, dy: 300 };
      const size = { width: 20_000, height: 9000 };
      return placed(labels, sizes, frame, far, size, room).filter((place) => place !== null).length;
    };
    expect(shown(20, 1)).toBeGreaterThan(shown(1, 1));
    expect(shown(20, 0.1)).toBeLessThan(shown(20, 1));
  });
});

test('dimmed points are drawn first, then others before shapes before pale ones', () => {
  const palette = [
    { colour: '#000000', layer: 0 },
    { colour: '#ffffff', layer: 1 },
    { colour: '#cccccc', layer: -1 },
  ] as const;
  const swatches = Uint8Array.from([1, 0, 2, 0]);
  expect([...drawingOrder(swatches, palette, null)]).toEqual([2, 1, 3, 0]);
  expect([...drawingOrder(swatches, palette, Uint8Array.from([0, 0, 1, 1]))]).toEqual([1, 0, 2, 3]);
});

test('colours are read in the forms that palettes have', () => {
  expect(channels('#ff8f1f')).toEqual([255, 143, 31]);
  expect(channels('rgb(10, 107, 97)')).toEqual([10, 107, 97]);
});
