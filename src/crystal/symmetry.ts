/**
 * Space group, operations, orbits and primitive cell of a crystal, found by moyo (K. Shinohara et al., the algorithms of
 * A. Togo et al., Sci. Technol. Adv. Mater. Meth. 4, 2384822 (2024)).
 */

import type { MoyoDataset } from '@spglib/moyo-wasm';
import { AS_STANDARD, type AxisOrder, wyckoffsIn } from './axis-order.js';
import { conventionalCell } from './conventional-cell.js';
import type { Crystal, OrbitIndex, Refusal, SiteIndex } from './crystal.js';
import { expandSymmetry } from './expand-symmetry.js';
import { grouped } from './grouped.js';
import { keepsMetric, metricOf } from './lattice.js';
import { byRows, loadMoyo } from './moyo.js';
import { speciesOf } from './occupation.js';
import { reduceCell } from './reduce-cell.js';
import { rowsTimesMatrix } from './vectors.js';

export type CrystalSystem =
  | 'triclinic'
  | 'monoclinic'
  | 'orthorhombic'
  | 'tetragonal'
  | 'trigonal'
  | 'hexagonal'
  | 'cubic';

export interface SpaceGroup {
  readonly number: number;
  /** Short Hermann–Mauguin symbol, such as `P4_2/mnm`. */
  readonly symbol: string;
  readonly crystalSystem: CrystalSystem;
}

/**
 * Operations x' = R·x + t on fractional coordinates (columns) of the crystal's own cell, pure translations (centring, or
 * those of a supercell) included. A supercell may have fewer rotations than its crystal: those that keep its lattice.
 */
export interface SymmetryOperations {
  readonly count: number;
  /** Row-major 3 × 3 integer matrices; length 9 · count. */
  readonly rotations: Int8Array;
  /** Length 3 · count, in units of the basis vectors. */
  readonly translations: Float64Array;
}

export interface SymmetryOrbit {
  readonly orbit: OrbitIndex;
  /** Ascending. */
  readonly sites: readonly SiteIndex[];
  /** Sites of the orbit in the primitive cell. */
  readonly multiplicity: number;
  /** Letter of the Wyckoff position in the standard setting (International Tables A). */
  readonly wyckoff: string;
  /** Oriented site symmetry in the axes of the conventional cell, such as `m.2m`. */
  readonly siteSymmetry: string;
}

export interface PrimitiveCell {
  /** Basis vectors in Å as rows, in the crystal's own orientation. */
  readonly lattice: Float64Array;
  /** The first site of each class of sites that differ by a lattice translation; ascending. */
  readonly sites: readonly SiteIndex[];
  /** For each site of the crystal, the position in `sites` of the one it repeats. */
  readonly siteOf: Int32Array;
}

export interface Symmetry {
  readonly spaceGroup: SpaceGroup;
  readonly operations: SymmetryOperations;
  /** In the order of their first sites. */
  readonly orbits: readonly SymmetryOrbit[];
  /** Orbit of each site. */
  readonly orbitOf: Int32Array;
  readonly primitive: PrimitiveCell;
  /** Basis vectors of the conventional cell, in Å as rows, in the crystal's own orientation. */
  readonly conventional: Float64Array;
  /** Å: the tolerance that was used; smaller than what was asked for where the search failed with that. */
  readonly tolerance: number;
}

/** Å. The tolerance for what is reported: coordinates of published structures have three or four digits. */
export const SYMMETRY_TOLERANCE = 0.01;

/** Å: what may be asked for. Above it, atoms that are bonded to different neighbours may be taken for one. */
const LARGEST_TOLERANCE = 0.3;
const SMALLEST_TOLERANCE = 1e-5;
/** In words, Å. */
export const TOLERANCE_LIMITS = `from ${SMALLEST_TOLERANCE.toFixed(5)} to ${LARGEST_TOLERANCE}`;

export function isTolerance(angstroms: number): boolean {
  return angstroms >= SMALLEST_TOLERANCE && angstroms <= LARGEST_TOLERANCE;
}

/**
 * Atoms of a cell from which on it is worth the while to look for a smaller one that repeats: moyo's time grows with the
 * number of operations times the square of that of atoms, to many seconds for a supercell of some hundred.
 */
const LARGE_CELL = 100;

/** Far above what a tolerance in Å allows, far below what a rounded operation of a supercell changes. */
const METRIC_TOLERANCE = 0.1;

export type SymmetryResult =
  | { readonly ok: true; readonly symmetry: Symmetry }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Symmetry within `tolerance` (Å). Where moyo finds no consistent group with it (strongly distorted structures close to
 * a higher symmetry), tolerances ten and a hundred times smaller are tried.
 */
export function findSymmetry(crystal: Crystal, tolerance: number = SYMMETRY_TOLERANCE): SymmetryResult {
  // Well within the tolerance, so that moyo would have found the translations too.
  const reduced = crystal.atomicNumbers.length < LARGE_CELL ? null : reduceCell(crystal, tolerance / 2);
  if (reduced === null) return symmetryOfCell(crystal, crystal.lattice, tolerance);
  const found = symmetryOfCell(reduced.crystal, crystal.lattice, tolerance);
  return found.ok ? { ok: true, symmetry: expandSymmetry(found.symmetry, reduced) } : found;
}

