/** How many answers are made at a time: by their number, and by the values that they are expected to hold together. */

interface Waiting {
  readonly values: number;
  readonly enter: () => void;
}

export class Room {
  private answers = 0;
  private values = 0;
  private queue: Waiting[] = [];

  constructor(private readonly most: { readonly answers: number; readonly values: number }) {}

  /** Answers that wait for others. */
  get waiting(): number {
    return this.queue.length;
  }

  /**
   * Does the work when there is room for it. Small answers pass large ones that wait.
   *
   * @param values that the answer is expected to hold
   */
  async run<Answer>(values: number, work: () => Promise<Answer>): Promise<Answer> {
    await new Promise<void>((enter) => {
      this.queue.push({ values, enter });
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

  /** Nobody who waits is let in any more. */
  close(): void {
    this.queue = [];
  }

  private admit(): void {
    this.queue = this.queue.filter(({ values, enter }) => {
      const fits = this.answers < this.most.answers && this.values + values <= this.most.values;
      if (!fits && this.answers > 0) return true;
      this.answers++;
      this.values += values;
      enter();
      return false;
    });
  }
}
