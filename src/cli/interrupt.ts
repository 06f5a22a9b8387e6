/** Ctrl-C. */
import { rmSync } from 'node:fs';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Resolves at the first Ctrl-C or SIGTERM. A process that is still there after these seconds is ended by the signal: Node
 * itself would wait for what LadybugDB has under way. The second one ends it at once.
 */
export function interrupted(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    for (const name of SIGNALS) {
      process.once(name, () => {
        setTimeout(() => process.kill(process.pid, name), 1000 * seconds).unref();
        resolve();
      });
    }
  });
}

/** Aborted by the first Ctrl-C (or SIGTERM), which says what happens; the second ends the process at once. */
export function onInterrupt(says: string): AbortSignal {
  const controller = new AbortController();
  for (const name of SIGNALS) {
    process.once(name, () => {
      process.stderr.write(`\n${says} Press Ctrl-C again to stop at once.\n`);
      controller.abort();
    });
  }
  return controller.signal;
}

/** At Ctrl-C or SIGTERM the file is removed before the process ends by the signal. @returns what ends this */
export function removedOnInterrupt(file: string): () => void {
  const end = (signal: NodeJS.Signals) => {
    rmSync(file, { force: true });
    release();
    process.kill(process.pid, signal);
  };
  const release = () => {
    for (const name of SIGNALS) process.off(name, end);
  };
  for (const name of SIGNALS) process.on(name, end);
  return release;
}
