/** What the worker threads do; called by name through `AnalysisPool`. */
import { buildGraphs } from '../amdnet/build-graphs.js';
import type { DualGraph, Neighbourhood } from '../amdnet/graphs.js';
import type { Crystal, ReadResult, ReadWarning, Refusal } from '../crystal/crystal.js';
import { assignAverageIons, type Ions } from '../crystal/ions.js';
import { isWhole, occupationAt } from '../crystal/occupation.js';
import { type OrderedModel, orderedModel } from '../crystal/order/ordered-model.js';
import { readStructures } from '../crystal/read.js';
import { SYMMETRY_TOLERANCE } from '../crystal/symmetry.js';
import type { CrystalRecord } from '../graph/model.js';
import { toCrystalRecord } from '../graph/record.js';
import { type AnalysisOptions, everyCation, isAlloy, type MotifAnalysis, type Strategy } from '../motif/analysis.js';
import { analyzeMotifs } from '../motif/analyze.js';
import { methodOf } from '../motif/method.js';
import type { MotifId } from '../motif/motif-type.js';
import { type OrbitGraph, orbitGraphOf } from '../motif/orbit-graph.js';
import { Surroundings } from '../motif/surroundings.js';
import { analysisLine } from './lines.js';

export interface ReadTask {
  readonly id: string;
  readonly file: string;
  readonly content: Uint8Array;
}

export interface AnalysisTask {
  readonly crystal: Crystal;
  /** Of the reader: they go on into the analysis, as one list for the user. */
  readonly warnings: readonly ReadWarning[];
  readonly options?: AnalysisOptions;
  /** How the crystal was made of a disordered one. */
  readonly orderedModel?: OrderedModel;
}

export type OrderTask = Pick<AnalysisTask, 'crystal'>;

/** Records of the graph are all made alike. */
export interface RecordTask extends Omit<AnalysisTask, 'options'> {
  readonly dataset: string | null;
  readonly strategy: Strategy;
  /** Å; `SYMMETRY_TOLERANCE` by default. */
  readonly symmetryTolerance?: number;
  /** Whether a crystal without anions is analysed too; default false. */
  readonly alloys?: boolean;
  /** Of AMDNet's graphs; null where only the record is wanted. Those of disordered crystals and alloys are null anyway. */
  readonly neighbourhood: Neighbourhood | null;
}

export interface GraphsTask extends Omit<AnalysisTask, 'options'> {
  /** As of a record. */
  readonly symmetryTolerance?: number;
  readonly neighbourhood: Neighbourhood;
}

const WITH_FINGERPRINTS: AnalysisOptions = { fingerprints: true };

type Refused = { readonly ok: false; readonly refusal: Refusal };
export type AnalysisResult = { readonly ok: true; readonly analysis: MotifAnalysis } | Refused;
export type OrderResult = { readonly ok: true; readonly crystal: Crystal; readonly model?: OrderedModel } | Refused;
export type LineResult = { readonly ok: true; readonly text: string } | Refused;
export type GraphsResult =
  /** `motifs` of the nodes of the motif graph; null where a cation has none. */
  { readonly ok: true; readonly graph: DualGraph; readonly motifs: readonly (MotifId | null)[] } | Refused;
export type RecordResult =
  | { readonly ok: true; readonly record: CrystalRecord; readonly graph: DualGraph | null }
  | Refused;

export function read({ id, file, content }: ReadTask): ReadResult[] {
  return readStructures(content, { id, file });
}

/** An ordered model of a disordered crystal; an ordered one as it is. */
export function ordered({ crystal }: OrderTask): OrderResult {
  return crystal.disorder === undefined ? { ok: true, crystal } : orderedModel(crystal);
}

export function analyze(
  { crystal, warnings, options, orderedModel }: AnalysisTask,
  surroundings = new Surroundings(crystal),
): AnalysisResult {
  const result = analyzeMotifs(crystal, options, surroundings);
  if (!result.ok) return result;
  const tolerated = warnings.map(({ message, line }) => (line === undefined ? message : `line ${line}: ${message}`));
  const analysis = { ...result.analysis, warnings: [...tolerated, ...result.analysis.warnings] };
  if (orderedModel === undefined) return { ok: true, analysis };
  const guess = { ionAssignment: 'guessed', ionConfidence: 'unsure' } as const;
  return { ok: true, analysis: { ...analysis, ...(orderedModel.hasGuessedStates && guess), orderedModel } };
}

