/** Long work is written in steps, so that a service can do other things between them; who has no other things takes all at once. */
export function atOnce<Result>(steps: Iterator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
