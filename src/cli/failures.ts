/** Structures that could not be used: all of them in a file, and a summary by reason. */
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Refusal, RefusalCode } from '../crystal/crystal.js';
import { errorLine } from '../pipeline/lines.js';
import { UserError } from './exit.js';
import { columns, count, plain } from './output.js';

const EXAMPLES = 3;

interface Reason {
  count: number;
  readonly examples: string[];
}

export class Failures {
  private readonly reasons = new Map<RefusalCode, Reason>();
  count = 0;
  private closed = false;

  private constructor(
    readonly path: string,
    private readonly file: FileHandle,
  ) {}

  /** Opens the file before any work is done, so that a place that can't be written is known at once. */
  static async open(path: string): Promise<Failures> {
    try {
      await mkdir(dirname(path), { recursive: true });
      return new Failures(path, await open(path, 'w'));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new UserError(
        `The list of failures cannot be written to ${path} (${code}); name another file with --failures.`,
        { cause: error },
      );
    }
  }

  async add(id: string, refusal: Refusal): Promise<void> {
    this.count++;
    const reason = this.reasons.get(refusal.code) ?? { count: 0, examples: [] };
    reason.count++;
    if (reason.examples.length < EXAMPLES) reason.examples.push(`${id}: ${refusal.message}`);
    this.reasons.set(refusal.code, reason);
    try {
      await this.file.write(`${errorLine(id, refusal)}\n`);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new UserError(
        `The list of failures cannot be written to ${this.path} (${code}); free some space, or name another file with --failures.`,
        { cause: error },
      );
    }
  }

  /** A file without failures is taken away. Once is enough, again does no harm. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.file.close();
    if (this.count === 0) await rm(this.path, { force: true });
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
