/** All atoms of a crystal's cell and the polyhedra around all of its cations: what it takes to draw the structure. */
import type { OrbitIndex, SiteIndex } from '../crystal/crystal.js';
import { symbolOf } from '../crystal/elements.js';
import { type CellParameters, parametersOf } from '../crystal/lattice.js';
import { readStructures } from '../crystal/read.js';
import { inverse, rowsTimesMatrix } from '../crystal/vectors.js';
import type { CrystalNode } from '../graph/model.js';
import { isAlloy, type SiteOccupant } from '../motif/analysis.js';
import { analyzeMotifs } from '../motif/analyze.js';
import { symmetryToleranceOf } from '../motif/method.js';

/**
 * n atoms in the order of the structure, p polyhedra in that of their centres, with m ligands in all: those of polyhedron i
 * are `starts[i]` to `starts[i + 1]`, nearest first.
 */
export interface CellContents {
  /** Basis vectors as rows, Å: a along x, b in the plane of x and y; 9 numbers. */
  readonly lattice: readonly number[];
  /** Of the conventional cell: a, b, c in Å, alpha, beta, gamma in degrees. */
  readonly conventionalCell: CellParameters;
  /** Symbols; n. */
  readonly elements: readonly string[];
  /** Of each orbit, where it is not one whole atom. */
  readonly occupants: readonly (readonly SiteOccupant[] | undefined)[];
  /** Fractional; 3n. */
  readonly positions: readonly number[];
  /** Å; 3n. */
  readonly cartesian: readonly number[];
  /** n. */
  readonly orbits: readonly OrbitIndex[];
  /** Letter of each orbit. */
  readonly wyckoff: readonly string[];
  /** n; null where no neutral guess exists. */
  readonly oxidationStates: readonly (number | null)[];
  /** Atoms at the centres, ascending; p. */
  readonly centres: readonly SiteIndex[];
  /** p + 1. */
  readonly starts: readonly number[];
  /** Atoms; m. */
  readonly ligands: readonly SiteIndex[];
  /** Lattice translations of the ligands, their centres being in the home cell; 3m. */
  readonly images: readonly number[];
  /** Å; m. */
  readonly distances: readonly number[];
}

export type CellContentsRequest = Pick<CrystalNode, 'id' | 'structure' | 'strategy' | 'method' | 'ionAssignment'>;

/**
 * The graph keeps the polyhedron of one site of each orbit. Those of the others are found as they were when the crystal was
 * ingested, from the structure that the graph keeps too.
 */
export function cellContentsOf({ id, structure, strategy, method, ionAssignment }: CellContentsRequest): CellContents {
  const [read] = readStructures(structure, { id, file: `${id}.cif`, format: 'cif' });
  if (!read?.ok) throw new Error(`the stored structure of ${id} can't be read: ${read?.refusal.message}`);
  const { crystal } = read;
  const analysed = analyzeMotifs(crystal, {
    strategy,
    symmetryTolerance: symmetryToleranceOf(method),
    alloys: isAlloy({ ionAssignment }),
  });
  if (!analysed.ok) throw new Error(`the stored structure of ${id} can't be analysed: ${analysed.refusal.message}`);
  const { orbits, sites, oxidationStates, axes } = analysed.analysis;
  const orbitOf = new Array<OrbitIndex>(crystal.atomicNumbers.length);
  for (const { orbit, sites: members } of orbits) for (const site of members) orbitOf[site] = orbit;
  const polyhedra = sites.map(({ site, ligands }) => ({
    site,
    ligands: [...ligands].sort((a, b) => a.distance - b.distance || a.site - b.site),
  }));
  const ligands = polyhedra.flatMap((polyhedron) => polyhedron.ligands);
  const starts = [0];
  for (const polyhedron of polyhedra) starts.push(starts.at(-1)! + polyhedron.ligands.length);
  return {
    lattice: Array.from(crystal.lattice),
    conventionalCell: parametersOf(rowsTimesMatrix(inverse(axes), crystal.lattice)),
    elements: Array.from(crystal.atomicNumbers, symbolOf),
    occupants: orbits.map(({ occupants }) => occupants),
    positions: Array.from(crystal.fractional),
    cartesian: Array.from(rowsTimesMatrix(crystal.fractional, crystal.lattice)),
    orbits: orbitOf,
    wyckoff: orbits.map(({ wyckoff }) => wyckoff),
    oxidationStates,
    centres: polyhedra.map(({ site }) => site),
    starts,
    ligands: ligands.map(({ site }) => site),
    images: ligands.flatMap(({ image }) => image),
    distances: ligands.map(({ distance }) => distance),
  };
}
