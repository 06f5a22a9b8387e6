/** Coordinates of the atom list: fractional ones, or Cartesian ones with the orientation of the cell. */
import type { ReadWarning } from '../../crystal.js';
import { plainSigns } from '../../look-alikes.js';
import { inverse, rowsTimesMatrix, transposed, type Vector } from '../../vectors.js';
import { Refused, shown, warning } from '../refused.js';
import type { CifBlock } from './block.js';
import type { CifLoop, CifValue } from './loop.js';
import { measuredOf, numberOf } from './numbers.js';

export const FRACTIONAL_TAGS = ['_atom_site_fract_x', '_atom_site_fract_y', '_atom_site_fract_z'] as const;
const CARTESIAN_TAGS = ['_atom_site_cartn_x', '_atom_site_cartn_y', '_atom_site_cartn_z'] as const;

/** Any of these makes a block one with atoms. */
export const COORDINATE_TAGS: readonly string[] = [...FRACTIONAL_TAGS, ...CARTESIAN_TAGS];

const ROWS = [1, 2, 3] as const;

interface ListedPosition {
  /** Fractional. */
  readonly position: Vector;
  /** The most that rounding moved a coordinate, as a fraction of the cell; 0 where they are exact, or Cartesian. */
  readonly rounding: number;
  readonly line: number;
}

/** The position of a row's atom. */
type PositionReader = (row: number, label: string) => ListedPosition;

/** Throws BAD_COORDINATES where the list has none; so does the reader for an atom without. */
export function positionReader(
  block: CifBlock,
  loop: CifLoop,
  lattice: Float64Array,
  warnings: ReadWarning[],
): PositionReader {
  const fractional = columnsOf(loop, FRACTIONAL_TAGS);
  if (fractional.every((column) => column !== undefined))
    return (row, label) => read(fractional, row, label, 'a fraction of the cell');
  const cartesian = columnsOf(loop, CARTESIAN_TAGS);
  if (!cartesian.every((column) => column !== undefined)) {
    const missing = FRACTIONAL_TAGS[fractional.indexOf(undefined)];
    throw new Refused('BAD_COORDINATES', `The list of atoms lacks fractional coordinates: ${missing}.`, loop.line);
  }
  const { rows, shift } = toFractional(block, lattice, loop.line, warnings);
  return (row, label) => {
    const { position, line } = read(cartesian, row, label, 'a number of Å');
    const [x, y, z] = rowsTimesMatrix(position, rows);
    return { position: [x! + shift[0], y! + shift[1], z! + shift[2]], rounding: 0, line };
  };
}

type Column = (row: number) => CifValue;

function columnsOf(loop: CifLoop, tags: readonly string[]): (Column | undefined)[] {
  return tags.map((tag) => loop.column(tag));
}

function read(columns: readonly Column[], row: number, label: string, need: string): ListedPosition {
  const cells = columns.map((column) => column(row));
  const position = cells.map((cell) => coordinate(cell, label, need)) as [number, number, number];
  const rounding = Math.max(...cells.map((cell) => (measuredOf(cell)?.lastDigit ?? 0) / 2));
  return { position, rounding, line: cells[0]!.line };
}

/**
 * fractional = rows(Cartesian)·M + shift, from the stated matrix (mmCIF, or the core dictionary's), or from its inverse;
 * where neither is stated, a lies along x and b in the xy plane, as the Protein Data Bank has it.
 */
function toFractional(
  block: CifBlock,
  lattice: Float64Array,
  line: number,
  warnings: ReadWarning[],
): { readonly rows: Float64Array; readonly shift: Vector } {
  const matrix = statedMatrix(block, 'fract');
  if (matrix !== undefined) {
    const shift = ROWS.map((i) => statedNumber(block, `fract_transf_vector[${i}]`, `fract_tran_vector_${i}`) ?? 0);
    return { rows: transposed(matrix), shift: shift as [number, number, number] };
  }
  const back = statedMatrix(block, 'cartn');
  if (back !== undefined) {
    const rows = inverse(transposed(back));
    const vector = ROWS.map((i) => statedNumber(block, `cartn_transf_vector[${i}]`, `cartn_tran_vector_${i}`) ?? 0);
    const [x, y, z] = rowsTimesMatrix(vector, rows);
    return { rows, shift: [0 - x!, 0 - y!, 0 - z!] };
  }
  const message = 'Cartesian coordinates without the orientation of the cell: a was taken along x, b in the xy plane.';
  warnings.push(warning(message, line));
  return { rows: inverse(lattice), shift: [0, 0, 0] };
}

/** Row-major, from columns to columns. */
function statedMatrix(block: CifBlock, to: 'fract' | 'cartn'): Float64Array | undefined {
  const entries = ROWS.flatMap((i) =>
    ROWS.map((j) => statedNumber(block, `${to}_transf_matrix[${i}][${j}]`, `${to}_tran_matrix_${i}${j}`)),
  );
  return entries.every((entry) => entry !== undefined) ? Float64Array.from(entries) : undefined;
}

function statedNumber(block: CifBlock, ...names: string[]): number | undefined {
  const value = block.value(...names.map((name) => `_atom_sites_${name}`));
  return value && numberOf(value);
}

const LARGEST = 1e4;

function coordinate(value: CifValue, label: string, need: string): number {
  const number = numberOf(value) ?? fraction(value);
  if (number !== undefined && Math.abs(number) < LARGEST) return number;
  throw new Refused(
    'BAD_COORDINATES',
    `Site ${label} has the coordinate ${shown(value.text)}; ${need} is needed.`,
    value.line,
  );
}

/** `1/3`, which files typed by hand have. */
function fraction({ text }: CifValue): number | undefined {
  const match = /^([+-]?\d{1,3})\/(\d{1,3})$/.exec(plainSigns(text));
  return match === null || Number(match[2]) === 0 ? undefined : Number(match[1]) / Number(match[2]);
}
