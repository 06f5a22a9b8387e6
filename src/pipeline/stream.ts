/** Steps of a stream that keep order and hold a bounded number of items. */

/** Applies `fn` to up to `ahead` items at once and yields the results in the order of the items. */
export async function* mapInOrder<T, R>(
  items: AsyncIterable<T>,
  ahead: number,
  fn: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const pending: Promise<R>[] = [];
  for await (const item of items) {
    const result = fn(item);
    // Awaited below, perhaps much later: until then a rejection is no unhandled one.
    result.catch(() => {});
    pending.push(result);
    if (pending.length >= ahead) yield await pending.shift()!;
  }
  while (pending.length > 0) yield await pending.shift()!;
}

export interface BatchLimits<T> {
  readonly count: number;
  /** A batch is closed, too, when the weights of its items reach this sum. */
  readonly weight?: { readonly of: (item: T) => number; readonly limit: number };
  /** … and with the first item that comes this long after the batch was opened. */
  readonly seconds?: number;
}

/** Groups items; the last group may be smaller, none is empty. */
export async function* inBatches<T>(items: AsyncIterable<T>, limits: BatchLimits<T>): AsyncGenerator<T[]> {
  const { count, weight, seconds = Number.POSITIVE_INFINITY } = limits;
  let batch: T[] = [];
  let sum = 0;
  let opened = 0;
  for await (const item of items) {
    if (batch.length === 0) opened = performance.now();
    batch.push(item);
    if (weight) sum += weight.of(item);
    const full = batch.length >= count || (weight && sum >= weight.limit);
    if (full || performance.now() - opened >= 1000 * seconds) {
      yield batch;
      batch = [];
      sum = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

/** Ends the stream as soon as `signal` is aborted, without waiting for the item that is under way. */
export async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  const aborted = new Promise<{ readonly done: true }>((resolve) => {
    if (signal.aborted) resolve({ done: true });
    signal.addEventListener('abort', () => resolve({ done: true }), { once: true });
  });
  for (;;) {
    const upcoming = iterator.next();
    upcoming.catch(() => {});
    const next = await Promise.race([aborted, upcoming]);
    if (next.done) return;
    yield next.value;
  }
}
