/** What runs in a process of its own: see `ConfinedProcess`, which starts it. */
import { Worker } from 'node:worker_threads';

/** A task may be a generator: what it yields is handed over piece by piece, for a receiver that must not be held up. */
export interface Tasks {
  readonly [name: string]: (input: never) => unknown;
}

export interface TaskMessage {
  readonly name: string;
  readonly input: unknown;
}

export type TaskReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'part'; readonly part: unknown }
  /** `grownMebibytes`: what the process holds more than when it was ready. */
  | { readonly kind: 'done'; readonly grownMebibytes: number }
  | { readonly kind: 'failed'; readonly message: string };

/** The first argument of such a process; behind it the MiB that tasks may take. */
export const CONFINED = '--confined';

const MEBIBYTE = 1024 * 1024;

/** Does these tasks for the process that started this one; nothing where the module is only imported. */
export function serveTasks(tasks: Tasks): void {
  if (process.argv[2] !== CONFINED) return;
  const emptyBytes = process.memoryUsage.rss();
  watchOver(emptyBytes + Number(process.argv[3]) * MEBIBYTE);
  // Ctrl-C reaches all processes of a terminal: whoever started this one says when it ends.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit());
  const send = (reply: TaskReply) => process.send!(reply);
  process.on('message', async ({ name, input }: TaskMessage) => {
    try {
      const result = await tasks[name]!(input as never);
      if (isGenerator(result)) for (const part of result) send({ kind: 'part', part });
      else send({ kind: 'part', part: result });
      send({ kind: 'done', grownMebibytes: (process.memoryUsage.rss() - emptyBytes) / MEBIBYTE });
    } catch (error) {
      send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  });
  send({ kind: 'ready' });
}

function isGenerator(result: unknown): result is Generator {
  return Object.prototype.toString.call(result) === '[object Generator]';
}

/**
 * A thread that ends the process as soon as it takes more memory than it may, of whatever kind: objects, buffers,
 * WebAssembly, libraries. It also ends one whose parent is gone. A limit of V8 would be for objects alone, and a busy
 * process can't look after itself.
 */
function watchOver(mostBytes: number): void {
  const watch = `
    const { workerData } = require('node:worker_threads');
    const lock = new Int32Array(new SharedArrayBuffer(4));
    for (;;) {
      Atomics.wait(lock, 0, 0, 25);
      if (process.memoryUsage.rss() > workerData.mostBytes || process.ppid !== workerData.parent) process.kill(process.pid, 'SIGKILL');
    }`;
  new Worker(watch, { eval: true, workerData: { mostBytes, parent: process.ppid } }).unref();
}
