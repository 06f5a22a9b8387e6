/** Sites that can't be told apart, and what each charge costs them. */
import { bondValence, bondValenceLength } from '../bond-valence.js';
import { CARBON, elementSet, elementTable, HYDROGEN, isTransitionMetal, NITROGEN } from '../element-groups.js';
import { grouped } from '../grouped.js';
import type { SharedValences } from './ligands.js';
import type { Option } from './neutrality.js';
import type { Roles } from './roles.js';
import { isBoronCage, missingElectrons, pairedElectrons, type Shell } from './shells.js';
import { cationStates, oxidisingCost, type Softness } from './states.js';

export interface SiteClass {
  /** Each a site, or the sites of a component. */
  readonly groups: readonly (readonly number[])[];
  readonly options: readonly Option[];
  readonly splitCost: number | null;
}

const SULFUR = 16;

/** For an anion, and a cation, that differs from its equals by one unit of charge. */
const ANION_SPLIT = 0.5;
const CATION_SPLIT = 0.6;

/** Charges of the rule that differ by less are equal. */
const CHARGE_STEP = 0.05;

/** Sites whose bond-valence sums differ by less than this from the next one's can't be told apart; valence units. */
const EQUAL_SUMS = 0.06;

/** Hydrogen and atoms that have no states. */
export function fixedClasses(atomicNumbers: Uint8Array, { hydrogens, inert }: Roles, hydrogen: Int8Array): SiteClass[] {
  const chargeOf = (site: number) => (atomicNumbers[site] === HYDROGEN ? hydrogen[site]! : 0);
  return [...grouped([...hydrogens, ...inert], chargeOf)].map(([charge, sites]) => ({
    groups: sites.map((site) => [site]),
    options: [{ charge, cost: 0 }],
    splitCost: null,
  }));
}

export function anionClasses(
  atomicNumbers: Uint8Array,
  components: readonly (readonly number[])[],
  shells: readonly Shell[],
): SiteClass[] {
  const classes = new Map<string, { groups: (readonly number[])[]; options: readonly Option[] }>();
  for (const sites of components) {
    const z = atomicNumbers[sites[0]!]!;
    const high = roundedSum(sites, (site) => shells[site]!.charge);
    const low = Math.min(
      high,
      roundedSum(sites, (site) => shells[site]!.least),
    );
    const key = `${z} ${sites.length} ${low} ${high}`;
    const known = classes.get(key);
    if (known !== undefined) known.groups.push(sites);
    else {
      const stiffness = isBoronCage(z, shells[sites[0]!]!) ? CAGE_STIFFNESS : (STIFFNESS.get(z) ?? SOFTEST);
      classes.set(key, { groups: [sites], options: anionOptions(z, stiffness, low, high, sites.length) });
    }
  }
  return [...classes.values()].map((own) => ({ ...own, splitCost: ANION_SPLIT }));
}

function roundedSum(sites: readonly number[], value: (site: number) => number): number {
  const sum = sites.reduce((total, site) => total + value(site), 0);
  return Math.round(sum / CHARGE_STEP) * CHARGE_STEP;
}

/** Cost of a charge that is one unit from what the rule says: highest for C, N, O, F, … by atomic number. */
const STIFFNESS = elementTable('C 2, N 3, O 8, F 12, P 3, S 3, Cl 8, As 3, Se 3, Br 7, Te 2, I 6');
const SOFTEST = 1.5;
const CAGE_STIFFNESS = 0.3;

/** Between the charges that long bonds among anions have as whole bonds and as parts of one, the cost rises less. */
const BETWEEN = 0.3;

/** More atoms share a deviation: it costs half as much for this many more. */
const SHARING = 8;

/** Charges farther from the rule than this, and this part of the atoms, are not tried. */
const WIDTH = 2;
const WIDTH_PER_ATOM = 0.5;

function anionOptions(z: number, stiffness: number, low: number, high: number, atoms: number): Option[] {
  const width = Math.max(WIDTH, WIDTH_PER_ATOM * atoms);
  const closed = -missingElectrons(z) * atoms;
  const scale = stiffness / (1 + (atoms - 1) / SHARING);
  const options: Option[] = [];
  for (let charge = Math.max(closed, Math.ceil(low - width)); charge <= high + width; charge++) {
    const outside = Math.max(0, charge - high, low - charge);
    const between = Math.max(0, high - Math.max(charge, low));
    options.push({ charge, cost: scale * (outside ** 2 + BETWEEN * between ** 2) });
  }
  return options;
}

