/** What the processes of `Analyst` do. */
import { sha256 } from '../crystal/sha256.js';
import type { DualGraph, Neighbourhood } from '../amdnet/graphs.js';
import type { ReadResult, Refusal, StructureFormat } from '../crystal/crystal.js';
import { readStructures } from '../crystal/read.js';
import type { CrystalRecord, MotifSiteNode, SiteConnection } from '../graph/model.js';
import type { Strategy } from '../motif/analysis.js';
import { type Effort, effortOf } from '../motif/effort.js';
import { methodOf, symmetryToleranceOf } from '../motif/method.js';
import { serveTasks } from '../pipeline/tasks.js';
import { graphs as graphsOf, record } from '../pipeline/worker.js';
import { type CellContents, type CellContentsRequest, cellContentsOf } from './cell-contents.js';
import { attributesOf, rewritten } from './structure-text.js';

export interface AnalysisRequest {
  readonly text: string;
  readonly file: string;
  readonly format?: StructureFormat;
  /** Which structure, where the text holds several. */
  readonly block?: string;
  readonly strategy: Strategy;
  /** Whether a crystal without anions is analysed too. */
  readonly alloys: boolean;
  /** Å: within which symmetry is looked for. */
  readonly symmetryTolerance: number;
  /** Of AMDNet's graphs; null where nothing is predicted. */
  readonly neighbourhood: Neighbourhood | null;
}

export interface AnalysisTask extends AnalysisRequest {
  /** What surely takes more is not begun. */
  readonly most: Effort;
}

/** A crystal as the graph holds it. */
export interface GraphRequest {
  readonly id: string;
  /** By which it was analysed. */
  readonly method: string;
  /** CIF. */
  readonly structure: string;
  readonly neighbourhood: Neighbourhood;
}

export interface TooMuch {
  readonly kind: keyof Effort;
  /** As estimated. */
  readonly found: number;
}

/** An answer in pieces that can be taken in without holding anybody up: the first one, and behind a record its long lists. */
export type AnalysisPart =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'too much'; readonly tooMuch: TooMuch }
  | { readonly kind: 'record'; readonly record: CrystalRecord; readonly graph: DualGraph | null }
  | { readonly kind: 'sites'; readonly sites: readonly MotifSiteNode[] }
  | { readonly kind: 'connections'; readonly connections: readonly SiteConnection[] };

/** Sites or connections in a piece: a millisecond or two to take in. */
const ROWS_IN_A_PART = 200;

/** Ids of analysed structures are made from their content and how they are analysed, so that no two of one request are mixed up. */
function* analyze(task: AnalysisTask): Generator<AnalysisPart> {
  const { text, file, format, block, strategy, alloys, symmetryTolerance, neighbourhood, most } = task;
  const method = methodOf(strategy, symmetryTolerance);
  const content = method === methodOf('simplest') && !alloys ? text : `${method} ${alloys}\n${text}`;
  const id = `analysis-${sha256(content).slice(0, 16)}`;
  const results = readStructures(text, { id, file, ...(format !== undefined && { format }) });
  const result = results.length === 1 && block === undefined ? results[0]! : chosen(results, id, file, block);
  if (!result.ok) return yield { kind: 'refused', refusal: result.refusal };
  const tooMuch = excessOf(effortOf(result.crystal), most);
  if (tooMuch !== null) return yield { kind: 'too much', tooMuch };
  const made = record({ ...result, dataset: null, strategy, alloys, symmetryTolerance, neighbourhood });
  if (!made.ok) return yield { kind: 'refused', refusal: made.refusal };
  const { sites, connections } = made.record;
  yield { kind: 'record', record: { ...made.record, sites: [], connections: [] }, graph: made.graph };
  for (const some of pieces(sites)) yield { kind: 'sites', sites: some };
  for (const some of pieces(connections)) yield { kind: 'connections', connections: some };
}

/** What AMDNet reads of crystals that were analysed before. */
function graphs(requests: readonly GraphRequest[]): DualGraph[] {
  return requests.map(({ id, method, structure, neighbourhood }) => {
    const [read] = readStructures(structure, { id, file: `${id}.cif`, format: 'cif' });
    const made = read?.ok ? graphsOf({ ...read, symmetryTolerance: symmetryToleranceOf(method), neighbourhood }) : read;
    if (!made?.ok) throw new Error(`the stored structure of ${id} can't be used: ${made?.refusal.message}`);
    return made.graph;
  });
}

/** One by one: a large cell is long to take in. */
function* contents(requests: readonly CellContentsRequest[]): Generator<CellContents> {
  for (const request of requests) yield cellContentsOf(request);
}

function excessOf(effort: Effort, most: Effort): TooMuch | null {
  const kind = (['seconds', 'mebibytes'] as const).find((name) => effort[name] > most[name]);
  return kind === undefined ? null : { kind, found: Math.ceil(effort[kind]) };
}

function* pieces<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let begin = 0; begin < rows.length; begin += ROWS_IN_A_PART) yield rows.slice(begin, begin + ROWS_IN_A_PART);
}

function chosen(results: readonly ReadResult[], id: string, file: string, block: string | undefined): ReadResult {
  const names = results.map((result) => (result.ok ? result.crystal.provenance.block : result.id.slice(id.length + 1)));
  const found = results[names.indexOf(block)];
  if (found !== undefined && block !== undefined) return found;
  const list = names.slice(0, 10).join(', ') + (names.length > 10 ? ', …' : '');
  const message =
    block === undefined
      ? `The text holds ${results.length} structures; name one with \`block\`: ${list}`
      : `The text has no structure "${block}"; it has ${list || 'one without a name'}`;
  return { ok: false, id, refusal: { code: 'NO_STRUCTURE', message, file } };
}

serveTasks({ analyze, contents, graphs, text: rewritten, attributes: attributesOf });
