/** The schema has queries alone. graphql-js 16 notices an operation of another kind only when it runs it. */
import { type ASTVisitor, GraphQLError, OperationTypeNode, type ValidationContext } from 'graphql';

export function readingOnlyRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (node.operation === OperationTypeNode.QUERY) return false;
      const message = `This service has no ${node.operation}s: it only reads. Structures get into the graph by \`motifgraph ingest\`.`;
      context.reportError(new GraphQLError(message, { nodes: node }));
      return false;
    },
  };
}
