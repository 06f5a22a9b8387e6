/**
 * How soon the explorer's views are ready, and what they take over the network, each in a browser that has seen nothing:
 * npm run bench:explorer. Without Chromium there is nothing to measure.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, launchChromium, serveSample } from '../../../scripts/sample-browser.mjs';

const ROUNDS = 5;
const VIEWS = [
  '/',
  '/crystals',
  '/motifs',
  '/motif/Ti-O:6',
  '/connections',
  '/map',
  '/pattern',
  '/mine',
  '/crystal/rutile-TiO2',
  '/query',
];

const executable = findChromium();
if (executable === null) {
  console.error('No Chromium is installed; MOTIFGRAPH_CHROMIUM may name one.');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'motifgraph-bench-'));
const service = await serveSample(join(folder, 'graph'));
const browser = await launchChromium(executable);
try {
  console.log('view                   ready, ms (least)   requests   kB over the network   of these scripts   answers');
  for (const view of VIEWS) {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await visit(view));
    const times = rounds.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
    const { requests, bytes, scripts, answers } = rounds[0];
    const time = `${times[Math.floor(ROUNDS / 2)]} (${times[0]})`;
    const cells = [time.padStart(17), String(requests).padStart(10), ...[bytes, scripts, answers].map(kilobytes)];
    console.log(`${view.padEnd(21)} ${cells.join(' ')}`);
  }
} finally {
  await browser.close();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
}

function kilobytes(bytes) {
  return (bytes / 1000).toFixed(0).padStart(17);
}

/** Opens a view in a context without anything kept. It is ready once nothing of it is waited for. */
async function visit(view) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const finished = [];
  page.on('requestfinished', (request) => finished.push(request));
  await page.goto(service.url + view, { waitUntil: 'commit' });
  const ready = await page.waitForFunction(() => {
    const main = document.querySelector('main');
    const isWaiting = main === null || main.textContent.trim() === '' || main.querySelector('.skeleton') !== null;
    return isWaiting ? null : performance.now();
  });
  const milliseconds = Math.round(await ready.jsonValue());
  await page.waitForLoadState('networkidle');
  const sizes = await Promise.all(
    finished.map(async (request) => ({
      url: new URL(request.url()).pathname,
      bytes: (await request.sizes()).responseBodySize,
    })),
  );
  await context.close();
  const sum = (parts) => parts.reduce((total, { bytes }) => total + bytes, 0);
  return {
    milliseconds,
    requests: sizes.length,
    bytes: sum(sizes),
    scripts: sum(sizes.filter(({ url }) => url.endsWith('.js'))),
    answers: sum(sizes.filter(({ url }) => url === '/graphql')),
  };
}
