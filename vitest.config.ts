import { defineConfig } from 'vitest/config';

export default defineConfig({
  // graphql ships both module kinds; type-graphql and Apollo load the CommonJS one, and two copies can't share a schema.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/neo4j/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
