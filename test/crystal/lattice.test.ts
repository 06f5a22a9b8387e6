import { describe, expect, it } from 'vitest';
import { faceDistances, latticeFromParameters, parametersOf, volumeOf } from '../../src/crystal/lattice.js';
import { inverse, rowsTimesMatrix } from '../../src/crystal/vectors.js';

const TRICLINIC = { a: 5.1, b: 6.2, c: 7.3, alpha: 81, beta: 95, gamma: 107 };

describe('lattices', () => {
  it('keep their lengths and angles', () => {
    const parameters = parametersOf(latticeFromParameters(TRICLINIC));
    for (const key of Object.keys(TRICLINIC) as (keyof typeof TRICLINIC)[]) {
      expect(parameters[key]).toBeCloseTo(TRICLINIC[key], 10);
    }
  });

  it('have no rounding noise at right and hexagonal angles', () => {
    expect([...latticeFromParameters({ a: 3, b: 3, c: 5, alpha: 90, beta: 90, gamma: 90 })]).toEqual([
      3, 0, 0, 0, 3, 0, 0, 0, 5,
    ]);
    expect(latticeFromParameters({ a: 3, b: 3, c: 5, alpha: 90, beta: 90, gamma: 120 })[3]).toBe(-1.5);
  });

  it('have the volume of the textbook formula', () => {
    const [ca, cb, cg] = [81, 95, 107].map((angle) => Math.cos((angle * Math.PI) / 180)) as [number, number, number];
    const expected = 5.1 * 6.2 * 7.3 * Math.sqrt(1 - ca * ca - cb * cb - cg * cg + 2 * ca * cb * cg);
    expect(volumeOf(latticeFromParameters(TRICLINIC))).toBeCloseTo(expected, 8);
  });

  it('take fractional to Cartesian coordinates and back', () => {
    const lattice = latticeFromParameters(TRICLINIC);
    const fractional = [0.1, 0.2, 0.3, -1.4, 0.5, 2.6];
    const back = rowsTimesMatrix(rowsTimesMatrix(fractional, lattice), inverse(lattice));
    fractional.forEach((x, index) => {
      expect(back[index]).toBeCloseTo(x, 12);
    });
  });

  it('tell the distances of their faces', () => {
    const [da, , dc] = faceDistances(latticeFromParameters({ a: 3, b: 3, c: 5, alpha: 90, beta: 90, gamma: 120 }));
    expect(da).toBeCloseTo((3 * Math.sqrt(3)) / 2, 12);
    expect(dc).toBeCloseTo(5, 12);
  });

  it('say so where no cell has the angles', () => {
    expect(volumeOf(latticeFromParameters({ a: 3, b: 3, c: 5, alpha: 30, beta: 30, gamma: 120 }))).toBeNaN();
  });
});
