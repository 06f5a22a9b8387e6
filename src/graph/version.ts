/** The version of a graph: a text that no other content, of this graph or of another, ever has. */
import { randomBytes } from 'node:crypto';
import type { Cypher } from './cypher.js';
import type { Engine, Row, Run } from './engine.js';

/** For so long it is taken for granted that no other process has written, or put another graph in the place of this one. */
const UNCHANGED_MILLISECONDS = 1000;

/** Bytes at the beginning of a UUID of version 7 (RFC 9562): milliseconds since 1970. */
const TIME_BYTES = 6;

/**
 * Random, not counted: a graph that is put back from a backup, and changed again, would count the same numbers again. It
 * begins with the time, which tells when the graph was changed last.
 */
export function newVersion(now = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, TIME_BYTES);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** When the graph got this version; null for versions of older programs, which do not tell. */
export function timeOfVersion(version: string): Date | null {
  const time = /^([0-9a-f]{8})-([0-9a-f]{4})-7/.exec(version);
  return time === null ? null : new Date(Number.parseInt(time[1]! + time[2]!, 16));
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
