/** The atom list of a CIF block: elements, coordinates, oxidation states and occupancies, row by row. */
import type { AtomicNumber, ReadWarning } from '../../crystal.js';
import { symbolOf } from '../../elements.js';
import { MAX_ATOMS } from '../assemble.js';
import { Refused, shown, warning } from '../refused.js';
import { type Species, speciesOfLabel, speciesOfSymbol } from '../species.js';
import type { CifBlock } from './block.js';
import { type CifLoop, type CifValue, isMissing } from './loop.js';
import { numberOf } from './numbers.js';

export interface Atom {
  readonly label: string;
  readonly z: AtomicNumber;
  readonly oxidationState: number | undefined;
  /** Fractional, as the list has them. */
  readonly position: readonly [number, number, number];
  readonly line: number;
}

const COORDINATE_TAGS = ['_atom_site_fract_x', '_atom_site_fract_y', '_atom_site_fract_z'] as const;
const TYPE_TAG = '_atom_site_type_symbol';
const LABEL_TAG = '_atom_site_label';

/** Occupancies this close to 1 are 1: refined or rounded ones. */
const FULL_OCCUPANCY = 0.001;
/** Refined occupancies go over 1 by their uncertainty. */
const MAX_OCCUPANCY = 1.05;

export function hasAtoms(block: CifBlock): boolean {
  return block.has(...COORDINATE_TAGS);
}

/** Atoms in the order of the list; throws NO_STRUCTURE, BAD_COORDINATES, UNKNOWN_ELEMENT, DISORDERED, TOO_MANY_ATOMS. */
export function readAtoms(
  block: CifBlock,
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
  const coordinates = COORDINATE_TAGS.map((tag) => loop.column(tag));
  const missing = coordinates.indexOf(undefined);
  if (missing >= 0) {
    const cartesian = loop.column('_atom_site_cartn_x')
      ? ' (Cartesian ones leave the orientation of the cell open)'
      : '';
    const tag = COORDINATE_TAGS[missing];
    throw new Refused(
      'BAD_COORDINATES',
      `The list of atoms lacks fractional coordinates: ${tag}${cartesian}.`,
      loop.line,
    );
  }
  const speciesOf = speciesReader(loop, formula, warnings);
  const label = loop.column(LABEL_TAG);
  const occupancyOf = loop.column('_atom_site_occupancy');
  const calculated = loop.column('_atom_site_calc_flag');
  const stateOf = oxidationNumbers(block, loop);

  const atoms: Atom[] = [];
  for (let row = 0; row < rowCount; row++) {
    const cells = coordinates.map((column) => column!(row));
    const { line } = cells[0]!;
    if (calculated?.(row).text.toLowerCase() === 'dum') {
      warnings.push(warning('A dummy site was left out.', line));
      continue;
    }
    const name = label?.(row).text ?? '';
    if (occupancyOf && isEmptySite(occupancyOf(row), name, warnings)) continue;
    const species = speciesOf(row);
    const position = cells.map((cell) => coordinate(cell, name)) as [number, number, number];
    atoms.push({
      label: name || symbolOf(species.z),
      z: species.z,
      oxidationState: species.charge ?? stateOf?.(row, species.z),
      position,
      line,
    });
  }
  if (atoms.length === 0) throw new Refused('NO_STRUCTURE', 'The list of atoms holds no occupied site.', loop.line);
  return atoms;
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
): (row: number) => Species {
  const type = loop.column(TYPE_TAG);
  const label = loop.column(LABEL_TAG);
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

/** Throws DISORDERED for a partly occupied site. */
function isEmptySite(value: CifValue, label: string, warnings: ReadWarning[]): boolean {
  if (isMissing(value)) return false;
  const occupancy = numberOf(value);
  if (occupancy === 0) {
    warnings.push(warning(`Site ${label} has occupancy 0 and was left out.`, value.line));
    return true;
  }
  if (occupancy !== undefined && Math.abs(occupancy - 1) <= FULL_OCCUPANCY) return false;
  if (occupancy !== undefined && occupancy > 1 && occupancy <= MAX_OCCUPANCY) {
    warnings.push(warning(`The occupancy ${value.text} of site ${label} counts as 1.`, value.line));
    return false;
  }
  throw new Refused(
    'DISORDERED',
    `Site ${label} has occupancy ${value.text}; only fully occupied sites can be analysed, so an ordered model is needed.`,
    value.line,
  );
}

function coordinate(value: CifValue, label: string): number {
  const number = numberOf(value);
  if (number !== undefined && Math.abs(number) < 1e4) return number;
  throw new Refused(
    'BAD_COORDINATES',
    `Site ${label} has the coordinate ${shown(value.text)}; a fraction of the cell is needed.`,
    value.line,
  );
}

function noAtoms(block: CifBlock): Refused {
  return new Refused('NO_STRUCTURE', `Data block "${block.name}" has no list of atoms (_atom_site_ loop).`, block.line);
}
