/** The schema has queries alone. graphql-js 16 notices an operation of another kind only when it runs it. */
import { type ASTVisitor, GraphQLError, OperationTypeNode, type ValidationContext } from 'graphql';

export function readingOnlyRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (node.operation === OperationTypeNode.QUERY) return false;
      const message = `This service is read-only and has no ${node.operation}s. Use \`motifgraph ingest\` to add structures.`;
      context.reportError(new GraphQLError(message, { nodes: node }));
      return false;
    },
  };
}
