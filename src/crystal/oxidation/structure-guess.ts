/**
 * Oxidation states from the structure: anions by the 8 − N rule and their covalent bonds, cations by bond-valence sums and how
 * usual a state is, and both together by neutrality.
 *
 * Bond-valence sums: I. D. Brown, The Chemical Bond in Inorganic Chemistry (2002). The 8 − N rule for anions with bonds among
 * themselves: W. Klemm & E. Busmann, Z. Anorg. Allg. Chem. 319, 297 (1963).
 */
import { covalentBonds } from '../covalent-bonds.js';
import type { Crystal } from '../crystal.js';
import { CARBON } from '../element-groups.js';
import { greatestCommonDivisor } from '../integers.js';
import { type AtomGrid, gridOf } from '../periodic/atom-grid.js';
import { anionClasses, cationClasses, fixedClasses, type SiteClass } from './classes.js';
import { siteBonds } from './ligands.js';
import { likeComponents } from './like-components.js';
import { balance } from './neutrality.js';
import { rolesOf } from './roles.js';
import { hydrogenCharges, type Shell, shellsOf } from './shells.js';

export interface StructureGuess {
  readonly atomicNumbers: Uint8Array;
  /** Of each site, e. Equal sites that can't be told apart have their average. */
  readonly states: Float64Array;
  /** 1 for what gives electrons to its neighbours, −1 for what takes them, 0 for neither. One for each site. */
  readonly signs: Int8Array;
  /** How unusual the states are, and how badly they fit the bonds, for an atom: 0 perfect, above 3 meaningless. */
  readonly cost: number;
  /** What the next best other combination costs more, in the smallest unit of the crystal; Infinity where no other is neutral. */
  readonly margin: number;
  /** Whether no cation has an average of two states. */
  readonly isWhole: boolean;
}

/** null where no combination of known states is neutral. */
export function guessFromStructure(
  crystal: Pick<Crystal, 'lattice' | 'fractional' | 'atomicNumbers'>,
  grid: AtomGrid = gridOf(crystal),
): StructureGuess | null {
  const { atomicNumbers } = crystal;
  const bonds = covalentBonds(crystal, grid);
  const hydrogen = hydrogenCharges(atomicNumbers, bonds);
  const shared = siteBonds(crystal, grid, hydrogen);
  const shells = shellsOf(atomicNumbers, bonds);
  const components = likeComponents(atomicNumbers, bonds);
  const roles = rolesOf(atomicNumbers, components, shared);
  const cations = cationClasses(atomicNumbers, roles.cations, shared, shells, components, hydrogen);
  const classes: SiteClass[] = [
    ...fixedClasses(atomicNumbers, roles, hydrogen),
    ...anionClasses(atomicNumbers, roles.anions, shells),
    ...cations,
  ];
  const found = balanceOfUnit(classes, atomicNumbers.length);
  if (found === null) return null;
  const states = new Float64Array(atomicNumbers.length);
  classes.forEach(({ groups }, index) => {
    for (const group of groups) {
      shareOut(states, group, found.charges[index]!, atomicNumbers[group[0]!] === CARBON ? null : shells);
    }
  });
  const signs = Int8Array.from(states, (state) => (Math.abs(state) < ROUNDING ? 0 : Math.sign(state)));
  // Nickel keeps all its electrons in Mg₂NiH₄, and is the centre of NiH₄ all the same.
  for (const site of roles.cations) if (signs[site] === 0 && shared.given[site]! >= BONDED) signs[site] = 1;
  const isAverage = ({ groups }: SiteClass) => groups.some(([site = 0]) => !isInteger(states[site]!));
  return {
    atomicNumbers,
    states,
    signs,
    cost: found.cost,
    margin: found.margin,
    isWhole: !cations.some(isAverage),
  };
}

/** Charges of the members of each class, cost for an atom, and margin. */
interface UnitBalance {
  readonly charges: readonly number[];
  readonly cost: number;
  readonly margin: number;
}

/** Above this cost for an atom, two formula units are looked at as well: members of one class may then differ. */
const UNEASY = 0.5;

/**
 * Balances the smallest unit that has whole numbers of each class, and not the cell: all cells of a crystal give the same.
 */
function balanceOfUnit(classes: readonly SiteClass[], atoms: number): UnitBalance | null {
  const units = classes.reduce((divisor, { groups }) => greatestCommonDivisor(divisor, groups.length), 0);
  const of = (times: number): UnitBalance | null => {
    const members = ({ groups }: SiteClass) => (groups.length / units) * times;
    const found = balance(classes.map((own) => ({ ...own, members: members(own) })));
    return (
      found && {
        charges: found.charges.map((charge, index) => charge / members(classes[index]!)),
        cost: (found.cost * units) / times / atoms,
        margin: Math.min(...found.margins),
      }
    );
  };
  const one = of(1);
  if (one !== null && one.cost <= UNEASY) return one;
  const two = of(2);
  return one === null || (two !== null && two.cost < one.cost - ROUNDING) ? two : one;
}

const ROUNDING = 1e-6;

/** Sum of bond valences of a site that is bonded to anions. */
const BONDED = 0.3;

function isInteger(value: number): boolean {
  return Math.abs(value - Math.round(value)) < ROUNDING;
}

/**
 * Parts a component's charge among its atoms: equally where these are bonded to one another alone (N₃⁻) and in molecules of
 * carbon, which are written with one state; otherwise as the rule has it for each (S₂O₃²⁻), with what is left over for all alike.
 *
 * @param shells of all sites; null for equal parts
 */
function shareOut(
  states: Float64Array,
  group: readonly number[],
  charge: number,
  shells: readonly Shell[] | null,
): void {
  const isAlone = shells === null || group.every((site) => !shells[site]!.isMixed);
  const own = group.map((site) => (isAlone ? 0 : Math.round(shells[site]!.charge)));
  const left = (charge - own.reduce((sum, value) => sum + value, 0)) / group.length;
  group.forEach((site, index) => {
    states[site] = own[index]! + left;
  });
}
