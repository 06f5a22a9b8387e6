/** Analyses structures that requests bring along, in threads of its own: the server goes on answering meanwhile. */
import { fileURLToPath } from 'node:url';
import type { GraphQLError } from 'graphql';
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import type { DualGraph } from '../amdnet/graphs.js';
import type { AnalysisRequest, AnalysisResponse, GraphRequest } from './analysis-worker.js';
import { apiError, limitError } from './errors.js';
import type { Limits } from './limits.js';

/** Analyses at once; the rest of the machine is for queries. */
const THREADS = 2;

export class Analyst {
  private threads: Piscina | undefined;
  /** An analysis is handed to the threads when one is free: only then its time runs. */
  private readonly whenFree = pLimit(THREADS);

  /** @param workerFile the compiled worker; given by tests, which run from sources. */
  constructor(
    private readonly limits: Limits,
    private readonly workerFile = new URL('./analysis-worker.js', import.meta.url),
  ) {}

  /** @throws GraphQLError LIMIT_EXCEEDED (structureBytes, analysisSeconds, analysisMebibytes), SERVER_BUSY. */
  async analyze(request: AnalysisRequest): Promise<AnalysisResponse> {
    const { structureBytes } = this.limits;
    const bytes = Buffer.byteLength(request.text);
    if (bytes > structureBytes) {
      const message = `The structure has ${bytes} bytes; the limit "structureBytes" of this server is ${structureBytes}.`;
      throw limitError('structureBytes', structureBytes, bytes, message);
    }
    return this.whenThereIsRoom('analyze', request);
  }

  /** What AMDNet reads of crystals that were analysed before. @throws GraphQLError as `analyze` */
  graphs(requests: readonly GraphRequest[]): Promise<DualGraph[]> {
    return this.whenThereIsRoom('graphs', requests);
  }

  /** Analyses that wait for others. */
  get waiting(): number {
    return this.whenFree.pendingCount;
  }

  private whenThereIsRoom<Response>(name: string, request: unknown): Promise<Response> {
    const { analysesWaiting } = this.limits;
    if (this.whenFree.pendingCount >= analysesWaiting) {
      const message = `As many analyses are waiting as the limit "analysesWaiting" of this server allows: ${analysesWaiting}. Try again in some seconds.`;
      throw apiError('SERVER_BUSY', message, {
        limit: { name: 'analysesWaiting', value: analysesWaiting, found: null },
      });
    }
    return this.whenFree(() => this.run<Response>(name, request));
  }

  async close(): Promise<void> {
    this.whenFree.clearQueue();
    await this.threads?.destroy();
  }

  private async run<Response>(name: string, request: unknown): Promise<Response> {
    this.threads ??= this.start();
    const signal = AbortSignal.timeout(1000 * this.limits.analysisSeconds);
    try {
      return (await this.threads.run(request, { name, signal })) as Response;
    } catch (error) {
      if (signal.aborted) throw this.tooMuch('analysisSeconds', 's');
      if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
        throw this.tooMuch('analysisMebibytes', 'MiB');
      }
      throw error;
    }
  }

  private tooMuch(name: 'analysisSeconds' | 'analysisMebibytes', unit: string): GraphQLError {
    const value = this.limits[name];
    const message = `The analysis took more than the limit "${name}" of this server: ${value} ${unit}. Analyse this structure with the command line.`;
    return limitError(name, value, null, message);
  }

  private start(): Piscina {
    const threads = new Piscina({
      filename: fileURLToPath(this.workerFile),
      minThreads: 0,
      maxThreads: THREADS,
      idleTimeout: 60_000,
      resourceLimits: { maxOldGenerationSizeMb: this.limits.analysisMebibytes },
    });
    // A crash is reported by the task that it ended; one between tasks has nobody to tell.
    threads.on('error', () => {});
    return threads;
  }
}
