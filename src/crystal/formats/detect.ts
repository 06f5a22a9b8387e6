/** Which format a text is in: told by what it looks like, by the file's name where that is not enough. */
import type { StructureFormat } from '../crystal.js';
import { Refused } from './refused.js';

/** Throws UNKNOWN_FORMAT, and SYNTAX for broken JSON. */
export function detectFormat(text: string, file: string): StructureFormat {
  const name = file.split(/[\\/]/).at(-1)?.toLowerCase() ?? '';
  if (/^\s*[{[]/.test(text)) return isOptimade(parseJson(text)) ? 'optimade' : 'pymatgen';
  if (
    /^\s*(?:#[^\n]*\n\s*)*(?:data_|_cell_|_?loop_)/i.test(text.slice(0, 100_000)) ||
    /^(?:data_\S|_cell_length_a|_atom_site_)/im.test(text)
  ) {
    return 'cif';
  }
  if (looksLikePoscar(text)) return 'poscar';
  if (/\.m?cif$/.test(name)) return 'cif';
  if (/^(?:poscar|contcar)|\.(?:vasp|poscar)$/.test(name)) return 'poscar';
  if (text.trim() === '') throw new Refused('NO_STRUCTURE', 'The file is empty.');
  throw new Refused(
    'UNKNOWN_FORMAT',
    'This is neither CIF, nor POSCAR, nor the JSON of a pymatgen Structure or of OPTIMADE.',
  );
}

/** Throws SYNTAX with the line where the text stops being JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message)?.[1];
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
    throw new Refused('SYNTAX', `The JSON is broken: ${message.slice(0, 200)}.`, line);
  }
}

/** A JSON:API response or entry of an OPTIMADE provider, as against an object of pymatgen. */
function isOptimade(json: unknown): boolean {
  const text = (value: unknown, depth: number): boolean => {
    if (Array.isArray(value)) return depth > 0 && text(value[0], depth - 1);
    if (typeof value !== 'object' || value === null) return false;
    if ('lattice_vectors' in value || 'species_at_sites' in value || 'cartesian_site_positions' in value) return true;
    return (
      depth > 0 &&
      (['attributes', 'data'] as const).some(
        (key) => key in value && text((value as Record<string, unknown>)[key], depth - 1),
      )
    );
  };
  return text(json, 3);
}

/** A comment, a scaling factor or three, three rows of three numbers. */
function looksLikePoscar(text: string): boolean {
  const lines = text.slice(0, 10_000).split('\n');
  const numbers = (line: string | undefined): number[] => (line?.trim().split(/\s+/) ?? []).map(Number);
  const areNumbers = (values: readonly number[], count: number): boolean =>
    values.length >= count && values.slice(0, count).every((value) => Number.isFinite(value));
  return (
    lines[1]?.trim() !== '' &&
    areNumbers(numbers(lines[1]), 1) &&
    [2, 3, 4].every((row) => areNumbers(numbers(lines[row]), 3))
  );
}
