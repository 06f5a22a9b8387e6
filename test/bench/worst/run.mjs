/**
 * Looks for the queries that weigh most on the service among those that its limits let through, and asks the worst of
 * them many times at once: `npm run bench:worst -- --graph FOLDER`. Thousands of random queries are walked from the schema,
 * with long lists and the crystals of most sites; those that took the event loop longest are varied further.
 */
import { parseArgs } from 'node:util';
import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { quantile, startService } from '../served.mjs';
import { QueryMaker, randomFrom } from './queries.mjs';

const { values: options } = parseArgs({
  options: {
    graph: { type: 'string' },
    queries: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    at: { type: 'string', default: '20' },
    depth: { type: 'string', default: '11' },
  },
});
const AT_ONCE = Number(options.at);
const DEEPEST = Number(options.depth);

/** What an attacker would try by hand. */
const BY_HAND = (heavy, motif) => [
  `{ crystal(id: "${heavy}") { sites { connections { partner { connections { partner { connections { partner { connections { kind } } } } } } } } } }`,
  `{ crystal(id: "${heavy}") { sites { connections { partner { connections { partner { connections { kind distance } } } } } } } }`,
  '{ crystals(first: 1000) { nodes { id formula description structure warnings } } }',
  '{ crystals(first: 1000) { rows { crystalId formula motifIds structure: file sha256 a b c } siteRows { element } } }',
  '{ crystals(first: 400) { nodes { sites { ligands { element distance image } fingerprint { label value } } } } }',
  '{ crystalMap { columns { crystalId formula x y cluster geometry element motifs } clusters { label: geometry } } }',
  `{ motif(id: "${motif}") { crystals(first: 1000) { nodes { sites { connections { kind } } } } } }`,
  '{ elements { symbol motifs(first: 100) { nodes { id } } } geometries { symbol crystals(first: 5) { nodes { id } } } }',
  `{ similarCrystals(id: "${heavy}", first: 100) { hits { why { feature } crystal { sites { motif { id } } } } } }`,
  '{ __schema { types { fields { name type { fields { name description isDeprecated args { name description type { name } } } } } } } }',
];

const service = await startService(options.graph);
const random = randomFrom(Number(options.seed));
try {
  const { data: introspected } = await service.ask(getIntrospectionQuery());
  const schema = buildClientSchema(introspected);
  const { data } = await service.ask(
    '{ crystals(first: 300, sort: { key: ATOM_COUNT, descending: true }) { nodes { id orbitCount } } motifs(first: 50, sort: { key: CRYSTAL_COUNT, descending: true }) { nodes { id } } }',
  );
  if (!data) throw new Error('the service does not know the query for its largest crystals');
  const largest = data.crystals.nodes.toSorted((a, b) => b.orbitCount - a.orbitCount).slice(0, 20);
  const crystals = largest.map(({ id }) => id);
  const motifs = data.motifs.nodes.map(({ id }) => id);
  const values = {
    id: [...crystals, ...motifs],
    ids: crystals,
    motif: motifs,
    text: ['TiO2', 'Li'],
    symbol: ['O:6', 'Ti'],
    elements: ['O', 'Ti', 'Li'],
  };
  const maker = new QueryMaker(schema, values, random);

  const tried = [];
  const counts = { answered: 0, limited: 0, wrong: 0 };
  const attempt = async (query) => {
    const { answer, latencies } = await service.healthDuring(() => service.ask(query));
    const codes = new Set((answer.errors ?? []).map(({ extensions }) => extensions.code));
    const limit = answer.errors?.find(({ extensions }) => extensions.limit)?.extensions.limit.name;
    // Those that are refused before anything is made cost nothing; those that are ended in between do.
    if (limit !== undefined && answer.data === undefined) counts.limited++;
    else if (codes.has('GRAPHQL_VALIDATION_FAILED') || codes.has('BAD_USER_INPUT')) counts.wrong++;
    else counts.answered++;
    if (codes.has('INTERNAL_SERVER_ERROR')) console.log(`defect: ${query}`);
    tried.push({ query, health: Math.max(...latencies), bytes: answer.bytes, limit });
  };
  for (const query of BY_HAND(crystals[0], motifs[0])) await attempt(query);
  for (let i = 0; i < Number(options.queries); i++)
    await attempt(maker.query(2 + Math.floor(random() * (DEEPEST - 1))));
  console.log(
    `${tried.length} queries: ${counts.answered} made, ${counts.limited} refused before, ${counts.wrong} not valid; memory at most ${service.memory().most} MiB`,
  );
  tried.sort((a, b) => b.health - a.health);
  console.log(
    `alone, /health waited at most: ${tried
      .slice(0, 5)
      .map(({ health }) => `${Math.round(health)} ms`)
      .join(', ')}`,
  );
  const worst = [...tried.slice(0, 3), ...tried.toSorted((a, b) => b.bytes - a.bytes).slice(0, 1)];
  for (const { query } of worst) {
    const started = performance.now();
    const { answer, latencies } = await service.healthDuring(() =>
      Promise.all(Array.from({ length: AT_ONCE }, () => service.ask(query))),
    );
    const seconds = (performance.now() - started) / 1000;
    const endings = new Map();
    for (const { errors } of answer) {
      const ending = errors?.[0].extensions.limit?.name ?? errors?.[0].extensions.code ?? 'answered';
      endings.set(ending, (endings.get(ending) ?? 0) + 1);
    }
    console.log(
      `${AT_ONCE} at once, ${seconds.toFixed(1)} s: ${[...endings].map(([ending, count]) => `${count} ${ending}`).join(', ')}; ` +
        `/health p50 ${quantile(latencies, 0.5).toFixed(0)}, p99 ${quantile(latencies, 0.99).toFixed(0)}, most ${Math.max(...latencies).toFixed(0)} ms of ${latencies.length}; ` +
        `memory ${service.memory().now} MiB, at most ${service.memory().most} MiB; ${service.isAlive ? 'alive' : 'DEAD'}\n  ${query.slice(0, 3000)}`,
    );
  }
} finally {
  await service.stop();
}
