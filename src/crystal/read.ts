/** Structures from the text of a file, whatever its format. */
import type { ReadResult, ReadWarning, Refusal } from './crystal.js';
import { baseName, withoutExtension } from './file-name.js';
import { assemble } from './formats/assemble.js';
import { detectFormat } from './formats/detect.js';
import { parseJson } from './formats/json.js';
import { Refused } from './formats/refused.js';
import type { StructureText } from './formats/structure-text.js';
import { FORMATS, type StructureFormat } from './formats/table.js';
import { decodeText } from './formats/text.js';
import { sha256 } from './sha256.js';

export interface ReadOptions {
  /** Name of the file, with its folder; for messages and provenance. */
  readonly file: string;
  /** Id of the crystal, or of the file of several; the file's name without folder and extension where it is left out. */
  readonly id?: string;
  /** Detected from name and content where it is left out. */
  readonly format?: StructureFormat;
}

/**
 * One result for each structure of the file, in its order; at least one. A file of several gives ids `NAME:BLOCK`, with
 * `#2` and so on behind names that repeat. Bad input is refused in the result; nothing is thrown.
 */
export function readStructures(content: string | Uint8Array, options: ReadOptions): ReadResult[] {
  const { file } = options;
  const id = options.id ?? idOf(file);
  try {
    const { text, warnings } = decodeText(content);
    const format = options.format ?? detectFormat(text, file);
    const structures = split(text, format);
    const [first, ...others] = structures;
    if (first === undefined) throw new Refused('NO_STRUCTURE', 'The file holds no structure.');
    if (others.length === 0) return [readOne(first, id, file, format, sha256(content), warnings)];
    const ids = uniqueIds(id, structures);
    return structures.map((structure, index) =>
      readOne(structure, ids[index]!, file, format, sha256(structure.text), warnings, structure.name),
    );
  } catch (error) {
    return [{ ok: false, id, refusal: refusalFrom(error, file) }];
  }
}

function split(text: string, key: StructureFormat): StructureText[] {
  const format = FORMATS[key];
  return format.syntax === 'JSON' ? format.split(parseJson(text)) : format.split(text);
}

function readOne(
  structure: StructureText,
  id: string,
  file: string,
  format: StructureFormat,
  hash: string,
  fileWarnings: readonly ReadWarning[],
  block?: string,
): ReadResult {
  try {
    const { draft, warnings } = structure.read();
    const provenance = { file, format, ...(block !== undefined && { block }), sha256: hash };
    return assemble(draft, id, provenance, [...fileWarnings, ...warnings]);
  } catch (error) {
    return { ok: false, id, refusal: refusalFrom(error, file) };
  }
}

function refusalFrom(error: unknown, file: string): Refusal {
  if (error instanceof Refused) {
    return { code: error.code, message: error.message, file, ...(error.line !== undefined && { line: error.line }) };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: 'ANALYSIS_FAILED',
    message: `Reading failed because of a bug in Motifgraph; please report it: ${reason}`,
    file,
  };
}

function uniqueIds(id: string, structures: readonly StructureText[]): string[] {
  const seen = new Map<string, number>();
  return structures.map(({ name }, index) => {
    const own = `${id}:${name || index + 1}`;
    const times = (seen.get(own) ?? 0) + 1;
    seen.set(own, times);
    return times === 1 ? own : `${own}#${times}`;
  });
}

function idOf(file: string): string {
  return withoutExtension(baseName(file) || file);
}
