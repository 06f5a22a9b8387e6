/** Crystals as text that other programs read: the cell as given, all sites listed, no symmetry but the identity. */
import type { Crystal } from './crystal.js';
import { symbolOf } from './elements.js';
import { type Composition, compositionOf, reducedComposition } from './formula.js';
import { parametersOf, volumeOf } from './lattice.js';
import { atomsOf, occupationAt } from './occupation.js';

/** Digits behind the point: below 1e-9 Å in any cell. */
const DIGITS = 10;

/**
 * CIF in P1, with oxidation states where the crystal has them, and a row for each occupant of a site. Reading it gives the
 * same crystal but for its orientation.
 */
export function writeCif(crystal: Crystal): string {
  const { a, b, c, alpha, beta, gamma } = parametersOf(crystal.lattice);
  const formula = reducedComposition(compositionOf(crystal));
  const atomsPerUnit = [...formula.values()].reduce((sum, count) => sum + count, 0);
  const rows = rowsOf(crystal);
  const lines = [
    `data_${crystal.id.replace(/[^\x21-\x7e]/g, '_')}`,
    `_chemical_formula_sum '${formulaText(formula)}'`,
    `_cell_formula_units_Z ${Math.round(atomsOf(crystal) / atomsPerUnit)}`,
    `_cell_length_a ${decimal(a)}`,
    `_cell_length_b ${decimal(b)}`,
    `_cell_length_c ${decimal(c)}`,
    `_cell_angle_alpha ${decimal(alpha)}`,
    `_cell_angle_beta ${decimal(beta)}`,
    `_cell_angle_gamma ${decimal(gamma)}`,
    `_cell_volume ${decimal(volumeOf(crystal.lattice))}`,
    "_space_group_name_H-M_alt 'P 1'",
    '_space_group_IT_number 1',
    'loop_',
    '_space_group_symop_operation_xyz',
    "'x, y, z'",
    ...oxidationLoop(rows),
    'loop_',
    '_atom_site_label',
    '_atom_site_type_symbol',
    '_atom_site_fract_x',
    '_atom_site_fract_y',
    '_atom_site_fract_z',
    '_atom_site_occupancy',
    ...rows.map(
      ({ label, type, site, fraction }) => `${label} ${type} ${coordinates(crystal, site)} ${decimal(fraction)}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * POSCAR of VASP 5. The sites keep their order: an element that comes in several groups is named for each.
 *
 * @throws RangeError for a disordered crystal, as POSCAR holds no occupancies
 */
export function writePoscar(crystal: Crystal): string {
  if (crystal.disorder !== undefined) throw new RangeError(`${crystal.id} is disordered; POSCAR holds no occupancies`);
  const groups: { readonly symbol: string; count: number }[] = [];
  for (const z of crystal.atomicNumbers) {
    const symbol = symbolOf(z);
    const last = groups.at(-1);
    if (last?.symbol === symbol) last.count++;
    else groups.push({ symbol, count: 1 });
  }
  const lines = [
    crystal.id.replace(/\s+/g, ' '),
    '1.0',
    ...[0, 3, 6].map((row) => Array.from(crystal.lattice.subarray(row, row + 3), decimal).join(' ')),
    groups.map(({ symbol }) => symbol).join(' '),
    groups.map(({ count }) => count).join(' '),
    'Direct',
    ...crystal.labels.map((_, site) => coordinates(crystal, site)),
  ];
  return `${lines.join('\n')}\n`;
}

/** A row of the list of atoms. */
interface AtomRow {
  readonly label: string;
  /** `Ti`, or `Ti4+` where oxidation states are known. */
  readonly type: string;
  readonly oxidationState: number | undefined;
  readonly site: number;
  readonly fraction: number;
}

function rowsOf(crystal: Crystal): AtomRow[] {
  const { oxidationStates, disorder } = crystal;
  const labels = uniqueLabels(crystal);
  return labels.flatMap((label, site) =>
    occupationAt(crystal, site).map((occupant, position): AtomRow => {
      const symbol = symbolOf(occupant.z);
      const oxidationState = disorder === undefined ? oxidationStates?.[site] : occupant.oxidationState;
      return {
        label: position === 0 ? label : `${label}_${symbol}`,
        type: oxidationState === undefined ? symbol : typeSymbol(symbol, oxidationState),
        oxidationState,
        site,
        fraction: occupant.fraction,
      };
    }),
  );
}

function typeSymbol(symbol: string, state: number): string {
  return `${symbol}${decimal(Math.abs(state))}${state < 0 ? '-' : '+'}`;
}

function oxidationLoop(rows: readonly AtomRow[]): string[] {
  const known = rows.filter(({ oxidationState }) => oxidationState !== undefined);
  if (known.length === 0) return [];
  const states = new Map(known.map(({ type, oxidationState }) => [type, oxidationState!]));
  const lines = [...states].map(([type, state]) => `${type} ${decimal(state)}`);
  return ['loop_', '_atom_type_symbol', '_atom_type_oxidation_number', ...lines];
}

/** `O2 Ti1`: alphabetical. */
function formulaText(formula: Composition): string {
  return [...formula]
    .map(([z, count]) => `${symbolOf(z)}${count}`)
    .sort()
    .join(' ');
}

/** The crystal's own labels where they are unique and CIF can hold them without quotes; otherwise element and number. */
function uniqueLabels({ labels, atomicNumbers }: Crystal): readonly string[] {
  const isPlain = labels.every(
    (label) => /^[A-Za-z][\x21-\x7e]*$/.test(label) && !/^(?:data|loop|save|stop|global)_/i.test(label),
  );
  if (isPlain && new Set(labels).size === labels.length) return labels;
  const reached = new Map<number, number>();
  return Array.from(atomicNumbers, (z) => {
    const number = (reached.get(z) ?? 0) + 1;
    reached.set(z, number);
    return `${symbolOf(z)}${number}`;
  });
}

function coordinates({ fractional }: Crystal, site: number): string {
  return Array.from(fractional.subarray(3 * site, 3 * site + 3), decimal).join(' ');
}

/** Plain digits, no more than needed; never `-0` or an exponent. */
function decimal(x: number): string {
  const text = x.toFixed(DIGITS).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}
