/**
 * Units: molecules, polyatomic ions, and covalent chains and layers, which a crystal holds as wholes.
 *
 * They are the components that covalent bonds form (`src/crystal/covalent-bonds.ts`). A bond between a cation and its
 * ligand (Si–O, P–S, B–O) is what polyhedra tell already, and a net of polyhedra is no unit. Such bonds therefore count
 * only in finite components that are held by others too, or are neutral:
 *
 * | component | unit |
 * | --- | --- |
 * | SO₄²⁻, SiO₄⁴⁻, Si₂O₇⁶⁻ | none: polyhedra |
 * | HSO₄⁻, S₂O₈²⁻, P₂S₆⁴⁻, CH₃PO₃²⁻, PF₅ | whole: they have O–H, O–O, P–P, C–H bonds, or are molecules |
 * | a net of SiO₄ with OH groups | OH⁻ |
 * | CO₃²⁻, NO₃⁻, CN⁻, NH₄⁺, linkers | whole: bonds of H, and of C and N as cations, always count |
 */
import { bondedSites, type CovalentBonds } from '../crystal/covalent-bonds.js';
import type { AtomicNumber, Crystal, Image, SiteIndex } from '../crystal/crystal.js';
import { CARBON, elementSet, HYDROGEN, NITROGEN } from '../crystal/element-groups.js';
import type { Composition } from '../crystal/formula.js';
import { greatestCommonDivisor } from '../crystal/integers.js';
import type { Ions } from '../crystal/ions.js';
import type { Dimensionality } from './analysis.js';
import { walkedNets } from './dimensionality.js';
import { unitFormula } from './unit-formula.js';

/** One molecule, ion or repeat unit. */
export interface Unit {
  /** As chemists write it: `NH4`, `C8H4O4`; of a chain, layer or framework the fewest atoms that have a whole charge. */
  readonly formula: string;
  /** Sum of the oxidation states of the atoms of its formula; null where these are unknown. */
  readonly charge: number | null;
  readonly dimensionality: Dimensionality;
  /** Ascending, with the lattice translations that put them beside each other. */
  readonly atoms: readonly { readonly site: SiteIndex; readonly image: Image }[];
}

export interface MolecularParts {
  /** By their first sites. */
  readonly units: readonly Unit[];
  /** Position of the unit that each site belongs to; −1 of those that belong to none. */
  readonly unitOf: Int32Array;
  /** Positions in the list of bonds: those within units, and those between ions of the same sign. */
  readonly bonds: Int32Array;
  /**
   * Cations that are no centres of polyhedra of their own, 1 for each: hydrogen with a covalent bond, and C and N that
   * are bonded to more than oxygen, chalcogens and halogens, or to one atom alone.
   */
  readonly isMolecular: Uint8Array;
}

/** Ligands of the polyhedra that CO₃, NO₃, CS₃ and CCl₄ are. */
const LIGANDS = elementSet('O F S Cl Se Br Te I');

/** A charge that is not whole by more than this is told with its fraction. */
const WHOLE = 0.05;

export function molecularParts(
  { atomicNumbers }: Pick<Crystal, 'atomicNumbers'>,
  { signs, oxidationStates }: Pick<Ions, 'signs' | 'oxidationStates'>,
  bonds: CovalentBonds,
): MolecularParts {
  const isOfPolyhedron = Uint8Array.from(bonds.from, (from, bond) =>
    Number(isBondToLigand(atomicNumbers, signs, from, bonds.to[bond]!)),
  );
  const siteCount = atomicNumbers.length;
  const counts = new Uint8Array(bonds.count).fill(1);
  let components = componentsOf(bonds, counts);
  if (isOfPolyhedron.includes(1)) {
    const { partOf, bondsOf } = partsOf(components, bonds, siteCount);
    const isUnit = components.map(({ sites, dimensionality }, part) => {
      const isHeld = bondsOf[part]!.some((bond) => isOfPolyhedron[bond] === 0);
      return dimensionality === 0 && (isHeld || (oxidationStates !== null && chargeOf(sites, oxidationStates) === 0));
    });
    for (let bond = 0; bond < bonds.count; bond++) {
      if (isOfPolyhedron[bond] === 1 && !isUnit[partOf[bonds.from[bond]!]!]) counts[bond] = 0;
    }
    if (counts.includes(0)) components = componentsOf(bonds, counts);
  }
  const { partOf, bondsOf } = partsOf(components, bonds, siteCount);
  return {
    units: components.map(({ sites, cells, dimensionality }, part): Unit => {
      const whole = oxidationStates && chargeOf(sites, oxidationStates);
      const counts = countsOf(atomicNumbers, sites);
      const repeats = dimensionality === 0 ? 1 : repeatsOf(counts, whole);
      const composition = new Map([...counts].map(([z, count]) => [z, count / repeats]));
      return {
        formula: unitFormula(composition, isOrganic(atomicNumbers, bonds, bondsOf[part]!)),
        charge: whole === null ? null : whole / repeats,
        dimensionality,
        atoms: sites.map((site) => ({ site, image: cells.get(site)! })),
      };
    }),
    unitOf: partOf,
    bonds: Int32Array.from(counts.keys()).filter((bond) => counts[bond] === 1),
    isMolecular: molecularCations(atomicNumbers, signs, bonds),
  };
}

