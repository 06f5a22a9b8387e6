/**
 * What large structures cost a running service: `npm run bench:analysis`, or with `-- GRAPH` on a graph of your own (the sample
 * in a temporary folder without it). Prints memory of the service with its processes, latencies of /health, and the longest request.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { quantile, startService } from './served.mjs';

const service = await startService(process.argv[2]);

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
  const { errors } = await service.ask(QUERY, { text });
  const outcome = errors?.[0]?.extensions.code ?? 'answered';
  const limit = errors?.[0]?.extensions.limit?.name;
  return { seconds: (performance.now() - began) / 1000, outcome: limit ? `${outcome} ${limit}` : outcome };
}

async function measured(name, work) {
  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, service.memoryOfAll());
  }, 100);
  const { answer: requests, latencies } = await service.healthDuring(work);
  clearInterval(watching);
  const outcomes = {};
  for (const { outcome } of requests) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  console.log(
    `${name}: longest request ${Math.max(...requests.map(({ seconds }) => seconds)).toFixed(1)} s, ${JSON.stringify(outcomes)}, ` +
      `/health p99 ${quantile(latencies, 0.99).toFixed(0)} ms, longest ${Math.max(...latencies).toFixed(0)} ms, ` +
      `memory at most ${most} MiB, afterwards ${service.memoryOfAll()} MiB`,
  );
}

try {
  const large = supercell(21);
  const narrow = cif(1, 1, 1000, 'Mg1 Mg 0 0 0\nO1 O 0.5 0.5 0.002');
  console.log(`idle: ${service.memoryOfAll()} MiB`);
  await measured('1 × 1 × 1000 Å, with predictions', async () => [await analyze(narrow)]);
  await measured('9,261 atoms, with predictions', async () => [await analyze(large)]);
  await measured('50 of 1,000 atoms at once', () =>
    Promise.all(Array.from({ length: 50 }, () => analyze(supercell(10)))),
  );
  await measured('50 of 9,261 atoms at once', () => Promise.all(Array.from({ length: 50 }, () => analyze(large))));
  await delay(60_000);
  console.log(`a minute later: ${service.memoryOfAll()} MiB`);
} finally {
  await service.stop();
}
