/** `motifgraph analyze`: motifs and connectivity of structure files, for people or as JSON lines. */
import { Command, Option } from 'commander';
import type { BondingMethod, Strategy } from '../motif/analysis.js';
import { AnalysisPool } from '../pipeline/pool.js';
import { eachStructure, orderedIf } from '../pipeline/structures.js';
import type { AnalysisTask } from '../pipeline/worker.js';
import { openSources } from '../sources/open.js';
import { jobsOption, orderOption, PATHS_HELP, strategyOption, symprecOption, timeLimitOption } from './options.js';
import { printResults } from './results.js';
import { crystalTable } from './table.js';

interface AnalyzeOptions {
  readonly json?: true;
  readonly strategy: Strategy;
  readonly bonds: BondingMethod;
  readonly fingerprints?: true;
  readonly symprec: number;
  readonly hydrogen?: true;
  readonly alloys?: true;
  readonly order?: true;
  readonly jobs?: number;
  readonly timeLimit: number;
}

export function analyzeCommand(): Command {
  return new Command('analyze')
    .description('Find the motifs in structure files and how they connect. Nothing is stored.')
    .argument('<path...>', 'structure files, folders, archives, addresses of providers, or - for standard input')
    .option('--json', 'print one JSON object per line, with every site, ligand and connection of the cell as given')
    .addOption(strategyOption())
    .addOption(
      new Option(
        '--bonds <method>',
        'which anions are ligands: the neighbours of the strategy, or those with a CrystalNN bond',
      )
        .choices(['chemenv', 'crystalnn'])
        .default('chemenv'),
    )
    .option('--fingerprints', 'add the order-parameter fingerprint of each cation: 61 numbers')
    .addOption(symprecOption())
    .option('--hydrogen', 'count hydrogen as a centre of polyhedra, too')
    .option('--alloys', 'analyse metals, alloys and elements, too: the neighbours of each atom, by CrystalNN bonds')
    .addOption(orderOption())
    .addOption(jobsOption())
    .addOption(timeLimitOption())
    .addHelpText(
      'after',
      `${PATHS_HELP}

A motif is a cation with the anions around it: Ti-O:6 is titanium in an octahedron of six oxygens. Its CSM (continuous
symmetry measure) is its distortion: 0 for the ideal shape; above about 15 the shape is a different one. Two motifs that
share one ligand are connected by a corner, two by an edge, three or more by a face. A metal, alloy or element has no
anions, and is refused without --alloys.

Exit status: 0; 1 if a structure could not be used (the reason is printed, the others are processed); 2 for wrong usage.`,
    )
    .action(analyze);
}

async function analyze(paths: string[], options: AnalyzeOptions): Promise<void> {
  const pool = new AnalysisPool({ jobs: options.jobs, timeLimitInSeconds: options.timeLimit });
  try {
    const { strategy, bonds, fingerprints = false, hydrogen = false, alloys = false } = options;
    const wanted = { strategy, bonds, fingerprints, hydrogen, alloys, symmetryTolerance: options.symprec };
    const structures = eachStructure(openSources(paths), pool, async ({ crystal, warnings }) => {
      const ordered = await orderedIf(options.order === true, { crystal }, pool);
      if (!ordered.ok) return ordered;
      const { model } = ordered;
      const task = { crystal: ordered.crystal, warnings, options: wanted, ...(model && { orderedModel: model }) };
      return options.json ? pool.line(task) : asTable(task, pool);
    });
    await printResults(structures, paths, options.json === true);
  } finally {
    await pool.close();
  }
}

async function asTable(task: AnalysisTask, pool: AnalysisPool) {
  const result = await pool.analyze(task);
  return result.ok ? { ok: true as const, text: crystalTable(task.crystal, result.analysis) } : result;
}
