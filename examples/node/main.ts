/** Describes and predicts the crystals of a structure file, and asks a GraphQL service about them. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyze, createServer, openGraph, predict, readStructures } from 'motifgraph';
import { describe } from 'motifgraph/motif';

const file = process.argv[2] ?? 'rutile.cif';
const text = await readFile(file, 'utf8');

for (const read of readStructures(text, { file })) {
  if (!read.ok) {
    console.log(`${read.id}: ${read.refusal.message}`);
    continue;
  }
  const { crystal } = read;
  const analysed = analyze(crystal);
  console.log(`${crystal.id}: ${analysed.ok ? describe(analysed.analysis) : analysed.refusal.message}`);
  const predicted = await predict(crystal);
  if (predicted.ok) {
    const { value, low, high } = predicted.prediction.bandGap;
    console.log(`Band gap ${value.toFixed(2)} eV (${low.toFixed(2)} to ${high.toFixed(2)} eV).`);
  }
}

const query = `query Analysis($text: String!) {
  analyzeStructure(text: $text) {
    formula
    spaceGroup { symbol }
    motifs { motifId count }
  }
}`;

// A graph of your own is a folder that stays; `motifgraph ingest --graph FOLDER` fills it.
const folder = await mkdtemp(join(tmpdir(), 'motifgraph-'));
const graph = await openGraph(folder);
const server = await createServer({ store: graph, port: 0 });
const answer = await fetch(new URL('graphql', server.url), {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query, variables: { text } }),
});
console.log(JSON.stringify(await answer.json()));
await server.close();
await graph.close();
await rm(folder, { recursive: true });
