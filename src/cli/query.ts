/** `motifgraph query`: crystals of the graph, or structure files, that hold a pattern of connected polyhedra. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { connectivityOf } from '../motif/pattern/connectivity-of.js';
import { type Pattern, PatternError } from '../motif/pattern/pattern.js';
import { parsePattern } from '../motif/pattern/pattern-file.js';
import { QuotientGraphs } from '../motif/pattern/quotient-graphs.js';
import { finished, PatternSearch } from '../motif/pattern/search.js';
import { AnalysisPool } from '../pipeline/pool.js';
import { eachStructure } from '../pipeline/structures.js';
import { openSources } from '../sources/open.js';
import { UsageError, UserError } from './exit.js';
import { openStore } from './graph.js';
import { graphOption, jobsOption, timeLimitOption } from './options.js';
import { columns, counted, plain, print } from './output.js';
import { printResults } from './results.js';

interface QueryOptions {
  readonly graph: string;
  readonly json?: true;
  readonly jobs?: number;
  readonly timeLimit: number;
}

/** Crystals that are read at a time. */
const CRYSTALS_IN_PAGE = 1000;

const BY_ID = [{ key: 'id', descending: false }] as const;

export function queryCommand(): Command {
  return new Command('query')
    .description(
      'List the crystals of the graph that hold a pattern of connected polyhedra, or search structure files.',
    )
    .argument('<pattern>', 'file of the pattern, in JSON; - for standard input')
    .argument(
      '[path...]',
      'structure files, folders or archives to be searched instead of the graph; nothing is stored',
    )
    .addOption(graphOption())
    .option('--json', 'print one JSON object for each crystal: { "id", "placements" }')
    .addOption(jobsOption())
    .addOption(timeLimitOption())
    .addHelpText(
      'after',
      `
A pattern names up to six polyhedra, says what each is like and how they are connected:

  { "sites": { "a": { "element": ["Ti"], "geometry": ["O:6"] },
               "b": { "element": ["P"], "coordinationNumber": [4, 4] } },
    "connections": [ { "from": "a", "to": "b", "kind": "corner", "angle": [120, 180] } ] }

Criteria of polyhedra: element, geometry, motif, ligands, coordinationNumber, csm, oxidationState, bondLengthMean; of
connections: kind, sharedLigands, angle, distance. Lists hold alternatives; ranges are [least, largest], and null leaves an
end open. Each name stands for another polyhedron of the infinite crystal. docs/patterns.md tells more.

Placements are the different sets of polyhedra that take the names, in a primitive cell. Of structure files each is told, with 0
placements where it does not hold the pattern.

Exit status: 0; 1 if a structure could not be used; 2 for wrong usage.`,
    )
    .action(query);
}

async function query(file: string, paths: string[], options: QueryOptions): Promise<void> {
  const pattern = await patternIn(file, paths);
  await (paths.length === 0 ? searchGraph(pattern, options) : searchFiles(pattern, paths, options));
}

async function searchFiles(pattern: Pattern, paths: string[], options: QueryOptions): Promise<void> {
  const pool = new AnalysisPool({ jobs: options.jobs, timeLimitInSeconds: options.timeLimit });
  try {
    const structures = eachStructure(openSources(paths), pool, async (task) => {
      const result = await pool.analyze(task);
      if (!result.ok) return result;
      const { id, atomicNumbers } = task.crystal;
      const graphs = new QuotientGraphs();
      const crystal = graphs.add(connectivityOf(atomicNumbers, result.analysis));
      const placements = finished(new PatternSearch(graphs, pattern).count(crystal));
      const text = options.json
        ? JSON.stringify({ id, placements })
        : `${id}: ${placements === 0 ? 'does not hold the pattern' : counted(placements, 'placement')}`;
      return { ok: true as const, text };
    });
    await printResults(structures, paths, options.json === true);
  } finally {
    await pool.close();
  }
}

async function searchGraph(pattern: Pattern, { graph, json }: QueryOptions): Promise<void> {
  const store = await openStore(graph, 'read');
  try {
    const projection = await store.projection();
    const search = new PatternSearch(projection.tables.graphs, pattern);
    const total = await projection.countCrystals({ pattern });
    const rows: string[][] = [['Crystal', 'Formula', 'Placements']];
    for (let after: { readonly values: readonly string[]; readonly id: string } | undefined; ; ) {
      const page = { limit: CRYSTALS_IN_PAGE, ...(after && { after }) };
      const crystals = await projection.crystals({ pattern }, BY_ID, page);
      for (const { id, formula } of crystals) {
        const placements = finished(search.count(projection.indexOf(id)!));
        if (json) await print(`${JSON.stringify({ id, placements })}\n`);
        else rows.push([id, formula, String(placements)]);
      }
      const last = crystals.at(-1);
      if (last === undefined) break;
      after = { values: [last.id], id: last.id };
    }
    if (json) return;
    if (total > 0) await print(`${columns(rows, [2]).map(plain).join('\n')}\n`);
    await print(`${counted(total, 'crystal')} of the graph ${total === 1 ? 'holds' : 'hold'} the pattern.\n`);
  } finally {
    await store.close();
  }
}

/** @throws UserError, UsageError */
async function patternIn(file: string, paths: readonly string[]): Promise<Pattern> {
  const content = await (file === '-' ? text(process.stdin) : readFile(file, 'utf8')).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new UserError(`The pattern ${file}: ${reason}.`);
  });
  try {
    return parsePattern(content);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    // Few structure files begin like JSON.
    if (paths.length === 0 || content.trimStart().startsWith('{')) throw new UsageError(error.message);
    throw new UsageError(`${file} is no pattern in JSON: the pattern comes first, then the structure files.`);
  }
}
