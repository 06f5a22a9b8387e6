/** The built service in a process of its own, asked over HTTP, with an eye on its health and memory. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const HEALTH_EVERY_MILLISECONDS = 20;

/** With the options of Node.js that the bench was started with: `node --cpu-prof test/bench/…` profiles the service, too. */
export async function startService(graph) {
  const child = spawn(
    process.execPath,
    [...process.execArgv, COMMAND, 'serve', '--port', '0', ...(graph ? ['--graph', graph] : ['--sample'])],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  let url;
  for await (const line of createInterface(child.stdout)) {
    url = /http:\/\/\S+/.exec(line)?.[0];
    if (url) break;
  }
  if (!url) throw new Error('the service did not start');
  child.stdout.resume();
  let asked = 0;
  /** Each question has a variable of its own, which the query does not use: no answer is kept for it. */
  const ask = async (query, variables = {}) => {
    const response = await fetch(`${url}graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { ...variables, asked: asked++ } }),
    });
    const text = await response.text();
    return { status: response.status, bytes: text.length, ...JSON.parse(text) };
  };
  return {
    url,
    ask,
    get isAlive() {
      return child.exitCode === null && child.signalCode === null;
    },
    pid: child.pid,
    /** MiB; Linux alone tells. */
    memory: () => memoryOf(child.pid),
    /** MiB of the service and of all processes that it started. */
    memoryOfAll: () => memoryOf(child.pid).now + childrenOf(child.pid).reduce((sum, pid) => sum + memoryOf(pid).now, 0),
    /** What `/health` took while `work` ran, milliseconds. */
    healthDuring: (work) => healthDuring(url, work),
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function childrenOf(pid) {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.filter((each) => new RegExp(`^PPid:\\s+${pid}$`, 'm').test(statusOf(each)));
}

/** Empty where the process has just ended. */
function statusOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

function memoryOf(pid) {
  const status = statusOf(pid);
  const mebibytes = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
  return { now: mebibytes('VmRSS'), most: mebibytes('VmHWM') };
}

async function healthDuring(url, work) {
  let going = true;
  const latencies = [];
  const asked = [];
  const watch = (async () => {
    while (going) {
      const started = performance.now();
      asked.push(
        fetch(`${url}health`)
          .then((response) => response.text())
          .then(() => latencies.push(performance.now() - started))
          .catch(() => latencies.push(Number.POSITIVE_INFINITY)),
      );
      await delay(HEALTH_EVERY_MILLISECONDS);
    }
  })();
  const answer = await work();
  going = false;
  await watch;
  await Promise.all(asked);
  return { answer, latencies };
}

export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
