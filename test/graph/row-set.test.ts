import { expect, test } from 'vitest';
import { RowSet, type RowSource, TooManyGroupsError } from '../../src/graph/projection/row-set.js';

/** Rows that have values from 0 on, as many as `valuesOf` says. */
function sourceOf(valuesOf: (row: number) => number, size: number): RowSource {
  return {
    crystalOf: (row) => row,
    numbers: () => (row, emit) => emit(row),
    key: () => ({
      size,
      textOf: String,
      codesOf: (row, emit) => {
        for (let code = 0; code < valuesOf(row); code++) emit(code);
      },
    }),
  };
}

test('groups are the largest ones, each with its rows and their weights', async () => {
  const rows = new RowSet(
    sourceOf((row) => row, 10),
    Uint32Array.of(1, 2, 3),
    Float64Array.of(1, 10, 100),
  );
  const shown = async (first?: number) =>
    (await rows.groups(['a', 'b'], first)).map(({ keys, rows }) => [keys.join(), rows.count, [...rows.rows]]);
  const all = await shown();
  expect(all).toHaveLength(9);
  expect(all.slice(0, 5)).toEqual([
    ['0,0', 111, [1, 2, 3]],
    ['0,1', 110, [2, 3]],
    ['1,0', 110, [2, 3]],
    ['1,1', 110, [2, 3]],
    ['0,2', 100, [3]],
  ]);
  for (const first of [0, 1, 2, 5, 9, 20]) expect(await shown(first)).toEqual(all.slice(0, first));
});

test('rows with too many combinations of values are refused, whatever the number of groups', async () => {
  const many = new RowSet(
    sourceOf(() => 1000, 1000),
    Uint32Array.of(0),
  );
  await expect(many.groups(['a', 'b', 'c'])).rejects.toThrow(TooManyGroupsError);
  const wide = new RowSet(
    sourceOf(() => 100, 100),
    Uint32Array.from({ length: 50_000 }, (_, row) => row),
  );
  await expect(wide.groups(['a'])).rejects.toThrow('Group by fewer keys');
});
