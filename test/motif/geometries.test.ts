import { describe, expect, it } from 'vitest';
import { geometries, geometryOf, referencesOf } from '../../src/motif/geometries.js';
import { GeometryFinder } from '../../src/motif/symmetry-measure.js';
import { geometryMatches } from './geometry-matches.js';
import { distorted, reordered, rotated, rotation, seeded, shuffled } from './random.js';

const used = geometries.filter(({ unused }) => unused === undefined);

describe('table of reference geometries', () => {
  it('names 66 geometries, 61 of them compared', () => {
    expect(geometries).toHaveLength(66);
    expect(new Set(geometries.map(({ symbol }) => symbol)).size).toBe(66);
    expect(used).toHaveLength(61);
    expect(geometries.filter(({ unused }) => unused).map(({ symbol, unused }) => [symbol, unused])).toEqual([
      ['S:10', 'NO_COORDINATES'],
      ['H:10', 'NO_COORDINATES'],
      ['SH:11', 'CENTRE_UNDEFINED'],
      ['CO:11', 'NO_COORDINATES'],
      ['S:12', 'NO_COORDINATES'],
    ]);
  });

  it('knows the symbols of IUPAC and the IUCr, whose numbers are the coordination number', () => {
    expect(geometryOf('O:6')).toMatchObject({ iupacSymbol: 'OC-6', iucrSymbol: '[6o]' });
    expect(geometryOf('T:5')).toMatchObject({ iupacSymbol: 'TBPY-5', iucrSymbol: '[5by]' });
    expect(geometryOf('TS:3')).toMatchObject({ iupacSymbol: 'TS-3', iucrSymbol: null });
    for (const { iupacSymbol, coordinationNumber } of geometries) {
      if (iupacSymbol !== null) expect(iupacSymbol).toMatch(new RegExp(`^[A-Z]+-${coordinationNumber}$`));
    }
  });

  it('covers coordination numbers 1 to 13 and 20', () => {
    for (let n = 0; n <= 25; n++) {
      expect(referencesOf(n).length > 0, `coordination number ${n}`).toBe((n >= 1 && n <= 13) || n === 20);
    }
  });

  it.each(used)('$symbol has as many distinct points as its symbol says', ({ symbol, coordinationNumber, points }) => {
    expect(symbol.endsWith(`:${coordinationNumber}`)).toBe(true);
    expect(points).toHaveLength(3 * coordinationNumber);
    for (let i = 0; i < points.length; i += 3) {
      expect(Math.hypot(points[i]!, points[i + 1]!, points[i + 2]!)).toBeGreaterThan(0.5);
      for (let j = 0; j < i; j += 3) {
        const gap = Math.hypot(
          points[i]! - points[j]!,
          points[i + 1]! - points[j + 1]!,
          points[i + 2]! - points[j + 2]!,
        );
        expect(gap).toBeGreaterThan(0.4);
      }
    }
    expect(geometryOf(symbol)?.points).toBe(points);
  });

  // Orders of the point groups, as permutations of the points: planar and linear ones without what moves no point.
  it.each([
    ['L:2', 2],
    ['TL:3', 6],
    ['T:4', 24],
    ['S:4', 8],
    ['T:5', 12],
    ['S:5', 8],
    ['O:6', 48],
    ['T:6', 12],
    ['PB:7', 20],
    ['C:8', 48],
    ['SA:8', 16],
    ['DD:8', 8],
    ['TT_1:9', 12],
    ['SBSA:10', 16],
    ['I:12', 120],
    ['C:12', 48],
    ['AC:12', 12],
    ['TT:12', 24],
    ['HP:12', 24],
    ['DD:20', 120],
  ])('%s has %i symmetries', (symbol, order) => {
    const reference = referencesOf(Number(symbol.split(':')[1])).find(({ geometry }) => geometry.symbol === symbol)!;
    expect(reference.symmetries).toHaveLength(order);
  });
});

describe('each geometry is recognised', () => {
  it.each(used)('$symbol: perfect, turned, mirrored, scaled and in any order', ({ symbol, points }) => {
    const random = seeded(7);
    const finder = new GeometryFinder();
    for (const mirror of [false, true, false]) {
      const order = shuffled(
        Array.from({ length: points.length / 3 }, (_, i) => i),
        random,
      );
      const scale = 0.5 + 3 * random();
      const vectors = reordered(rotated(points, rotation(random, mirror)), order).map((x) => x * scale);
      const match = finder.closest(vectors)!;
      expect(match.geometry.symbol).toBe(symbol);
      expect(match.csm).toBeLessThan(1e-9);
      expect(match.permutation.toSorted()).toEqual(Uint8Array.from(order, (_, i) => i));
    }
  });

  it.each(used)('$symbol: a small distortion gives a small measure', ({ symbol, points }) => {
    const random = seeded(11);
    const matches = geometryMatches(distorted(points, 0.01, random));
    const own = matches.find(({ geometry }) => geometry.symbol === symbol)!;
    expect(own.csm).toBeLessThan(0.2);
    if (points.length > 6) expect(own.csm).toBeGreaterThan(0);
  });
});
