/** Analyses structures that requests bring along, in threads of its own: the server goes on answering meanwhile. */
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { AnalysisRequest, AnalysisResponse } from './analysis-worker.js';
import { apiError, limitError } from './errors.js';
import type { Limits } from './limits.js';

/** Analyses at once; the rest of the machine is for queries. */
const THREADS = 2;
/** MiB of JavaScript objects that one analysis may fill. */
const MEMORY_LIMIT = 512;

export class Analyst {
  private threads: Piscina<AnalysisRequest, AnalysisResponse> | undefined;

  /** @param workerFile the compiled worker; given by tests, which run from sources. */
  constructor(
    private readonly limits: Limits,
    private readonly workerFile = new URL('./analysis-worker.js', import.meta.url),
  ) {}

  /** @throws GraphQLError LIMIT_EXCEEDED (structureBytes, analysisSeconds), SERVER_BUSY. */
  async analyze(request: AnalysisRequest): Promise<AnalysisResponse> {
    const { structureBytes, analysisSeconds, analysesWaiting } = this.limits;
    const bytes = Buffer.byteLength(request.text);
    if (bytes > structureBytes) {
      const message = `The structure has ${bytes} bytes; the limit "structureBytes" of this server is ${structureBytes}.`;
      throw limitError('structureBytes', structureBytes, bytes, message);
    }
    this.threads ??= this.start();
    if (this.threads.queueSize >= analysesWaiting) {
      throw apiError('SERVER_BUSY', 'Too many analyses are waiting. Try again in some seconds.');
    }
    const signal = AbortSignal.timeout(1000 * analysisSeconds);
    try {
      return await this.threads.run(request, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
      const message = `The analysis took longer than the limit "analysisSeconds" of this server: ${analysisSeconds} s. Analyse this structure with the command line.`;
      throw limitError('analysisSeconds', analysisSeconds, null, message);
    }
  }

  async close(): Promise<void> {
    await this.threads?.destroy();
  }

  private start(): Piscina<AnalysisRequest, AnalysisResponse> {
    const threads = new Piscina<AnalysisRequest, AnalysisResponse>({
      filename: fileURLToPath(this.workerFile),
      minThreads: 0,
      maxThreads: THREADS,
      idleTimeout: 60_000,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT },
    });
    // A crash is reported by the task that it ended; one between tasks has nobody to tell.
    threads.on('error', () => {});
    return threads;
  }
}
