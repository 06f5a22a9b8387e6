/** Runs the built command in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

/** @param during called with the process as soon as it runs */
export async function runCommand(args, home, { env = {}, during } = {}) {
  const folders = { HOME: home, XDG_DATA_HOME: home, XDG_STATE_HOME: home };
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env.PATH, ...folders, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const begun = performance.now();
  const exit = once(child, 'exit');
  during?.(child);
  const [stdout, stderr, [status, signal]] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { status, signal, stdout, stderr, milliseconds: performance.now() - begun };
}
