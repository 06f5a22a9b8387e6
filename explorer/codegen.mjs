/** Types and texts of the explorer's queries, from its `.graphql` files and the checked-in schema. Part of `npm run build`. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

const SOURCES = fileURLToPath(new URL('src/', import.meta.url));
const schema = parse(readFileSync(new URL('../schema/schema.graphql', import.meta.url), 'utf8'));
const files = readdirSync(SOURCES, { recursive: true })
  .filter((path) => path.endsWith('.graphql'))
  .sort()
  .map((path) => join(SOURCES, path));
const documents = files.map((location) => ({ location, document: parse(readFileSync(location, 'utf8')) }));

const output = await codegen({
  filename: 'operations.ts',
  schema,
  documents,
  config: {
    scalars: { FilterValue: 'string | number | boolean | number[]', PatternValue: 'object', Column: 'any[]' },
    enumsAsTypes: true,
    useTypeImports: true,
    documentMode: 'string',
    dedupeFragments: true,
  },
  plugins: [{ operations: {} }, { typedDocuments: {} }],
  pluginMap: { operations, typedDocuments },
});
mkdirSync(new URL('src/graphql/generated/', import.meta.url), { recursive: true });
writeFileSync(new URL('src/graphql/generated/operations.ts', import.meta.url), output);
