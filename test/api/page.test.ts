/** What the page makes of an answer. */
import { describe, expect, test } from 'vitest';

interface Table {
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: readonly Record<string, unknown>[];
}

const { tableOf, csvOf } = (await import(new URL('../../src/api/page/result.js', import.meta.url).href)) as {
  tableOf(data: unknown): Table | null;
  csvOf(table: Table): string;
};

describe('an answer as a table', () => {
  test('is its longest list of objects, nested objects as columns', () => {
    const data = {
      motif: {
        id: 'Ti-O:6',
        ligandElements: ['O'],
        connectedTo: [
          { kind: 'EDGE', motif: { id: 'Ti-O:6' }, angles: [90, 98.5] },
          { kind: 'FACE', motif: null },
        ],
        statistics: { angles: [{ kind: 'EDGE' }] },
      },
    };
    expect(tableOf(data)).toEqual({
      path: 'motif.connectedTo',
      columns: ['kind', 'motif.id', 'angles', 'motif'],
      rows: [
        { kind: 'EDGE', 'motif.id': 'Ti-O:6', angles: '90 98.5' },
        { kind: 'FACE', motif: null },
      ],
    });
  });

  test('is none where there is no list', () => {
    expect(tableOf({ service: { version: '1', list: [1, 2] } })).toBeNull();
  });

  test('is written as CSV', () => {
    const csv = csvOf({
      path: 'x',
      columns: ['id', 'note'],
      rows: [
        { id: 'a,b', note: 'say "no"' },
        { id: 1, note: null },
      ],
    });
    expect(csv).toBe('id,note\n"a,b","say ""no"""\n1,');
  });
});
