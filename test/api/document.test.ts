/** Documents are measured before GraphQL compares what is in them, and make way for others. */
import 'reflect-metadata';
import { setImmediate } from 'node:timers';
import { HeaderMap } from '@apollo/server';
import { type ASTVisitor, Kind, parse, specifiedRules, type ValidationRule, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { makeApollo } from '../../src/api/apollo.js';
import { Costs } from '../../src/api/cost.js';
import { ValidDocuments } from '../../src/api/documents.js';
import { documentRule } from '../../src/api/document-rule.js';
import { Operations } from '../../src/api/execution/operations.js';
import { DEFAULT_LIMITS } from '../../src/api/limits.js';
import { consoleLogger } from '../../src/api/logger.js';
import { buildApiSchema } from '../../src/api/schema.js';

const schema = await buildApiSchema();
const SAME_FIELDS = 'service { version } '.repeat(980);

/** The codes of the limits that a document exceeds, and how many fields the rules beside ours were shown. */
function validated(query: string) {
  let fields = 0;
  const counting: ValidationRule = (): ASTVisitor => ({
    [Kind.FIELD]() {
      fields++;
    },
  });
  const errors = validate(schema, parse(query), [...specifiedRules, counting, documentRule(DEFAULT_LIMITS)]);
  return { fields, limits: errors.map(({ extensions }) => (extensions['limit'] as { name: string }).name) };
}

describe('a document that exceeds a limit', () => {
  test('is shown to no other rule', () => {
    expect(validated(`{ ${SAME_FIELDS} }`)).toEqual({ fields: 0, limits: ['fields', 'rootFields'] });
    expect(validated('{ service { version } }')).toEqual({ fields: 2, limits: [] });
  });

  test('is told from its fragments as well, though nothing spreads them', () => {
    const query = `{ service { version } } fragment F on Query { ${SAME_FIELDS} }`;
    expect(validated(query)).toEqual({ fields: 0, limits: ['fields'] });
  });
});

test('documents are validated one in a turn of the event loop', async () => {
  const limits = { ...DEFAULT_LIMITS, cost: 1 };
  const operations = new Operations(schema, limits);
  const apollo = await makeApollo({
    introspection: true,
    limits,
    documents: new ValidDocuments(),
    costs: new Costs(limits),
    operations,
    logger: consoleLogger,
  });
  let turns = 0;
  let waiting = true;
  const count = () => {
    turns++;
    if (waiting) setImmediate(count);
  };
  setImmediate(count);
  // 100,000 pairs of fields to compare: more than a slice of time.
  const query = `{ crystal(id: "x") { ${'structure(format: CIF) '.repeat(480)} } }`;
  const answers = await Promise.all(
    Array.from({ length: 6 }, () =>
      apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: 'POST',
          headers: new HeaderMap([['content-type', 'application/json']]),
          search: '',
          body: { query },
        },
        context: async () => ({ note: { codes: [], incidents: [] }, meter: {} }) as never,
      }),
    ),
  );
  waiting = false;
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(400));
  expect(turns).toBeGreaterThanOrEqual(6);
  await apollo.stop();
});
