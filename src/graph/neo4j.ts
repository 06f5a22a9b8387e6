/** The engine for teams and for scale: Neo4j 5 or later, over Bolt. */
import { setTimeout as delay } from 'node:timers/promises';
import neo4j, { type Driver, type ManagedTransaction, Neo4jError, type Session } from 'neo4j-driver';
import { type Engine, type Parameters, READ_MILLISECONDS, type Row, type Run, type Statement } from './engine.js';
import { GraphError } from './errors.js';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** How long a query may wait for the server before it is given up. */
const PATIENCE_MILLISECONDS = 30_000;

export async function openNeo4j(uri: string, credentials: Credentials | undefined): Promise<Engine> {
  const auth = credentials
    ? neo4j.auth.basic(credentials.username, credentials.password)
    : { scheme: 'none', principal: '', credentials: '' };
  let driver: Driver;
  try {
    driver = neo4j.driver(uri, auth, {
      disableLosslessIntegers: true,
      connectionAcquisitionTimeout: PATIENCE_MILLISECONDS,
      maxTransactionRetryTime: PATIENCE_MILLISECONDS,
    });
  } catch (error) {
    throw new GraphError('BAD_URI', `${uri} is no address of a Neo4j server; write neo4j://HOST:7687.`, {
      cause: error,
    });
  }
  try {
    await driver.getServerInfo();
  } catch (error) {
    await driver.close();
    throw openingError(uri, error);
  }
  return new Neo4jEngine(driver);
}

const SCHEMA_ATTEMPTS = 40;
const SCHEMA_PAUSE_MILLISECONDS = 500;

class Neo4jEngine implements Engine {
  readonly name = 'neo4j';

  constructor(private readonly driver: Driver) {}

  async read({ text, parameters }: Statement): Promise<Row[]> {
    const session = this.driver.session({ defaultAccessMode: neo4j.session.READ });
    try {
      return await session.executeRead((transaction) => execute(transaction, text, parameters), {
        timeout: READ_MILLISECONDS,
      });
    } finally {
      await session.close();
    }
  }

  async write<Answer>(work: (run: Run) => Promise<Answer>): Promise<Answer> {
    const session = this.driver.session();
    try {
      return await session.executeWrite((transaction) =>
        work(({ text, parameters }) => execute(transaction, text, parameters)),
      );
    } finally {
      await session.close();
    }
  }

  async define(texts: readonly string[]): Promise<void> {
    const session = this.driver.session();
    try {
      for (const text of texts) await make(session, text);
    } finally {
      await session.close();
    }
  }

  close(): Promise<void> {
    return this.driver.close();
  }
}

/**
 * Makes a constraint or index. The index of a constraint is there before the constraint, and IF NOT EXISTS fails in
 * between: while another process makes the same thing that is waited for; what a killed one has left behind is dropped.
 */
async function make(session: Session, text: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await session.run(text);
      return;
    } catch (error) {
      const inBetween = error instanceof Neo4jError && /AlreadyExists$/.test(error.code);
      if (!inBetween || attempt === SCHEMA_ATTEMPTS) throw error;
      const [, name] = /^CREATE CONSTRAINT (\w+)/.exec(text) ?? [];
      // Neo4j refuses to drop the index of a constraint that is whole or being made.
      if (name !== undefined && attempt > SCHEMA_ATTEMPTS / 2)
        await session.run(`DROP INDEX ${name} IF EXISTS`).catch(() => {});
      await delay(SCHEMA_PAUSE_MILLISECONDS);
    }
  }
}

async function execute(transaction: ManagedTransaction, text: string, parameters: Parameters): Promise<Row[]> {
  const result = await transaction.run(text, encoded(parameters));
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

function openingError(uri: string, error: unknown): GraphError {
  if (error instanceof Neo4jError && error.code.startsWith('Neo.ClientError.Security')) {
    return new GraphError(
      'AUTHENTICATION',
      `Neo4j at ${uri} refused the login; set NEO4J_USERNAME and NEO4J_PASSWORD to a user that it knows.`,
      { cause: error },
    );
  }
  return new GraphError('UNREACHABLE', `No Neo4j answers at ${uri}; start the server, or correct the address.`, {
    cause: error,
  });
}
