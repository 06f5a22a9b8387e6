/**
 * How fast the questions of `questions.mjs` are answered over HTTP, against their bars: `npm run bench:fast -- --graph URI`, a
 * folder or an address of Neo4j (with NEO4J_USERNAME and NEO4J_PASSWORD). Latencies are medians of questions one after
 * the other; the processor time of the service for each question (Linux) is less disturbed by other programs.
 */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { load, processorSeconds } from '../http/client.mjs';
import { quantile, startService } from '../served.mjs';
import { bodies, LARGE, QUESTIONS } from './questions.mjs';

const { values: options } = parseArgs({
  options: {
    graph: { type: 'string' },
    rounds: { type: 'string', default: '40' },
    seconds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
  },
});
const ROUNDS = Number(options.rounds);
const RATES = [
  {
    name: 'motif with its connections',
    clients: 32,
    bar: 800,
    of: QUESTIONS.filter(({ name }) => name.startsWith('motif with')),
  },
  { name: 'mixed load of seven', clients: 16, bar: 400, of: QUESTIONS.filter(({ mixed }) => mixed) },
];

const service = await startService(options.graph);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
try {
  const { data } = await service.ask('{ statistics { crystals } motifs(first: 200) { nodes { id } } }');
  const known = { motifs: data.motifs.nodes.map(({ id }) => id) };
  await untilIdle(service.pid);
  console.log(`${data.statistics.crystals} crystals, ${service.memory().now} MiB`);
  console.log(`${'median of'.padEnd(4)} ${ROUNDS}`.padEnd(52), 'ms (first)  bar  processor ms    kB');
  for (const question of [...QUESTIONS, ...LARGE].filter(({ name }) => name.includes(options.only))) {
    const next = bodies(question, known);
    const first = await ask(next());
    const before = processorSeconds(service.pid);
    const times = [];
    for (let round = 0; round < ROUNDS; round++) times.push((await ask(next())).milliseconds);
    const processor = (1000 * (processorSeconds(service.pid) - before)) / ROUNDS;
    const median = quantile(times, 0.5);
    const isMissed = question.bar !== undefined && median > question.bar;
    console.log(
      question.name.padEnd(50),
      median.toFixed(1).padStart(6),
      `(${first.milliseconds.toFixed(0)})`.padStart(6),
      String(question.bar ?? '').padStart(4),
      processor.toFixed(1).padStart(9),
      (first.bytes / 1000).toFixed(1).padStart(9),
      isMissed ? ' missed' : '',
    );
  }
  for (const { name, clients, bar, of } of RATES.filter(({ name }) => name.includes(options.only))) {
    const makers = of.map((question) => bodies(question, known));
    let turn = 0;
    const body = () => makers[turn++ % makers.length]();
    const { requests, seconds, processor } = await load({
      url: service.url,
      pid: service.pid,
      seconds: Number(options.seconds),
      body,
      connections: clients,
    });
    const rate = requests / seconds;
    console.log(
      `${name}, ${clients} clients`.padEnd(50),
      `${rate.toFixed(0)} requests/s, at least ${bar}; ${((1000 * processor) / requests).toFixed(2)} ms of processor each`,
      rate < bar ? ' missed' : '',
    );
  }
  console.log(`at the end ${service.memory().now} MiB, at most ${service.memory().most}`);
} finally {
  agent.destroy();
  await service.stop();
}

async function ask(body) {
  const begun = performance.now();
  const asked = request(`${service.url}graphql`, {
    agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
  });
  asked.end(body);
  const [response] = await once(asked, 'response');
  const parts = await response.toArray();
  const milliseconds = performance.now() - begun;
  const text = Buffer.concat(parts).toString();
  if (JSON.parse(text).errors) throw new Error(text.slice(0, 1000));
  return { milliseconds, bytes: Buffer.byteLength(text) };
}

/** A service that has just started makes ready what most questions need, which would count as theirs. */
async function untilIdle(pid) {
  for (let before = processorSeconds(pid), used = 1; used > 0.05; ) {
    await setTimeout(1000);
    const now = processorSeconds(pid);
    used = now - before;
    before = now;
  }
}
