/** What the errors of Neo4j and of its driver mean. */
import { Neo4jError } from 'neo4j-driver';
import { GraphError } from './errors.js';

/**
 * What may go well when it is tried again: a deadlock, a lock that another transaction held too long, a node or an index
 * that another one made at the same moment, a connection that broke, a server that starts or stops.
 */
export function isPassing(error: unknown): error is Neo4jError {
  return (
    error instanceof Neo4jError &&
    (error.retriable ||
      /^Neo\.(TransientError|DatabaseError)\./.test(error.code) ||
      /(AlreadyExists|ConstraintValidationFailed|EntityNotFound|Terminated|TimedOut|TimedOutClientConfiguration|DatabaseNotFound|NotALeader|ForbiddenOnReadOnlyDatabase)$/.test(
        error.code,
      ) ||
      !error.code.startsWith('Neo.'))
  );
}

/** The server does not let this user in. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Neo4jError && error.code.startsWith('Neo.ClientError.Security');
}

/** Why nothing can be asked, in words. */
export function connectionError(uri: string, error: unknown): GraphError {
  if (isRefusal(error)) {
    return new GraphError(
      'AUTHENTICATION',
      `Neo4j at ${uri} refused the login; set NEO4J_USERNAME and NEO4J_PASSWORD to a user that it knows.`,
      { cause: error },
    );
  }
  return new GraphError('UNREACHABLE', `No Neo4j answers at ${uri}; start the server, or correct the address.`, {
    cause: error,
  });
}
