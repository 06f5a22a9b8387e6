/** Reads the statements of `cypher/`: those of an engine's own folder before those of the common one. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EngineName } from './engine.js';
import { FORMS, isTable } from './statements.js';

const FOLDER = fileURLToPath(new URL('../../cypher/', import.meta.url));

/** What `{{name}}` stands for in a statement: names of properties and whole conditions, never values. */
export type Blanks = { readonly [name: string]: string };

export class Cypher {
  private readonly texts = new Map<string, string>();

  constructor(readonly engine: EngineName) {}

  /** @param name the file's path below the engine's folder, without `.cypher`. */
  text(name: string, blanks: Blanks = {}): string {
    let text = this.texts.get(name);
    if (text === undefined) {
      text = this.dialect(this.declared(name, readFileSync(this.fileOf(name), 'utf8').trim()));
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

  private fileOf(name: string): string {
    const own = `${FOLDER}${this.engine}/${name}.cypher`;
    return existsSync(own) ? own : `${FOLDER}common/${name}.cypher`;
  }

  /** `{{r.csm:DOUBLE}}`: LadybugDB infers the type of a parameter from its first row, and so is told; Neo4j is not. */
  dialect(text: string): string {
    return text.replaceAll(/\{\{([^{}:]+):([^{}]+)\}\}/g, (_, value: string, type: string) => {
      if (this.engine === 'ladybug') return `CAST(${value} AS ${type})`;
      return type === 'INT64' ? `toInteger(${value})` : value;
    });
  }
}
