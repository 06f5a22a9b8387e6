/**
 * Polyatomic cations as centres of polyhedra: NH₄⁺ among eight Cl⁻ is what Cs⁺ is in CsCl. Each becomes one atom at the
 * mean position of its atoms other than hydrogen.
 */
import type { Crystal, SiteIndex } from '../crystal/crystal.js';
import { HYDROGEN } from '../crystal/element-groups.js';
import { atomicNumberOf } from '../crystal/elements.js';
import { isPolyatomicCation, type MolecularParts, type Unit } from './units.js';

/** A crystal with atoms in place of units. */
export interface ContractedCrystal {
  readonly crystal: Crystal;
  /** Of its sites: 1 for units, −1 for anions, 0 for the rest. */
  readonly signs: Int8Array;
  /** Of its sites, those of the crystal: of a unit the atom that stands for it. */
  readonly siteOf: Int32Array;
  /** Of the sites of the crystal that stand for units: the unit's position in the list of units. */
  readonly unitAt: ReadonlyMap<SiteIndex, number>;
}

/** The atom that stands for a unit is of one of these, in this order, if the unit holds one such atom; else of another element. */
const ANCHORS = ['N', 'C', 'O', 'P', 'S'].map((symbol) => atomicNumberOf(symbol)!);

/** Elements as large as units of one and of more heavy atoms (NH₄⁺ 1.5 Å, CH₃NH₃⁺ 2.2 Å), for what depends on radii. */
const [SMALL, LARGE] = [atomicNumberOf('Rb')!, atomicNumberOf('Cs')!];

/**
 * null where the crystal holds no cation of several atoms. Those with a centre of their own (PCl₄⁺, NO₂⁺) don't count, nor
 * those without an element of which they hold one atom, which could stand for them.
 *
 * @param centres the signs that centres see
 */
export function contracted(
  crystal: Crystal,
  centres: Int8Array,
  { units, unitOf }: MolecularParts,
): ContractedCrystal | null {
  const { atomicNumbers, fractional } = crystal;
  const anchors = units.map((unit) => (isCentre(unit, centres) ? anchorOf(unit, atomicNumbers) : null));
  const unitAt = new Map(anchors.flatMap((site, position) => (site === null ? [] : [[site, position] as const])));
  if (unitAt.size === 0) return null;
  const sites = Array.from(atomicNumbers.keys()).filter((site) => {
    return unitAt.has(site as SiteIndex) || (anchors[unitOf[site]!] ?? null) === null;
  });
  const positions = new Float64Array(3 * sites.length);
  const numbers = new Uint8Array(sites.length);
  const signs = new Int8Array(sites.length);
  for (const [i, site] of sites.entries()) {
    const unit = units[unitAt.get(site as SiteIndex) ?? -1];
    if (unit === undefined) {
      positions.set(fractional.subarray(3 * site, 3 * site + 3), 3 * i);
      numbers[i] = atomicNumbers[site]!;
      signs[i] = Math.min(0, centres[site]!);
      continue;
    }
    const heavy = unit.atoms.filter((atom) => atomicNumbers[atom.site] !== HYDROGEN);
    const home = unit.atoms.find((atom) => atom.site === site)!.image;
    for (const { site: atom, image } of heavy) {
      for (let k = 0; k < 3; k++) {
        positions[3 * i + k]! += (fractional[3 * atom + k]! + image[k]! - home[k]!) / heavy.length;
      }
    }
    numbers[i] = heavy.length === 1 ? SMALL : LARGE;
    signs[i] = 1;
  }
  return {
    crystal: {
      ...crystal,
      atomicNumbers: numbers,
      fractional: positions,
      labels: sites.map((site) => crystal.labels[site]!),
    },
    signs,
    siteOf: Int32Array.from(sites),
    unitAt,
  };
}

function isCentre(unit: Unit, centres: Int8Array): boolean {
  return isPolyatomicCation(unit) && unit.atoms.every(({ site }) => centres[site]! <= 0);
}

function anchorOf({ atoms }: Unit, atomicNumbers: Uint8Array): SiteIndex | null {
  const heavy = atoms.filter(({ site }) => atomicNumbers[site] !== HYDROGEN);
  const isSingle = (z: number) => heavy.filter(({ site }) => atomicNumbers[site] === z).length === 1;
  const elements = [...ANCHORS, ...heavy.map(({ site }) => atomicNumbers[site]!).sort((a, b) => a - b)];
  const element = elements.find(isSingle);
  return heavy.find(({ site }) => atomicNumbers[site] === element)?.site ?? null;
}
