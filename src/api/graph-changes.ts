/** What has changed in the graph, told to those who listen. Nobody else costs anything. */
import { EventEmitter, on } from 'node:events';
import type { GraphStore } from '../graph/store.js';

export interface GraphChange {
  /** Of the graph as it is now. */
  readonly version: string;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** How often the graph is looked at: another process may write it. What is written meanwhile is told together. */
const INTERVAL_MILLISECONDS = 2000;

/** The graph as it was last told. */
interface Told {
  readonly version: string;
  /** Of all crystals, by id. */
  readonly checksums: ReadonlyMap<string, string | null>;
}

export class GraphChanges {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private readonly ended = new AbortController();
  private listening = 0;
  private watching: NodeJS.Timeout | null = null;

  constructor(
    private readonly store: GraphStore,
    private readonly milliseconds = INTERVAL_MILLISECONDS,
  ) {}

  /** Those from now on; ends when the service does, or the listener returns. */
  listen(): AsyncIterableIterator<GraphChange> {
    const events = on(this.emitter, 'change', { close: ['end'] });
    let isListening = true;
    this.listening++;
    if (this.watching === null) this.watch(this.told());
    return {
      next: async () => {
        const { done, value } = await events.next();
        return done ? { done, value: undefined } : { value: (value as [GraphChange])[0] };
      },
      return: async () => {
        if (isListening) this.listening--;
        isListening = false;
        await events.return!();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  close(): void {
    this.ended.abort();
    if (this.watching !== null) clearTimeout(this.watching);
    this.emitter.emit('end');
  }

  /** A graph that can't be asked is asked again later. */
  private watch(before: Promise<Told | null>): void {
    this.watching = setTimeout(async () => {
      const told = await before.catch(() => null);
      if (this.ended.signal.aborted) return;
      if (this.listening === 0) this.watching = null;
      else this.watch(told === null ? this.told() : this.tell(told).catch(() => told));
    }, this.milliseconds);
    this.watching.unref();
  }

  private async tell(before: Told): Promise<Told> {
    if ((await this.store.version()) === before.version) return before;
    const now = await this.told();
    const added: string[] = [];
    const changed: string[] = [];
    for (const [id, checksum] of now.checksums) {
      const old = before.checksums.get(id);
      if (old === undefined) added.push(id);
      else if (old !== checksum) changed.push(id);
    }
    const removed = [...before.checksums.keys()].filter((id) => !now.checksums.has(id));
    this.emitter.emit('change', { version: now.version, added, changed, removed } satisfies GraphChange);
    return now;
  }

  /** The version comes first: what changes meanwhile is told the next time. */
  private async told(): Promise<Told> {
    const version = await this.store.version();
    const ids = await this.store.records.ids();
    const checksums = await this.store.records.checksums(ids);
    return { version, checksums: new Map(ids.map((id, i) => [id, checksums[i]!])) };
  }
}
