import { Matrix, SVD } from 'ml-matrix';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { SparseMatrix } from '../../src/representation/sparse-matrix.js';
import { truncatedSvd } from '../../src/representation/truncated-svd.js';

function randomMatrix(rows: number, columns: number, density: number, seed: number): Map<number, number>[] {
  const random = xoroshiro128plus(seed);
  return Array.from({ length: rows }, () => {
    const row = new Map<number, number>();
    for (let c = 0; c < columns; c++) if (uniformFloat64(random) < density) row.set(c, uniformFloat64(random) - 0.3);
    return row;
  });
}

const dense = (rows: readonly ReadonlyMap<number, number>[], columns: number) =>
  new Matrix(rows.map((row) => Array.from({ length: columns }, (_, c) => row.get(c) ?? 0)));

describe('a truncated decomposition', () => {
  const rows = randomMatrix(60, 40, 0.2, 7);
  const sparse = new SparseMatrix(rows, 40);
  const reference = new SVD(dense(rows, 40), { autoTranspose: true });

  it('has the largest singular values', () => {
    const { singularValues } = truncatedSvd(sparse, 10, 1);
    expect(singularValues).toHaveLength(10);
    for (const [i, value] of singularValues.entries()) expect(value).toBeCloseTo(reference.diagonal[i]!, 3);
  });

  it('has orthonormal components that reach those values', () => {
    const { singularValues, components } = truncatedSvd(sparse, 6, 1);
    const v = new Matrix(Array.from({ length: 40 }, (_, c) => [...components.subarray(6 * c, 6 * c + 6)]));
    const square = v.transpose().mmul(v);
    const projected = dense(rows, 40).mmul(v);
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 6; j++) expect(square.get(i, j)).toBeCloseTo(i === j ? 1 : 0, 8);
      expect(projected.getColumnVector(i).norm()).toBeCloseTo(singularValues[i]!, 3);
    }
  });

  it('is the same for the same seed, bit for bit, and nearly so for another', () => {
    const [one, again, other] = [1, 1, 2].map((seed) => truncatedSvd(sparse, 8, seed));
    expect(again).toEqual(one);
    expect(other!.components).not.toEqual(one!.components);
    for (const [i, value] of other!.singularValues.entries()) expect(value).toBeCloseTo(one!.singularValues[i]!, 3);
  });

  it('ends where the rank of the matrix ends', () => {
    const twice = randomMatrix(3, 30, 0.5, 3);
    const { singularValues } = truncatedSvd(new SparseMatrix([...twice, ...twice], 30), 10, 1);
    expect(singularValues).toHaveLength(3);
    expect(truncatedSvd(new SparseMatrix([], 0), 5, 1).singularValues).toHaveLength(0);
  });

  it('finds all directions of small matrices, whatever the seed', () => {
    const alike = [0, 1].map(
      () =>
        new Map([
          [0, 1],
          [1, 1],
        ]),
    );
    for (let seed = 0; seed < 20; seed++) {
      expect(truncatedSvd(new SparseMatrix(alike, 2), 5, seed).singularValues).toEqual(Float64Array.of(2));
      expect(truncatedSvd(new SparseMatrix(alike, 7), 5, seed).singularValues).toHaveLength(1);
    }
  });
});
