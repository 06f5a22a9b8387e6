import { describe, expect, it } from 'vitest';
import { geometries } from '../../src/motif/geometries.js';
import { bondLengthRange, polyhedronVolume } from '../../src/motif/polyhedron.js';
import { rotated, rotation, seeded } from './random.js';

const pointsOf = (symbol: string) => geometries.find((geometry) => geometry.symbol === symbol)!.points;
const volumeOf = (symbol: string) => polyhedronVolume(Float64Array.from(pointsOf(symbol)));

describe('volume of the polyhedron', () => {
  // Points at distance r: T 8r³/(9√3), O 4r³/3, C 8r³/(3√3), ico and dodeca with the table's radii, C:12 edge √2.
  it.each([
    ['T:4', 8 / (9 * Math.sqrt(3))],
    ['O:6', 4 / 3],
    ['C:8', 8 / (3 * Math.sqrt(3))],
    ['C:12', (5 * Math.SQRT2 * Math.SQRT2 ** 3) / 3],
    ['HP:12', ((3 * Math.sqrt(3)) / 2) * 1],
    ['I:12', (5 * (3 + Math.sqrt(5)) * 8) / 12],
    ['DD:20', ((15 + 7 * Math.sqrt(5)) / 4) * (Math.sqrt(5) - 1) ** 3],
  ])('%s', (symbol, expected) => {
    expect(volumeOf(symbol)).toBeCloseTo(expected, 6);
  });

  it.each(['S:1', 'L:2', 'A:2', 'TL:3', 'TY:3', 'TS:3', 'S:4', 'PP:5'])('%s encloses none', (symbol) => {
    expect(volumeOf(symbol)).toBeNull();
  });

  it('does not depend on the orientation, with many ligands in a plane', () => {
    const random = seeded(1);
    for (let i = 0; i < 50; i++) {
      const turned = Float64Array.from(rotated(pointsOf('C:8'), rotation(random)), (x) => 2 * x);
      expect(polyhedronVolume(turned)).toBeCloseTo((8 * 8) / (3 * Math.sqrt(3)), 5);
    }
  });
});

describe('range of bond lengths', () => {
  it('is the longest minus the shortest bond', () => {
    expect(bondLengthRange([2.1, 1.9, 2])).toBeCloseTo(0.2, 12);
    expect(bondLengthRange([2])).toBe(0);
    expect(bondLengthRange([])).toBeNull();
  });
});
