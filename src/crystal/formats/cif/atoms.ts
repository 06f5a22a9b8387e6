/** The atom list of a CIF block: elements, coordinates, oxidation states and occupancies, row by row. */
import type { AtomicNumber, Occupation, ReadWarning } from '../../crystal.js';
import { HYDROGEN } from '../../element-groups.js';
import { symbolOf } from '../../elements.js';
import { MAX_ATOMS } from '../assemble.js';
import { Refused, shown, warning } from '../refused.js';
import { isVacancy, type Species, speciesOfLabel, speciesOfSymbol } from '../species.js';
import type { CifBlock } from './block.js';
import { COORDINATE_TAGS, positionReader } from './coordinates.js';
import { type CifLoop, isMissing } from './loop.js';
import { numberOf } from './numbers.js';
import { isEmpty, occupiedAtoms, type Row } from './occupancy.js';

export interface Atom {
  readonly label: string;
  /** Of several elements that of the most frequent. */
  readonly z: AtomicNumber;
  /** The mean over its occupants. */
  readonly oxidationState: number | undefined;
  /** Of a site that several elements share, or that is partly empty; left out where it is one whole atom. */
  readonly occupation?: Occupation;
  /** Fractional, as the list has them. */
  readonly position: readonly [number, number, number];
  /** The most that rounding moved a coordinate, as a fraction of the cell. */
  readonly rounding: number;
  readonly line: number;
  /** Sites of the cell that the list states for this atom. */
  readonly multiplicity?: number;
  /** Letter of the stated Wyckoff position. */
  readonly wyckoff?: string;
}

const TYPE_TAG = '_atom_site_type_symbol';
const LABEL_TAG = '_atom_site_label';

export function hasAtoms(block: CifBlock): boolean {
  return block.has(...COORDINATE_TAGS);
}

/**
 * Atoms in the order of the list, in a cell with these basis vectors (Å); `formula`: the elements of the stated formula.
 * Throws NO_STRUCTURE, BAD_COORDINATES, UNKNOWN_ELEMENT, DISORDERED, TOO_MANY_ATOMS.
 */
export function readAtoms(
  block: CifBlock,
  lattice: Float64Array,
  formula: ReadonlySet<AtomicNumber> | undefined,
  warnings: ReadWarning[],
): Atom[] {
  const loop = block.loop(...COORDINATE_TAGS, LABEL_TAG, TYPE_TAG) ?? block.itemsAsLoop('_atom_site_');
  if (loop === undefined) throw noAtoms(block);
  const { rowCount } = loop;
  if (rowCount === 0) throw new Refused('NO_STRUCTURE', 'The list of atoms is empty.', loop.line);
  if (rowCount > MAX_ATOMS) {
    throw new Refused('TOO_MANY_ATOMS', `The list has ${rowCount} atoms; at most ${MAX_ATOMS} can be used.`, loop.line);
  }
  const positionOf = positionReader(block, loop, lattice, warnings);
  const speciesOf = speciesReader(loop, formula, warnings);
  const label = loop.column(LABEL_TAG);
  const occupancy = loop.column('_atom_site_occupancy');
  const calculated = loop.column('_atom_site_calc_flag');
  const stateOf = oxidationNumbers(block, loop);
  const multiplicityOf = multiplicityReader(loop);

  const rows: Row[] = [];
  for (let row = 0; row < rowCount; row++) {
    if (calculated?.(row).text.toLowerCase() === 'dum') {
      warnings.push(warning('A dummy site was left out.', calculated(row).line));
      continue;
    }
    const name = label?.(row).text ?? '';
    if (occupancy && isEmpty(occupancy(row))) {
      warnings.push(warning(`Site ${name} has occupancy 0 and was left out.`, occupancy(row).line));
      continue;
    }
    const species = speciesOf(row);
    if (species === 'vacancy') continue;
    const { position, rounding, line } = positionOf(row, name);
    const atom = {
      label: name || symbolOf(species.z),
      z: species.z,
      oxidationState: species.charge ?? stateOf?.(row, species.z),
      ...(species.mixture && { occupation: species.mixture }),
      position,
      rounding,
      line,
      ...multiplicityOf(row),
    };
    rows.push({ atom, occupancy: occupancy?.(row) });
  }
  const atoms = occupiedAtoms(rows, lattice, warnings);
  if (atoms.length === 0) throw new Refused('NO_STRUCTURE', 'The list of atoms holds no occupied site.', loop.line);
  warnOfAttachedHydrogen(loop, atoms, warnings);
  return atoms;
}

