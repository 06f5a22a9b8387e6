/** Options that several commands share. */
import { join } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import envPaths from 'env-paths';
import { BACKENDS } from '../amdnet/backends.js';
import { formatList } from '../crystal/formats/table.js';
import { isTolerance, SYMMETRY_TOLERANCE, TOLERANCE_LIMITS } from '../crystal/symmetry.js';
import { STRATEGIES } from '../motif/analysis.js';
import { DEFAULT_TIME_LIMIT_IN_SECONDS } from '../pipeline/pool.js';

const { data, log } = envPaths('motifgraph', { suffix: '' });

/** Where graphs are kept, and what belongs to them. */
export const DATA_FOLDER = data;

/** Where things are kept that are neither data nor cache, such as lists of failed files. */
export const STATE_FOLDER = log;

export const FILES_HELP = `
PATH is a structure file (${formatList('or')}), a folder
(searched recursively), or a .tar.gz, .zip or .gz. The id of a structure is the name of its file without folder and
extension.`;

export const PATHS_HELP = `
PATH is a structure file (${formatList('or')}), a folder
(searched recursively), a .tar.gz, .zip or .gz, - for standard input, or an address of a provider, of which motifgraph
ingest --help has examples. The id of a structure is the name of its file without folder and extension.`;

export function graphOption(): Option {
  return new Option(
    '--graph <uri>',
    'the graph: a folder, or neo4j://… or bolt://… with NEO4J_USERNAME and NEO4J_PASSWORD set',
  )
    .env('MOTIFGRAPH_GRAPH')
    .default(join(data, 'graph'));
}

export function strategyOption(): Option {
  return new Option(
    '--strategy <name>',
    'how ligands are chosen: one pair of cut-offs for all sites, or what fits best, with fractions of several shapes for each site',
  )
    .choices(STRATEGIES)
    .default('simplest');
}

export function jobsOption(): Option {
  return new Option('--jobs <n>', 'worker threads (default: all cores)').argParser(wholeNumber(1, 1024));
}

export function timeLimitOption(): Option {
  return new Option('--time-limit <seconds>', 'time limit for one structure')
    .default(DEFAULT_TIME_LIMIT_IN_SECONDS)
    .argParser(wholeNumber(1, 86_400));
}

export function modelOption(): Option {
  return new Option('--model <file>', 'file of the AMDNet model (default: the one that ships)').env('MOTIFGRAPH_MODEL');
}

export function backendOption(): Option {
  return new Option(
    '--backend <name>',
    'what computes predictions (default: tfjs-node if it is installed, otherwise wasm)',
  ).choices(BACKENDS);
}

export function symprecOption(): Option {
  return new Option('--symprec <angstrom>', 'tolerance of the symmetry: how far atoms may be off their places')
    .default(SYMMETRY_TOLERANCE)
    .argParser((text) => {
      const value = Number(text);
      if (text.trim() === '' || !isTolerance(value)) {
        throw new InvalidArgumentError(`It has to be a number ${TOLERANCE_LIMITS}, in Å; 0.1 suits coarse structures.`);
      }
      return value;
    });
}

export function orderOption(): Option {
  return new Option(
    '--order',
    'of a disordered structure take the ordered model of lowest electrostatic energy, in cells up to the size of the given one',
  );
}

export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`It has to be a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}
