/** What the package says of the program. */
import { readFileSync } from 'node:fs';

const told = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
  readonly description: string;
  readonly homepage: string;
};

export const PROGRAM = {
  version: told.version,
  description: told.description,
  /** Without the place on the page. */
  homepage: told.homepage.replace(/#.*$/, ''),
};
