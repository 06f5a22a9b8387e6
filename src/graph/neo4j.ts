/** The engine for teams and for scale: Neo4j 5 or later, over Bolt. */
import { setTimeout as delay } from 'node:timers/promises';
import neo4j, { type AuthToken, type Driver, type ManagedTransaction, type Session } from 'neo4j-driver';
import { Cypher } from './cypher.js';
import { type Engine, type Parameters, READ_MILLISECONDS, type Row, type Run, type Statement } from './engine.js';
import { GraphError, graphClosed } from './errors.js';
import { connectionError, isPassing, isRefusal } from './neo4j-errors.js';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** For work that is worth waiting for a server that restarts. */
export interface Patience {
  readonly milliseconds: number;
  /** Called with a sentence when the waiting begins, and when it ends well. */
  readonly tell: (sentence: string) => void;
}

/** How long the server may take to let somebody in. */
const CONNECT_MILLISECONDS = 3000;
/** … and to answer for the first time. */
const OPEN_MILLISECONDS = 15_000;
/** A call that takes longer than this may be one to a server that is gone without a word: it is looked whether it answers. */
const SLOW_MILLISECONDS = 1000;
/**
 * How long the server may take to say that it is there: what a client asks is known to fail within 5 s, the time before
 * included; who has patience does not take a server that is busy for one that is gone.
 */
const PING_MILLISECONDS = { impatient: 3300, patient: 30_000 };
/** A transaction that takes longer is ended in the database: its client may have been halted, and others wait for it. */
const WRITE_MILLISECONDS = 600_000;
/** How often is tried again what met another transaction half-way, and how long is waited before, at most. */
const ATTEMPTS = { read: 3, write: 60 };
const PAUSE_MILLISECONDS = 500;
/** How often it is looked whether a server that went away is back. */
const RETURN_MILLISECONDS = 1000;
/** For so long it is taken for granted that the database holds the same graph as before. */
const SAME_GRAPH_MILLISECONDS = 1000;

