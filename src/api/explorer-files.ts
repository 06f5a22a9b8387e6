/** The files of the built explorer, as they travel. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Coding, codingFor, encodedToKeep } from './compression.js';
import { sha256 } from '../crystal/sha256.js';

// The same folder from src/api and from dist/api.
const FOLDER = fileURLToPath(new URL('../../dist/explorer/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};
/** Those that are compressed already. */
const DENSE = new Set(['.woff2']);

export class ExplorerFile {
  readonly type: string;
  /** A weak one: the bytes differ by their coding. */
  readonly tag: string;
  readonly #isDense: boolean;
  readonly #coded = new Map<Coding, Promise<Buffer>>();

  constructor(
    name: string,
    readonly bytes: Buffer,
  ) {
    const extension = extname(name);
    this.type = TYPES[extension] ?? 'application/octet-stream';
    this.tag = `W/"${sha256(bytes).slice(0, 40)}"`;
    this.#isDense = DENSE.has(extension);
  }

  /** The best coding that the client takes, by its header `Accept-Encoding`. */
  codingFor(accepted: string | readonly string[] | undefined): Coding {
    return this.#isDense ? 'identity' : codingFor(this.bytes.length, accepted);
  }

  /** Made at the first request for it, and kept. */
  async coded(coding: Coding): Promise<Buffer> {
    if (coding === 'identity') return this.bytes;
    let coded = this.#coded.get(coding);
    if (coded === undefined) {
      coded = encodedToKeep(this.bytes, coding);
      this.#coded.set(coding, coded);
    }
    return coded;
  }
}

let files: ReadonlyMap<string, ExplorerFile> | undefined;

/**
 * By their names, with slashes: `assets/index-C0ffee.js`. Read once for a process, so that a build under way does not mix
 * with what is handed out. None where the explorer is not built.
 */
export function explorerFiles(): ReadonlyMap<string, ExplorerFile> {
  files ??= new Map(
    namesIn(FOLDER).map((name) => [
      name.replaceAll(sep, '/'),
      new ExplorerFile(name, readFileSync(join(FOLDER, name))),
    ]),
  );
  return files;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
