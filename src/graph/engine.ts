/** What the store needs of a database: statements with parameters, and transactions. */

/** Values of parameters. Rows of `rows` are what UNWIND unfolds. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
export type ParameterRow = { readonly [column: string]: Value };
export type Parameters = { readonly [name: string]: Value };

/** A row of an answer; nodes come as their properties, whole numbers as numbers, absent values as null. */
export type Row = Record<string, unknown>;

/** A reading statement that takes longer is ended in the database: whoever asked has given up. */
export const READ_MILLISECONDS = 60_000;

export interface Statement {
  readonly text: string;
  readonly parameters: Parameters;
}

/** Runs statements inside one write transaction. */
export type Run = (statement: Statement) => Promise<Row[]>;

export type EngineName = 'ladybug' | 'neo4j';

export interface Engine {
  readonly name: EngineName;
  /** Writing is refused. */
  readonly readOnly: boolean;
  /** Other processes may write while this one has it open. */
  readonly isShared: boolean;
  read(statement: Statement): Promise<Row[]>;
  /**
   * One transaction: all of it is stored when the promise resolves, nothing when it rejects. `work` may be run again
   * when the database asks for it, and so must not change anything outside.
   */
  write<Answer>(work: (run: Run) => Promise<Answer>): Promise<Answer>;
  /** Statements that change the schema, one after another. */
  define(texts: readonly string[]): Promise<void>;
  /**
   * From now on reading and writing reject with GraphError REPLACED when the database holds another graph than this one,
   * or none. @param graphId null where the graph is so old that it has none.
   */
  guard(graphId: string | null): void;
  /**
   * Whether the database is there, without waiting for other statements.
   *
   * @throws GraphError UNREACHABLE, REPLACED
   */
  ping(): Promise<void>;
  close(): Promise<void>;
}
