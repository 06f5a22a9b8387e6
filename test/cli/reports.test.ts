/**
 * Structure files after reports of users on the trackers of crystallographic software (`source` of each case): what each
 * states, and what has to come out.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommandLine, jsonLines, temporaryFolder } from './command.js';

const FOLDER = fileURLToPath(new URL('reports', import.meta.url));

/** One outcome that is right; several may be. */
interface Outcome {
  /** Results of the file. */
  readonly count?: number;
  /** Codes, one of which the refusal has; its message matches. */
  readonly refused?: readonly string[];
  readonly message?: string;
  readonly formula?: string;
  readonly spaceGroup?: number;
  /** Number of sites by element and geometry (`Ti O:6`), coordination number (`Zr CN7`) or any (`Zr *`). */
  readonly cations?: Readonly<Record<string, number>>;
  readonly connections?: Readonly<Record<string, number>>;
  readonly warning?: string;
  readonly description?: string;
  readonly descriptionNot?: string;
}

interface Case {
  readonly id: string;
  readonly what: string;
  readonly case: string;
  readonly command: string;
  readonly expect: { readonly anyOf: readonly Outcome[] };
}

interface Line {
  readonly id: string;
  readonly error?: { readonly code: string; readonly message: string };
  readonly formula?: string;
  readonly spaceGroup?: { readonly number: number };
  readonly sites?: readonly { element: string; geometry: string | null; coordinationNumber: number }[];
  readonly connections?: readonly { readonly kind: string }[];
  readonly description?: string;
  readonly warnings?: readonly string[];
}

const cases = (JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as Case[]).filter(({ command }) =>
  command.startsWith('motifgraph analyze'),
);

/** What is wrong about the lines for an outcome; none where it is met. */
function faults(outcome: Outcome, lines: readonly Line[]): string[] {
  if (outcome.count !== undefined) return lines.length === outcome.count ? [] : [`${lines.length} results`];
  const [line] = lines;
  if (line === undefined) return ['no result'];
  const { error } = line;
  if (outcome.refused !== undefined || error !== undefined) {
    const isRight =
      error !== undefined &&
      outcome.refused?.includes(error.code) === true &&
      new RegExp(outcome.message ?? '').test(error.message);
    return isRight ? [] : [error === undefined ? 'not refused' : `${error.code}: ${error.message}`];
  }
  const found: string[] = [];
  const compare = (value: unknown, wanted: unknown): void => {
    if (wanted !== undefined && value !== wanted) found.push(`${String(value)} for ${String(wanted)}`);
  };
  compare(line.formula, outcome.formula);
  compare(line.spaceGroup?.number, outcome.spaceGroup);
  const sites = line.sites ?? [];
  for (const [key, count] of Object.entries(outcome.cations ?? {})) {
    const [element, shape] = key.split(' ');
    const isOne = ({ element: own, geometry, coordinationNumber }: (typeof sites)[number]): boolean =>
      own === element && (shape === '*' || shape === geometry || shape === `CN${coordinationNumber}`);
    compare(`${sites.filter(isOne).length} ${key}`, `${count} ${key}`);
  }
  if (outcome.cations)
    compare(
      sites.length,
      Object.values(outcome.cations).reduce((sum, count) => sum + count, 0),
    );
  for (const [kind, count] of Object.entries(outcome.connections ?? {})) {
    compare(line.connections?.filter((connection) => connection.kind === kind).length, count);
  }
  const { warning, description, descriptionNot } = outcome;
  if (warning !== undefined && line.warnings?.some((text) => new RegExp(warning).test(text)) !== true)
    found.push(`no warning of ${warning}: ${line.warnings?.join(' ')}`);
  if (description !== undefined && line.description?.includes(description) !== true) found.push(`no "${description}"`);
  if (descriptionNot !== undefined && line.description?.includes(descriptionNot) === true)
    found.push(`"${descriptionNot}" in the description`);
  return found;
}

describe('a structure file after a report', () => {
  const byCase = new Map<string, Line[]>();

  beforeAll(async () => {
    const command = new CommandLine(temporaryFolder());
    const { stdout } = await command.run(['analyze', '--json', ...cases.map((one) => join(FOLDER, one.case))]);
    for (const line of jsonLines<Line>(stdout)) {
      const [name] = line.id.split(':');
      byCase.set(name!, [...(byCase.get(name!) ?? []), line]);
    }
  }, 60_000);

  it.each(cases)('$id: $what', ({ case: file, expect: { anyOf } }) => {
    const lines = byCase.get(file.replace(/\.[^.]*$/, '')) ?? [];
    const all = anyOf.map((outcome) => faults(outcome, lines));
    expect(all.some((list) => list.length === 0) ? [] : all).toEqual([]);
  });
});