/** Hydrogen that the list counts at other atoms, without positions of its own. */
function warnOfAttachedHydrogen(loop: CifLoop, atoms: readonly Atom[], warnings: ReadWarning[]): void {
  const attached = loop.column('_atom_site_attached_hydrogens', '_atom_site_attached_hydrogens_number');
  if (attached === undefined || atoms.some(({ z }) => z === HYDROGEN)) return;
  const row = Array.from({ length: loop.rowCount }, (_, index) => index).find(
    (index) => (numberOf(attached(index)) ?? 0) > 0,
  );
  if (row === undefined) return;
  const message =
    'Hydrogen is attached to atoms of the list (_atom_site_attached_hydrogens), but has no positions; it is missing from the structure.';
  warnings.push(warning(message, attached(row).line));
}

/** What each row states of its Wyckoff position: `4`, `a`, or both in one, `4a`. */
function multiplicityReader(loop: CifLoop): (row: number) => Pick<Atom, 'multiplicity' | 'wyckoff'> {
  const multiplicity = loop.column('_atom_site_site_symmetry_multiplicity', '_atom_site_symmetry_multiplicity');
  const wyckoff = loop.column('_atom_site_wyckoff_symbol', '_atom_site_wyckoff_label');
  return (row) => {
    const [, digits = '', letter] = /^(\d*)([A-Za-z]?)$/.exec(wyckoff?.(row).text ?? '') ?? [];
    const number = (multiplicity && numberOf(multiplicity(row))) ?? (digits === '' ? undefined : Number(digits));
    return { ...(number !== undefined && { multiplicity: number }), ...(letter && { wyckoff: letter }) };
  };
}

/** Oxidation numbers of the block's list of atom types, by row of the list of atoms; undefined where there is none. */
function oxidationNumbers(
  block: CifBlock,
  atoms: CifLoop,
): ((row: number, z: AtomicNumber) => number | undefined) | undefined {
  const types = block.loop('_atom_type_oxidation_number');
  const symbols = types?.column('_atom_type_symbol');
  const numbers = types?.column('_atom_type_oxidation_number');
  if (types === undefined || symbols === undefined || numbers === undefined) return undefined;
  const bySymbol = new Map<string, number>();
  for (let row = 0; row < types.rowCount; row++) {
    const number = numberOf(numbers(row));
    if (number !== undefined) bySymbol.set(symbols(row).text.toLowerCase(), number);
  }
  const type = atoms.column(TYPE_TAG);
  return (row, z) => bySymbol.get((type?.(row).text ?? symbolOf(z)).toLowerCase());
}

/** The element of each row: its type symbol where it has one, otherwise its label. Notes are told once for each text. */
function speciesReader(
  loop: CifLoop,
  formula: ReadonlySet<AtomicNumber> | undefined,
  warnings: ReadWarning[],
): (row: number) => Species | 'vacancy' {
  const type = loop.column(TYPE_TAG);
  const label = loop.column(LABEL_TAG);
  const occupancy = loop.column('_atom_site_occupancy');
  let isMixedCase = false;
  for (let row = 0; label && !isMixedCase && row < loop.rowCount; row++)
    isMixedCase = /^[A-Z][a-z]/.test(label(row).text);
  const told = new Set<string>();
  return (row) => {
    const symbol = type?.(row);
    const source = symbol && !isMissing(symbol) ? symbol : label?.(row);
    if (source === undefined) {
      throw new Refused('UNKNOWN_ELEMENT', 'The list of atoms has neither type symbols nor labels.', loop.line);
    }
    // A row of its own tells how often the site is empty; a whole site of that name is of an unknown element.
    if (isVacancy(source.text) && occupancy && (numberOf(occupancy(row)) ?? 1) < 1) return 'vacancy';
    const species =
      (source === symbol ? speciesOfSymbol(source.text, source.line) : undefined) ??
      speciesOfLabel(source.text, formula, isMixedCase);
    if (species === undefined) {
      throw new Refused(
        'UNKNOWN_ELEMENT',
        `${shown(source.text)} is not the symbol of an element; write one into ${TYPE_TAG}.`,
        source.line,
      );
    }
    if (species.note !== undefined && !told.has(species.note)) {
      told.add(species.note);
      warnings.push(warning(`${species.note[0]!.toUpperCase()}${species.note.slice(1)}.`, source.line));
    }
    return species;
  };
}

function noAtoms(block: CifBlock): Refused {
  return new Refused('NO_STRUCTURE', `Data block "${block.name}" has no list of atoms (_atom_site_ loop).`, block.line);
}
