/**
 * Which cations are centres of polyhedra, and what counts as an anion around them, where a crystal holds units
 * (`units.ts`): hydrogen is no centre unless it is asked for, nor are C and N inside molecules.
 */
import { bondedSites, type CovalentBonds } from '../crystal/covalent-bonds.js';
import { HYDROGEN, OXYGEN } from '../crystal/element-groups.js';
import type { Ions } from '../crystal/ions.js';
import { isPolyatomicCation, type MolecularParts } from './units.js';

export interface CentreSigns {
  /**
   * Of each site as a centre sees it: 1 a centre, −1 an anion, 0 neither. Atoms that carry a molecule's charge to a metal
   * count as anions whatever their own state (C of CN⁻ and CO, +2), those of polyatomic cations never (N of NH₄⁺).
   */
  readonly centres: Int8Array;
  /** The same with 1 for the other cations, and anions by their states alone; null where there are none. */
  readonly others: Int8Array | null;
}

/** @param hydrogen whether it is a centre too */
export function centreSigns(
  atomicNumbers: Uint8Array,
  { signs }: Pick<Ions, 'signs'>,
  { units, unitOf, isMolecular }: MolecularParts,
  bonds: CovalentBonds,
  hydrogen: boolean,
): CentreSigns {
  if (units.length === 0) return { centres: signs, others: null };
  const isOther = isMolecular.map((molecular, site) =>
    Number(molecular === 1 && !(hydrogen && atomicNumbers[site] === HYDROGEN)),
  );
  const partnersOf = bondedSites(bonds);
  const isCation = units.map(
    (unit) => isPolyatomicCation(unit) && unit.atoms.every(({ site }) => signs[site]! <= 0 || isOther[site] === 1),
  );
  const bindsAtEnd = (site: number) => {
    const [partner, ...more] = partnersOf.get(site) ?? [];
    if (partner === undefined || more.length > 0 || atomicNumbers[site] === HYDROGEN) return false;
    const charge = units[unitOf[site]!]?.charge ?? 0;
    return charge === 0 || (charge < 0 && atomicNumbers[partner] !== OXYGEN);
  };
  const centres = signs.map((sign, site) => {
    if (sign < 0) return isCation[unitOf[site]!] === true ? 0 : sign;
    if (isOther[site] === 0) return sign;
    return bindsAtEnd(site) ? -1 : 0;
  });
  if (!isOther.includes(1)) return { centres, others: null };
  return { centres, others: signs.map((sign, site) => (sign > 0 && isOther[site] === 0 ? 0 : sign)) };
}
