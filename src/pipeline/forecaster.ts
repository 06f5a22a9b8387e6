/**
 * Predictions off the event loop: one thread holds the model, and what several callers ask for at about the same time is
 * computed together.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Backend } from '../amdnet/backends.js';
import type { DualGraph } from '../amdnet/graphs.js';
import type { Prediction } from '../amdnet/predictor.js';
import { SHIPPED_MODEL } from '../amdnet/shipped-model.js';
import type { ForecastSettings, OpenedModel, OpenResult } from './forecast-worker.js';

export interface ForecasterOptions {
  /** The model that ships, without it. */
  readonly file?: string | undefined;
  /** tfjs-node where it is installed and wasm elsewhere, without it. */
  readonly backend?: Backend | undefined;
  /** Whether somebody waits for a single answer, or full batches are worth more; `single` without it. */
  readonly use?: keyof typeof GATHERING_MILLISECONDS;
  /** Crystals that may wait; more are refused. */
  readonly waiting?: number;
  /** For the crystals that are computed together. */
  readonly timeLimitInSeconds?: number;
  /** The compiled worker; given by tests, which run from sources. */
  readonly workerFile?: URL;
}

/** The model or the backend can't be used; the message is a sentence or two for the user. */
export class NoForecasterError extends Error {
  override readonly name = 'NoForecasterError';
}

/** One crystal gets no prediction. */
export class ForecastError extends Error {
  override readonly name = 'ForecastError';
  constructor(
    readonly reason: 'busy' | 'too slow' | 'broken',
    message: string,
  ) {
    super(message);
  }
}

/** Enough for tensors to be worth their cost; `predict` takes care of their size. */
export const CRYSTALS_TOGETHER = 64;
/** How long the first crystals wait for more to be computed with. */
const GATHERING_MILLISECONDS = { single: 2, bulk: 100 };
const DEFAULT_WAITING = 4096;
const DEFAULT_TIME_LIMIT_IN_SECONDS = 60;

interface Request {
  readonly graph: DualGraph;
  readonly resolve: (prediction: Prediction) => void;
  readonly reject: (error: ForecastError) => void;
}

export class Forecaster {
  private readonly queue: Request[] = [];
  private busy = false;
  private closed = false;
  /** Ends the gathering. */
  private enough = (): void => {};

  private constructor(
    private readonly thread: Piscina,
    readonly model: OpenedModel,
    private readonly gatheringMilliseconds: number,
    private readonly waiting: number,
    private readonly timeLimitInSeconds: number,
  ) {}

  /** Starts the thread and loads the model. @throws NoForecasterError */
  static async open(options: ForecasterOptions = {}): Promise<Forecaster> {
    const { file = SHIPPED_MODEL, backend, waiting = DEFAULT_WAITING, workerFile } = options;
    // TensorFlow reads it from the process, where threads can't write; its greetings belong to nobody's results.
    process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
    const thread = new Piscina({
      filename: fileURLToPath(workerFile ?? new URL('./forecast-worker.js', import.meta.url)),
      workerData: { file, ...(backend && { backend }) } satisfies ForecastSettings,
      minThreads: 1,
      maxThreads: 1,
    });
    // A crash is reported by the task that it ended; one between tasks has nobody to tell.
    thread.on('error', () => {});
    try {
      const opened = (await thread.run(null, { name: 'open' })) as OpenResult;
      if (!opened.ok) throw new NoForecasterError(`No predictions with the model ${file}: ${opened.message}`);
      return new Forecaster(
        thread,
        opened.model,
        GATHERING_MILLISECONDS[options.use ?? 'single'],
        waiting,
        options.timeLimitInSeconds ?? DEFAULT_TIME_LIMIT_IN_SECONDS,
      );
    } catch (error) {
      await thread.destroy();
      throw error;
    }
  }

  get waitingCrystals(): number {
    return this.queue.length;
  }

  /** @throws ForecastError */
  predict(graph: DualGraph): Promise<Prediction> {
    if (this.closed) return Promise.reject(new ForecastError('broken', 'The forecaster was closed.'));
    if (this.queue.length >= this.waiting) {
      const message = `As many crystals wait for a prediction as may: ${this.waiting}. Try again in some seconds.`;
      return Promise.reject(new ForecastError('busy', message));
    }
    const prediction = new Promise<Prediction>((resolve, reject) => {
      this.queue.push({ graph, resolve, reject });
    });
    if (this.queue.length >= CRYSTALS_TOGETHER) this.enough();
    if (!this.busy) void this.work();
    return prediction;
  }

  /** Ends the thread; crystals that wait are given up. */
  async close(): Promise<void> {
    this.closed = true;
    for (const { reject } of this.queue.splice(0)) reject(new ForecastError('broken', 'The forecaster was closed.'));
    await this.thread.destroy();
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.queue.length > 0) {
      if (this.queue.length < CRYSTALS_TOGETHER) await this.gather();
      await this.answer(this.queue.splice(0, CRYSTALS_TOGETHER));
    }
    this.busy = false;
  }

  private async gather(): Promise<void> {
    const timer = new AbortController();
    this.enough = () => timer.abort();
    await delay(this.gatheringMilliseconds, null, { signal: timer.signal }).catch(() => {});
  }

  private async answer(requests: readonly Request[]): Promise<void> {
    const signal = AbortSignal.timeout(1000 * this.timeLimitInSeconds);
    try {
      const graphs = requests.map(({ graph }) => graph);
      const predictions = (await this.thread.run(graphs, { name: 'predict', signal })) as Prediction[];
      for (const [i, { resolve }] of requests.entries()) resolve(predictions[i]!);
    } catch (error) {
      // One of them is to blame: halves are asked again, until it stands alone.
      if (requests.length > 1 && !this.closed) {
        const half = requests.length >> 1;
        await this.answer(requests.slice(0, half));
        await this.answer(requests.slice(half));
        return;
      }
      const failure = signal.aborted
        ? new ForecastError(
            'too slow',
            `The prediction took longer than ${this.timeLimitInSeconds} s and was given up.`,
          )
        : new ForecastError('broken', `The prediction broke down: ${error instanceof Error ? error.message : error}.`);
      for (const { reject } of requests) reject(failure);
    }
  }
}
