/**
 * A process of its own for work that may take too much time or memory: what it takes is bounded from outside, whatever
 * takes it, and comes back when it ends. Threads share their memory with all others, and WebAssembly, TensorFlow and the
 * heap never give back what they once had.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { TaskError } from './task-error.js';
import { CONFINED, type TaskMessage, type TaskReply } from './tasks.js';

export interface Confinement {
  /** The compiled module that calls `serveTasks`. */
  readonly module: URL;
  /** Memory that tasks may take beyond that of the idle process, MiB; looked at 40 times a second. */
  readonly mebibytes: number;
  /** A process that holds more than this afterwards, MiB, is replaced. */
  readonly keptMebibytes: number;
  /** Whether it gives way to this process, which answers requests meanwhile. */
  readonly yields: boolean;
}

/** Starting takes a fraction of a second; minutes on a machine that swaps. */
const START_SECONDS = 120;

/** V8 gives up with the first, who watches over memory (or the system's own watch) ends it by the second. */
const OUT_OF_MEMORY: ReadonlySet<NodeJS.Signals | null> = new Set(['SIGABRT', 'SIGKILL']);

const NICENESS = 5;

interface Running {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
}

/** One task at a time; the process is started by the first one, and again after one that ended it. */
export class ConfinedProcess {
  private running: Running | undefined;
  private closed = false;

  constructor(private readonly confinement: Confinement) {}

  /** The process that the next task will run in, if it is started. */
  get pid(): number | undefined {
    return this.running?.child.pid;
  }

  /** All that the task gives, in its order. The time counts from when the process is ready. @throws TaskError over the time or the memory, broken */
  async run<Part>(name: string, input: unknown, seconds: number): Promise<Part[]> {
    if (this.closed) throw new TaskError('broken', 'it was closed');
    this.running ??= this.start();
    const { child, ready } = this.running;
    await ready;
    const parts: Part[] = [];
    const done = this.until<number>(child, seconds, (reply, settle) => {
      if (reply.kind === 'part') parts.push(reply.part as Part);
      if (reply.kind === 'done') settle.resolve(reply.grownMebibytes);
      if (reply.kind === 'failed') settle.reject(new TaskError('broken', reply.message));
    });
    child.send({ name, input } satisfies TaskMessage);
    const grown = await done;
    if (grown > this.confinement.keptMebibytes && !this.closed) {
      this.end(child);
      try {
        this.running = this.start();
      } catch {
        // The next task tries it again.
      }
    }
    return parts;
  }

  /** A task under way is given up. */
  async close(): Promise<void> {
    this.closed = true;
    const child = this.running?.child;
    if (child === undefined || hasEnded(child)) return;
    await new Promise((resolve) => {
      // Also of one that could not be started.
      child.once('close', resolve);
      this.end(child);
    });
  }

  private start(): Running {
    const { module, mebibytes, yields } = this.confinement;
    const child = fork(fileURLToPath(module), [CONFINED, String(mebibytes)], {
      // Objects live in V8's own heap, which then collects garbage before it is at the limit. Options of this process are
      // not handed on: with `--eval`, the child would run the program that starts it.
      execArgv: [`--max-old-space-size=${mebibytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    if (yields) lowerPriority(child);
    const forget = () => {
      if (this.running?.child === child) this.running = undefined;
    };
    child.once('exit', forget);
    // One that could not be started never exits. Other errors are those of messages to a process that has just ended: the
    // task hears of the end itself.
    child.on('error', () => {
      if (child.pid === undefined) forget();
    });
    const ready = this.until<void>(child, START_SECONDS, (reply, settle) => {
      if (reply.kind === 'ready') settle.resolve();
    });
    ready.catch(() => {});
    return { child, ready };
  }

  /** Settles as `read` does with what the process says, or rejects when it ends, or is ended because time is up. */
  private until<Result>(
    child: ChildProcess,
    seconds: number,
    read: (reply: TaskReply, settle: { resolve: (result: Result) => void; reject: (error: Error) => void }) => void,
  ): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer);
        child.off('message', onMessage).off('exit', onExit).off('error', onError);
      };
      const settle = {
        resolve: (result: Result) => {
          finish();
          resolve(result);
        },
        reject: (error: Error) => {
          finish();
          reject(error);
        },
      };
      const onMessage = (reply: unknown) => read(reply as TaskReply, settle);
      const onError = (error: Error) => settle.reject(new TaskError('broken', error.message));
      const onExit = (code: number | null, signal: NodeJS.Signals | null) => {
        if (OUT_OF_MEMORY.has(signal) && !this.closed) {
          const message = `it took more than ${this.confinement.mebibytes} MiB`;
          settle.reject(new TaskError('mebibytes', message));
        } else {
          const message = this.closed ? 'it was closed' : `its process ended (${signal ?? code})`;
          settle.reject(new TaskError('broken', message));
        }
      };
      const timer = setTimeout(() => {
        this.end(child);
        settle.reject(new TaskError('seconds', `it took longer than ${seconds} s`));
      }, 1000 * seconds);
      child.on('message', onMessage).on('exit', onExit).on('error', onError);
      if (hasEnded(child)) onExit(child.exitCode, child.signalCode);
    });
  }

  private end(child: ChildProcess): void {
    if (this.running?.child === child) this.running = undefined;
    child.kill('SIGKILL');
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** A third of the share of another process, where the cores are too few for both. Not every system lets us. */
function lowerPriority({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, NICENESS);
  } catch {
    // It then runs beside the service as its equal.
  }
}
