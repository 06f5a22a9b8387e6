import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest files are begun first, longest first, so that none of them is waited for at the end. */
const LONGEST = [
  'cli/kill',
  'pipeline/identity',
  'cli/carry-kill',
  'cli/embed',
  'amdnet/training',
  'pipeline/carry',
  'cli/ingest',
  'cli/serve',
  'graph/neo4j',
  'api/long-lists',
  'cli/parallel-ingest',
  'pipeline/verify',
  'motif/symmetry-measure',
].map((name) => `/test/${name}.test.ts`);

/** Files of one project stand together: a process is kept only for a next file of the same project. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ project, moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return project.config.isolate ? -1 : place === -1 ? LONGEST.length : place;
    };
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

// graphql ships both module kinds; type-graphql and Apollo load the CommonJS one, and two copies can't share a schema.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };
// Only to end what hangs: how fast things are is for the benches to tell.
const timeouts = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 60_000 } } };

/** The schema is printed in the order in which its modules were loaded. */
const ISOLATED = ['test/api/schema.test.ts'];
/** In one process, which starts a browser and a service once; after the others, or beside them in a run of its own. */
const EXPLORER = ['test/explorer/**/*.test.ts'];

/** @param exclude tests that are left out */
export function projects(exclude: readonly string[] = []) {
  return [
    { resolve, test: { ...timeouts, name: 'isolated', include: ISOLATED, exclude: [...exclude] } },
    // Loading what they import anew for each file would take as long as the tests of most.
    {
      resolve,
      test: {
        ...timeouts,
        name: 'shared',
        include: ['test/**/*.test.ts'],
        exclude: [...ISOLATED, ...EXPLORER, ...exclude],
        isolate: false,
      },
    },
    {
      resolve,
      oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
      test: {
        ...timeouts,
        name: 'explorer',
        include: EXPLORER,
        exclude: [...exclude],
        isolate: false,
        maxWorkers: 1,
        sequence: { groupOrder: 1 },
      },
    },
  ];
}

export const common = {
  resolve,
  test: {
    ...timeouts,
    globalSetup: ['test/shared-folder.ts', 'test/neo4j/global-setup.ts', 'test/amdnet/global-setup.ts'],
    // Vitest would keep a core for itself, but it waits most of the time, as tests do that wait for databases.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
  },
};

export default defineConfig({
  ...common,
  test: {
    ...common.test,
    projects: projects(),
    coverage: { include: ['src/**/*.ts'], reporter: ['text-summary', 'html'] },
  },
});
