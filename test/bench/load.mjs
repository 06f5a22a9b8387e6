/**
 * Mixed load as dashboards, notebooks and people with files of their own make it, from many clients that never rest:
 * `npm run bench:load -- --graph FOLDER`. Prints memory minute by minute, latencies by question, and each answer that was
 * not the one expected; ends with 1 where there was one, or where the service died.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ELEMENTS } from './elements.mjs';
import { quantile, startService } from './served.mjs';
import { randomFrom } from './worst/queries.mjs';

const { values: options } = parseArgs({
  options: {
    graph: { type: 'string' },
    clients: { type: 'string', default: '16' },
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});
const EXAMPLES = new URL('../../src/api/examples/', import.meta.url);
const random = randomFrom(Number(options.seed));
const oneOf = (list) => list[Math.floor(random() * list.length)];

const service = await startService(options.graph);
const { data } = await service.ask(
  '{ crystals(first: 1000, sort: { key: DENSITY }) { nodes { id } } motifs(first: 200, sort: { key: CRYSTAL_COUNT, descending: true }) { nodes { id } } }',
);
const crystals = data.crystals.nodes.map(({ id }) => id);
const motifs = data.motifs.nodes.map(({ id }) => id);
const texts = await Promise.all(
  crystals.slice(0, 50).map(async (id) => {
    const { data } = await service.ask('query ($id: ID!) { crystal(id: $id) { structure(format: CIF) } }', { id });
    return data.crystal.structure;
  }),
);

/** Each with a query, variables, and the code of the error that is the right answer, if one is. */
const QUESTIONS = {
  ...Object.fromEntries(
    readdirSync(EXAMPLES).map((name) => {
      const query = readFileSync(new URL(name, EXAMPLES), 'utf8');
      return [`example ${name.replace('.graphql', '')}`, () => ({ query })];
    }),
  ),
  'two pages of crystals': () => ({
    query: `query ($elements: [String!]!, $after: String) {
      crystals(first: 100, filter: { elements: $elements }, sort: { key: DENSITY }, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } rows { crystalId formula spaceGroupSymbol motifIds density }
      } }`,
    variables: { elements: [oneOf(ELEMENTS)] },
    next: ({ crystals: { pageInfo } }) => (pageInfo.hasNextPage ? { after: pageInfo.endCursor } : null),
  }),
  'one crystal, whole': () => ({
    query: `query ($id: ID!) { crystal(id: $id) {
      formula description warnings predictions { property value low high }
      sites(first: 50) { element motifId ligands(first: 30) { element distance }
        connections(first: 50) { kind count distance anglesInDegrees partner { motifId } } } } }`,
    variables: { id: oneOf(crystals) },
  }),
  'partners of a motif': () => ({
    query:
      'query ($id: ID!) { motif(id: $id) { crystalCount connectedTo(first: 100) { nodes { kind occurrences motif { id } } } } }',
    variables: { id: oneOf(motifs) },
  }),
  'similar crystals': () => ({
    query: `query ($id: ID!, $by: SimilarityBasis!) { similarCrystals(id: $id, by: $by) {
      hits { score crystal { id formula } why { feature share } } } }`,
    variables: { id: oneOf(crystals), by: oneOf(['FRAMEWORK', 'CHEMISTRY', 'FINGERPRINT', 'MOTIFS']) },
  }),
  'similar motifs': () => ({
    query: 'query ($id: ID!) { similarMotifs(id: $id) { hits { motifId score why { feature } } } }',
    variables: { id: oneOf(motifs) },
  }),
  'map of all crystals': () => ({ query: '{ crystalMap { columns { crystalId x y cluster } } }' }),
  'a file with predictions': () => ({
    query: `query ($text: String!) { analyzeStructure(text: $text, format: CIF) {
      formula sites { motifId } predictions { property value } similarCrystals(first: 5) { hits { score } } } }`,
    variables: { text: oneOf(texts) },
  }),
  'a file that is none': () => ({
    query: 'query ($text: String!) { analyzeStructure(text: $text, format: CIF) { formula } }',
    variables: { text: `data_x\n${'rubbish '.repeat(Math.floor(random() * 1000))}` },
    code: 'STRUCTURE_REFUSED',
  }),
  'a field that is none': () => ({ query: '{ crystals { nodes { colour } } }', code: 'GRAPHQL_VALIDATION_FAILED' }),
};

const latencies = new Map(Object.keys(QUESTIONS).map((name) => [name, []]));
const unexpected = new Map();
const ends = performance.now() + 60_000 * Number(options.minutes);

async function ask(name, { query, variables = {}, code, next }) {
  const began = performance.now();
  const { errors, data } = await service.ask(query, variables);
  latencies.get(name).push(performance.now() - began);
  const found = errors?.[0].extensions.code;
  if (found !== code) {
    const what = `${name}: ${errors === undefined ? 'answered' : `${found}, ${errors[0].message}`}`;
    unexpected.set(what, (unexpected.get(what) ?? 0) + 1);
    return;
  }
  const more = next?.(data);
  if (more) await ask(name, { query, variables: { ...variables, ...more }, code });
}

async function client() {
  while (performance.now() < ends && service.isAlive) {
    const name = oneOf(Object.keys(QUESTIONS));
    await ask(name, QUESTIONS[name]()).catch((error) => unexpected.set(`${name}: ${error.cause ?? error}`, 1));
  }
}

const watch = (async () => {
  for (let minute = 0; performance.now() < ends; minute++) {
    console.log(`${minute} min: ${service.memory().now} MiB, with its processes ${service.memoryOfAll()} MiB`);
    await delay(Math.min(60_000, Math.max(0, ends - performance.now())));
  }
})();
const { latencies: health } = await service.healthDuring(() =>
  Promise.all(Array.from({ length: Number(options.clients) }, client)),
);
await watch;
const answered = [...latencies.values()].flat().length;
console.log(
  `at the end: ${service.memory().now} MiB, at most ${service.memory().most}, with its processes ${service.memoryOfAll()} MiB\n` +
    `${answered} answers from ${options.clients} clients in ${options.minutes} min; ` +
    `/health p50 ${quantile(health, 0.5).toFixed(0)}, p99 ${quantile(health, 0.99).toFixed(0)}, most ${Math.max(...health).toFixed(0)} ms`,
);
for (const [name, times] of latencies) {
  console.log(
    `  ${name.padEnd(32)} ${String(times.length).padStart(6)}, p50 ${quantile(times, 0.5).toFixed(0)}, p99 ${quantile(times, 0.99).toFixed(0)} ms`,
  );
}
for (const [what, count] of unexpected) console.log(`not expected, ${count} times: ${what}`);
const { isAlive } = service;
console.log(isAlive ? 'the service is alive' : 'THE SERVICE DIED');
await service.stop();
process.exitCode = isAlive && unexpected.size === 0 ? 0 : 1;
