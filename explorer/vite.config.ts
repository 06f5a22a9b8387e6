import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const SERVICE = process.env['MOTIFGRAPH_SERVICE'] ?? 'http://127.0.0.1:4000';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `vite explorer` serves the explorer while one works on it; queries go to a running service. */
export default defineConfig({
  root: here('.'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../dist/explorer'),
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows nothing within the page itself, which data: and inlined modules would need.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Monaco, the editor of /query, comes in one.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: [here('index.html'), here('query.html')],
      onwarn: (warning, warn) => {
        // Parts of GraphiQL are marked as such of a client; here all are.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  // The editor's workers are modules that bundling ahead does not find.
  optimizeDeps: {
    exclude: ['graphiql', '@graphiql/react', 'monaco-editor', 'monaco-graphql'],
    entries: [here('index.html')],
  },
  server: { proxy: { '/graphql': SERVICE, '/export': SERVICE, '/examples.json': SERVICE } },
});
