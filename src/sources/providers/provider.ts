/** A provider of structures that an address leads to. */
import type { Origin } from '../../crystal/crystal.js';
import type { Reported } from '../../crystal/reported.js';
import type { Web } from '../web.js';

/** A structure that a provider sent. */
export interface Fetched {
  /** The provider's own id. */
  readonly id: string;
  /** Name of a file that would hold it. */
  readonly file: string;
  readonly content: Uint8Array;
  readonly origin: Origin;
  readonly reported: readonly Reported[];
  /** Name of the data set, unless the user gives another. */
  readonly dataset: string;
}

/** One that the user asked for by its id, and the provider has not got. */
export interface Missing {
  readonly id: string;
  readonly message: string;
}

export interface Session {
  readonly web: Web;
  /** The folder in which is kept what was fetched. */
  readonly cache: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Provider {
  /** For the help: addresses, each with what it stands for. */
  readonly examples: readonly (readonly [address: string, meaning: string])[];
  /**
   * @param address what stands behind the word and its colon
   * @throws SourceError
   */
  fetch(address: string, session: Session): AsyncGenerator<Fetched | Missing>;
}
