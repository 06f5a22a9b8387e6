/** Analyses structures that requests bring along, in processes of its own: the server goes on answering meanwhile. */
import type { GraphQLError } from 'graphql';
import type { DualGraph } from '../amdnet/graphs.js';
import type { Refusal } from '../crystal/crystal.js';
import type { CrystalRecord, MotifSiteNode, SiteConnection } from '../graph/model.js';
import type { StructureAttributes } from '../optimade/structure.js';
import { TaskError } from '../pipeline/task-error.js';
import { TaskPool } from '../pipeline/task-pool.js';
import { processes } from '../pipeline/workers.js';
import type { AnalysisPart, AnalysisRequest, AnalysisTask, GraphRequest, TooMuch } from './analysis-worker.js';
import type { CellContents, CellContentsRequest } from './cell-contents.js';
import { apiError, limitError } from './errors.js';
import type { Limits } from './limits.js';
import type { StructureRequest, StructureTextRequest } from './structure-text.js';

/** Analyses at once; the rest of the machine is for queries. */
const PROCESSES = 2;

/** Usual structures leave less than this behind. A process that holds more, MiB, is replaced. */
const KEPT_MEBIBYTES = 96;

export type AnalysisResponse =
  | {
      readonly ok: true;
      readonly record: CrystalRecord;
      /** What AMDNet reads of it, where that was asked for. */
      readonly graph: DualGraph | null;
    }
  | { readonly ok: false; readonly refusal: Refusal };

export class Analyst {
  private readonly tasks: TaskPool;

  /** @param workerFile the compiled worker; given by tests, which run from sources. */
  constructor(
    private readonly limits: Limits,
    workerFile = new URL('./analysis-worker.js', import.meta.url),
  ) {
    const { analysisMebibytes, analysisSeconds, analysesWaiting } = limits;
    const workers = processes(PROCESSES, {
      module: workerFile,
      mebibytes: analysisMebibytes,
      keptMebibytes: KEPT_MEBIBYTES,
      yields: true,
    });
    // The analyses under way and one's own take `analysisSeconds` each at most: nobody waits longer than one takes.
    this.tasks = new TaskPool(workers, analysisSeconds, { most: analysesWaiting, seconds: analysisSeconds });
  }

  /** @throws GraphQLError LIMIT_EXCEEDED (structureBytes, analysisSeconds, analysisMebibytes), SERVER_BUSY. */
  async analyze(request: AnalysisRequest): Promise<AnalysisResponse> {
    const { structureBytes, analysisSeconds: seconds, analysisMebibytes: mebibytes } = this.limits;
    const bytes = Buffer.byteLength(request.text);
    if (bytes > structureBytes) {
      const message = `The structure has ${bytes} bytes; the limit "structureBytes" of this server is ${structureBytes}.`;
      throw limitError('structureBytes', structureBytes, bytes, message);
    }
    const task: AnalysisTask = { ...request, most: { seconds, mebibytes } };
    const parts = await this.run<AnalysisPart>('analyze', task);
    const [first] = parts;
    switch (first?.kind) {
      case 'refused':
        return { ok: false, refusal: first.refusal };
      case 'too much':
        throw this.notBegun(first.tooMuch);
      case 'record':
        return { ok: true, record: whole(first.record, parts), graph: first.graph };
      default:
        throw new Error('the analysis returned nothing');
    }
  }

  /** What AMDNet reads of crystals that were analysed before. @throws GraphQLError as `analyze` */
  async graphs(requests: readonly GraphRequest[]): Promise<DualGraph[]> {
    return (await this.run<DualGraph[]>('graphs', requests)).flat();
  }

  /** Of crystals that were analysed before, in their order. @throws GraphQLError as `analyze` */
  contents(requests: readonly CellContentsRequest[]): Promise<CellContents[]> {
    return this.run<CellContents>('contents', requests);
  }

  /** @throws GraphQLError as `analyze` */
  async text(request: StructureTextRequest): Promise<string> {
    return (await this.run<string>('text', request)).join('');
  }

  /** As OPTIMADE has them. @throws GraphQLError as `analyze` */
  async attributes(request: StructureRequest): Promise<StructureAttributes> {
    const [attributes] = await this.run<StructureAttributes>('attributes', request);
    return attributes!;
  }

  /** Analyses that wait for others. */
  get waiting(): number {
    return this.tasks.waiting;
  }

  close(): Promise<void> {
    return this.tasks.close();
  }

  private async run<Part>(name: string, request: unknown): Promise<Part[]> {
    try {
      return await this.tasks.run<Part>(name, request);
    } catch (error) {
      throw error instanceof TaskError ? this.failure(error) : error;
    }
  }

  private failure(error: TaskError): Error {
    const { analysesWaiting, analysisSeconds } = this.limits;
    switch (error.reason) {
      case 'crowded':
        return apiError(
          'SERVER_BUSY',
          `Too many analyses are waiting; the limit "analysesWaiting" of this server is ${analysesWaiting}. Try again in a few seconds.`,
          { limit: { name: 'analysesWaiting', value: analysesWaiting, found: null } },
        );
      case 'late':
        return apiError(
          'SERVER_BUSY',
          `Because of other analyses, this one did not start within ${analysisSeconds} s, the limit "analysisSeconds" of this server. Try again later.`,
          { limit: { name: 'analysisSeconds', value: analysisSeconds, found: null } },
        );
      case 'broken':
        return error;
      default:
        return this.tooMuch(error.reason);
    }
  }

  private tooMuch(kind: 'seconds' | 'mebibytes'): GraphQLError {
    const { name, value, unit } = this.limitOf(kind);
    const message = `The analysis took more than the limit "${name}" of this server: ${value} ${unit}. Use \`motifgraph analyze\` for this structure.`;
    return limitError(name, value, null, message);
  }

  private notBegun({ kind, found }: TooMuch): GraphQLError {
    const { name, value, unit } = this.limitOf(kind);
    const message = `The analysis would take about ${found} ${unit}, more than the limit "${name}" of this server: ${value} ${unit}. Use \`motifgraph analyze\` for this structure.`;
    return limitError(name, value, found, message);
  }

  private limitOf(kind: 'seconds' | 'mebibytes') {
    const name = kind === 'seconds' ? ('analysisSeconds' as const) : ('analysisMebibytes' as const);
    return { name, value: this.limits[name], unit: kind === 'seconds' ? 's' : 'MiB' };
  }
}

function whole(record: CrystalRecord, parts: readonly AnalysisPart[]): CrystalRecord {
  const sites: MotifSiteNode[] = [];
  const connections: SiteConnection[] = [];
  for (const part of parts) {
    if (part.kind === 'sites') sites.push(...part.sites);
    if (part.kind === 'connections') connections.push(...part.connections);
  }
  return { ...record, sites, connections };
}
