/** Reads the statements of `cypher/`: those of an engine's own folder before those of the common one. */
import { readdirSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EngineName } from './engine.js';
import { FORMS, isTable } from './statements.js';

const ENDING = '.cypher';
const FOLDER = fileURLToPath(new URL('../../cypher/', import.meta.url));

/** What `{{name}}` stands for in a statement: names of properties and whole conditions, never values. */
export type Blanks = { readonly [name: string]: string };

export class Cypher {
  /** As they stand in the files, by name. All are read here: a request that needed a file could find none to be had. */
  private readonly files: ReadonlyMap<string, string>;
  private readonly texts = new Map<string, string>();

  constructor(readonly engine: EngineName) {
    this.files = new Map([...filesIn('common'), ...filesIn(engine)]);
  }

  /** @param name the file's path below the engine's folder, without `.cypher`. */
  text(name: string, blanks: Blanks = {}): string {
    let text = this.texts.get(name);
    if (text === undefined) {
      text = this.dialect(this.declared(name, this.written(name)));
      this.texts.set(name, text);
    }
    return text.replaceAll(/\{\{(\w+)\}\}/g, (_, blank: string) => {
      const filling = blanks[blank];
      if (filling === undefined) throw new Error(`${name}.cypher: nothing to fill in for ${blank}`);
      return filling;
    });
  }

  /** The statements of a file of several, or of none. */
  script(name: string, blanks: Blanks = {}): string[] {
    return this.text(name, blanks)
      .replaceAll(/^\/\/.*$/gm, '')
      .split(';')
      .map((statement) => statement.trim())
      .filter((statement) => statement !== '');
  }

  /** `{{columns of Crystal}}`: what is declared of a table. */
  private declared(name: string, text: string): string {
    return text.replaceAll(/\{\{(\w+) of (\w+)\}\}/g, (_, form: string, table: string) => {
      const made = FORMS[form];
      if (made === undefined || !isTable(table)) throw new Error(`${name}.cypher: there is no "${form} of ${table}"`);
      return made(table, this.engine);
    });
  }

  private written(name: string): string {
    const text = this.files.get(name);
    if (text === undefined) throw new Error(`there is no ${name}${ENDING}`);
    return text;
  }

  /** `{{r.csm:DOUBLE}}`: LadybugDB infers the type of a parameter from its first row, and so is told; Neo4j is not. */
  dialect(text: string): string {
    return text.replaceAll(/\{\{([^{}:]+):([^{}]+)\}\}/g, (_, value: string, type: string) => {
      if (this.engine === 'ladybug') return `CAST(${value} AS ${type})`;
      return type === 'INT64' ? `toInteger(${value})` : value;
    });
  }
}

function filesIn(folder: 'common' | EngineName): [name: string, text: string][] {
  return readdirSync(`${FOLDER}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ENDING))
    .map((path) => [
      path.slice(0, -ENDING.length).replaceAll(sep, '/'),
      readFileSync(`${FOLDER}${folder}/${path}`, 'utf8').trim(),
    ]);
}
