/** Formulas of molecules and polyatomic ions as chemists write them. */
import type { AtomicNumber } from '../crystal/crystal.js';
import { CARBON, elementSet, HYDROGEN } from '../crystal/element-groups.js';
import { byElectronegativity, symbolOf } from '../crystal/elements.js';
import { type Composition, wholeFormula } from '../crystal/formula.js';
import { parseFormula } from '../crystal/parse-formula.js';

/** What is written by its groups, by its formula in the order of electronegativity. Each has one usual isomer. */
const GROUPED: ReadonlyMap<string, string> = new Map([
  ['H6CN', 'CH3NH3'],
  ['H5CN2', 'CH(NH2)2'],
  ['H6CN3', 'C(NH2)3'],
  ['H4CN2O', 'CO(NH2)2'],
  ['H4CO', 'CH3OH'],
  ['HCO2', 'HCOO'],
  ['H3C2O2', 'CH3COO'],
  ['CSN', 'SCN'],
  ['CNO', 'OCN'],
]);

/** Groups 13 to 15 and Si, Ge: their compounds with hydrogen end with it (`NH4`, `BH4`); others begin with it (`H2O`). */
const HYDRIDE_FORMERS = elementSet('B C N Al Si P Ga Ge As Sb');

/**
 * `NH4`, `H2O`, `OH`, `HSO4`, `SCN`, `P2S6`; with carbon and more than two hydrogens, or two carbons, Hill's order: `C8H4O4`.
 *
 * @param isOrganic whether carbon is bonded to carbon or hydrogen
 */
export function unitFormula(composition: Composition, isOrganic: boolean): string {
  const plain = wholeFormula(composition);
  const grouped = GROUPED.get(plain);
  if (grouped !== undefined) return grouped;
  const order = [...composition.keys()].sort(byElectronegativity);
  const hydrogens = composition.get(HYDROGEN) ?? 0;
  if (isOrganic && hydrogens > 0) {
    const rest = order
      .filter((z) => z !== HYDROGEN && z !== CARBON)
      .sort((a, b) => (symbolOf(a) < symbolOf(b) ? -1 : 1));
    return written(composition, [CARBON, HYDROGEN, ...rest]);
  }
  if (hydrogens === 0) return written(composition, order);
  const others = order.filter((z) => z !== HYDROGEN);
  const isHydroxide =
    others.length === 1 && hydrogens === 1 && composition.get(others[0]!) === 1 && !HALOGENS.has(others[0]!);
  const endsWithHydrogen = isHydroxide || (others.length > 0 && others.every((z) => HYDRIDE_FORMERS.has(z)));
  return written(composition, endsWithHydrogen ? [...others, HYDROGEN] : [HYDROGEN, ...others]);
}

/**
 * A formula in any order as chemists write it most often. Bonds are not known: two carbons, or one with more than two
 * hydrogens, count as organic.
 *
 * @param formula of whole numbers: `H4N`
 */
export function usualFormula(formula: string): string {
  const parsed = parseFormula(formula, 'program');
  if (!parsed.ok) return formula;
  const { composition } = parsed;
  const carbons = composition.get(CARBON) ?? 0;
  const hydrogens = composition.get(HYDROGEN) ?? 0;
  return unitFormula(composition, carbons > 1 || (carbons === 1 && hydrogens > 2));
}

/** HF and HCl are written as acids, OH and SH as groups. */
const HALOGENS: ReadonlySet<number> = new Set([9, 17, 35, 53]);

function written(composition: Composition, order: readonly AtomicNumber[]): string {
  return order.map((z) => symbolOf(z) + (composition.get(z) === 1 ? '' : composition.get(z))).join('');
}
