/** Texts of structure files for tests, and shortcuts to read them. */
import type { Crystal, ReadResult, Refusal } from '../../src/crystal/crystal.js';
import { readStructures } from '../../src/crystal/read.js';

export interface CifParts {
  readonly cell?: string;
  readonly symmetry?: string;
  readonly atoms?: string;
  readonly more?: string;
}

export const CUBIC_CELL = cellText(4, 4, 4, 90, 90, 90);
export const P1 = "_space_group_name_H-M_alt 'P 1'";

/** Rutile (A. A. Bolzan et al., Acta Cryst. B 53, 373 (1997)). */
export const RUTILE = cifText({
  cell: cellText(4.594, 4.594, 2.959, 90, 90, 90),
  symmetry: "_space_group_name_H-M_alt 'P 42/m n m'",
  atoms: 'Ti1 Ti 0 0 0\nO1 O 0.3053 0.3053 0',
});

export function cellText(a: number, b: number, c: number, alpha: number, beta: number, gamma: number): string {
  return [
    `_cell_length_a ${a}`,
    `_cell_length_b ${b}`,
    `_cell_length_c ${c}`,
    `_cell_angle_alpha ${alpha}`,
    `_cell_angle_beta ${beta}`,
    `_cell_angle_gamma ${gamma}`,
  ].join('\n');
}

/** A block with a list of atoms, `label symbol x y z` a line. */
export function cifText({
  cell = CUBIC_CELL,
  symmetry = P1,
  atoms = 'Mg1 Mg 0 0 0\nO1 O 0.5 0.5 0.5',
  more = '',
}: CifParts = {}): string {
  return `data_test
${cell}
${symmetry}
${more}
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
${atoms}
`;
}

/** The one structure of a text that can be read. */
export function read(content: string | Uint8Array, file = 'test.cif'): Extract<ReadResult, { ok: true }> {
  const results = readStructures(content, { file });
  const [result] = results;
  if (results.length !== 1 || result === undefined) throw new Error(`${results.length} structures`);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result;
}

/** Why the one structure of a text can't be read. */
export function refusalOf(content: string | Uint8Array, file = 'test.cif'): Refusal {
  const results = readStructures(content, { file });
  const [result] = results;
  if (results.length !== 1 || result === undefined || result.ok) throw new Error(`read: ${JSON.stringify(results)}`);
  return result.refusal;
}

export function warningsOf(content: string | Uint8Array, file = 'test.cif'): string[] {
  return read(content, file).warnings.map(({ message }) => message);
}

/** Sites as rows of three, rounded to `digits`. */
export function positions({ fractional }: Crystal, digits = 4): number[][] {
  const rows: number[][] = [];
  for (let i = 0; i < fractional.length; i += 3) {
    rows.push(Array.from(fractional.subarray(i, i + 3), (x) => Number(x.toFixed(digits))));
  }
  return rows;
}
