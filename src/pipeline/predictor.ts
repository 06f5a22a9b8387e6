/**
 * Predictions off the event loop: one process holds the model, and what several callers ask for at about the same time is
 * computed together.
 */
import type { Backend } from '../amdnet/backends.js';
import type { DualGraph } from '../amdnet/graphs.js';
import type { Prediction } from '../amdnet/prediction.js';
import { SHIPPED_MODEL } from '../amdnet/shipped-model.js';
import { ConfinedProcess } from './confined-process.js';
import type { OpenedModel, OpenResult, PredictionTask, PredictorSettings } from './prediction-worker.js';
import { TaskError } from './task-error.js';

export interface PredictorOptions {
  /** The model that ships, without it. */
  readonly file?: string | undefined;
  /** tfjs-node where it is installed and wasm elsewhere, without it. */
  readonly backend?: Backend | undefined;
  /** Whether somebody waits for a single answer, or full batches are worth more; `single` without it. */
  readonly use?: keyof typeof GATHERINGS;
  /** Crystals that may wait; more are refused. */
  readonly waiting?: number;
  /** For the crystals that are computed together. */
  readonly timeLimitInSeconds?: number;
  /** The compiled worker; given by tests, which run from sources. */
  readonly workerFile?: URL;
}

/** The model or the backend can't be used; the message is a sentence or two for the user. */
export class NoPredictorError extends Error {
  override readonly name = 'NoPredictorError';
}

/** One crystal gets no prediction. */
export class PredictionError extends Error {
  override readonly name = 'PredictionError';
  constructor(
    readonly reason: 'busy' | 'too large' | 'too slow' | 'broken',
    message: string,
  ) {
    super(message);
  }
}

interface Gathering {
  /** Crystals that are computed together at most. */
  readonly most: number;
  /** Those that wait for more are computed once none has come for this long. */
  readonly quietMilliseconds: number;
}

/**
 * A batch costs some 0.1 s of processor time beside what its crystals cost: a crystal takes 33 ms of it among 4, 8 ms among
 * 64, and 6 ms among 128. `predict` takes care of the size of tensors.
 */
const GATHERINGS = {
  single: { most: 64, quietMilliseconds: 2 },
  bulk: { most: 128, quietMilliseconds: 100 },
} as const satisfies Readonly<Record<string, Gathering>>;
export const CRYSTALS_TOGETHER = GATHERINGS.bulk.most;
const DEFAULT_WAITING = 4096;
const DEFAULT_TIME_LIMIT_IN_SECONDS = 60;

/**
 * Edges of both graphs of a crystal. The network takes 8 kB of tensors for each, on both backends (`dual`, width 96; 8,000
 * atoms with 120,000 edges: 0.93 GB on tfjs-node): 1.2 GB at this number, beside 0.3 GB of library and model.
 */
export const MOST_EDGES = 150_000;

/** What the process may take before it is ended, MiB: room for that, and for what the library does not give back at once. */
const MEBIBYTES = 2048;

/** Library, model and full batches of usual crystals take less than this. A process that holds more is replaced. */
const KEPT_MEBIBYTES = 640;

const OPENING_SECONDS = 120;

interface Request {
  readonly graph: DualGraph;
  /** Of `performance.now()`; nobody waits for it any longer then. */
  readonly until: number;
  readonly resolve: (prediction: Prediction) => void;
  readonly reject: (error: PredictionError) => void;
}

export class Predictor {
  private readonly queue: Request[] = [];
  private busy = false;
  private closed = false;
  /** Tells the gathering that a crystal has come. */
  private came = (): void => {};

  private constructor(
    private readonly process: ConfinedProcess,
    private readonly settings: PredictorSettings,
    readonly model: OpenedModel,
    private readonly gathering: Gathering,
    private readonly waiting: number,
    private readonly timeLimitInSeconds: number,
  ) {}

