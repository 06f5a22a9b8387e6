/** What can go wrong with a graph for reasons that its user can mend. */

export type GraphErrorCode =
  | 'UNREACHABLE'
  | 'AUTHENTICATION'
  | 'LOCKED' // open in another process, or already in this one
  | 'NOT_WRITABLE'
  | 'DISK_FULL'
  | 'NOT_A_GRAPH' // something else is stored there
  | 'OTHER_SCHEMA' // of an older or newer version
  | 'DAMAGED' // a graph was there, and is emptied, broken, or another one's
  | 'REPLACED' // the same, while it was open
  | 'CLOSED' // by this process, which asks all the same
  | 'BAD_URI';

/** The message is one sentence for the user that says what to do. */
export class GraphError extends Error {
  constructor(
    readonly code: GraphErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'GraphError';
  }
}

export function noGraph(uri: string): GraphError {
  return new GraphError('NOT_A_GRAPH', `There is no graph of Motifgraph at ${uri}; name another one.`);
}

export function graphClosed(): GraphError {
  return new GraphError('CLOSED', 'The graph was closed; open it again to ask it.');
}
