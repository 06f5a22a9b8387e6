/** Queries alone are answered as a whole. graphql-js 16 notices an operation of another kind only when it runs it. */
import { type ASTVisitor, GraphQLError, OperationTypeNode, type ValidationContext } from 'graphql';

const READ_ONLY = 'This service is read-only and has no mutations. Use `motifgraph ingest` to add structures.';
const STREAMS = 'Subscriptions go to /graphql/stream, by POST, and are answered as server-sent events.';

export function readingOnlyRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (node.operation === OperationTypeNode.QUERY) return false;
      const message = node.operation === OperationTypeNode.SUBSCRIPTION ? STREAMS : READ_ONLY;
      context.reportError(new GraphQLError(message, { nodes: node }));
      return false;
    },
  };
}
