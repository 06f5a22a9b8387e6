#!/usr/bin/env node
/**
 * Kills a command again and again while it changes an embedded graph, goes on with the same command, and looks what is left.
 *
 *     npm run bench:kills [-- --command ingest] [--kills 300] [--near 100] [--first 50] [--seed 1]
 *     npm run bench:kills -- --neo4j 10
 *
 * Of the kills, `near` come within 20 ms of the beginning of a checkpoint, `first` of those of the first checkpoint of a
 * graph; the others come at any time of the command. A graph is killed until the command comes to its end, and has to equal
 * the graph of an unbroken run then; `unopenable` are runs that could not go on, `lost` structures that were reported as
 * stored and were not there, and kills that left no vectors where there had been some. --neo4j kills and restarts a Neo4j server so often while it is written and asked.
 * Exits with 1 when anything was lost.
 */
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    command: { type: 'string', default: 'ingest' },
    kills: { type: 'string', default: '300' },
    near: { type: 'string', default: '100' },
    first: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    neo4j: { type: 'string' },
  },
});
const [kills, near, first, seed] = [values.kills, values.near, values.first, values.seed].map(Number);
const ok =
  values.neo4j === undefined
    ? await (await import('./embedded.mjs')).killEmbedded({ command: values.command, kills, near, first, seed })
    : await (await import('./neo4j.mjs')).restartNeo4j(Number(values.neo4j));
process.exitCode = ok ? 0 : 1;
