/** Worker threads that read and analyse structures; one that can't be analysed is refused. */
import { availableParallelism } from 'node:os';
import type { ReadResult, Refusal } from '../crystal/crystal.js';
import { TaskError } from './task-error.js';
import { TaskPool } from './task-pool.js';
import type {
  AnalysisResult,
  AnalysisTask,
  GraphsResult,
  GraphsTask,
  LineResult,
  OrderResult,
  OrderTask,
  ReadTask,
  RecordResult,
  RecordTask,
} from './worker.js';
import { threads } from './workers.js';

export interface PoolOptions {
  /** Worker threads; all cores without it. */
  readonly jobs?: number | undefined;
  /** For the reading of one file, and for the analysis of one structure. */
  readonly timeLimitInSeconds?: number;
  /** The compiled worker; given by tests, which run from sources. */
  readonly workerFile?: URL;
}

/** Hundreds of atoms take seconds; what takes minutes is stuck or far from any crystal that is known. */
export const DEFAULT_TIME_LIMIT_IN_SECONDS = 300;

/** MiB of JavaScript objects that one thread may fill; thousands of atoms need a tenth of it. */
const MEMORY_LIMIT = 1024;

export class AnalysisPool {
  readonly jobs: number;
  private readonly timeLimitInSeconds: number;
  private readonly tasks: TaskPool;

  constructor(options: PoolOptions = {}) {
    this.jobs = options.jobs ?? availableParallelism();
    this.timeLimitInSeconds = options.timeLimitInSeconds ?? DEFAULT_TIME_LIMIT_IN_SECONDS;
    const module = options.workerFile ?? new URL('./worker.js', import.meta.url);
    this.tasks = new TaskPool(threads(module, this.jobs, MEMORY_LIMIT), this.timeLimitInSeconds);
  }

  /** The structures of one file. */
  async read(task: ReadTask): Promise<readonly ReadResult[]> {
    const result = await this.run<ReadResult[]>('read', task, task.file);
    return Array.isArray(result) ? result : [{ ok: false, id: task.id, refusal: result.refusal }];
  }

  /** An ordered model, where the crystal is disordered. */
  ordered(task: OrderTask): Promise<OrderResult> {
    return this.run<OrderResult>('ordered', task, task.crystal.provenance.file);
  }

  analyze(task: AnalysisTask): Promise<AnalysisResult> {
    return this.run<AnalysisResult>('analyze', task, task.crystal.provenance.file);
  }

  /** The analysis as a line of JSON. */
  line(task: AnalysisTask): Promise<LineResult> {
    return this.run<LineResult>('line', task, task.crystal.provenance.file);
  }

  /** The analysis in the form in which the graph stores it. */
  record(task: RecordTask): Promise<RecordResult> {
    return this.run<RecordResult>('record', task, task.crystal.provenance.file);
  }

  /** The graphs that AMDNet reads. */
  graphs(task: GraphsTask): Promise<GraphsResult> {
    return this.run<GraphsResult>('graphs', task, task.crystal.provenance.file);
  }

  /** Ends the threads; tasks under way are given up. */
  close(): Promise<void> {
    return this.tasks.close();
  }

  private async run<Result>(
    name: string,
    task: ReadTask | OrderTask | AnalysisTask | RecordTask | GraphsTask,
    file: string,
  ): Promise<Result | { readonly ok: false; readonly refusal: Refusal }> {
    try {
      const [result] = (await this.tasks.run<Result>(name, task)) as [Result];
      return result;
    } catch (error) {
      if (!(error instanceof TaskError)) throw error;
      const message =
        error.reason === 'seconds'
          ? `The analysis took longer than ${this.timeLimitInSeconds} s and was stopped; --time-limit allows more.`
          : `The analysis failed: ${error.message}. Please report this, with the file.`;
      return { ok: false, refusal: { code: 'ANALYSIS_FAILED', message, file } };
    }
  }
}
