/** A graph that is opened to be asked in Cypher: nothing is written, and no files are read but its own. */
import { existsSync } from 'node:fs';
import { Connection, type LbugValue, type PreparedStatement } from '@ladybugdb/core';
import neo4j from 'neo4j-driver';
import { folderOf } from './address.js';
import { type CypherValue, cypherValue } from './cypher-values.js';
import { noGraph } from './errors.js';
import { isWritableGraph } from './graph-folder.js';
import { databaseIn, inFolder, openDatabase } from './ladybug.js';
import { connectionError, isRefusal } from './neo4j-errors.js';
import { type Credentials, openGraph } from './open.js';
import { occupy } from './open-folders.js';
import { checkReading, NotReadingError } from './reading-statement.js';

/** The statement can't be run: its text is wrong, or it takes too long. The message is that of the engine. */
export class CypherError extends Error {
  override readonly name = 'CypherError';
}

export interface CypherAnswer {
  readonly columns: readonly string[];
  /** Each once, in the order of the columns. @throws CypherError */
  readonly rows: AsyncIterable<readonly CypherValue[]>;
}

export interface CypherQuestion {
  readonly text: string;
  readonly parameters: Readonly<Record<string, CypherValue>>;
  /** The engine gives up after this time. */
  readonly milliseconds: number;
}

export interface CypherReader {
  /** One at a time. @throws NotReadingError, CypherError */
  ask(question: CypherQuestion): Promise<CypherAnswer>;
  close(): Promise<void>;
}

/** @throws GraphError */
export async function openCypherReader(uri: string, credentials?: Credentials): Promise<CypherReader> {
  const folder = folderOf(uri);
  if (folder === null) return openNeo4jReader(uri, credentials);
  if (!existsSync(databaseIn(folder))) throw noGraph(uri);
  // Knows what is wrong with the graph, and mends what a kill has left.
  await (await openGraph(uri, credentials, { reader: true, mustExist: true })).close();
  return openLadybugReader(folder);
}

/**
 * Opened for writing where that is possible: LadybugDB 0.19.1 then keeps other processes from writing, while what is opened
 * for reading takes no lock. It tells which statements write.
 */
async function openLadybugReader(folder: string): Promise<CypherReader> {
  const leave = occupy(folder);
  const opened = () => openDatabase(databaseIn(folder), !isWritableGraph(folder));
  const database = await inFolder(folder, opened).catch((error: unknown) => {
    leave();
    throw error;
  });
  const connection = new Connection(database);
  return {
    ask: async ({ text, parameters, milliseconds }) => {
      checkReading(text);
      connection.setQueryTimeout(milliseconds);
      const prepared = await failing(milliseconds, () => connection.prepare(text));
      if (!prepared.isSuccess()) throw new CypherError(prepared.getErrorMessage());
      if (!prepared.isReadOnly()) throw new NotReadingError('The statement would change the graph.');
      const found = await failing(milliseconds, () => execute(connection, prepared, parameters));
      const result = Array.isArray(found) ? found.at(-1)! : found;
      const columns = await result.getColumnNames();
      async function* rows() {
        try {
          while (result.hasNext()) {
            const row = await failing(milliseconds, () => result.getNext());
            if (row !== null) yield columns.map((column) => cypherValue(row[column]));
          }
        } finally {
          // Also where nobody wants the rest.
          result.close();
        }
      }
      return { columns, rows: rows() };
    },
    close: async () => {
      await connection.close();
      await database.close();
      leave();
    },
  };
}

function execute(connection: Connection, statement: PreparedStatement, parameters: CypherQuestion['parameters']) {
  return connection.execute(statement, parameters as Record<string, LbugValue>);
}

async function openNeo4jReader(uri: string, credentials?: Credentials): Promise<CypherReader> {
  const auth =
    credentials === undefined
      ? { scheme: 'none', principal: '', credentials: '' }
      : neo4j.auth.basic(credentials.username, credentials.password);
  // Knows what is wrong with the address, the login and the graph.
  await (await openGraph(uri, credentials, { reader: true, mustExist: true })).close();
  const driver = neo4j.driver(uri, auth, { useBigInt: true });
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  return {
    ask: async ({ text, parameters, milliseconds }) => {
      checkReading(text);
      const transaction = session.beginTransaction({ timeout: milliseconds });
      const result = transaction.run(text, encoded(parameters));
      const columns = await onServer(milliseconds, () => result.keys());
      async function* rows() {
        try {
          for await (const record of result) yield columns.map((column) => cypherValue(record.get(column)));
        } catch (error) {
          throw inWords(error, milliseconds);
        } finally {
          await transaction.close().catch(() => {});
        }
      }
      return { columns: columns.map(String), rows: rows() };
    },
    close: async () => {
      await session.close();
      await driver.close();
    },
  };

  async function onServer<Answer>(milliseconds: number, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      throw isRefusal(error) ? connectionError(uri, error) : inWords(error, milliseconds);
    }
  }
}

/** Whole numbers are such to Neo4j as well. */
function encoded(parameters: CypherQuestion['parameters']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value,
    ]),
  );
}

async function failing<Answer>(milliseconds: number, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    throw inWords(error, milliseconds);
  }
}

function inWords(error: unknown, milliseconds: number): CypherError {
  const message = error instanceof Error ? error.message : String(error);
  const isLate = /^Interrupted|TimedOut|terminated|timeout/i.test(
    `${message} ${(error as { code?: string }).code ?? ''}`,
  );
  return new CypherError(isLate ? `The statement took longer than ${milliseconds / 1000} s.` : message, {
    cause: error,
  });
}
