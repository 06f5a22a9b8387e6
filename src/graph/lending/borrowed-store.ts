/** The graph that another process has open, for an ingest: every call goes through that process. */
import { request as startRequest } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { GraphError, type GraphErrorCode } from '../errors.js';
import type { CrystalRecord, SourceNode } from '../model.js';
import type { IngestStore, PlacedCrystals, ReportedChange } from '../store.js';
import { type Place, publishedPlace, socketOf } from './place.js';
import type { CALLS, CallName, Failure, Line } from './wire.js';

/** Crystals in one transaction: a large one would make answers of the service wait for seconds. */
const CRYSTALS_IN_WRITE = 64;

type Rest<Call> = Call extends (store: IngestStore, ...rest: infer Arguments) => unknown ? Arguments : never;
type Answer<Name extends CallName> = Awaited<ReturnType<(typeof CALLS)[Name]>>;

/**
 * @param folder of a graph.
 * @param version of Motifgraph.
 * @returns null where no process lends it.
 * @throws GraphError LOCKED where one of another version does.
 */
export async function borrow(folder: string, version: string): Promise<BorrowedStore | null> {
  const place = publishedPlace(folder);
  if (place === null) return null;
  const store = new BorrowedStore(folder, place);
  if (!(await store.isThere())) return null;
  if (place.version === version) return store;
  throw new GraphError(
    'LOCKED',
    `The graph in ${folder} is open in a service of another version of Motifgraph (${place.version}; this one is ${version}); restart the service with this one, or stop it.`,
  );
}

/** The process that lent the graph is gone. */
class Ended extends Error {}

export class BorrowedStore implements IngestStore {
  readonly records: IngestStore['records'];
  readonly vectors: IngestStore['vectors'];

  constructor(
    private readonly folder: string,
    private readonly place: Place,
  ) {
    this.records = { read: (ids) => this.call('records', ids) };
    this.vectors = {
      digest: () => this.call('digest'),
      representation: async () => {
        const bytes = await this.call('representation');
        return bytes === null ? null : Buffer.from(bytes, 'base64');
      },
    };
  }

  /** Of the service. */
  get pid(): number {
    return this.place.pid;
  }

  /** Whether a process answers that knows the token. */
  async isThere(): Promise<boolean> {
    try {
      await this.ask('digest', '[]');
      return true;
    } catch (error) {
      if (error instanceof Ended) return false;
      throw error;
    }
  }

  sourcesById(ids: readonly string[]) {
    return this.call('sourcesById', ids);
  }

  sourcesOfPlaces(places: readonly string[]) {
    return this.call('sourcesOfPlaces', places);
  }

  sourcesBelow(place: string, after: string, limit: number) {
    return this.call('sourcesBelow', place, after, limit);
  }

  crystalsById(ids: readonly string[]) {
    return this.call('crystalsById', ids);
  }

  predictionsOfCrystals(ids: readonly string[]) {
    return this.call('predictionsOfCrystals', ids);
  }

  async moveSources(moved: readonly SourceNode[]): Promise<void> {
    await this.call('moveSources', moved);
  }

  /** Some crystals at a time, each with its row of the ledger: what was stored before a failure is whole. */
  async write(
    records: readonly CrystalRecord[],
    sources: readonly SourceNode[],
    gone: readonly string[] = [],
    placed?: PlacedCrystals,
  ): Promise<void> {
    const recordOf = new Map(records.map((record) => [record.crystal.id, record]));
    const vectorOf = new Map((placed?.crystals ?? []).map((vector) => [vector.id, vector]));
    for (let begin = 0; begin < Math.max(1, sources.length); begin += CRYSTALS_IN_WRITE) {
      const lines: Line[] = begin === 0 ? gone.map((id) => ({ gone: id })) : [];
      if (placed !== undefined) lines.push({ digest: placed.digest });
      for (const source of sources.slice(begin, begin + CRYSTALS_IN_WRITE)) {
        const record = recordOf.get(source.id);
        const vector = vectorOf.get(source.id);
        lines.push({ source });
        if (record !== undefined) lines.push({ record });
        if (vector !== undefined) lines.push({ vector });
      }
      await this.send('write', lines);
    }
  }

  async report(changes: readonly ReportedChange[]): Promise<ReadonlySet<string>> {
    const lines = changes.map((reported) => ({ reported }));
    return new Set((await this.send('report', lines)) as readonly string[]);
  }

  /** Nothing is kept open. */
  async close(): Promise<void> {}

  private async call<Name extends CallName>(name: Name, ...rest: Rest<(typeof CALLS)[Name]>): Promise<Answer<Name>> {
    return (await this.safely(name, JSON.stringify(rest))) as Answer<Name>;
  }

  private send(name: 'write' | 'report', lines: readonly Line[]): Promise<unknown> {
    return this.safely(
      name,
      lines.map((line) => `${JSON.stringify(line)}\n`),
    );
  }

  private async safely(name: string, body: string | readonly string[]): Promise<unknown> {
    try {
      return await this.ask(name, body);
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      throw new GraphError(
        'UNREACHABLE',
        `The service that has the graph in ${this.folder} open has ended; what was reported as stored is safe. Give the same command again to continue.`,
        { cause: error },
      );
    }
  }

  /** @throws Ended, GraphError, or an Error with the sentence of the service */
  private async ask(name: string, body: string | readonly string[]): Promise<unknown> {
    const { status, answer } = await this.exchange(name, body).catch((error: unknown) => {
      throw new Ended('The service does not answer.', { cause: error });
    });
    if (status === 200) return answer;
    // Another process listens there.
    if (status === 401) throw new Ended('The service is another one.');
    const { code, message } = answer as Failure;
    // It is about to end.
    if (code === 'CLOSED') throw new Ended(message);
    throw code === null ? new Error(message) : new GraphError(code as GraphErrorCode, message);
  }

  private async exchange(name: string, body: string | readonly string[]) {
    const { folder, place } = this;
    const headers = { authorization: `Bearer ${place.token}`, 'content-type': 'application/json' };
    const options = { socketPath: socketOf(folder, place), path: `/${name}`, method: 'POST', headers, agent: false };
    const request = startRequest(options);
    const answered = new Promise<{ status: number | undefined; answer: unknown }>((resolve, reject) => {
      request.on('error', reject);
      request.on('response', (response) => {
        text(response)
          .then((all) => resolve({ status: response.statusCode, answer: JSON.parse(all) as unknown }))
          .catch(reject);
      });
    });
    const [answer] = await Promise.all([
      answered,
      pipeline(Readable.from(typeof body === 'string' ? [body] : body), request),
    ]);
    return answer;
  }
}