/** @param given the cell of the file, which `crystal` may be a part of: its axes keep their names where they can */
function symmetryOfCell(crystal: Crystal, given: Float64Array, tolerance: number): SymmetryResult {
  const cell = moyoCell(crystal);
  let reason = '';
  for (const attempt of [tolerance, tolerance / 10, tolerance / 100]) {
    try {
      const dataset = loadMoyo().analyze_cell(cell, attempt, 'Standard');
      return { ok: true, symmetry: symmetryFrom(crystal, given, dataset, attempt) };
    } catch (error) {
      // moyo throws strings, and a WebAssembly trap where it met a case it doesn't foresee.
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  return {
    ok: false,
    refusal: {
      code: 'SYMMETRY_FAILED',
      message: `No space group was found for ${crystal.id} with a tolerance of ${tolerance} Å (${reason}); check the cell and the coordinates.`,
      file: crystal.provenance.file,
    },
  };
}

/** By the number of the space group (International Tables A). */
function crystalSystemOf(spaceGroupNumber: number): CrystalSystem {
  if (spaceGroupNumber <= 2) return 'triclinic';
  if (spaceGroupNumber <= 15) return 'monoclinic';
  if (spaceGroupNumber <= 74) return 'orthorhombic';
  if (spaceGroupNumber <= 142) return 'tetragonal';
  if (spaceGroupNumber <= 167) return 'trigonal';
  if (spaceGroupNumber <= 194) return 'hexagonal';
  return 'cubic';
}

function moyoCell(crystal: Crystal): string {
  const positions: [number, number, number][] = [];
  for (let i = 0; i < crystal.fractional.length; i += 3) {
    positions.push([crystal.fractional[i]!, crystal.fractional[i + 1]!, crystal.fractional[i + 2]!]);
  }
  return JSON.stringify({
    lattice: { basis: Array.from(crystal.lattice) },
    positions,
    numbers: Array.from(speciesOf(crystal)),
  });
}

function symmetryFrom(crystal: Crystal, given: Float64Array, dataset: MoyoDataset, tolerance: number): Symmetry {
  const primitive = primitiveCellFrom(crystal, dataset);
  // moyo's matrices come column by column, which here are basis vectors: the numbers already stand in our order.
  const standard = rowsTimesMatrix(dataset.std_linear, crystal.lattice);
  const { lattice: conventional, order } = conventionalCell(standard, given, dataset.number);
  const { orbits, orbitOf } = orbitsFrom(dataset, primitive, order);
  return {
    spaceGroup: {
      number: dataset.number,
      symbol: dataset.hm_symbol.replaceAll(' ', ''),
      crystalSystem: crystalSystemOf(dataset.number),
    },
    operations: operationsFrom(dataset, crystal.lattice),
    orbits,
    orbitOf,
    primitive,
    conventional,
    tolerance,
  };
}

/**
 * In a supercell, moyo lists operations of the crystal that don't keep the lattice of the given cell too, with their
 * fractions rounded to integers; these are left out.
 */
function operationsFrom(dataset: MoyoDataset, lattice: Float64Array): SymmetryOperations {
  const metric = metricOf(lattice);
  const operations = dataset.operations
    .map(({ rotation, translation }) => ({ rotation: byRows(rotation), translation }))
    .filter(({ rotation }) => keepsMetric(rotation, metric, METRIC_TOLERANCE));
  return {
    count: operations.length,
    rotations: Int8Array.from(operations.flatMap(({ rotation }) => rotation)),
    translations: Float64Array.from(operations.flatMap(({ translation }) => translation)),
  };
}

function primitiveCellFrom(crystal: Crystal, dataset: MoyoDataset): PrimitiveCell {
  // moyo: (a, b, c) of the primitive standard cell = (a, b, c) of the input · prim_std_linear, up to a rotation in space
  // that we leave out so that the cell keeps its orientation. Columns are basis vectors there, rows here; moyo's matrices
  // come column by column, so that the numbers already stand in our order.
  const sites: SiteIndex[] = [];
  const siteOf = new Int32Array(dataset.mapping_std_prim.length);
  const positions = new Map<number, number>();
  dataset.mapping_std_prim.forEach((primitiveSite, site) => {
    let position = positions.get(primitiveSite);
    if (position === undefined) {
      position = sites.length;
      positions.set(primitiveSite, position);
      sites.push(site as SiteIndex);
    }
    siteOf[site] = position;
  });
  return { lattice: rowsTimesMatrix(dataset.prim_std_linear, crystal.lattice), sites, siteOf };
}

function orbitsFrom(
  dataset: MoyoDataset,
  primitive: PrimitiveCell,
  order: AxisOrder,
): { readonly orbits: SymmetryOrbit[]; readonly orbitOf: Int32Array } {
  const sitesOf = grouped(dataset.orbits.keys() as Iterable<SiteIndex>, (site) => dataset.orbits[site]!);
  const orbitOf = new Int32Array(dataset.orbits.length);
  const renamed = order === AS_STANDARD ? null : wyckoffsIn(order, dataset.number, dataset.hall_number);
  const orbits = [...sitesOf.values()].map((sites, index) => {
    for (const site of sites) orbitOf[site] = index;
    const first = sites[0]!;
    return {
      orbit: index as OrbitIndex,
      sites,
      multiplicity: new Set(sites.map((site) => primitive.siteOf[site])).size,
      ...(renamed?.get(dataset.wyckoffs[first]!) ?? {
        wyckoff: dataset.wyckoffs[first]!,
        siteSymmetry: dataset.site_symmetry_symbols[first]!,
      }),
    };
  });
  return { orbits, orbitOf };
}
