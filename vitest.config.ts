import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // graphql ships both module kinds; type-graphql and Apollo load the CommonJS one, and two copies can't share a schema.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/neo4j/global-setup.ts', 'test/amdnet/global-setup.ts'],
    // Vitest keeps a core for itself, but waits for the files most of the time, as many of them do for databases.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Only to end what hangs: how fast things are is for the benches to tell.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    coverage: { include: ['src/**/*.ts'], reporter: ['text-summary', 'html'] },
  },
});
