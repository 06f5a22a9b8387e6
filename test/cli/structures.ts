/** Structure files for tests of the command. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSample } from '../../src/sources/sample.js';

export async function sampleCif(id: string): Promise<string> {
  for await (const item of openSample()) {
    if (item.id === id) return Buffer.from(item.content).toString();
  }
  throw new Error(`the sample has no ${id}`);
}

/** An alloy: there are no anions in it. */
export const ALLOY = `data_CuZn
_cell_length_a 2.95
_cell_length_b 2.95
_cell_length_c 2.95
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_name_H-M_alt 'P 1'
loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
Cu 0 0 0
Zn 0.5 0.5 0.5
`;

/** Rock salt by a lattice constant in Å. */
export function rockSalt(metal: string, a: number): string {
  return `data_${metal}O
_cell_length_a ${a}
_cell_length_b ${a}
_cell_length_c ${a}
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_name_H-M_alt 'F m -3 m'
loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
${metal} 0 0 0
O 0.5 0.5 0.5
`;
}

/**
 * The primitive cell of such a rock salt, a little strained: without symmetry, it is analysed in a quarter of the time.
 */
function strainedRockSalt(metal: string, a: number): string {
  return `data_${metal}O
_cell_length_a ${a / Math.SQRT2}
_cell_length_b ${a / Math.SQRT2}
_cell_length_c ${a / Math.SQRT2}
_cell_angle_alpha 61
_cell_angle_beta 61.5
_cell_angle_gamma 60.5
_space_group_name_H-M_alt 'P 1'
loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
${metal} 0 0 0
O 0.5 0.5 0.5
`;
}

const isEveryTwentieth = (i: number) => i % 20 === 7;

/**
 * A folder of `count` rock salts, some of which are alloys instead, which are refused in no time.
 *
 * @param strained so many of the first ones
 */
export function writeMany(folder: string, count: number, strained = 0, isAlloy = isEveryTwentieth): void {
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < count; i++) {
    const id = String(i).padStart(4, '0');
    const metal = ['Mg', 'Ca', 'Ni', 'Mn'][i % 4]!;
    const make = i < strained ? strainedRockSalt : rockSalt;
    writeFileSync(join(folder, `${id}.cif`), isAlloy(i) ? ALLOY : make(metal, 4.2 + i / 4000));
  }
}
