/**
 * How fast the questions of `questions.mjs` are answered over HTTP, against their bars: `npm run bench:fast -- --graph URI`, a
 * folder or an address of Neo4j (with NEO4J_USERNAME and NEO4J_PASSWORD). Latencies are medians of questions one after
 * the other; the processor time of the service for each question (Linux) is less disturbed by other programs. Each is asked
 * as a new question, which the bars are for, and then again unchanged, as a dashboard does: its answer is then kept.
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
/** Questions that a dashboard asks again and again. */
const REPEATED = 70;
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
  const data = await firstAnswer('{ statistics { crystals } motifs(first: 200) { nodes { id } } }');
  const known = { motifs: data.motifs.nodes.map(({ id }) => id) };
  await untilIdle(service.pid);
  console.log(`${data.statistics.crystals} crystals, ${service.memory().now} MiB`);
  console.log(`median of ${ROUNDS}`.padEnd(50), ' bar     new: ms  processor ms     again: ms  processor ms     kB');
  for (const question of [...QUESTIONS, ...LARGE].filter(({ name }) => name.includes(options.only))) {
    const next = bodies(question, known);
    const { bytes } = await ask(next());
    const asked = Array.from({ length: ROUNDS }, next);
    const fresh = await timed(asked);
    const again = await timed(asked);
    console.log(
      question.name.padEnd(50),
      String(question.bar ?? '').padStart(4),
      fresh.median.toFixed(1).padStart(11),
      fresh.processor.toFixed(1).padStart(13),
      again.median.toFixed(1).padStart(13),
      again.processor.toFixed(1).padStart(13),
      (bytes / 1000).toFixed(1).padStart(9),
      fresh.median > (question.bar ?? Number.POSITIVE_INFINITY) ? ' missed' : '',
    );
  }
  for (const { name, clients, bar, of } of RATES.filter(({ name }) => name.includes(options.only))) {
    const makers = of.map((question) => bodies(question, known));
    let turn = 0;
    const next = () => makers[turn++ % makers.length]();
    const fresh = await rate(next, clients);
    const asked = Array.from({ length: REPEATED }, next);
    for (const body of asked) await ask(body);
    const again = await rate(() => asked[turn++ % REPEATED], clients);
    console.log(
      `${name}, ${clients} clients`.padEnd(50),
      `new: ${inWords(fresh)}, at least ${bar}; again: ${inWords(again)}`,
      fresh.requests < bar ? ' missed' : '',
    );
  }
  console.log(`at the end ${service.memory().now} MiB, at most ${service.memory().most}`);
} finally {
  agent.destroy();
  await service.stop();
}

/** Questions one after the other. @returns median, and processor time of the service for each, in milliseconds */
async function timed(asked) {
  const before = processorSeconds(service.pid);
  const times = [];
  for (const body of asked) times.push((await ask(body)).milliseconds);
  const processor = (1000 * (processorSeconds(service.pid) - before)) / asked.length;
  return { median: quantile(times, 0.5), processor };
}

/** @returns requests a second, and processor time of the service for each in milliseconds */
async function rate(body, connections) {
  const { url, pid } = service;
  const { requests, seconds, processor } = await load({
    url,
    pid,
    seconds: Number(options.seconds),
    body,
    connections,
  });
  return { requests: requests / seconds, processor: (1000 * processor) / requests };
}

function inWords({ requests, processor }) {
  return `${requests.toFixed(0)} requests/s, ${processor.toFixed(2)} ms of processor each`;
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

/** On a busy machine, or of a large graph, the first one takes longer than an answer may. */
async function firstAnswer(query) {
  for (;;) {
    const { data, errors } = await service.ask(query);
    if (data !== null) return data;
    if (errors[0].extensions.limit?.name !== 'requestSeconds') throw new Error(errors[0].message);
  }
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
