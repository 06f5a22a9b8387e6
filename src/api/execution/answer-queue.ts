/**
 * How many answers are made and sent at a time: by their number, and by the values that they are expected to hold together.
 * One client gets half of the places at most, so that others are answered beside it.
 */

export interface Place {
  readonly client: string;
  /** Values that the answer is expected to hold. */
  readonly values: number;
  /** Whether anybody still waits for the answer; it loses its place where nobody does, and never gets in. */
  readonly isWanted: () => boolean;
  /** Settles when the answer needs its place no more. */
  readonly ended: Promise<void>;
}

interface Entry {
  readonly place: Place;
  readonly since: number;
  readonly enter: () => void;
  readonly refuse: (error: Error) => void;
}

/** What is taken up. */
interface Taken {
  answers: number;
  values: number;
}

/** Small answers pass a large one that has waited for less. */
const PASSED_MILLISECONDS = 5000;

export class AnswerQueue {
  private readonly taken: Taken = { answers: 0, values: 0 };
  private readonly takenBy = new Map<string, Taken>();
  private entries: Entry[] = [];

  constructor(private readonly most: { readonly answers: number; readonly values: number }) {}

  /** Answers that wait for others. */
  get waiting(): number {
    this.forget();
    return this.entries.length;
  }

  waitingOf(client: string): number {
    this.forget();
    return this.entries.filter(({ place }) => place.client === client).length;
  }

  /** Resolves when the answer may be made. */
  enter(place: Place): Promise<void> {
    return new Promise((enter, refuse) => {
      this.entries.push({ place, since: performance.now(), enter, refuse });
      this.admit();
    });
  }

  /** Nobody is let in any more. @param error what those get who wait */
  close(error: Error): void {
    for (const { refuse } of this.entries.splice(0)) refuse(error);
  }

  private forget(): void {
    this.entries = this.entries.filter(({ place }) => place.isWanted());
  }

  private admit(): void {
    this.forget();
    const now = performance.now();
    let mayPass = true;
    this.entries = this.entries.filter(({ place, since, enter }) => {
      // Whom their own answers hold up, hold up nobody else.
      if (!this.fits(place, this.takenBy.get(place.client), 0.5)) return true;
      if (!mayPass || !this.fits(place, this.taken, 1)) {
        mayPass &&= now - since < PASSED_MILLISECONDS;
        return true;
      }
      this.take(place);
      enter();
      return false;
    });
  }

  /** One that would never fit is let in by itself. */
  private fits({ values }: Place, taken: Taken | undefined, part: number): boolean {
    if (taken === undefined || taken.answers === 0) return true;
    return taken.answers < part * this.most.answers && taken.values + values <= part * this.most.values;
  }

  private take({ client, values, ended }: Place): void {
    const takenBy = this.takenBy.get(client) ?? { answers: 0, values: 0 };
    this.takenBy.set(client, takenBy);
    for (const taken of [this.taken, takenBy]) {
      taken.answers++;
      taken.values += values;
    }
    void ended.then(() => {
      for (const taken of [this.taken, takenBy]) {
        taken.answers--;
        taken.values -= values;
      }
      if (takenBy.answers === 0) this.takenBy.delete(client);
      this.admit();
    });
  }
}
