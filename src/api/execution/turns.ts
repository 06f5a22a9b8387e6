/**
 * Long work in steps: GraphQL builds an answer in one go as long as its values are there, and everybody else would wait.
 * One clock for the whole process, because the steps of many requests follow each other in the same turn of the event loop.
 */
import { setImmediate } from 'node:timers';

/** Work goes on this long before the event loop gets its turn. */
const SLICE_MILLISECONDS = 8;

let sliceStarted: number | null = null;
let waiting: (() => void)[] = [];

/** Undefined as long as the slice lasts; otherwise resolves when it is this caller's turn: those that came first go first. */
export function turn(): Promise<void> | undefined {
  if (sliceStarted === null) {
    sliceStarted = performance.now();
    setImmediate(nextSlice);
  }
  if (waiting.length === 0 && performance.now() - sliceStarted < SLICE_MILLISECONDS) return undefined;
  return new Promise((resolve) => waiting.push(resolve));
}

async function nextSlice(): Promise<void> {
  const started = performance.now();
  sliceStarted = waiting.length === 0 ? null : started;
  const inTurn = waiting;
  waiting = [];
  let next = 0;
  while (next < inTurn.length && performance.now() - started < SLICE_MILLISECONDS) {
    inTurn[next++]!();
    // What it resumes runs before the next one is let go on.
    await undefined;
  }
  if (inTurn.length === 0) return;
  waiting = [...inTurn.slice(next), ...waiting];
  setImmediate(nextSlice);
}
