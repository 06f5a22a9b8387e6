/** Work that would hold up the event loop for seconds, in slices between which other things get their turn. */
import { setImmediate } from 'node:timers/promises';

const SLICE_MILLISECONDS = 8;

/** Takes all steps, which should be of a few milliseconds at most, and gives what they come to. */
export async function inSlices<Result>(steps: Iterator<unknown, Result>): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - began < SLICE_MILLISECONDS) continue;
    await setImmediate();
    began = performance.now();
  }
}
