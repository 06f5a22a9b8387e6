/** The commands that are killed: what each starts from, how it is called, and what it says is stored. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { openGraph } from '../../../dist/graph/open.js';
import { runCommand } from './process.mjs';

/** Two batches. */
const STRUCTURES = 600;

function rockSalt(metal, a) {
  return `data_${metal}O
_cell_length_a ${a}
_cell_length_b ${a}
_cell_length_c ${a}
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_name_H-M_alt 'F m -3 m'
loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
${metal} 0 0 0
O 0.5 0.5 0.5
`;
}

/** A folder of structures, made once. */
function structuresIn(home) {
  const folder = join(home, 'input');
  mkdirSync(folder);
  for (let i = 0; i < STRUCTURES; i++) {
    const metal = ['Mg', 'Ca', 'Ni', 'Mn'][i % 4];
    writeFileSync(join(folder, `${String(i).padStart(4, '0')}.cif`), rockSalt(metal, 4.2 + i / 4000));
  }
  return folder;
}

const ingestArgs = (input, graph) => ['ingest', input, '--no-predictions', '--json', '--graph', graph];

const MODEL = fileURLToPath(new URL('../../../models/motif-vectors.json.gz', import.meta.url));
const embedArgs = (graph) => ['embed', '--model', MODEL, '--graph', graph];

/** A graph with crystals and vectors. */
async function embedded(home) {
  const graph = join(home, 'embedded');
  await runCommand(ingestArgs(structuresIn(home), graph), home);
  const { status, stderr } = await runCommand(embedArgs(graph), home);
  if (status !== 0) throw new Error(stderr);
  return graph;
}

/** What a kill must leave of vectors that were there: those of before, or the new ones. */
async function hasVectors(graph) {
  const store = await openGraph(graph);
  try {
    const near = await store.vectors.nearestTo('framework', '0001', 5);
    return near?.length === 5 && (await store.vectors.crystalsWithout()) === 0;
  } finally {
    await store.close();
  }
}

/**
 * Each answers, given a folder for its own files, with `begin` (makes what the command starts from), `args` (of the command
 * on a graph), and `stored` (ids that a run's standard output says were stored by it); `isWhole` looks at what a kill left.
 */
export const COMMANDS = {
  ingest: async (home) => {
    const input = structuresIn(home);
    return {
      begin: () => {},
      args: (graph) => ingestArgs(input, graph),
      stored: (stdout) =>
        stdout
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line))
          .flatMap(({ id, status }) => (status === 'stored' ? id : [])),
    };
  },
  embed: async (home) => {
    const graph = await embedded(home);
    return {
      begin: (copy) => cpSync(graph, copy, { recursive: true }),
      args: embedArgs,
      stored: () => [],
      isWhole: hasVectors,
    };
  },
  import: async (home) => {
    const file = join(home, 'exported.jsonl.gz');
    const { status, stderr } = await runCommand(['export', file, '--graph', await embedded(home)], home);
    if (status !== 0) throw new Error(stderr);
    return {
      begin: () => {},
      args: (graph) => ['import', file, '--graph', graph],
      stored: () => [],
    };
  },
  upgrade: async (home) => {
    const { module } = await runnerImport(new URL('../../pipeline/schema-10.ts', import.meta.url).pathname);
    const old = join(home, 'old');
    const store = await openGraph(await embedded(home));
    const records = await store.records.read(await store.records.ids());
    const sources = await store.records.sources('', STRUCTURES);
    await module.schema10Folder(
      old,
      records.map(({ record }) => record),
      sources.map(({ node }) => node),
      await store.vectors.representation(),
    );
    await store.close();
    return {
      begin: (copy) => cpSync(old, copy, { recursive: true }),
      args: (graph) => ['upgrade', '--graph', graph],
      stored: () => [],
    };
  },
};