/** Of a crystal in which units are not looked for. */
export function noParts(siteCount: number): MolecularParts {
  return {
    units: [],
    unitOf: new Int32Array(siteCount).fill(-1),
    bonds: new Int32Array(0),
    isMolecular: new Uint8Array(siteCount),
  };
}

/** Of each site the component that it belongs to, −1 without one, and the bonds of each component. */
function partsOf(components: readonly Component[], { from }: CovalentBonds, siteCount: number) {
  const partOf = new Int32Array(siteCount).fill(-1);
  for (const [part, { sites }] of components.entries()) for (const site of sites) partOf[site] = part;
  const bondsOf = components.map((): number[] => []);
  for (let bond = 0; bond < from.length; bond++) bondsOf[partOf[from[bond]!]!]?.push(bond);
  return { partOf, bondsOf };
}

/** Higher charges are those of wrong oxidation states. */
const HIGHEST_CHARGE = 4;

export function isPolyatomicCation({ dimensionality, charge }: Unit): boolean {
  return dimensionality === 0 && Number.isInteger(charge) && charge! > 0 && charge! <= HIGHEST_CHARGE;
}

/** Whether a bond is one of a polyhedron: of ions of opposite signs, neither hydrogen, the cation neither carbon nor nitrogen. */
function isBondToLigand(atomicNumbers: Uint8Array, signs: Int8Array, from: number, to: number): boolean {
  if (atomicNumbers[from] === atomicNumbers[to] || signs[from]! * signs[to]! >= 0) return false;
  const cation = atomicNumbers[signs[from]! > 0 ? from : to]!;
  const anion = atomicNumbers[signs[from]! > 0 ? to : from]!;
  return anion !== HYDROGEN && cation !== HYDROGEN && cation !== CARBON && cation !== NITROGEN;
}

interface Component {
  /** Ascending. */
  readonly sites: readonly SiteIndex[];
  readonly cells: ReadonlyMap<SiteIndex, Image>;
  readonly dimensionality: Dimensionality;
}

/** What the bonds that count join. */
function componentsOf(bonds: CovalentBonds, counts: Uint8Array): Component[] {
  const edges = [];
  const sites = new Set<SiteIndex>();
  for (let bond = 0; bond < bonds.count; bond++) {
    if (counts[bond] === 0) continue;
    const [from, to] = [bonds.from[bond]! as SiteIndex, bonds.to[bond]! as SiteIndex];
    const image: Image = [bonds.images[3 * bond]!, bonds.images[3 * bond + 1]!, bonds.images[3 * bond + 2]!];
    edges.push({ from, to, image });
    sites.add(from).add(to);
  }
  return walkedNets(
    [...sites].sort((a, b) => a - b),
    edges,
  ).map(({ cells, lattice }) => ({
    sites: [...cells.keys()].sort((a, b) => a - b),
    cells,
    dimensionality: lattice.basis.length as Dimensionality,
  }));
}

function chargeOf(sites: readonly SiteIndex[], oxidationStates: Float64Array): number {
  const charge = sites.reduce((sum, site) => sum + oxidationStates[site]!, 0);
  const nearest = Math.round(charge) || 0;
  return Math.abs(charge - nearest) <= WHOLE ? nearest : Number(charge.toFixed(2));
}

function countsOf(atomicNumbers: Uint8Array, sites: readonly SiteIndex[]): Composition {
  const counts = new Map<AtomicNumber, number>();
  for (const site of sites) {
    const z = atomicNumbers[site]! as AtomicNumber;
    counts.set(z, (counts.get(z) ?? 0) + 1);
  }
  return counts;
}

/** Formulas of whole charge in the cell's part of a net: four Sb⁻ in Sb₄⁴⁻. The cell of the file doesn't decide. */
function repeatsOf(counts: Composition, charge: number | null): number {
  const isWhole = charge !== null && Number.isInteger(charge);
  return [...counts.values(), isWhole ? Math.abs(charge) : 0].reduce(greatestCommonDivisor, 0);
}

/** Whether carbon is bonded to carbon or hydrogen. */
function isOrganic(atomicNumbers: Uint8Array, { from, to }: CovalentBonds, own: readonly number[]): boolean {
  return own.some((bond) => {
    const ends = [atomicNumbers[from[bond]!]!, atomicNumbers[to[bond]!]!];
    return ends.includes(CARBON) && ends.every((z) => z === CARBON || z === HYDROGEN);
  });
}

function molecularCations(atomicNumbers: Uint8Array, signs: Int8Array, bonds: CovalentBonds): Uint8Array {
  const isMolecular = new Uint8Array(atomicNumbers.length);
  for (const [site, partners] of bondedSites(bonds)) {
    const z = atomicNumbers[site]!;
    if (signs[site]! <= 0) continue;
    const isInMolecule = partners.length === 1 || partners.some((other) => !LIGANDS.has(atomicNumbers[other]!));
    if (z === HYDROGEN || ((z === CARBON || z === NITROGEN) && isInMolecule)) isMolecular[site] = 1;
  }
  return isMolecular;
}
