/** How many answers are made at a time: by their number, and by the values that they are expected to hold together. */

interface Waiting {
  readonly values: number;
  readonly since: number;
  readonly isWanted: () => boolean;
  readonly enter: () => void;
  readonly refuse: (error: Error) => void;
}

/** Small answers pass a large one that has waited for less. */
const PASSED_MILLISECONDS = 5000;

export class Room {
  private answers = 0;
  private values = 0;
  private queue: Waiting[] = [];

  constructor(private readonly most: { readonly answers: number; readonly values: number }) {}

  /** Answers that wait for others. */
  get waiting(): number {
    this.forget();
    return this.queue.length;
  }

  /**
   * Does the work when there is room for it.
   *
   * @param values that the answer is expected to hold
   * @param isWanted whether anybody still waits for the answer; it loses its place where nobody does, and never settles
   */
  async run<Answer>(values: number, isWanted: () => boolean, work: () => Promise<Answer>): Promise<Answer> {
    await new Promise<void>((enter, refuse) => {
      this.queue.push({ values, since: performance.now(), isWanted, enter, refuse });
      this.admit();
    });
    try {
      return await work();
    } finally {
      this.answers--;
      this.values -= values;
      this.admit();
    }
  }

  /** Nobody is let in any more. @param error what those get who wait */
  close(error: Error): void {
    for (const { refuse } of this.queue.splice(0)) refuse(error);
  }

  private forget(): void {
    this.queue = this.queue.filter(({ isWanted }) => isWanted());
  }

  private admit(): void {
    this.forget();
    const now = performance.now();
    let mayPass = true;
    this.queue = this.queue.filter(({ values, since, enter }) => {
      const fits = this.answers < this.most.answers && this.values + values <= this.most.values;
      if (!mayPass || (!fits && this.answers > 0)) {
        mayPass &&= now - since < PASSED_MILLISECONDS;
        return true;
      }
      this.answers++;
      this.values += values;
      enter();
      return false;
    });
  }
}
