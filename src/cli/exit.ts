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
  0    all went well
  1    structures could not be used (the rest went on), or another failure that the message tells
  2    wrong usage
  3    the graph can't be reached: it is open in another process, or Neo4j does not answer or refuses the login
  4    what is there is no graph, is one of another version, or is damaged or replaced
  5    the disk is full, or a file or folder can't be written
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
  BAD_URI: EXIT.usage,
};

/** Errors of the system that mean that something can't be written. */
const UNWRITABLE = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR']);

/** A state of the user's machine or input that ends the command; its message is all that is shown. */
export class UserError extends Error {}

/** The exit status for an error, or for what caused it. */
export function statusOf(error: unknown): number {
  if (error instanceof GraphError) return STATUS[error.code];
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
    return `This is a defect of Motifgraph; please report it.\n${error.stack}`;
  }
  if (isDiskFull(error)) {
    return `The disk is full${error.path === undefined ? '' : ` (${error.path})`}; free some space, and give the same command again.`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0]!;
}

function isDiskFull(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && /^(ENOSPC|EDQUOT)$/.test((error as NodeJS.ErrnoException).code ?? '');
}
