/** POSCAR and CONTCAR of VASP 4, 5 and 6 (https://www.vasp.at/wiki/index.php/POSCAR). */
import type { AtomicNumber, ReadWarning } from '../crystal.js';
import { determinant, inverse, rowsTimesMatrix } from '../vectors.js';
import { writePoscar } from '../write.js';
import { type Draft, refuseTooManyAtoms } from './assemble.js';
import type { PlainFormat, Writable } from './format.js';
import { Refused, shown, warning } from './refused.js';
import { speciesOfSymbol } from './species.js';

export const poscar: PlainFormat & Writable = {
  syntax: 'text',
  label: 'POSCAR',
  description: 'POSCAR or CONTCAR of VASP 5 and later.',
  names: ['.vasp', 'POSCAR', 'CONTCAR'],
  fileName: /\.(?:vasp|poscar|contcar)$|^(?:poscar|contcar)(?:[._-].*)?$/i,
  recognises: looksLikePoscar,
  split: (text) => [{ name: '', text, read: () => readPoscar(text.split('\n')) }],
  written: { description: 'POSCAR of VASP 5.', write: writePoscar },
};

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

/** Throws SYNTAX, NO_CELL, UNKNOWN_ELEMENT, BAD_COORDINATES, NO_STRUCTURE, TOO_MANY_ATOMS. */
function readPoscar(lines: readonly string[]): { readonly draft: Draft; readonly warnings: ReadWarning[] } {
  const warnings: ReadWarning[] = [];
  const lattice = readLattice(lines);
  let line = 5;
  const named = isSymbols(words(lines[line])) ? words(lines[line++]) : undefined;
  const counts = words(lines[line]).map((word) => (/^\d+$/.test(word) ? Number(word) : Number.NaN));
  if (counts.length === 0 || counts.some(Number.isNaN)) {
    throw new Refused('SYNTAX', `Line ${line + 1} has to give the number of atoms of each element.`, line + 1);
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new Refused('NO_STRUCTURE', 'The file has no atoms.', line + 1);
  refuseTooManyAtoms(total, line + 1);
  const countLine = line++;
  if (/^\s*s/i.test(lines[line] ?? '')) line++;
  const mode = lines[line]?.trim() ?? '';
  // VASP takes every other word for "Direct"; coordinates in its place tell that the line is missing.
  if (mode === '' || /^[-+.\d]/.test(mode)) {
    throw new Refused('SYNTAX', `Line ${line + 1} has to say "Direct" or "Cartesian".`, line + 1);
  }
  if (!/^[cdkf]/i.test(mode)) {
    warnings.push(warning(`${shown(mode)} counts as "Direct", as in VASP.`, line + 1));
  }
  line++;
  const rows = Array.from({ length: total }, (_, site) => readPosition(lines, line + site));
  const symbols = named ?? symbolsOfVasp4(lines, rows, counts, warnings);
  if (symbols.length !== counts.length) {
    const message = `The file names ${symbols.length} elements, but gives numbers of atoms for ${counts.length}.`;
    throw new Refused('SYNTAX', message, countLine + 1);
  }
  const atomicNumbers = counts.flatMap((count, index) => {
    const z = elementOf(symbols[index]!, countLine);
    return Array.from({ length: count }, () => z);
  });
  const positions = rows.flatMap(({ position }) => position);
  const isCartesian = /^[ck]/i.test(mode);
  return {
    draft: {
      lattice: lattice.vectors,
      atomicNumbers,
      fractional: isCartesian
        ? rowsTimesMatrix(
            positions.map((x, index) => x * lattice.scale[index % 3]!),
            inverse(lattice.vectors),
          )
        : positions,
      oxidationStates: atomicNumbers.map(() => undefined),
      labels: numbered(symbols, counts),
      lines: atomicNumbers.map((_, site) => line + site + 1),
    },
    warnings,
  };
}

/** Basis vectors in Å, and the factors that Cartesian coordinates are to be multiplied with. */
function readLattice(lines: readonly string[]): { readonly vectors: Float64Array; readonly scale: readonly number[] } {
  const factors = words(lines[1]).map(Number);
  const rows = [2, 3, 4].map((line) => words(lines[line]).slice(0, 3).map(Number));
  const bad = rows.findIndex((row) => row.length < 3 || !row.every(Number.isFinite));
  if (bad >= 0) throw new Refused('NO_CELL', `Line ${bad + 3} has to give a basis vector: three numbers.`, bad + 3);
  const raw = Float64Array.from(rows.flat());
  const numbers = factors.filter(Number.isFinite);
  const scale = numbers.length >= 3 ? numbers.slice(0, 3) : Array<number>(3).fill(numbers[0] ?? Number.NaN);
  const first = scale[0]!;
  // A negative factor is the volume of the cell.
  if (numbers.length < 3 && first < 0) scale.fill(Math.cbrt(-first / Math.abs(determinant(raw))));
  if (!scale.every((factor) => factor > 0 && Number.isFinite(factor))) {
    throw new Refused('NO_CELL', 'Line 2 has to give the scaling factor: a number, or three positive ones.', 2);
  }
  return { vectors: raw.map((x, index) => x * scale[index % 3]!), scale };
}

function readPosition(
  lines: readonly string[],
  index: number,
): { readonly position: readonly number[]; readonly symbol: string | undefined } {
  const parts = words(lines[index]);
  const position = parts.slice(0, 3).map((word) => Number(word.replace(/d/i, 'e')));
  if (position.length === 3 && position.every(Number.isFinite)) {
    return { position, symbol: parts.slice(3).find((word) => !/^[TF]$/i.test(word)) };
  }
  const message = `Line ${index + 1} has to give the coordinates of an atom: three numbers.`;
  throw new Refused('BAD_COORDINATES', message, index + 1);
}

/** VASP 4 names no elements; many programs put them behind the coordinates, or into the comment line. */
function symbolsOfVasp4(
  lines: readonly string[],
  rows: readonly { readonly symbol: string | undefined }[],
  counts: readonly number[],
  warnings: ReadWarning[],
): string[] {
  let site = 0;
  const behind = counts.map((count) => {
    const symbols = new Set(rows.slice(site, site + count).map(({ symbol }) => symbol));
    site += count;
    const [symbol] = symbols;
    return symbols.size === 1 ? symbol : undefined;
  });
  if (behind.every((symbol) => symbol !== undefined && isSymbols([symbol]))) {
    warnings.push(warning('The line with the element symbols is missing; they were read after the coordinates.', 6));
    return behind as string[];
  }
  const comment = words(lines[0]);
  if (comment.length === counts.length && isSymbols(comment)) {
    warnings.push(warning('The line with the element symbols is missing; they were read from the comment line.', 1));
    return comment;
  }
  throw new Refused(
    'UNKNOWN_ELEMENT',
    'The file names no elements (VASP 4); insert a line with their symbols before the line with the numbers of atoms.',
    6,
  );
}

/** `Fe`, `Fe_pv`, `Fe_sv_GW`, `Fe/3a2b1c` (VASP 6 with the potential's hash). */
function elementOf(symbol: string, line: number): AtomicNumber {
  const species = speciesOfSymbol(symbol.replace(/[_/].*$/, ''), line);
  if (species !== undefined) return species.z;
  throw new Refused('UNKNOWN_ELEMENT', `${shown(symbol)} is not the symbol of an element.`, line);
}

function isSymbols(names: readonly string[]): boolean {
  return names.length > 0 && names.every((name) => /^[A-Za-z]{1,2}\d?(?:[_/.].*)?$/.test(name));
}

/** `Ti1`, `Ti2`, `O1`, …; an element may come in several groups. */
function numbered(symbols: readonly string[], counts: readonly number[]): string[] {
  const reached = new Map<string, number>();
  return counts.flatMap((count, index) => {
    const symbol = symbols[index]!.replace(/[_/].*$/, '');
    return Array.from({ length: count }, () => {
      const number = (reached.get(symbol) ?? 0) + 1;
      reached.set(symbol, number);
      return `${symbol}${number}`;
    });
  });
}

function words(line: string | undefined): string[] {
  const text = line?.replace(/[!#].*$/, '').trim() ?? '';
  return text === '' ? [] : text.split(/\s+/);
}
