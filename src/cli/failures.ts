/** Structures that could not be used: all of them in a file, and a summary by reason. */
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Refusal, RefusalCode } from '../crystal/crystal.js';
import { errorLine } from '../pipeline/lines.js';
import { columns, count, plain } from './output.js';

const EXAMPLES = 3;

interface Reason {
  count: number;
  readonly examples: string[];
}

export class Failures {
  private readonly reasons = new Map<RefusalCode, Reason>();
  private stream: WriteStream | null = null;
  count = 0;

  private constructor(readonly path: string) {}

  /** The file of an earlier run is taken away; a new one comes with the first failure. */
  static async open(path: string): Promise<Failures> {
    await mkdir(dirname(path), { recursive: true });
    await rm(path, { force: true });
    return new Failures(path);
  }

  async add(id: string, refusal: Refusal): Promise<void> {
    this.count++;
    const reason = this.reasons.get(refusal.code) ?? { count: 0, examples: [] };
    reason.count++;
    if (reason.examples.length < EXAMPLES) reason.examples.push(`${id}: ${refusal.message}`);
    this.reasons.set(refusal.code, reason);
    this.stream ??= createWriteStream(this.path);
    if (!this.stream.write(`${errorLine(id, refusal)}\n`)) await once(this.stream, 'drain');
  }

  async close(): Promise<void> {
    if (this.stream === null) return;
    this.stream.end();
    await once(this.stream, 'close');
  }

  /** Lines for people; none when nothing failed. */
  summary(): string[] {
    if (this.count === 0) return [];
    const sorted = [...this.reasons].sort(([, a], [, b]) => b.count - a.count);
    const heads = columns(
      sorted.map(([code, reason]) => [count(reason.count), code]),
      [0],
    );
    const lines = sorted.flatMap(([, { examples, count: all }], i) => [
      `  ${heads[i]}`,
      ...examples.map((example) => `      ${plain(example)}`),
      ...(all > examples.length ? ['      …'] : []),
    ]);
    return ['Refused, by reason:', ...lines, `All of them: ${this.path}`];
  }
}
