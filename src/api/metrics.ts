/** Figures for Prometheus. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { FinishedRequest } from './observation.js';

/** Names of operations are the clients' choice: those beyond are counted together. */
const OPERATION_NAMES = 100;
const ROUTES: ReadonlySet<string | null> = new Set(['/graphql', '/export', '/health', '/ready', '/metrics', '/']);

export class Metrics {
  private readonly registry = new Registry();
  private readonly operations = new Set<string>();
  private readonly queues = new Map<string, () => number>();
  private readonly requests = new Counter({
    name: 'motifgraph_http_requests_total',
    help: 'Answered HTTP requests by path and status; 499 if the client closed the connection first.',
    labelNames: ['path', 'status'],
    registers: [this.registry],
  });
  private readonly errors = new Counter({
    name: 'motifgraph_errors_total',
    help: 'Answers with at least one error of this code.',
    labelNames: ['code'],
    registers: [this.registry],
  });
  private readonly keptAnswers = new Counter({
    name: 'motifgraph_kept_answers_total',
    help: 'Answers that were kept from an earlier request, by the service or by the client (304).',
    registers: [this.registry],
  });
  private readonly durations = new Histogram({
    name: 'motifgraph_operation_duration_seconds',
    help: 'Time from a query to the end of its answer, by operation name.',
    labelNames: ['operation'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [this.registry],
  });

  /** @param countCrystals fails where the graph does not answer. */
  constructor(countCrystals: () => Promise<number>) {
    const { queues } = this;
    const registers = [this.registry];
    // Memory, processor, delays of the event loop, garbage collection.
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'motifgraph_queue_length',
      help: 'Length of each queue.',
      labelNames: ['queue'],
      registers,
      collect() {
        for (const [queue, length] of queues) this.set({ queue }, length());
      },
    });
    new Gauge({
      name: 'motifgraph_crystals',
      help: 'Crystals in the graph; NaN while the graph does not respond.',
      registers,
      async collect() {
        this.set(await countCrystals().catch(() => Number.NaN));
      },
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** Shows the length of a queue from now on. */
  queue(name: string, length: () => number): void {
    this.queues.set(name, length);
  }

  /** Shows from now on what kept answers take. */
  keptBytes(bytes: () => number): void {
    new Gauge({
      name: 'motifgraph_kept_answer_bytes',
      help: 'Size of the answers that are kept for requests of the same kind.',
      registers: [this.registry],
      collect() {
        this.set(bytes());
      },
    });
  }

  count({ path, operation, status, milliseconds, codes, kept }: FinishedRequest): void {
    if (kept) this.keptAnswers.inc();
    this.requests.inc({ path: ROUTES.has(path) ? path! : 'other', status });
    for (const code of codes) this.errors.inc({ code });
    if (operation !== null) this.durations.observe({ operation: this.known(operation) }, milliseconds / 1000);
  }

  /** In Prometheus' text format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  private known(operation: string): string {
    if (this.operations.size < OPERATION_NAMES) this.operations.add(operation);
    return this.operations.has(operation) ? operation : '(others)';
  }
}
