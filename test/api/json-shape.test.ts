/** What is seen of JSON before it is parsed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonShape } from '../../src/api/json-shape.js';

/** Of what was parsed; what is empty counts as if it held one. */
function naively(value: unknown): { values: number; nesting: number } {
  if (typeof value !== 'object' || value === null) return { values: 0, nesting: 0 };
  const members = Object.values(value).map(naively);
  return {
    values: Math.max(1, members.length) + members.reduce((sum, { values }) => sum + values, 0),
    nesting: 1 + Math.max(0, ...members.map(({ nesting }) => nesting)),
  };
}

describe('the shape of JSON', () => {
  test('is that of what it is parsed to', () => {
    fc.assert(
      fc.property(fc.json({ depthSize: 'medium', stringUnit: 'binary' }), (json) => {
        expect(jsonShape(json, Number.POSITIVE_INFINITY)).toEqual(naively(JSON.parse(json)));
      }),
    );
  });

  test('does not count what stands in texts', () => {
    const texts = ['[{,', '"', '\\', '\\"', '\\\\', '",[', '\\\\",['];
    expect(jsonShape(JSON.stringify(texts), 100)).toEqual({ values: texts.length, nesting: 1 });
    expect(jsonShape('["[,', 100)).toEqual({ values: 1, nesting: 1 });
  });

  test('ends behind so many values', () => {
    expect(jsonShape('['.repeat(1000), 10)).toEqual({ values: 11, nesting: 11 });
  });
});
