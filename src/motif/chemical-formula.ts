/**
 * The formula of a crystal as chemists write it: `CuFeS2`, `NH4Cl`, `Ca(OH)2`, `KH2PO4`, `CaSO4·2H2O`, `Al2(SO4)3`.
 *
 * It is that of one formula unit of its molecules and ions: Na₂O₂ has a peroxide ion, and is not NaO. Cations come first, then
 * anions, then neutral molecules behind a dot. IUPAC (Red Book 2005, IR-4.4) leaves the order among cations and among anions
 * to what is customary; the custom is described at `cationRank` and `anionRank`.
 */
import type { AtomicNumber, Crystal, SiteIndex } from '../crystal/crystal.js';
import { atomicNumberOf, electronegativityOf, symbolOf } from '../crystal/elements.js';
import { greatestCommonDivisor } from '../crystal/integers.js';
import type { MotifSite } from './analysis.js';
import type { Unit } from './units.js';

export interface FormulaParts {
  readonly crystal: Pick<Crystal, 'atomicNumbers' | 'disorder'>;
  /** Reduced, elements in order of electronegativity; the answer where ions or disorder leave no better one. */
  readonly formula: string;
  readonly sites: readonly MotifSite[];
  readonly units: readonly Unit[];
  /** Of each atom; null where unknown. */
  readonly oxidationStates: readonly (number | null)[];
}

/** Equal atoms, or equal groups of atoms, of the formula. */
interface Part {
  readonly text: string;
  readonly isGroup: boolean;
  readonly charge: number;
  /** Smaller ones come first; of equal ones the order is that of the text. */
  readonly rank: readonly number[];
  count: number;
}

export function chemicalFormula({ crystal, formula, sites, units, oxidationStates }: FormulaParts): string {
  if (crystal.disorder !== undefined || oxidationStates.some((state) => state === null)) return formula;
  const states = oxidationStates as readonly number[];
  const parts = new Map<string, Part>();
  const add = (part: Omit<Part, 'count'>) => {
    const key = `${part.text} ${Math.sign(part.charge)}`;
    const known = parts.get(key);
    if (known === undefined) parts.set(key, { ...part, count: 1 });
    else known.count++;
  };
  const grouped = new Set<number>();
  const kept = new Map<string, number>();
  const isOfAlkali = states.every((state, site) => state <= 0 || ALKALI_METALS.has(crystal.atomicNumbers[site]!));
  for (const { formula: text, charge, dimensionality, atoms } of units) {
    if (dimensionality > 0 || charge === null || !Number.isInteger(charge)) continue;
    const [z, ...others] = new Set(atoms.map(({ site }) => crystal.atomicNumbers[site]!));
    if (charge !== 0 && others.length === 0 && !WHOLE_IONS.has(z!)) {
      if (charge > 0 || isOfAlkali) kept.set(text, (kept.get(text) ?? 0) + 1);
      continue;
    }
    for (const { site } of atoms) grouped.add(site);
    add({ text, isGroup: true, charge, rank: groupRank(text, charge) });
  }
  const inUnits = grouped.size;
  const complexes = sites.filter((site) => isCyanideComplex(crystal.atomicNumbers, site, grouped)).length;
  if (complexes > 0) kept.set('complexes', complexes);
  for (const { text, charge, atoms } of oxoAnions(crystal.atomicNumbers, sites, states, grouped)) {
    for (const site of atoms) grouped.add(site);
    add({ text, isGroup: true, charge, rank: groupRank(text, charge) });
  }
  const left = [...crystal.atomicNumbers.keys()].filter((site) => !grouped.has(site));
  if (left.length === 0 && inUnits === 0) return formula;
  const means = meanStates(crystal.atomicNumbers, left, states);
  const hasTransitionMetal = [...means].some(([z, { isAnion }]) => !isAnion && isTransitionMetal(z));
  for (const site of left) {
    const z = crystal.atomicNumbers[site] as AtomicNumber;
    const { isAnion, mean } = means.get(z)!;
    const rank = isAnion ? anionRank(z) : cationRank(z, mean, hasTransitionMetal);
    add({ text: symbolOf(z), isGroup: false, charge: isAnion ? -1 : 1, rank });
  }
  return written([...parts.values()], [...kept.values()]);
}

