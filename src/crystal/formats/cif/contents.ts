/** What the block says that the cell holds, to be held against what the atom list and the symmetry give. */
import type { AtomicNumber } from '../../crystal.js';
import { HYDROGEN } from '../../element-groups.js';
import { parseFormula } from '../../parse-formula.js';
import type { CifBlock } from './block.js';
import { numberOf } from './numbers.js';

export interface StatedContents {
  /** Atoms of each element in the formula unit; deuterium counted as hydrogen. */
  readonly formula: ReadonlyMap<AtomicNumber, number>;
  readonly formulaText: string;
  readonly line: number;
  /** Formula units in the cell. */
  readonly units: number | undefined;
}

export type Agreement = 'agrees' | 'differs' | 'unknown';

/** undefined where the block has no formula, or one that can't be read. */
export function statedContents(block: CifBlock): StatedContents | undefined {
  const value = block.value('_chemical_formula_sum');
  const parsed = value && parseFormula(value.text, 'program');
  if (value === undefined || !parsed?.ok) return undefined;
  const z = block.value('_cell_formula_units_z');
  const units = z && numberOf(z);
  // pymatgen writes 0 for some peroxides and elements.
  return {
    formula: parsed.composition,
    formulaText: value.text.trim(),
    line: value.line,
    units: units !== 0 ? units : undefined,
  };
}

/** Relative. */
const EXACT = 0.01;
/** The same of formulas with fractions, which are rounded. */
const ROUNDED = 0.05;

/**
 * Whether a cell with these atoms is the stated one. Hydrogen may be missing from an atom list altogether. Without a
 * number of formula units, a whole number of them is asked for. Some programs (pymatgen) write the whole cell's contents
 * as the formula and the number of units beside it.
 *
 * @param isRounded whether occupancies are counted
 */
export function agreement(
  stated: StatedContents | undefined,
  counts: ReadonlyMap<AtomicNumber, number>,
  isRounded = false,
): Agreement {
  const tolerance = isRounded ? ROUNDED : EXACT;
  if (stated === undefined) return 'unknown';
  let units: number | undefined;
  for (const [z, perUnit] of stated.formula) {
    if (z === HYDROGEN && !counts.has(z)) continue;
    const found = (counts.get(z) ?? 0) / perUnit;
    units ??= found;
    if (Math.abs(found - units) > tolerance * units) return 'differs';
  }
  for (const z of counts.keys()) if (!stated.formula.has(z)) return 'differs';
  if (units === undefined) return 'unknown';
  const whole = Math.round(units);
  if (whole < 1 || Math.abs(units - whole) > (isRounded ? tolerance * whole : tolerance)) return 'differs';
  const { units: z } = stated;
  if (z === undefined || whole === z) return 'agrees';
  const isCellFormula = whole === 1 && [...stated.formula.values()].every((count) => Number.isInteger(count / z));
  return isCellFormula ? 'agrees' : 'differs';
}
