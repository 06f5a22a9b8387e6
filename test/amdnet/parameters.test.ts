import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/amdnet/backend.js';
import { Parameters } from '../../src/amdnet/parameters.js';

await useBackend('wasm');

const of = (...tensors: readonly (readonly [string, readonly number[], readonly number[]])[]) =>
  Parameters.from(tensors.map(([name, shape, values]) => [name, shape, Float32Array.from(values)]));

describe('parameters', () => {
  it('are copied by their names, in whatever order they were made', () => {
    const to = of(['a', [2], [0, 0]], ['b', [1, 2], [0, 0]]);
    to.copy(of(['b', [1, 2], [3, 4]], ['c', [1], [5]], ['a', [2], [1, 2]]));
    expect([...to.read()]).toEqual([1, 2, 3, 4]);
  });

  it.each([
    ['is missing', of(['b', [2], [1, 2]])],
    ['has another shape', of(['a', [1, 2], [1, 2]])],
  ])('are not copied where one %s', (_, from) => {
    expect(() => of(['a', [2], [0, 0]]).copy(from)).toThrow(RangeError);
  });
});
