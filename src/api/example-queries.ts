/** The queries that the query editor offers, each a file of its own. */
import { readdirSync, readFileSync } from 'node:fs';

export interface Example {
  /** Name of the file. */
  readonly name: string;
  /** What it asks, in words: the comment at the file's start. */
  readonly title: string;
  readonly query: string;
}

// The same folder from src/api and from dist/api.
const FOLDER = new URL('../../src/api/examples/', import.meta.url);

/** In the order of their names, which begin with a number. */
export function readExamples(): Example[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => {
      const query = readFileSync(new URL(file, FOLDER), 'utf8');
      const title = /^# (.+)/.exec(query)?.[1];
      if (title === undefined)
        throw new Error(`src/api/examples/${file} has to begin with a comment that says what it asks`);
      return { name: file.slice(0, -'.graphql'.length), title, query };
    });
}
