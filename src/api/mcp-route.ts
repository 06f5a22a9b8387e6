/** /mcp: tools for assistants, by the Model Context Protocol over HTTP. Each message stands for itself: there are no sessions. */
import type { ApolloServer } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ask } from '../agents/ask.js';
import type { Context } from './context.js';
import { apiError } from './errors.js';
import type { Logger } from './logger.js';
import { PROGRAM } from '../program.js';

interface McpSettings {
  readonly apollo: ApolloServer<Context>;
  /** One for each question of a tool: limits and times are those of a query. */
  readonly makeContext: (request: FastifyRequest) => Context;
  readonly logger: Logger;
}

/** Read when somebody asks for it: most services are asked for GraphQL alone. */
const loaded = () => Promise.all([import('@modelcontextprotocol/server'), import('../agents/server.js')]);

export function makeMcp({ apollo, makeContext, logger }: McpSettings) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    // A batch would be counted as one request, and answered as many.
    if (Array.isArray(request.body))
      throw apiError('BAD_REQUEST', 'Send one message at a time: batches are not taken.');
    const [{ createMcpHandler }, { agentServer }] = await loaded();
    const ask = askWithin(apollo, () => makeContext(request));
    const report = (error: unknown) => logger.error(`Defect in a tool of request ${request.id}`, error);
    const handler = createMcpHandler(() => agentServer({ ask, version: PROGRAM.version, report }), {
      // What the graph holds changes, but no tool does: there is nothing to subscribe to.
      maxSubscriptions: 0,
    });
    void request.note.ended.then(() => handler.close());
    const answer = await handler.fetch(webRequest(request), { parsedBody: request.body });
    reply.code(answer.status);
    for (const [name, value] of answer.headers) reply.header(name, value);
    // Tools tell no progress: the answer is whole when the last of it is there.
    return reply.send(await answer.text());
  };
}

/** As the service answers GraphQL, without HTTP. */
function askWithin(apollo: ApolloServer<Context>, makeContext: () => Context): Ask {
  return async (query, variables) => {
    const { body } = await apollo.executeOperation(
      { query, variables: { ...variables } },
      { contextValue: makeContext() },
    );
    // Without `@defer`, which this version of GraphQL lacks, answers come as a whole.
    if (body.kind !== 'single') throw new Error('an answer in parts');
    return body.singleResult;
  };
}

/** Its body is read already. */
function webRequest({ method, raw, url }: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, values] of Object.entries(raw.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  return new Request(new URL(url, 'http://localhost'), { method, headers });
}
