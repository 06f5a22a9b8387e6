/** Changes of the schema that break clients are refused without a note. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const script = new URL('../../scripts/schema-changes.mjs', import.meta.url);
const { problemsOf } = (await import(/* @vite-ignore */ script.href)) as {
  problemsOf: (released: string, current: string, accepted: readonly { change: string; reason: string }[]) => string[];
};

const RELEASED =
  'type Query { crystal(id: ID!): String motif: String } enum Kind { EDGE FACE } input Filter { kind: Kind }';
const change = (from: string, to: string) => RELEASED.replace(from, to);
const REMOVED = 'Query.motif was removed.';

describe('changes of the schema', () => {
  test.each([
    ['a field that is gone', change('motif: String', ''), REMOVED],
    ['a field of another type', change('motif: String', 'motif: Int'), 'Query.motif changed type from String to Int.'],
    ['a value that is gone', change('FACE', ''), 'FACE was removed from enum type Kind.'],
    [
      'an argument that has to be given',
      change('motif: String', 'motif(id: ID!): String'),
      'A required arg id on Query.motif was added.',
    ],
    [
      'a criterion that has to be given',
      change('kind: Kind', 'kind: Kind id: ID!'),
      'A required field id on input type Filter was added.',
    ],
  ])('%s breaks clients', (_, current, message) => {
    expect(problemsOf(RELEASED, current, [])).toEqual([`breaks clients: ${message}`]);
    expect(problemsOf(RELEASED, current, [{ change: message, reason: 'a reason' }])).toEqual([]);
    expect(problemsOf(RELEASED, current, [{ change: message, reason: ' ' }])).toEqual([`has no reason: ${message}`]);
  });

  test('a field more breaks nobody', () => {
    expect(problemsOf(RELEASED, change('motif: String', 'motif: String site: String'), [])).toEqual([]);
  });

  test('a note of what did not happen is refused', () => {
    expect(problemsOf(RELEASED, RELEASED, [{ change: REMOVED, reason: 'a reason' }])).toEqual([
      `is accepted, but did not happen: ${REMOVED}`,
    ]);
  });

  test('those of this version are all accepted', async () => {
    await promisify(execFile)(process.execPath, [fileURLToPath(script)]);
  });
});
