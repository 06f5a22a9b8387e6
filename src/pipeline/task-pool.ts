/** Tasks that wait for one of a few workers. One that hangs, takes too much or crashes its worker costs itself alone. */
import pLimit from 'p-limit';
import { TaskError } from './task-error.js';
import type { Workers } from './workers.js';

/** For callers that somebody waits for. */
export interface Patience {
  /** Tasks that may wait. */
  readonly most: number;
  /** That each of them waits at most. */
  readonly seconds: number;
}

export class TaskPool {
  /** A task is handed to a worker when one is free: only then its time runs. */
  private readonly whenFree: ReturnType<typeof pLimit>;

  /** @param seconds that a task may take */
  constructor(
    private readonly workers: Workers,
    private readonly seconds: number,
    private readonly patience?: Patience,
  ) {
    this.whenFree = pLimit(workers.count);
  }

  /** Tasks that wait for others. */
  get waiting(): number {
    return this.whenFree.pendingCount;
  }

  /** All that the task gives, in its order. @throws TaskError */
  async run<Part>(name: string, input: unknown): Promise<Part[]> {
    const work = () => this.workers.run<Part>(name, input, this.seconds);
    return this.patience === undefined ? this.whenFree(work) : this.inTime(work, this.patience);
  }

  /** Ends the workers; tasks under way are given up, and those that wait are never begun. */
  async close(): Promise<void> {
    this.whenFree.clearQueue();
    await this.workers.close();
  }

  private inTime<Result>(work: () => Promise<Result>, { most, seconds }: Patience): Promise<Result> {
    if (this.waiting >= most) throw new TaskError('crowded', `${most} tasks are waiting`);
    return new Promise((resolve, reject) => {
      let waits = true;
      const impatience = setTimeout(() => {
        waits = false;
        reject(new TaskError('late', `it did not begin within ${seconds} s`));
      }, 1000 * seconds).unref();
      this.whenFree(async () => {
        if (!waits) return;
        clearTimeout(impatience);
        await work().then(resolve, reject);
      }).catch(reject);
    });
  }
}
