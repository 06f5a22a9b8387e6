/** Extended XYZ: lattice and columns in the comment line (https://github.com/libAtoms/extxyz; as ASE and OVITO write it). */
import { rowsTimesMatrix, inverse } from '../vectors.js';
import type { ReadWarning } from '../crystal.js';
import { symbolOf } from '../elements.js';
import { type Draft, refuseTooManyAtoms } from './assemble.js';
import type { PlainFormat } from './format.js';
import { Refused, shown } from './refused.js';
import { speciesOfSymbol } from './species.js';
import type { StructureText } from './structure-text.js';

export const extendedXyz: PlainFormat = {
  syntax: 'text',
  label: 'extended XYZ',
  description: 'Extended XYZ with a lattice in the comment line.',
  names: ['.xyz', '.extxyz'],
  fileName: /\.(?:ext)?xyz$/i,
  recognises: (text) => /^\s*\d+[^\S\n]*\n[^\n]*\b(?:lattice|properties)\s*=/i.test(text.slice(0, 10_000)),
  split,
};

/** One frame after the other, by number where there are several. Throws SYNTAX. */
function split(text: string): StructureText[] {
  const lines = text.split('\n');
  const frames: StructureText[] = [];
  let begin = 0;
  const end = lines.findLastIndex((line) => line.trim() !== '') + 1;
  while (frames.length === 0 || begin < end) {
    const first = lines[begin]?.trim() ?? '';
    if (!/^\d+$/.test(first)) {
      throw new Refused('SYNTAX', `Line ${begin + 1} has to give the number of atoms.`, begin + 1);
    }
    const start = begin;
    begin += 2 + Number(first);
    const own = lines.slice(start, begin);
    frames.push({ name: String(frames.length + 1), text: own.join('\n'), read: () => readFrame(own, start) });
  }
  return frames.length === 1 ? [{ ...frames[0]!, name: '' }] : frames;
}

/** Throws NO_CELL, NO_STRUCTURE, TOO_MANY_ATOMS, SYNTAX, UNKNOWN_ELEMENT, BAD_COORDINATES. @param start lines before it */
function readFrame(
  lines: readonly string[],
  start: number,
): { readonly draft: Draft; readonly warnings: ReadWarning[] } {
  const count = Number(lines[0]);
  if (count === 0) throw new Refused('NO_STRUCTURE', 'The frame has no atoms.', start + 1);
  refuseTooManyAtoms(count, start + 1);
  const values = keysOf(lines[1] ?? '');
  const lattice = latticeOf(values, start + 2);
  const columns = columnsOf(values.get('properties') ?? 'species:S:1:pos:R:3', start + 2);
  const atoms = Array.from({ length: count }, (_, i) => readAtom(lines[i + 2], columns, start + i + 3));
  const reached = new Map<number, number>();
  return {
    draft: {
      lattice,
      atomicNumbers: atoms.map(({ z }) => z),
      fractional: rowsTimesMatrix(
        atoms.flatMap(({ position }) => position),
        inverse(lattice),
      ),
      oxidationStates: atoms.map(() => undefined),
      labels: atoms.map(({ z }) => {
        reached.set(z, (reached.get(z) ?? 0) + 1);
        return `${symbolOf(z)}${reached.get(z)}`;
      }),
      lines: atoms.map((_, i) => start + i + 3),
    },
    warnings: [],
  };
}

/** `key=value`, `key="values"`, `key={values}`; keys in lower case. */
function keysOf(comment: string): ReadonlyMap<string, string> {
  // Lines may be long: a key is tried at its first letter alone, and what isn't closed ends with the line.
  const pairs = comment.matchAll(
    /(?<![\w-])([\w-]+)\s*=\s*(?:"([^"]*)(?:"|$)|'([^']*)(?:'|$)|[{[]([^}\]]*)(?:[}\]]|$)|(\S+))/g,
  );
  return new Map(Array.from(pairs, ([, key, ...values]) => [key!.toLowerCase(), values.find((value) => value) ?? '']));
}

function latticeOf(values: ReadonlyMap<string, string>, line: number): Float64Array {
  const text = values.get('lattice');
  if (text === undefined) {
    const message = 'The comment line gives no Lattice="…": without a cell this is a molecule and no crystal.';
    throw new Refused('NO_CELL', message, line);
  }
  const periodic = words(values.get('pbc') ?? 'T T T');
  if (!periodic.every((word) => /^(?:t|true|1)$/i.test(word))) {
    const message = `pbc is ${shown(periodic.join(' '))}; a crystal is periodic in three directions.`;
    throw new Refused('NO_CELL', message, line);
  }
  const numbers = words(text).map(Number);
  if (numbers.length !== 9 || !numbers.every(Number.isFinite)) {
    throw new Refused('NO_CELL', 'Lattice has to be nine numbers: three basis vectors.', line);
  }
  return Float64Array.from(numbers);
}

interface Columns {
  /** Of the symbol, or of the atomic number. */
  readonly species: number;
  readonly position: number;
}

/** @param properties `species:S:1:pos:R:3:forces:R:3` */
function columnsOf(properties: string, line: number): Columns {
  const parts = properties.split(':');
  const starts = new Map<string, number>();
  let column = 0;
  for (let i = 0; i < parts.length; i += 3) {
    starts.set(parts[i]!.toLowerCase(), column);
    column += /^[1-9]\d*$/.test(parts[i + 2] ?? '') ? Number(parts[i + 2]) : Number.NaN;
  }
  const species = starts.get('species') ?? starts.get('element') ?? starts.get('z');
  const position = starts.get('pos') ?? starts.get('position') ?? starts.get('positions');
  if (species !== undefined && position !== undefined && Number.isInteger(column)) return { species, position };
  const message = `Properties has to name columns of species and positions, as species:S:1:pos:R:3; it is ${shown(properties)}.`;
  throw new Refused('SYNTAX', message, line);
}

function readAtom(text: string | undefined, { species, position }: Columns, line: number) {
  const parts = words(text ?? '');
  const symbol = parts[species] ?? '';
  const numbers = parts.slice(position, position + 3).map(Number);
  if (numbers.length !== 3 || !numbers.every(Number.isFinite)) {
    throw new Refused('BAD_COORDINATES', `Line ${line} has to give an atom: a symbol and three numbers.`, line);
  }
  const known = /^\d+$/.test(symbol)
    ? speciesOfSymbol(elementNumbered(Number(symbol)), line)
    : speciesOfSymbol(symbol, line);
  if (known === undefined) {
    throw new Refused('UNKNOWN_ELEMENT', `${shown(symbol)} is not the symbol of an element.`, line);
  }
  return { z: known.z, position: numbers };
}

function elementNumbered(z: number): string {
  return z >= 1 && z <= 103 ? symbolOf(z) : '';
}

function words(text: string): string[] {
  return text
    .trim()
    .split(/[\s,]+/)
    .filter((word) => word !== '');
}
