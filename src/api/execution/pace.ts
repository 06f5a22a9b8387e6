/** The steps in which one answer is made, and the moment at which it needs something of the graph for all of them. */
import { ownTurn, turn } from './turns.js';

export class Pace {
  /** Steps that wait for their turn. */
  private steps = 0;
  private scheduled: (() => void)[] = [];

  /** Undefined where work may go on at once. */
  readonly wait = (): Promise<void> | undefined => {
    const wait = turn();
    if (wait === undefined) return undefined;
    this.steps++;
    return wait.then(this.stepBegins);
  };

  /** Before work of many milliseconds. */
  readonly ownTurn = (): Promise<void> => {
    this.steps++;
    return ownTurn().then(this.stepBegins);
  };

  /** The items of a list as promises, `size` of which are there at a time, each time after a wait where it takes one. */
  spread<Item>(items: readonly Item[], size: number): (Item | Promise<Item>)[] {
    const spread: (Item | Promise<Item>)[] = items.slice(0, size);
    let before: Promise<void> = Promise.resolve();
    for (let begin = size; begin < items.length; begin += size) {
      this.steps++;
      before = before.then(turn).then(this.stepBegins);
      const step = before;
      for (const item of items.slice(begin, begin + size)) spread.push(step.then(() => item));
    }
    return spread;
  }

  /**
   * For loaders: what all steps ask for goes to the graph in one call, as if there were no steps. Without any it is time
   * when all promises that are settled have been looked at, as DataLoader has it.
   */
  readonly schedule = (load: () => void): void => {
    this.scheduled.push(load);
    if (this.scheduled.length === 1) this.loadLater();
  };

  private readonly stepBegins = (): void => {
    this.steps--;
    if (this.steps === 0 && this.scheduled.length > 0) this.loadLater();
  };

  private loadLater(): void {
    void Promise.resolve().then(() => process.nextTick(this.load));
  }

  private readonly load = (): void => {
    if (this.steps > 0) return;
    const scheduled = this.scheduled;
    this.scheduled = [];
    for (const load of scheduled) load();
  };
}
