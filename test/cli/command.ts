/** Runs the built command as a user does: as a process of its own, in a home of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** A folder that is gone after the last test of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'motifgraph-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a shell runs. */
export function commandLine(args: readonly string[]): string[] {
  return [process.execPath, MAIN, ...args];
}

export interface Result {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Called with the process as soon as it runs. */
  readonly during?: (child: ChildProcess) => void;
}

export class CommandLine {
  /** @param home where user data and state are kept. */
  constructor(readonly home: string) {}

  start(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    const { PATH = '', MOTIFGRAPH_MODEL = '' } = process.env;
    const folders = {
      HOME: this.home,
      XDG_DATA_HOME: join(this.home, 'data'),
      XDG_STATE_HOME: join(this.home, 'state'),
    };
    const [program, ...rest] = commandLine(args);
    return spawn(program!, rest, { env: { PATH, MOTIFGRAPH_MODEL, ...folders, ...env }, cwd: this.home });
  }

  async run(args: readonly string[], { env, stdin = '', during }: RunOptions = {}): Promise<Result> {
    const child = this.start(args, env);
    const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    child.stdin!.on('error', () => {});
    child.stdin!.end(stdin);
    during?.(child);
    const [stdout, stderr, [status, signal]] = await Promise.all([text(child.stdout!), text(child.stderr!), exit]);
    return { status, signal, stdout, stderr };
  }
}

/** The objects of JSON lines; a last line that was cut off by a kill is left out. */
export function jsonLines<T = Record<string, unknown>>(stdout: string): T[] {
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as T);
}
