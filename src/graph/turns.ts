/**
 * Long work in steps, between which the event loop does other things: rows that are read, searches that are made ready,
 * answers that GraphQL would build in one go as long as their values are there. One clock for the whole process, because the
 * steps of many requests follow each other in the same turn of the event loop.
 */
import { setImmediate } from 'node:timers';

/** Work goes on this long before the event loop gets its turn. */
const SLICE_MILLISECONDS = 8;

let sliceStarted: number | null = null;
/** Who waits for a turn, behind those that had theirs. */
let queue: (() => void)[] = [];
let served = 0;

/** Promises between one that is released and the work that waits behind it. */
const HOPS = 10;

/** Undefined as long as the slice lasts; otherwise resolves when it is this caller's turn: those that came first go first. */
export function turn(): Promise<void> | undefined {
  const started = beginSlice();
  if (served === queue.length && performance.now() - started < SLICE_MILLISECONDS) return undefined;
  return new Promise((resolve) => queue.push(resolve));
}

/**
 * For work of many milliseconds that many begin at once: each gets a turn of its own, where `turn` would let all of them
 * through before the first has begun.
 */
export function ownTurn(): Promise<void> {
  beginSlice();
  return new Promise((resolve) => queue.push(resolve));
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
  const end = queue.length;
  const nobodyWaits = served === end;
  sliceStarted = nobodyWaits ? null : started;
  while (served < end && performance.now() - started < SLICE_MILLISECONDS) {
    queue[served++]!();
    // What it resumes runs before the next one is let go on.
    for (let hop = 0; hop < HOPS; hop++) await undefined;
  }
  if (nobodyWaits) return;
  if (served > queue.length / 2) {
    queue = queue.slice(served);
    served = 0;
  }
  setImmediate(nextSlice);
}

/** A long piece of work looks whether others have their turn this often. */
const STEP_MILLISECONDS = 1;

/** Work that can stop between two steps. */
export type Steps<Result> = Generator<void, Result, void>;

/** Takes all steps, each of a few milliseconds at most, and gives what they come to. */
export async function inSteps<Result>(steps: Iterator<unknown, Result>): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - began < STEP_MILLISECONDS) continue;
    await turn();
    began = performance.now();
  }
}

/** As `Array.map`, one item a step. */
export function mapInSteps<Item, Made>(items: readonly Item[], make: (item: Item) => Made): Promise<Made[]> {
  return inSteps(
    (function* () {
      const made: Made[] = [];
      for (const item of items) {
        made.push(make(item));
        yield;
      }
      return made;
    })(),
  );
}
