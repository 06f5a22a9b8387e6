/** How the command ends. */

export const EXIT = { ok: 0, failed: 1, usage: 2, damaged: 10, interrupted: 130 } as const;

/** A state of the user's machine or input that ends the command; its message is all that is shown. */
export class UserError extends Error {}

/**
 * What the user is told of an error. Messages of Motifgraph's own errors (`UserError`, `GraphError`, `ListenError`) are
 * single sentences that say what to do, those of the system and of the databases begin with one; a defect of ours comes
 * with its stack, for the report.
 */
export function inWords(error: unknown): string {
  if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) {
    return `This is a defect of Motifgraph; please report it.\n${error.stack}`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0]!;
}
