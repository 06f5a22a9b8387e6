/** Apollo Server with our schema and limits; it speaks GraphQL and knows nothing of HTTP servers. */
import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ownTurn } from '../graph/turns.js';
import type { Context } from './context.js';
import { type Costs, costPlugin } from './cost.js';
import { documentRule } from './document-rule.js';
import { textStore, type ValidDocuments } from './documents.js';
import { makeFormatError } from './errors.js';
import type { Operations } from './execution/operations.js';
import { stringify } from './execution/stringify.js';
import type { Limits } from './limits.js';
import type { Logger } from './logger.js';
import { observationPlugin } from './observation.js';
import { readingOnlyRule } from './reading-only-rule.js';

/** It can take a tenth of a second, and many documents come at once. */
const validationInTurn: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    validationDidStart: async () => {
      await ownTurn();
    },
  }),
};

interface ApolloSettings {
  readonly introspection: boolean;
  readonly limits: Limits;
  readonly documents: ValidDocuments;
  readonly costs: Costs;
  readonly operations: Operations;
  readonly logger: Logger;
}

/** Started. Nothing of it depends on the environment, and nothing is reported to anybody. */
export async function makeApollo({
  introspection,
  limits,
  documents,
  costs,
  operations,
  logger,
}: ApolloSettings): Promise<ApolloServer<Context>> {
  const report = (incident: string, error: unknown) => logger.error(`Defect ${incident}`, error);
  const apollo = new ApolloServer<Context>({
    gateway: operations.gateway,
    stringifyResult: stringify,
    nodeEnv: 'production',
    introspection,
    // Errors of validation suggest names of the schema: nobody should read it in this way who may not ask for it.
    hideSchemaDetailsFromClientErrors: !introspection,
    /**
     * Requests that a foreign page makes a browser send can do no harm: those by POST have to be JSON (`http.ts`), which a
     * browser sends across origins only after it has asked; those by GET read, change nothing, carry no key, and the page
     * never sees the answer. urql, and whoever types an address, send plain ones.
     */
    csrfPrevention: false,
    documentStore: documents,
    persistedQueries: { cache: textStore() },
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [documentRule(limits), readingOnlyRule],
    formatError: makeFormatError(report, () => randomUUID().slice(0, 8)),
    logger: { debug: () => {}, info: () => {}, warn: logger.warn, error: logger.error },
    plugins: [
      observationPlugin,
      validationInTurn,
      costPlugin<Context>(costs),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}
