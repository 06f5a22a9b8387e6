/** Why a task gave no result; the words for users are those of whoever asked for it. */
export class TaskError extends Error {
  override readonly name = 'TaskError';
  constructor(
    /** Over its limit of time or memory, or broken; or not begun: too many wait, or it waited too long. */
    readonly reason: 'seconds' | 'mebibytes' | 'broken' | 'crowded' | 'late',
    message: string,
  ) {
    super(message);
  }
}
