/** Writes an entry of the sample's table as the CIF file that it stands for. */
import type { MoyoHallSymbolEntry, MoyoOperation } from '@spglib/moyo-wasm';
import { loadMoyo } from '../crystal/moyo.js';
import type { SampleEntry, SampleSite } from './sample-table.js';

/**
 * CIF text with the asymmetric unit, the operations of the entry's own setting, oxidation states and reference.
 *
 * @throws RangeError when the space group has no such setting.
 */
export function sampleCif(entry: SampleEntry): string {
  const hall = hallEntryOf(entry);
  const operations = loadMoyo().operations_from_number(
    hall.number,
    { type: 'HallNumber', value: hall.hall_number },
    false,
  );
  const [a, b, c, alpha, beta, gamma] = entry.cell;
  return [
    `data_${entry.id}`,
    `_chemical_name_common '${entry.name}'`,
    `_publ_section_references`,
    `;`,
    ` ${entry.reference}${entry.doi === undefined ? '' : `, https://doi.org/${entry.doi}`}`,
    `;`,
    `_cell_length_a ${a}`,
    `_cell_length_b ${b}`,
    `_cell_length_c ${c}`,
    `_cell_angle_alpha ${alpha}`,
    `_cell_angle_beta ${beta}`,
    `_cell_angle_gamma ${gamma}`,
    `_cell_formula_units_Z ${entry.formulaUnits}`,
    `_space_group_IT_number ${hall.number}`,
    `_space_group_name_H-M_alt '${entry.spaceGroup.symbol.replaceAll('_', '')}'`,
    `_space_group_name_Hall '${hall.hall_symbol}'`,
    ...loop(['_space_group_symop_operation_xyz'], operations.map(coordinateTriplet)),
    ...loop(['_atom_type_symbol', '_atom_type_oxidation_number'], ionLines(entry.sites)),
    ...loop(
      [
        '_atom_site_label',
        '_atom_site_type_symbol',
        '_atom_site_site_symmetry_multiplicity',
        '_atom_site_Wyckoff_symbol',
        '_atom_site_fract_x',
        '_atom_site_fract_y',
        '_atom_site_fract_z',
      ],
      entry.sites.map((site) =>
        [site.label, ionSymbol(site), site.multiplicity, site.wyckoff, ...site.position].join(' '),
      ),
    ),
    '',
  ].join('\n');
}

/** The entry's setting in the table of Hall symbols (S. R. Hall, Acta Cryst. A 37, 517 (1981); 530 settings). */
export function hallEntryOf({ id, spaceGroup }: Pick<SampleEntry, 'id' | 'spaceGroup'>): MoyoHallSymbolEntry {
  const settings = loadMoyo().hall_symbol_entries_from_number(spaceGroup.number);
  const found = settings.find(({ setting }) => setting === spaceGroup.setting);
  if (!found) {
    const known = settings.map(({ setting }) => `"${setting}"`).join(', ');
    throw new RangeError(
      `${id}: space group ${spaceGroup.number} has no setting "${spaceGroup.setting}", only ${known}`,
    );
  }
  return found;
}

function loop(names: readonly string[], rows: readonly string[]): string[] {
  return ['loop_', ...names, ...rows];
}

function ionLines(sites: readonly SampleSite[]): string[] {
  return [...new Set(sites.map((site) => `${ionSymbol(site)} ${site.oxidationState}`))];
}

/** `Ti4+`. */
function ionSymbol({ element, oxidationState }: SampleSite): string {
  return `${element}${Math.abs(oxidationState)}${oxidationState < 0 ? '-' : '+'}`;
}

/** `'-y+1/2,x,z+3/4'`. The library gives the matrix of an operation column by column. */
function coordinateTriplet({ rotation, translation }: MoyoOperation): string {
  const rows = [0, 1, 2].map((row) => {
    const terms = ['x', 'y', 'z'].map((axis, column) => signed(rotation[3 * column + row]!, axis)).join('');
    return `${terms}${shift(translation[row]!)}`.replace(/^\+/, '');
  });
  return `'${rows.join(',')}'`;
}

/** Rotations in a crystallographic basis hold −1, 0 and 1 alone. */
function signed(factor: number, axis: string): string {
  return factor === 0 ? '' : `${factor < 0 ? '-' : '+'}${axis}`;
}

/** `+3/4`; translations of space groups are multiples of 1/12. */
function shift(translation: number): string {
  const twelfths = Math.round(12 * (translation - Math.floor(translation))) % 12;
  if (twelfths === 0) return '';
  const divisor = [6, 4, 3, 2, 1].find((candidate) => twelfths % candidate === 0)!;
  return `+${twelfths / divisor}/${12 / divisor}`;
}
