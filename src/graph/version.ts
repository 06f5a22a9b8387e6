/** The version of a graph: a text that no other content, of this graph or of another, ever has. */
import { randomUUID } from 'node:crypto';
import type { Cypher } from './cypher.js';
import type { Engine, Row, Run } from './engine.js';

/** For so long it is taken for granted that no other process has written, or put another graph in the place of this one. */
const UNCHANGED_MILLISECONDS = 1000;

/** Random, not counted: a graph that is put back from a backup, and changed again, would count the same numbers again. */
export function newVersion(): string {
  return randomUUID();
}

/**
 * One transaction after which the graph has a new version.
 *
 * @param work may be run again; `changes` counts the transactions of this graph, this one included.
 */
export function change<Answer>(
  engine: Engine,
  cypher: Cypher,
  work: (run: Run, changes: number) => Promise<Answer>,
): Promise<Answer> {
  return engine.write(async (run) => {
    const [row] = await run({ text: cypher.text('write/change'), parameters: { version: newVersion() } });
    return work(run, Number(row!['changes']));
  });
}

/** The version as it was last read. */
export class KeptVersion {
  private kept: { readonly since: number; readonly version: Promise<string> } | null = null;

  constructor(
    private readonly engine: Engine,
    private readonly cypher: Cypher,
  ) {}

  /** @throws GraphError also where the database is known to hold another graph by now. */
  version(): Promise<string> {
    const now = performance.now();
    if (this.kept === null || now - this.kept.since > UNCHANGED_MILLISECONDS) {
      const kept = { since: now, version: this.renewed(this.kept?.version) };
      this.kept = kept;
      kept.version.catch(() => {
        if (this.kept === kept) this.kept = null;
      });
    }
    return this.kept.version;
  }

  /** To be called when this process has written. */
  changed(): void {
    this.kept = null;
  }

  /** Where nobody else writes, it is enough to look whether the graph is there. */
  private async renewed(before: Promise<string> | undefined): Promise<string> {
    if (before === undefined || this.engine.isShared) return this.read();
    await this.engine.ping();
    return before;
  }

  private async read(): Promise<string> {
    const [row]: Row[] = await this.engine.read({ text: this.cypher.text('schema/read-version'), parameters: {} });
    return String(row?.['version']);
  }
}