/** K₂Fe[Fe(CN)₆] is written with six cyanides. */
function isCyanideComplex(atomicNumbers: Uint8Array, { ligands }: MotifSite, inUnits: ReadonlySet<number>): boolean {
  return ligands.length >= 4 && ligands.every(({ site }) => atomicNumbers[site] === CARBON && inUnits.has(site));
}

/** By atomic number; an element that is an anion somewhere stands with the anions. */
function meanStates(atomicNumbers: Uint8Array, sites: readonly number[], states: readonly number[]) {
  const found = new Map<number, number[]>();
  for (const site of sites) {
    const own = found.get(atomicNumbers[site]!);
    if (own === undefined) found.set(atomicNumbers[site]!, [states[site]!]);
    else own.push(states[site]!);
  }
  return new Map(
    [...found].map(([z, own]) => {
      const mean = own.reduce((sum, state) => sum + state, 0) / own.length;
      return [z, { isAnion: own.some((state) => state < 0), mean }];
    }),
  );
}

/** @param kept how many there are of what the formula holds whole, though it is written atom by atom: Na2S2, Hg2Cl2 */
function written(parts: readonly Part[], kept: readonly number[]): string {
  const divisor = [...parts.map(({ count }) => count), ...kept].reduce(greatestCommonDivisor, 0);
  const ions = parts.filter(({ isGroup, charge }) => !isGroup || charge !== 0).sort(byRank);
  const molecules = parts.filter(({ isGroup, charge }) => isGroup && charge === 0).sort(byRank);
  const salt = ions.map(({ text, isGroup, rank, count }, i) => {
    const times = count / divisor;
    if (!isGroup) return `${text}${times === 1 ? '' : times}`;
    // AlO(OH), not AlOOH; but NaOH, TiOSO4.
    const before = ions[i - 1]?.rank[0] ?? 0;
    const isAfterAnion = before >= ANIONS && (rank[0]! > ANION_GROUPS || before >= ANION_GROUPS);
    if (times === 1) return isAfterAnion ? `(${text})` : text;
    return `(${text})${times}`;
  });
  const dotted = molecules.map(({ text, count }) => `${count === divisor ? '' : count / divisor}${text}`);
  return [...(salt.length > 0 ? [salt.join('')] : []), ...dotted].join('·');
}

