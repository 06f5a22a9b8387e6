/**
 * Long work in steps: GraphQL builds an answer in one go as long as its values are there, and everybody else would wait.
 * One clock for the whole process, because the steps of many requests follow each other in the same turn of the event loop.
 */
import { setImmediate } from 'node:timers';

/** Work goes on this long before the event loop gets its turn. */
const SLICE_MILLISECONDS = 8;

let sliceStarted: number | null = null;
let waiting: (() => void)[] = [];

/** Promises between one that is released and the work that waits behind it. */
const HOPS = 10;

/** Undefined as long as the slice lasts; otherwise resolves when it is this caller's turn: those that came first go first. */
export function turn(): Promise<void> | undefined {
  const started = beginSlice();
  if (waiting.length === 0 && performance.now() - started < SLICE_MILLISECONDS) return undefined;
  return new Promise((resolve) => waiting.push(resolve));
}

/**
 * For work of many milliseconds that many begin at once: each gets a turn of its own, where `turn` would let all of them
 * through before the first has begun.
 */
export function ownTurn(): Promise<void> {
  beginSlice();
  return new Promise((resolve) => waiting.push(resolve));
}

/** @returns when the slice under way began. */
function beginSlice(): number {
  if (sliceStarted === null) {
    sliceStarted = performance.now();
    setImmediate(nextSlice);
  }
  return sliceStarted;
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
    for (let hop = 0; hop < HOPS; hop++) await undefined;
  }
  if (inTurn.length === 0) return;
  waiting = [...inTurn.slice(next), ...waiting];
  setImmediate(nextSlice);
}
