/** Filters of OPTIMADE, read. */
import { describe, expect, it } from 'vitest';
import { OptimadeError } from '../../src/optimade/error.js';
import { type Filter, parseFilter } from '../../src/optimade/grammar.js';

const MOST = { clauses: 20, depth: 5, values: 10 };
const parsed = (text: string) => parseFilter(text, MOST);

/** Fully in parentheses. */
function braced(filter: Filter): string {
  if (filter.kind === 'not') return `NOT ${braced(filter.part)}`;
  if (filter.kind !== 'clause') return `(${filter.parts.map(braced).join(` ${filter.kind.toUpperCase()} `)})`;
  return filter.property;
}

function refusal(text: string): { status: number; message: string } {
  try {
    parsed(text);
  } catch (error) {
    if (error instanceof OptimadeError) return { status: error.status, message: error.message };
    throw error;
  }
  throw new Error(`${text} was read`);
}

describe('a filter', () => {
  it.each([
    ['NOT a > 1 OR b = 2 AND c = "x"', '(NOT a OR (b AND c))'],
    ['a >= 0 AND NOT b < 1 OR c = 0', '((a AND NOT b) OR c)'],
    ['NOT (a=1 AND (b=2 OR c=3))', 'NOT (a AND (b OR c))'],
    ['((a=1))', 'a'],
  ])('%s binds as the specification has it', (text, expected) => {
    expect(braced(parsed(text))).toBe(expected);
  });

  it.each([
    ['3 < nelements', { asks: 'value', relation: '>', value: 3 }],
    ['nelements != +.3e1', { asks: 'value', relation: '!=', value: 3 }],
    ['a = "\\"\\\\"', { asks: 'value', relation: '=', value: '"\\' }],
    ['a = "α 😀 (AND)"', { asks: 'value', relation: '=', value: 'α 😀 (AND)' }],
    ['a=TRUE', { asks: 'value', relation: '=', value: true }],
    ['a STARTS "x"', { asks: 'part', part: 'start', text: 'x' }],
    ['a ENDS WITH "x"', { asks: 'part', part: 'end', text: 'x' }],
    ['a CONTAINS "x"', { asks: 'part', part: 'any', text: 'x' }],
    ['a IS UNKNOWN', { asks: 'known', isKnown: false }],
    ['a HAS "x"', { asks: 'items', items: 'all', values: ['x'] }],
    ['a HAS ANY "x", 2', { asks: 'items', items: 'any', values: ['x', 2] }],
    ['a HAS ONLY "x"', { asks: 'items', items: 'only', values: ['x'] }],
    ['a LENGTH 2', { asks: 'length', relation: '=', value: 2 }],
    ['a LENGTH >= 2', { asks: 'length', relation: '>=', value: 2 }],
  ])('%s asks for what it says', (text, question) => {
    expect(parsed(text)).toMatchObject({ kind: 'clause', question });
  });

  it.each([
    ['', 400, 'the end of the filter'],
    ['a', 400, 'an operator'],
    ['a=', 400, 'a value'],
    ['a = "x', 400, 'has no end'],
    ['a = "\\x"', 400, 'backslash'],
    ['A = 1', 400, '"A"'],
    ['a = 1 b = 2', 400, 'AND, OR'],
    ['(a = 1', 400, 'closing parenthesis'],
    ['a = 1)', 400, '")"'],
    ['NOT NOT a = 1', 400, '"NOT"'],
    ['a = 😀', 400, '"😀"'],
    ['a LENGTH 1.5', 400, 'a whole number'],
    ['a = 1e999', 501, 'Numbers'],
    ['1 = 1', 501, 'two values'],
    ['a = b', 501, 'two properties'],
    ['a CONTAINS b', 501, 'two properties'],
    ['a HAS < 3', 501, 'Operators within lists'],
    ['a:b HAS 1:2', 501, 'Correlated lists'],
    ['a HAS 1:2', 501, 'Correlated lists'],
  ])('%s is refused with the reason', (text, status, part) => {
    const { status: found, message } = refusal(text);
    expect(found).toBe(status);
    expect(message).toContain(part);
  });

  it('is refused where it is too large', () => {
    expect(refusal(Array(21).fill('a=1').join(' OR ')).message).toContain('filterParts');
    expect(refusal(`${'('.repeat(6)}a=1${')'.repeat(6)}`).message).toContain('nesting');
    expect(refusal(`a HAS ANY ${Array(11).fill('1').join()}`).message).toContain('ids');
    expect(refusal('('.repeat(100_000)).status).toBe(400);
  });
});
