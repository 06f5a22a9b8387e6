/** The built service on the sample, and Chromium in front of it: for tests of the explorer, and for its pictures. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const EXPLORER = fileURLToPath(new URL('../dist/explorer/index.html', import.meta.url));

/** Where the programs lie of Debian, Arch, Fedora and openSUSE. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/lib64/chromium/chromium'];

/** WebGL without a graphics card. */
const ARGUMENTS = [
  '--no-sandbox',
  '--enable-unsafe-swiftshader',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--ignore-gpu-blocklist',
];

/** Chromium's program: the one that MOTIFGRAPH_CHROMIUM names, or one that the system has; null without any. */
export function findChromium() {
  const named = process.env.MOTIFGRAPH_CHROMIUM;
  if (named !== undefined && named !== '') return named;
  return PLACES.find((place) => existsSync(place)) ?? null;
}

/** Ends with this process. */
export function launchChromium(executablePath) {
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** `motifgraph serve --sample` as it was built, like `serveGraph`. @param graph the graph's folder; filled if it is new */
export function serveSample(graph) {
  return serveGraph(graph, '--sample');
}

/**
 * `motifgraph serve` as it was built. It ends with this process, however that ends.
 *
 * @param graph the graph's folder
 * @returns the address, without a slash at its end
 */
export async function serveGraph(graph, ...options) {
  for (const file of [MAIN, EXPLORER]) {
    if (!existsSync(file)) throw new Error(`${file} is missing: run \`npm run build\` first.`);
  }
  const untilAlone = 'data:text/javascript,process.on("disconnect",()=>process.exit())';
  const args = ['--import', untilAlone, MAIN, 'serve', ...options, '--port', '0', '--graph', graph];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  for await (const line of createInterface(child.stdout)) {
    const [url] = /http:\/\/[\d.]+:\d+/.exec(line) ?? [];
    if (url === undefined) continue;
    // What else it prints is not read, and must not hold it up.
    child.stdout.resume();
    child.unref();
    child.channel?.unref();
    const close = async () => {
      child.kill();
      await once(child, 'exit');
    };
    return { url, close };
  }
  throw new Error('The service ended before it listened.');
}