function byRank(a: Part, b: Part): number {
  for (let i = 0; i < Math.max(a.rank.length, b.rank.length); i++) {
    const difference = (a.rank[i] ?? 0) - (b.rank[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.text < b.text ? -1 : 1;
}

// First numbers of ranks.
const [CATION_GROUPS, ALKALI, ALKALINE_OR_RARE_EARTHS, METALS] = [0, 1, 2, 3];
const ANIONS = 10;
const [OXIDES, ANION_GROUPS, HALIDES, LAST] = [ANIONS, 11, 12, 13];

function numbers(symbols: string): ReadonlySet<number> {
  return new Set(symbols.split(' ').map((symbol) => atomicNumberOf(symbol)!));
}

const ALKALI_METALS = numbers('H Li Na K Rb Cs Fr');
const ALKALINE_EARTHS = numbers('Mg Ca Sr Ba Ra');
const OXYGEN = atomicNumberOf('O')!;
const CARBON = atomicNumberOf('C')!;
const NITROGEN = atomicNumberOf('N')!;
const HYDROGEN = atomicNumberOf('H')!;
const FLUORINE = atomicNumberOf('F')!;
const CHALCOGENS = numbers('S Se Te');
const HEAVY_HALOGENS = numbers('Cl Br I');

function isRareEarth(z: number): boolean {
  return z === 21 || z === 39 || (z >= 57 && z <= 71);
}

function isTransitionMetal(z: number): boolean {
  return (z >= 22 && z <= 29) || (z >= 40 && z <= 47) || (z >= 72 && z <= 79);
}

/**
 * Alkali metals (`LiLaTiO4`); alkaline earths before rare earths (`SrY2O4`), behind them beside a transition metal
 * (`YBa2Cu3O7`); other metals by their charges (`CuFeS2`, `FeTiO3`, `PbMoO4`), of equal ones the heavier period first
 * (`BiFeO3`); else by electronegativity.
 */
function cationRank(z: AtomicNumber, charge: number, hasTransitionMetal: boolean): readonly number[] {
  const electronegativity = electronegativityOf(z) ?? 0;
  if (ALKALI_METALS.has(z)) return [ALKALI, z === HYDROGEN ? 10 : electronegativity];
  if (ALKALINE_EARTHS.has(z)) return [ALKALINE_OR_RARE_EARTHS, 1, electronegativity];
  if (isRareEarth(z)) return [ALKALINE_OR_RARE_EARTHS, hasTransitionMetal ? 0 : 2, electronegativity];
  return [METALS, charge, -periodOf(z), electronegativity];
}

const LAST_OF_PERIODS = [2, 10, 18, 36, 54, 86];

function periodOf(z: number): number {
  return LAST_OF_PERIODS.findLastIndex((last) => z > last) + 2;
}

/** Pnictides, oxide, nitride, chalcogenides (`LaFeAsO`, `TaON`, `La2O2S`), then groups, halides (`BiOCl`, `PbFCl`), hydride. */
function anionRank(z: AtomicNumber): readonly number[] {
  const electronegativity = electronegativityOf(z) ?? 0;
  if (z === OXYGEN) return [OXIDES, 1];
  if (z === NITROGEN) return [OXIDES, 2];
  if (CHALCOGENS.has(z)) return [OXIDES, 3, electronegativity];
  if (z === FLUORINE) return [HALIDES, 0];
  if (HEAVY_HALOGENS.has(z)) return [HALIDES, 1, electronegativity];
  if (z === HYDROGEN) return [LAST, 1];
  return [OXIDES, 0, electronegativity];
}

/** Polyatomic cations first, OH⁻ last, anions of higher charge first. */
function groupRank(text: string, charge: number): readonly number[] {
  if (charge >= 0) return [CATION_GROUPS, -charge];
  return text === 'OH' ? [LAST, 0] : [ANION_GROUPS, charge];
}

/** Ions of one of these elements are written as wholes: `Ba(N3)2`; others atom by atom: `TiS3`, which holds S₂²⁻ and S²⁻. */
const WHOLE_IONS = numbers('H C N O Cl Br I');

/** Nonmetals that make anions with oxygen whatever else there is, and what makes them where all oxygen is theirs. */
const FORMERS = numbers('P S As Se Cl Br I');
const OTHER_FORMERS = numbers('B Si Ge V Cr Mo W');

/** Isolated SO₄²⁻, PO₄³⁻, SiO₄⁴⁻, BO₃³⁻, IO₃⁻: polyhedra of three or four oxygens, none of which two of them share. */
function oxoAnions(
  atomicNumbers: Uint8Array,
  sites: readonly MotifSite[],
  states: readonly number[],
  inUnits: ReadonlySet<number>,
): { readonly text: string; readonly charge: number; readonly atoms: readonly number[] }[] {
  const found = sites.filter(({ site, unit }) => {
    const z = atomicNumbers[site]!;
    return unit === undefined && !inUnits.has(site) && (FORMERS.has(z) || OTHER_FORMERS.has(z));
  });
  const owners = new Map<SiteIndex, number>();
  for (const { ligands } of found) for (const { site } of ligands) owners.set(site, (owners.get(site) ?? 0) + 1);
  const isIsolated = ({ ligands }: MotifSite) =>
    (ligands.length === 3 || ligands.length === 4) &&
    ligands.every(({ site }) => atomicNumbers[site] === OXYGEN && owners.get(site) === 1 && !inUnits.has(site));
  if (found.length === 0 || !found.every(isIsolated)) return [];
  const isAllOxygen = atomicNumbers.every(
    (z, site) => z !== OXYGEN || owners.has(site as SiteIndex) || inUnits.has(site),
  );
  if (!isAllOxygen && found.some(({ site }) => OTHER_FORMERS.has(atomicNumbers[site]!))) return [];
  const groups = found.map(({ site, ligands }) => {
    const atoms = [site, ...ligands.map((ligand) => ligand.site)];
    const charge = Math.round(atoms.reduce<number>((sum, atom) => sum + states[atom]!, 0));
    return { text: `${symbolOf(atomicNumbers[site]!)}O${ligands.length}`, charge, atoms };
  });
  return groups.every(({ charge }) => charge < 0) ? groups : [];
}