export function cationClasses(
  atomicNumbers: Uint8Array,
  cations: readonly number[],
  shared: SharedValences,
  shells: readonly Shell[],
  components: readonly (readonly number[])[],
  hydrogen: Int8Array,
): SiteClass[] {
  const shares = polyanionShares(atomicNumbers, components, shells);
  // Atoms with other numbers of bonds to their like are told apart by these alone.
  const sumOf = (site: number) =>
    environmentOf(atomicNumbers, shared, site, null, shares).high + 10 * shells[site]!.partners;
  const byElement = grouped(
    cations.map((site) => ({ site, sum: sumOf(site) })),
    ({ site }) => atomicNumbers[site]!,
  );
  const classes: SiteClass[] = [];
  for (const sites of byElement.values()) {
    sites.sort((one, other) => one.sum - other.sum);
    let groups: number[][] = [];
    sites.forEach(({ site, sum }, index) => {
      groups.push([site]);
      const next = sites[index + 1];
      if (next !== undefined && next.sum - sum <= EQUAL_SUMS) return;
      const options = cationOptions(atomicNumbers, groups[0]![0]!, shared, shells, shares, hydrogen);
      classes.push({ groups, options, splitCost: CATION_SPLIT });
      groups = [];
    });
  }
  return classes;
}

/** By site: the part of its charge as a simple anion that an atom of a polyanion has at least to offer; 1 for simple anions. */
function polyanionShares(
  atomicNumbers: Uint8Array,
  components: readonly (readonly number[])[],
  shells: readonly Shell[],
): Float64Array {
  const shares = new Float64Array(atomicNumbers.length).fill(1);
  for (const sites of components) {
    if (sites.length === 1) continue;
    const charge = sites.reduce((sum, site) => sum + shells[site]!.charge, 0);
    const share = Math.max(0, -charge) / sites.length / missingElectrons(atomicNumbers[sites[0]!]!);
    for (const site of sites) shares[site] = Math.min(1, share);
  }
  return shares;
}

interface Environment {
  /** Bond-valence sum with what polyanions offer at least, and with what they offer at most. */
  readonly low: number;
  readonly high: number;
  /** How much wider than in oxides such sums are spread. */
  readonly spread: number;
  readonly softness: Softness;
}

/** Of the spread of bond-valence sums, by ligand; softer ones vary more. */
const SPREADS = elementTable('N 1.2, O 1, F 1, S 1.4, Cl 1, Se 1.4, Br 1.2, Te 2, I 1.3');
const WIDEST = 2.5;

const CHALCOGENS_AND_IODINE = elementSet('S Se Te I');
const HARD = elementSet('N O F Cl Br');

function environmentOf(
  atomicNumbers: Uint8Array,
  { ligands }: SharedValences,
  site: number,
  state: number | null,
  shares: Float64Array,
): Environment {
  let low = 0;
  let high = 0;
  let spread = 0;
  let chalcogenide = 0;
  let pnictide = 0;
  for (const { site: other, distance } of ligands[site]!) {
    const z = atomicNumbers[other]!;
    const valence = bondValence(bondValenceLength(atomicNumbers[site]!, state, z)!, distance);
    high += valence;
    low += valence * shares[other]!;
    spread += valence * (SPREADS.get(z) ?? WIDEST);
    if (CHALCOGENS_AND_IODINE.has(z)) chalcogenide += valence;
    else if (!HARD.has(z)) pnictide += valence;
  }
  const part = (sum: number) => (high > 0 ? sum / high : 0);
  return {
    low,
    high,
    spread: high > 0 ? spread / high : 1,
    softness: { chalcogenide: part(chalcogenide), pnictide: part(pnictide) },
  };
}

/** An atom with a lone electron, where its element pairs them (Si³⁺, Sb⁴⁺). */
const UNPAIRED = 3;

/** Standard deviation of bond-valence sums in oxides: of a state of 0, and more for each unit. */
const DEVIATION = 0.15;
const DEVIATION_PER_UNIT = 0.08;

/** Bonds that are all too long or too short say no more than this against a state. */
const WORST_FIT = 5;

function cationOptions(
  atomicNumbers: Uint8Array,
  site: number,
  shared: SharedValences,
  shells: readonly Shell[],
  shares: Float64Array,
  hydrogen: Int8Array,
): Option[] {
  const z = atomicNumbers[site]!;
  const ligands = shared.ligands[site]!;
  const isLigand = (element: number) => ligands.some(({ site: other }) => atomicNumbers[other] === element);
  const isHydride = isTransitionMetal(z) && ligands.some(({ site: other }) => hydrogen[other] === -1);
  const electrons = z === SULFUR && isLigand(NITROGEN) ? null : pairedElectrons(z);
  return cationStates(z).map(({ state, cost }) => {
    let total = cost;
    if (electrons !== null && (electrons - shells[site]!.partners - state) % 2 !== 0) total += UNPAIRED;
    // In hydrides of d metals, and in complexes of neutral atoms, the lengths of bonds tell nothing of the charge.
    if (ligands.length === 0 || isHydride || (state === 0 && isLigand(CARBON))) return { charge: state, cost: total };
    const { low, high, spread, softness } = environmentOf(atomicNumbers, shared, site, state, shares);
    const miss = Math.max(0, low - state, state - high) / ((DEVIATION + DEVIATION_PER_UNIT * state) * spread);
    return { charge: state, cost: total + oxidisingCost(z, state, softness) + Math.min(WORST_FIT, misfit(miss)) };
  });
}

/** Of a deviation in standard deviations; beyond two it grows linearly, so that one bad bond doesn't decide all. */
function misfit(miss: number): number {
  return miss < 2 ? miss ** 2 / 2 : 2 * miss - 2;
}