/** The analysis as a line of JSON: far less to hand over to another thread than its objects. */
export function line(task: AnalysisTask): LineResult {
  const result = analyze(task);
  return result.ok ? { ok: true, text: analysisLine(task.crystal.id, result.analysis) } : result;
}

export function record({ dataset, strategy, alloys = false, neighbourhood, ...task }: RecordTask): RecordResult {
  const { symmetryTolerance = SYMMETRY_TOLERANCE } = task;
  const surroundings = new Surroundings(task.crystal);
  const result = analyze(
    { ...task, options: { ...WITH_FINGERPRINTS, strategy, alloys, symmetryTolerance } },
    surroundings,
  );
  if (!result.ok) return result;
  const { crystal } = task;
  const { analysis } = result;
  const motifs = orbitGraphOf(crystal.atomicNumbers, analysis);
  const record = toCrystalRecord(crystal, analysis, motifs, {
    dataset,
    method: methodOf(strategy, symmetryTolerance),
    strategy,
  });
  if (neighbourhood === null || crystal.disorder !== undefined || isAlloy(analysis)) {
    return { ok: true, record, graph: null };
  }
  const learned = asLearned(crystal, strategy === 'simplest' ? analysis : null, surroundings, symmetryTolerance);
  if (!learned.ok) return learned;
  const read = everyMotif(crystal, learned.analysis, learned.analysis === analysis ? motifs : undefined);
  return { ok: true, record, graph: buildGraphs(crystal, learned.analysis.orbits, read, neighbourhood, surroundings) };
}

/**
 * The analysis whose motifs networks read: they have learned from those of the usual strategy, and of ions of the composition.
 *
 * @param site by site, by the usual strategy; null where it was not made
 */
function asLearned(
  crystal: Crystal,
  analysis: MotifAnalysis | null,
  surroundings: Surroundings,
  symmetryTolerance: number,
): AnalysisResult {
  const average = assignAverageIons(crystal);
  if (analysis !== null) {
    const isSame = ({ signs }: Ions) =>
      analysis.oxidationStates.every((state, site) => state === null || Math.sign(state) === signs[site]);
    if (!average.ok || isSame(average.ions)) return { ok: true, analysis };
  }
  const ions = average.ok ? 'averages' : 'sites';
  return analyzeMotifs(crystal, { ...WITH_FINGERPRINTS, ions, symmetryTolerance }, surroundings);
}

/** Networks were trained with all cations, hydrogen too. @param centres the graph of the centres alone, where it was made */
function everyMotif(crystal: Crystal, analysis: MotifAnalysis, centres?: OrbitGraph): OrbitGraph {
  if (centres !== undefined && analysis.cations === undefined) return centres;
  return orbitGraphOf(crystal.atomicNumbers, everyCation(analysis));
}

/** The atom graph and the motif graph, of an ordered crystal: DISORDERED. */
export function graphs({ neighbourhood, symmetryTolerance = SYMMETRY_TOLERANCE, ...task }: GraphsTask): GraphsResult {
  const { crystal } = task;
  if (crystal.disorder !== undefined) return { ok: false, refusal: notPredicted(crystal) };
  const surroundings = new Surroundings(crystal);
  const result = analyze({ ...task, options: { ...WITH_FINGERPRINTS, symmetryTolerance } }, surroundings);
  if (!result.ok) return result;
  const learned = asLearned(crystal, result.analysis, surroundings, symmetryTolerance);
  if (!learned.ok) return learned;
  const motifs = everyMotif(crystal, learned.analysis);
  return {
    ok: true,
    graph: buildGraphs(crystal, learned.analysis.orbits, motifs, neighbourhood, surroundings),
    motifs: motifs.orbits.map(({ motif }) => motif?.id ?? null),
  };
}

function notPredicted({ labels, provenance, ...crystal }: Crystal): Refusal {
  const site = labels.findIndex((_, i) => !isWhole(occupationAt(crystal, i)));
  const message = `Site ${labels[site]} is shared by several elements or partly empty. Predictions are made of ordered crystals alone: \`motifgraph predict --order\` makes an ordered model of it.`;
  return { code: 'DISORDERED', message, file: provenance.file };
}
