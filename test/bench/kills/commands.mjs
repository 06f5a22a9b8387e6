/** The commands that are killed: what each starts from, how it is called, and what it says is stored. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** A command that changes a graph that there is already begins with a copy of this one. */
async function ingested(home, input) {
  const graph = join(home, 'ingested');
  await runCommand(ingestArgs(input, graph), home);
  return (copy) => cpSync(graph, copy, { recursive: true });
}

/**
 * Each answers, given a folder for its own files, with `begin` (makes what the command starts from), `args` (of the command
 * on a graph), and `stored` (ids that a run's standard output says were stored by it).
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
    const begin = await ingested(home, structuresIn(home));
    return {
      begin,
      args: (graph) => ['embed', '--least-crystals', '1', '--graph', graph],
      stored: () => [],
    };
  },
};
