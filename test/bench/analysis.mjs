/**
 * What large structures cost a running service: `npm run bench:analysis`, or with `-- GRAPH` on a graph of your own (the sample
 * in a temporary folder without it). Prints memory of the service with its processes, latencies of /health, and the longest request.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const graph = process.argv[2] ?? join(mkdtempSync(join(tmpdir(), 'motifgraph-bench-')), 'graph');
const service = spawn(
  process.execPath,
  ['dist/cli/main.js', 'serve', '--port', '0', '--graph', graph, ...(process.argv[2] ? [] : ['--sample'])],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const url = await new Promise((resolve, reject) => {
  let said = '';
  service.once('exit', () => reject(new Error('the service ended')));
  service.stdout.on('data', (text) => {
    said += text;
    const address = /answers at (\S+)/.exec(said)?.[1];
    if (address) resolve(address);
  });
});

/** MiB of the service and of all processes that it started; Linux alone has /proc. */
function memory() {
  const parents = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      parents.set(Number(pid), {
        parent: Number(/^PPid:\s+(\d+)/m.exec(status)[1]),
        kilobytes: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0),
      });
    } catch {
      // It has just ended.
    }
  }
  let sum = 0;
  for (const [pid, { parent, kilobytes }] of parents) {
    if (pid === service.pid || parent === service.pid) sum += kilobytes;
  }
  return Math.round(sum / 1024);
}

function cif(a, b, c, atoms) {
  return `data_x
_cell_length_a ${a}
_cell_length_b ${b}
_cell_length_c ${c}
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_IT_number 1
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
${atoms}
`;
}

/** Rock salt with n³ atoms, each moved a little, so that no two are alike. */
function supercell(n) {
  let state = 1;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const atoms = Array.from({ length: n ** 3 }, (_, i) => {
    const steps = [i % n, Math.floor(i / n) % n, Math.floor(i / n ** 2)];
    const element = steps.reduce((sum, step) => sum + step, 0) % 2 ? 'O' : 'Mg';
    return `${element}${i} ${element} ${steps.map((step) => ((step + 0.05 * random()) / n).toFixed(8)).join(' ')}`;
  });
  return cif(2.105 * n, 2.105 * n, 2.105 * n, atoms.join('\n'));
}

const QUERY = `query ($text: String!) {
  analyzeStructure(text: $text, format: CIF) { formula atomCount predictions { property value } }
}`;

async function analyze(text) {
  const began = performance.now();
  const answer = await fetch(`${url}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY, variables: { text } }),
  });
  const { errors } = await answer.json();
  const outcome = errors?.[0]?.extensions.code ?? 'answered';
  const limit = errors?.[0]?.extensions.limit?.name;
  return { seconds: (performance.now() - began) / 1000, outcome: limit ? `${outcome} ${limit}` : outcome };
}

async function measured(name, work) {
  let peak = 0;
  let runs = true;
  const latencies = [];
  const watching = (async () => {
    while (runs) {
      const began = performance.now();
      await (await fetch(`${url}health`)).text();
      latencies.push(performance.now() - began);
      peak = Math.max(peak, memory());
      await delay(20);
    }
  })();
  const requests = await work();
  runs = false;
  await watching;
  latencies.sort((a, b) => a - b);
  const outcomes = {};
  for (const { outcome } of requests) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  console.log(
    `${name}: longest request ${Math.max(...requests.map(({ seconds }) => seconds)).toFixed(1)} s, ${JSON.stringify(outcomes)}, ` +
      `/health p99 ${latencies[Math.floor(0.99 * latencies.length)].toFixed(0)} ms, longest ${latencies.at(-1).toFixed(0)} ms, ` +
      `memory at most ${peak} MiB, afterwards ${memory()} MiB`,
  );
}

try {
  const large = supercell(21);
  const narrow = cif(1, 1, 1000, 'Mg1 Mg 0 0 0\nO1 O 0.5 0.5 0.002');
  console.log(`idle: ${memory()} MiB`);
  await measured('1 × 1 × 1000 Å, with predictions', async () => [await analyze(narrow)]);
  await measured('9,261 atoms, with predictions', async () => [await analyze(large)]);
  await measured('50 of 1,000 atoms at once', () =>
    Promise.all(Array.from({ length: 50 }, () => analyze(supercell(10)))),
  );
  await measured('50 of 9,261 atoms at once', () => Promise.all(Array.from({ length: 50 }, () => analyze(large))));
  await delay(60_000);
  console.log(`a minute later: ${memory()} MiB`);
} finally {
  service.kill('SIGTERM');
}
