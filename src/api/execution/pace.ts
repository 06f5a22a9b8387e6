/** The steps in which one answer is made, and the moment at which it needs something of the graph for all of them. */
import { setImmediate } from 'node:timers';
import { ownTurn, turn } from '../../graph/turns.js';

/**
 * Fields of one answer that may wait at the same time, for their turn or for the graph: each takes some kB. While there are
 * more, no further list is begun, and then the one that came last: depth first, most of an answer is finished or not begun.
 */
const MOST_WAITING = 2000;

/** An item that is there after a step. A promise of its own for each of many thousands would take half of the time. */
class Later<Item> implements PromiseLike<Item> {
  constructor(
    private readonly step: Promise<void>,
    private readonly item: Item,
  ) {}

  // biome-ignore lint/suspicious/noThenProperty: it is waited for like a promise.
  then<A = Item, B = never>(
    onItem?: ((item: Item) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.step.then(() => (onItem ? onItem(this.item) : (this.item as unknown as A)), onError);
  }
}

interface ParkedList {
  readonly items: number;
  readonly begin: () => void;
}

export class Pace {
  /** Steps that wait for their turn. */
  private steps = 0;
  private scheduled: (() => void)[] = [];
  /** Fields that wait for whatever, and items of lists that were begun. */
  private waiting = 0;
  private parked: ParkedList[] = [];

  /** Undefined where a list may be begun at once. */
  room(items: number): Promise<void> | undefined {
    if (this.waiting < MOST_WAITING) return undefined;
    return new Promise((begin) => this.parked.push({ items, begin }));
  }

  /** A field that has to wait, and the end of its waiting. */
  fieldWaits(): void {
    this.waiting++;
  }

  fieldIsThere(): void {
    this.waiting--;
    this.beginParked();
  }

  private beginParked(): void {
    while (this.parked.length > 0 && this.waiting < MOST_WAITING) {
      const { items, begin } = this.parked.pop()!;
      // Until its fields wait themselves.
      this.waiting += items;
      setImmediate(() => {
        this.waiting -= items;
        this.beginParked();
      });
      begin();
    }
  }

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
  spread<Item>(items: readonly Item[], size: number): (Item | PromiseLike<Item>)[] {
    const spread: (Item | PromiseLike<Item>)[] = items.slice(0, size);
    let before: Promise<void> = Promise.resolve();
    for (let begin = size; begin < items.length; begin += size) {
      const inStep = items.slice(begin, begin + size);
      this.steps++;
      this.waiting += inStep.length;
      before = before.then(turn).then(() => {
        this.waiting -= inStep.length;
        this.beginParked();
        this.stepBegins();
      });
      const step = before;
      for (const item of inStep) spread.push(new Later(step, item));
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
