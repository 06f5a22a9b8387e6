/** How the command ends. */
import { GraphError, type GraphErrorCode } from '../graph/errors.js';

export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  unavailable: 3,
  damaged: 4,
  unwritable: 5,
  interrupted: 130,
} as const;

/** For `--help`. */
export const EXIT_HELP = `
Exit status:
  0    success
  1    some structures could not be used (the others were processed), or another failure (see the message)
  2    wrong usage
  3    the graph cannot be opened: another process has it open, or Neo4j does not respond or refuses the login
  4    not a graph, a graph of another version, or a damaged or replaced graph
  5    the disk is full, or a file or folder cannot be written
  130  stopped by Ctrl-C`;

const STATUS: Readonly<Record<GraphErrorCode, number>> = {
  UNREACHABLE: EXIT.unavailable,
  AUTHENTICATION: EXIT.unavailable,
  LOCKED: EXIT.unavailable,
  CLOSED: EXIT.unavailable,
  NOT_A_GRAPH: EXIT.damaged,
  OTHER_SCHEMA: EXIT.damaged,
  DAMAGED: EXIT.damaged,
  REPLACED: EXIT.damaged,
  NOT_WRITABLE: EXIT.unwritable,
  DISK_FULL: EXIT.unwritable,
  ID_TAKEN: EXIT.failed,
  BAD_URI: EXIT.usage,
};

/** Errors of the system that mean that something can't be written. */
const UNWRITABLE = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR']);

/** A state of the user's machine or input that ends the command; its message is all that is shown. */
export class UserError extends Error {}

/** What the user gave the command is not of the form that it needs. */
export class UsageError extends UserError {}

/** The exit status for an error, or for what caused it. */
export function statusOf(error: unknown): number {
  if (error instanceof GraphError) return STATUS[error.code];
  if (error instanceof UsageError) return EXIT.usage;
  if (!(error instanceof Error)) return EXIT.failed;
  if (UNWRITABLE.has((error as NodeJS.ErrnoException).code ?? '')) return EXIT.unwritable;
  return error.cause === undefined ? EXIT.failed : statusOf(error.cause);
}

/**
 * What the user is told of an error. Messages of Motifgraph's own errors (`UserError`, `GraphError`, `ListenError`) are
 * single sentences that say what to do, those of the system and of the databases begin with one; a defect of ours comes
 * with its stack, for the report.
 */
export function inWords(error: unknown): string {
  if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) {
    return `This is a bug in Motifgraph; please report it.\n${error.stack}`;
  }
  if (isDiskFull(error)) {
    return `The disk is full${error.path === undefined ? '' : ` (${error.path})`}; free some space and run the same command again.`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0]!;
}

function isDiskFull(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && /^(ENOSPC|EDQUOT)$/.test((error as NodeJS.ErrnoException).code ?? '');
}
