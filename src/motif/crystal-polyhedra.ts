/**
 * The polyhedra of a crystal: those of its centres, polyatomic cations among them, and what each cation alone sees where
 * that differs.
 */
import { SiteCopies } from '../crystal/copies.js';
import { type CovalentBonds, covalentBonds } from '../crystal/covalent-bonds.js';
import type { Crystal, SiteIndex } from '../crystal/crystal.js';
import { symbolOf } from '../crystal/elements.js';
import type { Ions } from '../crystal/ions.js';
import type { Symmetry } from '../crystal/symmetry.js';
import type { AnalysisOptions, Bond, Ligand, UnitBond } from './analysis.js';
import { cationPolyhedra, type LonePolyhedra, type LonePolyhedron } from './cation-polyhedra.js';
import { centreSigns } from './centres.js';
import { joined } from './coordination.js';
import { Surroundings } from './surroundings.js';
import { contracted } from './unit-cations.js';
import { type MolecularParts, molecularParts, noParts, type Unit } from './units.js';

export interface CrystalPolyhedra {
  readonly centres: Polyhedra;
  /** What each cation alone sees; where that differs. */
  readonly cations?: Polyhedra;
  readonly units: readonly Unit[];
  readonly unitBonds: readonly UnitBond[];
  /** Of CrystalNN, where they were asked for. */
  readonly bonds?: readonly Bond[];
}

/** Units are not looked for in disordered crystals, whose atoms are not all there at once. */
export function crystalPolyhedra(
  crystal: Crystal,
  ions: Ions,
  symmetry: Symmetry,
  copies: SiteCopies,
  surroundings: Surroundings,
  options: AnalysisOptions,
): CrystalPolyhedra {
  const covalent = covalentBonds(crystal, surroundings.grid);
  const isOrdered = crystal.disorder === undefined;
  const parts = isOrdered ? molecularParts(crystal, ions, covalent) : noParts(crystal.atomicNumbers.length);
  const { centres, others } = centreSigns(crystal.atomicNumbers, ions, parts, covalent, options.hydrogen ?? false);
  const around = (signs: Int8Array) =>
    cationPolyhedra(crystal, { ...ions, signs }, symmetry.orbitOf, copies, surroundings, options);
  const own = around(centres);
  const rest = others && around(others);
  const ofUnits = options.bonds === 'crystalnn' ? null : unitPolyhedra(crystal, centres, parts, symmetry, options);
  return {
    centres: together(own, ofUnits),
    ...((rest ?? ofUnits) && { cations: together(own, rest) }),
    units: parts.units,
    unitBonds: Array.from(parts.bonds, (bond) => unitBond(covalent, bond)),
    ...(own.bonds && { bonds: own.bonds }),
  };
}

type Polyhedra = Pick<LonePolyhedra, 'polyhedra' | 'coordination'>;

function together(own: Polyhedra, more: Polyhedra | null): Polyhedra {
  if (more === null) return own;
  return {
    polyhedra: [...own.polyhedra, ...more.polyhedra].sort((a, b) => a.site - b.site),
    coordination: joined(own.coordination, more.coordination),
  };
}

function unitBond({ from, to, images, distances, orders }: CovalentBonds, bond: number): UnitBond {
  return {
    from: from[bond]! as SiteIndex,
    to: to[bond]! as SiteIndex,
    image: [images[3 * bond]!, images[3 * bond + 1]!, images[3 * bond + 2]!],
    distance: distances[bond]!,
    order: orders[bond]!,
  };
}

/** Of polyatomic cations, by the atoms that stand for them; null where the crystal holds none. */
function unitPolyhedra(
  crystal: Crystal,
  centres: Int8Array,
  parts: MolecularParts,
  { orbitOf }: Symmetry,
  options: AnalysisOptions,
): Polyhedra | null {
  const smaller = contracted(crystal, centres, parts);
  if (smaller === null) return null;
  const { siteOf, unitAt, signs } = smaller;
  const { polyhedra, coordination } = cationPolyhedra(
    smaller.crystal,
    { signs, oxidationStates: null },
    Int32Array.from(siteOf, (site) => orbitOf[site]!),
    SiteCopies.none(siteOf.length),
    new Surroundings(smaller.crystal),
    options,
  );
  const inCrystal = (site: number) => siteOf[site]! as SiteIndex;
  return {
    polyhedra: polyhedra.map((site): LonePolyhedron => {
      const unit = parts.units[unitAt.get(inCrystal(site.site))!]!;
      return {
        ...site,
        site: inCrystal(site.site),
        element: symbolOf(crystal.atomicNumbers[inCrystal(site.site)]!),
        oxidationState: unit.charge,
        ligands: site.ligands.map((ligand): Ligand => ({ ...ligand, site: inCrystal(ligand.site) })),
        unit,
      };
    }),
    coordination: {
      ...coordination,
      cations: coordination.cations.map(inCrystal),
      sites: coordination.sites.map(inCrystal),
    },
  };
}
