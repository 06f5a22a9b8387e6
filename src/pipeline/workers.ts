/** Where tasks run, called by name: in threads, which share this process's memory, or in processes of their own. */
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { ConfinedProcess, type Confinement } from './confined-process.js';
import { TaskError } from './task-error.js';

export interface Workers {
  /** Tasks that run at once; no more may be given. */
  readonly count: number;
  /** All that the task gives, in its order. @throws TaskError over the time or the memory, broken */
  run<Part>(name: string, input: unknown, seconds: number): Promise<Part[]>;
  /** Tasks under way are given up. */
  close(): Promise<void>;
}

/**
 * Quick to start and to hand results over.
 *
 * @param module exports the tasks
 * @param mebibytes of JavaScript objects alone
 */
export function threads(module: URL, count: number, mebibytes: number): Workers {
  const pool = new Piscina({
    filename: fileURLToPath(module),
    // A run that finds nothing to do starts none: one that is ended while it loads can take the process along.
    minThreads: 0,
    maxThreads: count,
    idleTimeout: 10_000,
    resourceLimits: { maxOldGenerationSizeMb: mebibytes },
  });
  // A crash is reported by the task that it ended; one between tasks has nobody to tell.
  pool.on('error', () => {});
  return {
    count,
    async run<Part>(name: string, input: unknown, seconds: number): Promise<Part[]> {
      const signal = AbortSignal.timeout(1000 * seconds);
      try {
        return [(await pool.run(input, { name, signal })) as Part];
      } catch (error) {
        if (signal.aborted) throw new TaskError('seconds', `it took longer than ${seconds} s`);
        const message = error instanceof Error ? error.message : String(error);
        throw new TaskError(isOutOfMemory(error) ? 'mebibytes' : 'broken', message);
      }
    },
    close: () => pool.destroy(),
  };
}

/** What they take, of whatever kind, is bounded, and comes back when they end. */
export function processes(count: number, confinement: Confinement): Workers {
  const all = Array.from({ length: count }, () => new ConfinedProcess(confinement));
  const idle = [...all];
  return {
    count,
    async run<Part>(name: string, input: unknown, seconds: number): Promise<Part[]> {
      const process = idle.pop()!;
      try {
        return await process.run<Part>(name, input, seconds);
      } finally {
        idle.push(process);
      }
    },
    close: async () => {
      await Promise.all(all.map((process) => process.close()));
    },
  };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
