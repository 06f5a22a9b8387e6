/** How the command ends. */

export const EXIT = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** A state of the user's machine or input that ends the command; its message is all that is shown. */
export class UserError extends Error {}

/**
 * What the user is told of an error: the first line of its message, without a stack. Messages of Motifgraph's own errors
 * (`UserError`, `GraphError`, `ListenError`) are single sentences that say what to do.
 */
export function inOneSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0]!;
}

export function inOneSentence(error: unknown): string {
  if (error instanceof UserError) return error.message;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a defect of ours; please report it.\n${text}`;
}
