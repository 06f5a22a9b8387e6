/**
 * How soon the explorer's views are ready, and what they take over the network, each in a browser that has seen nothing:
 * npm run bench:explorer. Without Chromium there is nothing to measure.
 *
 * And how soon large structures are drawn; with `--graph FOLDER`, one of thousands of crystals with vectors, its map and matrix too.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findChromium, launchChromium, serveGraph, serveSample } from '../../../scripts/sample-browser.mjs';
import { drawCrystal, drawView } from './drawing.mjs';
import { supercell } from './supercell.mjs';

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

/** Name, cells along a, b and c, and ms from its answer to its picture at most. */
const CRYSTALS = [
  ['rutile-192', [4, 4, 2], 500],
  ['rutile-960', [5, 4, 8], null],
];
const LARGE_VIEWS = [
  ['/map', 'query MapCrystals', 1500],
  ['/connections?n=100', 'query Connections', 1000],
];

const { graph: largeGraph } = parseArgs({ options: { graph: { type: 'string' } } }).values;
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
  await drawLargeCrystals();
  if (largeGraph === undefined)
    console.log('\nMap and matrix of thousands of crystals: left out, as no --graph is given.');
  else await drawLargeViews(largeGraph);
} finally {
  await browser.close();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
}

async function drawLargeCrystals() {
  const files = join(folder, 'files');
  mkdirSync(files);
  for (const [name, repeats] of CRYSTALS) writeFileSync(join(files, `${name}.vasp`), supercell(repeats));
  const graph = join(folder, 'large');
  const main = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));
  execFileSync(process.execPath, [main, 'ingest', '--graph', graph, files], { stdio: 'ignore' });
  const large = await serveGraph(graph);
  console.log('\ncrystal        drawn after its answer, ms (least)      bar   a frame while dragged, ms');
  try {
    for (const [name, , bar] of CRYSTALS) {
      const rounds = [];
      for (let round = 0; round < ROUNDS; round++) rounds.push(await drawCrystal(browser, large.url, name));
      const frames = medianOf(rounds.map(({ frame }) => frame));
      const time = spread(rounds.map(({ milliseconds }) => milliseconds));
      console.log(
        `${name.padEnd(14)} ${time.padStart(34)} ${String(bar ?? '–').padStart(8)} ${String(frames).padStart(27)}`,
      );
    }
  } finally {
    await large.close();
  }
}

async function drawLargeViews(graph) {
  const large = await serveGraph(graph);
  console.log('\nview                 shown after its answer, ms (least)      bar');
  try {
    for (const [path, query, bar] of LARGE_VIEWS) {
      const times = [];
      for (let round = 0; round < ROUNDS; round++)
        times.push(await drawView(browser, large.url, path, query, 'main canvas'));
      console.log(`${path.padEnd(20)} ${spread(times).padStart(34)} ${String(bar).padStart(8)}`);
    }
  } finally {
    await large.close();
  }
}

const medianOf = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const spread = (times) => `${medianOf(times)} (${Math.min(...times)})`;

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