export async function openNeo4j(
  uri: string,
  credentials: Credentials | undefined,
  patience?: Patience,
): Promise<Engine> {
  const auth = credentials
    ? neo4j.auth.basic(credentials.username, credentials.password)
    : { scheme: 'none', principal: '', credentials: '' };
  const cypher = new Cypher('neo4j');
  let engine: Neo4jEngine;
  try {
    engine = new Neo4jEngine(uri, auth, patience ?? null, cypher);
  } catch (error) {
    throw new GraphError('BAD_URI', `${uri} is not the address of a Neo4j server; use neo4j://HOST:7687.`, {
      cause: error,
    });
  }
  try {
    await engine.ping(OPEN_MILLISECONDS);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return engine;
}

class Neo4jEngine implements Engine {
  readonly name = 'neo4j';
  readonly readOnly = false;
  readonly isShared = true;
  private driver: Driver;
  private closed = false;
  /** Of the graph that the database has to hold; undefined before that is known. */
  private graphId: string | null | undefined;
  private sameGraph: { readonly since: number; readonly checked: Promise<void> } | null = null;
  private pinging: Promise<void> | null = null;
  private returning: Promise<void> | null = null;
  /** When the server last gave an answer. */
  private answered = 0;

  constructor(
    private readonly uri: string,
    private readonly auth: AuthToken,
    private readonly patience: Patience | null,
    private readonly cypher: Cypher,
  ) {
    this.driver = this.connect();
  }

  async read(statement: Statement): Promise<Row[]> {
    const [rows] = await this.persistently(ATTEMPTS.read, () =>
      Promise.all([this.readOnce(statement), this.verified()]),
    );
    return rows;
  }

  write<Answer>(work: (run: Run) => Promise<Answer>): Promise<Answer> {
    return this.persistently(ATTEMPTS.write, () =>
      this.inSession((session) =>
        session.executeWrite(
          async (transaction) => {
            if (this.graphId !== undefined) {
              const [row] = await this.execute(transaction, {
                text: this.cypher.text('write/take-turn'),
                parameters: {},
              });
              this.verify(row);
            }
            return work((statement) => this.execute(transaction, statement));
          },
          { timeout: WRITE_MILLISECONDS },
        ),
      ),
    );
  }

  async define(texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      await this.persistently(
        ATTEMPTS.write,
        () => this.inSession((session) => session.run(text)),
        (attempt) => this.clearHalfConstraint(text, attempt),
      );
    }
  }

  guard(graphId: string | null): void {
    this.graphId = graphId;
  }

  /** On a connection of its own, because the others may all be waiting. */
  ping(milliseconds = PING_MILLISECONDS[this.patience === null ? 'impatient' : 'patient']): Promise<void> {
    if (this.closed) return Promise.reject(graphClosed());
    this.pinging ??= this.pingOnce(milliseconds).finally(() => {
      this.pinging = null;
    });
    return this.pinging;
  }

  close(): Promise<void> {
    this.closed = true;
    // A server that hangs does not say goodbye.
    return Promise.race([this.driver.close(), delay(CONNECT_MILLISECONDS, undefined, { ref: false })]);
  }

  private connect(): Driver {
    return neo4j.driver(this.uri, this.auth, {
      disableLosslessIntegers: true,
      connectionTimeout: CONNECT_MILLISECONDS,
      // Trying again is done here: the driver does not know whether anybody has the patience.
      maxTransactionRetryTime: 0,
    });
  }

  private readOnce(statement: Statement): Promise<Row[]> {
    return this.inSession((session) =>
      session.executeRead((transaction) => this.execute(transaction, statement), { timeout: READ_MILLISECONDS }),
    );
  }

  private async execute(transaction: ManagedTransaction, { text, parameters }: Statement): Promise<Row[]> {
    const result = await transaction.run(text, encoded(parameters));
    this.answered = performance.now();
    return rowsOf(result);
  }

  private async inSession<Answer>(work: (session: Session) => Promise<Answer>): Promise<Answer> {
    const session = this.driver.session();
    try {
      return await work(session);
    } finally {
      // The server may never answer to that, and nothing depends on it.
      void session.close().catch(() => {});
    }
  }

  private async pingOnce(milliseconds: number): Promise<void> {
    const driver = this.connect();
    const session = driver.session({ defaultAccessMode: neo4j.session.READ });
    try {
      const result = await inTime(session.run(this.cypher.text('schema/read-meta')), milliseconds);
      this.answered = performance.now();
      if (this.graphId !== undefined) this.verify(rowsOf(result)[0]);
    } catch (error) {
      throw error instanceof GraphError ? error : connectionError(this.uri, error);
    } finally {
      void driver.close().catch(() => {});
    }
  }

  /** Resolves when it is known that the database holds the graph that was opened. */
  private verified(): Promise<void> {
    if (this.graphId === undefined) return Promise.resolve();
    const now = performance.now();
    if (this.sameGraph === null || now - this.sameGraph.since > SAME_GRAPH_MILLISECONDS) {
      const read = this.readOnce({ text: this.cypher.text('schema/read-meta'), parameters: {} });
      this.sameGraph = { since: now, checked: read.then(([row]) => this.verify(row)) };
      this.sameGraph.checked.catch(() => {
        this.sameGraph = null;
      });
    }
    return this.sameGraph.checked;
  }

  /** @throws GraphError REPLACED */
  private verify(row: Row | undefined): void {
    const { graphId = null } = (row?.['node'] ?? {}) as { graphId?: string | null };
    if (row !== undefined && graphId === this.graphId) return;
    throw new GraphError(
      'REPLACED',
      `The graph in Neo4j at ${this.uri} was ${row === undefined ? 'emptied' : 'replaced by another one'} while this process had it open; restore it (motifgraph import restores a backup) and start again.`,
    );
  }

  /**
   * Does what may be done twice until it is done: again where it met another transaction half-way, and, with patience,
   * when a server that went away is back.
   */
  private async persistently<Answer>(
    attempts: number,
    work: () => Promise<Answer>,
    before: (attempt: number) => Promise<void> = async () => {},
  ): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const begun = performance.now();
      const { driver } = this;
      try {
        const answer = await this.whileAnswering(work());
        this.answered = performance.now();
        return answer;
      } catch (error) {
        if (this.closed) throw graphClosed();
        if (error instanceof GraphError && error.code !== 'UNREACHABLE') throw error;
        if (isRefusal(error)) throw connectionError(this.uri, error);
        if (error instanceof GraphError || !(await this.answersSince(begun))) {
          await this.awaitReturn(driver);
          attempt = 0;
        } else if (!isPassing(error)) {
          throw error;
        } else if (attempt === attempts) {
          throw new GraphError(
            'UNREACHABLE',
            `Neo4j at ${this.uri} keeps rejecting queries (${error.code}); see its log for the reason, and try again.`,
            { cause: error },
          );
        }
        await delay(PAUSE_MILLISECONDS * (0.2 + 0.8 * Math.random()));
        await before(attempt + 1);
      }
    }
  }

  /** Settles as the work does, or rejects with UNREACHABLE when the server gives no sign of life. */
  private whileAnswering<Answer>(work: Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      let settled = false;
      const look = async () => {
        if (!(await this.answersSince(performance.now()))) reject(this.unreachable());
        else if (!settled) watch();
      };
      const watch = () => {
        timer = setTimeout(() => void look(), SLOW_MILLISECONDS);
      };
      watch();
      work.then(resolve, reject).finally(() => {
        settled = true;
        clearTimeout(timer);
      });
    });
  }

  /** Whether the server answers a ping, or has answered something else in the meantime: it may have much to do. */
  private async answersSince(moment: number): Promise<boolean> {
    try {
      await this.ping();
      return true;
    } catch (error) {
      return (error instanceof GraphError && error.code === 'REPLACED') || this.answered > moment;
    }
  }

  /** @throws GraphError UNREACHABLE where there is no patience, or it is over. */
  private async awaitReturn(lost: Driver): Promise<void> {
    if (this.driver === lost) {
      // Calls to a machine that is gone without a word would keep their connections for many minutes.
      this.driver = this.connect();
      void lost.close().catch(() => {});
    }
    if (this.patience === null) throw this.unreachable();
    this.returning ??= this.returned(this.patience).finally(() => {
      this.returning = null;
    });
    await this.returning;
  }

  private async returned({ milliseconds, tell }: Patience): Promise<void> {
    tell(`Neo4j at ${this.uri} does not respond; waiting for it, up to ${Math.ceil(milliseconds / 60_000)} min.`);
    const end = performance.now() + milliseconds;
    while (!(await this.answersSince(performance.now()))) {
      if (this.closed) throw graphClosed();
      if (performance.now() > end) throw this.unreachable();
      await delay(RETURN_MILLISECONDS);
    }
    tell('Neo4j responds again.');
  }

  private unreachable(): GraphError {
    return connectionError(this.uri, undefined);
  }

  /**
   * The index of a constraint is there before the constraint, and IF NOT EXISTS fails in between: while another process
   * makes the same thing that is waited for; what a killed one has left behind is dropped.
   */
  private async clearHalfConstraint(text: string, attempt: number): Promise<void> {
    const [, name] = /^CREATE CONSTRAINT (\w+)/.exec(text) ?? [];
    if (name === undefined || attempt < ATTEMPTS.write / 2) return;
    // Neo4j refuses to drop the index of a constraint that is whole or being made.
    await this.inSession((session) => session.run(`DROP INDEX ${name} IF EXISTS`)).catch(() => {});
  }
}

/** Rejects where the promise takes longer. */
function inTime<Value>(promise: PromiseLike<Value>, milliseconds: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
    promise.then(resolve, reject);
    promise.then(
      () => clearTimeout(timer),
      () => clearTimeout(timer),
    );
  });
}

function rowsOf(result: { readonly records: readonly { toObject(): object }[] }): Row[] {
  return result.records.map((record) =>
    Object.fromEntries(Object.entries(record.toObject()).map(([key, value]) => [key, decoded(value)])),
  );
}

/** JavaScript's numbers go as floating-point ones; LIMIT takes whole ones alone. */
function encoded(parameters: Parameters): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      Number.isSafeInteger(value) ? neo4j.int(value as number) : value,
    ]),
  );
}

function decoded(value: unknown): unknown {
  return neo4j.isNode(value) ? value.properties : value;
}
