/** Which format a text is in: told by what it looks like, by the file's name where that is not enough. */
import { baseName } from '../file-name.js';
import { isJson, parseJson } from './json.js';
import { Refused } from './refused.js';
import { formatList, formats, formatsNamed, type StructureFormat } from './table.js';

/** Throws UNKNOWN_FORMAT, and SYNTAX for broken JSON. */
export function detectFormat(text: string, file: string): StructureFormat {
  const json = isJson(text) ? parseJson(text) : undefined;
  const candidates = formats.filter(([, { syntax }]) => (syntax === 'JSON') === (json !== undefined));
  const found =
    candidates.find(([, format]) =>
      format.syntax === 'JSON' ? format.recognises?.(json) : format.recognises?.(text),
    ) ?? candidates.find(([, { recognises }]) => recognises === undefined);
  if (found !== undefined) return found[0];
  const [named, ...others] = formatsNamed(baseName(file));
  if (named !== undefined && others.length === 0) return named;
  if (text.trim() === '') throw new Refused('NO_STRUCTURE', 'The file is empty.');
  throw new Refused('UNKNOWN_FORMAT', `This is neither ${formatList('nor')}.`);
}
