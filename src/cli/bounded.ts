/** This command again in a process of its own, so that work which nothing else can stop is ended when its time is up. */
import { fork } from 'node:child_process';

/** Set in the process that is bounded. */
const BOUNDED = 'MOTIFGRAPH_BOUNDED';

/** The engine is given as long as this, after its time, to say itself that it is over, ms. */
const GRACE = 1000;

type Message = 'begun' | 'answered';

/** Whether this process is the bounded one. */
export function isBounded(): boolean {
  return process.env[BOUNDED] === String(process.ppid);
}

/** Tells the process around that the work begins, and that it is done. */
export async function answering<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const tell = (message: Message) => {
    if (process.connected) process.send?.(message);
  };
  // Who waits for the answer is gone.
  const end = () => process.kill(process.pid, 'SIGKILL');
  process.once('disconnect', end);
  tell('begun');
  try {
    return await work();
  } finally {
    tell('answered');
    process.off('disconnect', end);
    if (process.connected) process.disconnect();
  }
}

/**
 * Runs this command with its arguments, input and output in another process, whose exit status becomes that of this one.
 *
 * @param milliseconds that what it calls `answering` may take
 * @returns false where it was ended because it took longer
 */
export async function runBounded(milliseconds: number): Promise<boolean> {
  const [, program = '', ...parameters] = process.argv;
  const child = fork(program, parameters, {
    env: { ...process.env, [BOUNDED]: String(process.pid) },
    stdio: 'inherit',
  });
  let isLate = false;
  let timer: NodeJS.Timeout | undefined;
  child.on('message', (message: Message) => {
    clearTimeout(timer);
    if (message !== 'begun') return;
    timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, milliseconds + GRACE);
  });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const [status, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, by) => resolve([code, by]));
  });
  clearTimeout(timer);
  process.off('SIGINT', pass).off('SIGTERM', pass);
  if (isLate) return false;
  if (signal !== null) process.kill(process.pid, signal);
  process.exitCode = status ?? 1;
  return true;
}
