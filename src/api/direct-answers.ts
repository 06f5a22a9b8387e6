/**
 * Answers to questions whose documents are known to be valid, made without the pipeline of Apollo Server, which hashes,
 * negotiates and looks up anew for each request what does not change. Whatever is not an answer without errors is left to it.
 */
import type { FastifyRequest } from 'fastify';
import { getOperationAST } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Context } from './context.js';
import type { AskedOperation, Costs } from './cost.js';
import type { ValidDocuments } from './documents.js';
import { cut } from './echo.js';
import type { Operations } from './execution/operations.js';
import { stringify } from './execution/stringify.js';

/** What is asked, and the form that its answer is to have. */
export interface AskedDirectly extends AskedOperation {
  readonly contentType: string;
}

export interface DirectAnswer {
  readonly contentType: string;
  readonly text: string;
}

/** What clients accept: they send the same few headers. */
const KEPT_ACCEPTS = 100;
const LONGEST_ACCEPT = 400;

export class DirectAnswers {
  /** By the header `accept`, as Apollo Server chose them. */
  private readonly contentTypes = new LRUCache<string, string>({ max: KEPT_ACCEPTS });

  constructor(
    private readonly documents: ValidDocuments,
    private readonly costs: Costs,
    private readonly operations: Operations,
  ) {}

  /** To be told of each answer of Apollo Server without errors. */
  learn({ headers: { accept = '' } }: FastifyRequest, contentType: string): void {
    if (accept.length <= LONGEST_ACCEPT) this.contentTypes.set(accept, contentType);
  }

  /** Null for what is not plainly a query by POST that has come before: Apollo Server has to look at it. */
  askedBy({ method, url, body, headers: { accept = '' } }: FastifyRequest): AskedDirectly | null {
    const contentType = this.contentTypes.get(accept);
    if (contentType === undefined || method !== 'POST' || url.includes('?') || !isMembers(body)) return null;
    const { query, operationName = null, variables = null, extensions = null } = body;
    if (typeof query !== 'string' || extensions !== null) return null;
    if (operationName !== null && typeof operationName !== 'string') return null;
    if (variables !== null && !isMembers(variables)) return null;
    const document = this.documents.find(query);
    const operation = document && getOperationAST(document, operationName);
    if (!operation) return null;
    const name = operation.name?.value ?? null;
    return { contentType, document, operation, operationName: name, variables: variables ?? {} };
  }

  /** Null where Apollo Server has to answer: with what was made already, where something was. */
  async answer(asked: AskedDirectly, context: Context): Promise<DirectAnswer | null> {
    const { contentType, document, operationName, variables } = asked;
    const { meter, note } = context;
    try {
      this.costs.check(this.operations.schema, asked, meter);
    } catch {
      return null;
    }
    note.operation = cut(operationName ?? '');
    const making = this.operations.run(context, document, variables, operationName);
    const made = await making.catch(() => null);
    if (made === null || made.errors !== undefined) {
      this.operations.give(meter, making);
      return null;
    }
    const extensions = this.costs.told(meter);
    const answer = { data: made.data, ...(extensions && { extensions }) };
    return { contentType, text: await stringify(answer, meter.bytes) };
  }
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
