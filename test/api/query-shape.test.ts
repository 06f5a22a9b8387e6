/** What is seen of a query before it is parsed. */
import { performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { shortened } from '../../src/api/echo.js';
import { shapeOf } from '../../src/api/query-shape.js';

describe('the shape of a query', () => {
  test('has names, brackets, texts and comments', () => {
    expect(shapeOf('query Names($id: ID) { crystal(id: [{ a: "b" }]) { id } } # end', 100)).toEqual({
      words: 22,
      longestName: 7,
      nesting: 4,
    });
  });

  test.each([
    ['a text', String.raw`{ a(b: "(((\"((( longestName \\") c: "d") }`],
    ['a text in three quotes', String.raw`{ a(b: """((( " "" \""" ((( longestName """ c: "d") }`],
    ['an empty text', '{ a(b: "" c: """""") }'],
    ['a comment', '{ a # ((( " """ longestName\r b(c: 1) }'],
  ])('does not look into %s', (_, query) => {
    expect(shapeOf(query, 100)).toMatchObject({ longestName: 1, nesting: 2 });
  });

  test('ends where a text has no end', () => {
    expect(shapeOf('{ a(b: """ ((( ', 100)).toMatchObject({ words: 5, nesting: 2 });
    expect(shapeOf('{ a(b: " (((\n( ', 100)).toMatchObject({ words: 6, nesting: 3 });
  });

  test('ends behind so many words', () => {
    expect(shapeOf('#\n'.repeat(1000), 100).words).toBe(101);
  });

  test.each([
    ['a text without an end', `"${'\\"'.repeat(200_000)}`],
    ['a text in three quotes without an end', `"""${'\n\\"""'.repeat(200_000)}`],
  ])('looks once at %s, however often it could begin anew', (_, query) => {
    const started = performance.now();
    expect(shapeOf(query, 4000).words).toBe(1);
    // Each of them to the end of the query: minutes.
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

test('words that are just not long are looked at once when a message is shortened', () => {
  const started = performance.now();
  expect(shortened(`${'a'.repeat(100)} `.repeat(300_000)).length).toBeLessThan(1100);
  expect(performance.now() - started).toBeLessThan(15_000);
});