  /** Starts the process and loads the model. @throws NoPredictorError */
  static async open(options: PredictorOptions = {}): Promise<Predictor> {
    const { file = SHIPPED_MODEL, backend, waiting = DEFAULT_WAITING, workerFile } = options;
    // TensorFlow reads it from the environment; its greetings belong to nobody's results.
    process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
    const settings: PredictorSettings = { file, ...(backend && { backend }) };
    const confined = new ConfinedProcess({
      module: workerFile ?? new URL('./prediction-worker.js', import.meta.url),
      mebibytes: MEBIBYTES,
      keptMebibytes: KEPT_MEBIBYTES,
      yields: options.use !== 'bulk',
    });
    try {
      const [opened] = (await confined.run<OpenResult>('open', settings, OPENING_SECONDS)) as [OpenResult];
      if (!opened.ok) throw new NoPredictorError(`The model ${file} cannot be used: ${opened.message}`);
      return new Predictor(
        confined,
        settings,
        opened.model,
        GATHERINGS[options.use ?? 'single'],
        waiting,
        options.timeLimitInSeconds ?? DEFAULT_TIME_LIMIT_IN_SECONDS,
      );
    } catch (error) {
      await confined.close();
      throw error;
    }
  }

  get waitingCrystals(): number {
    return this.queue.length;
  }

  /** @param secondsToWait for its turn; for ever without it. @throws PredictionError */
  predict(graph: DualGraph, secondsToWait = Infinity): Promise<Prediction> {
    const edges = edgesOf(graph);
    if (edges > MOST_EDGES) {
      const message = `The crystal is too large for a prediction: its graphs have ${edges} edges, and the maximum is ${MOST_EDGES}.`;
      return Promise.reject(new PredictionError('too large', message));
    }
    if (this.closed) return Promise.reject(new PredictionError('broken', 'The predictor was closed.'));
    if (this.queue.length >= this.waiting) {
      const message = `Too many crystals (${this.waiting}) are waiting for predictions. Try again in a few seconds.`;
      return Promise.reject(new PredictionError('busy', message));
    }
    const prediction = new Promise<Prediction>((resolve, reject) => {
      this.queue.push({ graph, until: performance.now() + 1000 * secondsToWait, resolve, reject });
    });
    this.came();
    if (!this.busy) void this.work();
    return prediction;
  }

  /** Ends the process; crystals that wait are given up. */
  async close(): Promise<void> {
    this.closed = true;
    for (const { reject } of this.queue.splice(0)) reject(new PredictionError('broken', 'The predictor was closed.'));
    await this.process.close();
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.queue.length > 0) {
      await this.gather();
      await this.answer(inTime(this.queue.splice(0, this.gathering.most)));
    }
    this.busy = false;
  }

  private async gather(): Promise<void> {
    const { most, quietMilliseconds } = this.gathering;
    if (this.queue.length >= most) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, quietMilliseconds);
      this.came = () => {
        if (this.queue.length < most) timer.refresh();
        else resolve();
      };
    });
    this.came = () => {};
  }

  private async answer(requests: readonly Request[]): Promise<void> {
    if (requests.length === 0) return;
    const { settings, timeLimitInSeconds } = this;
    try {
      const graphs = requests.map(({ graph }) => graph);
      const task: PredictionTask = { settings, graphs };
      const [predictions] = (await this.process.run<Prediction[]>('predict', task, timeLimitInSeconds)) as [
        Prediction[],
      ];
      for (const [i, { resolve }] of requests.entries()) resolve(predictions[i]!);
    } catch (error) {
      // One of them is to blame: halves are asked again, until it stands alone.
      if (requests.length > 1 && !this.closed) {
        const half = requests.length >> 1;
        await this.answer(requests.slice(0, half));
        await this.answer(requests.slice(half));
        return;
      }
      const failure = failureOf(error, timeLimitInSeconds);
      for (const { reject } of requests) reject(failure);
    }
  }
}

/** Of both graphs. */
export function edgesOf({ atoms, motifs }: DualGraph): number {
  return atoms.centres.length + motifs.centres.length;
}

/** Those that are still waited for; the others are told so. */
function inTime(requests: readonly Request[]): Request[] {
  const now = performance.now();
  return requests.filter(({ until, reject }) => {
    if (now <= until) return true;
    reject(new PredictionError('busy', 'Other predictions took too long. Try again in a few seconds.'));
    return false;
  });
}

function failureOf(error: unknown, seconds: number): PredictionError {
  const { reason } = error instanceof TaskError ? error : { reason: 'broken' };
  if (reason === 'seconds')
    return new PredictionError('too slow', `The prediction took longer than ${seconds} s and was stopped.`);
  if (reason === 'mebibytes')
    return new PredictionError('too large', 'The prediction ran out of memory and was stopped.');
  return new PredictionError('broken', `The prediction failed: ${error instanceof Error ? error.message : error}.`);
}
