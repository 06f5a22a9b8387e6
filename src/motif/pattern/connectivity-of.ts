/** What patterns are searched in: the polyhedra of one crystal and their connections, as short lists of numbers. */
import { atomicNumberOf } from '../../crystal/elements.js';
import type { Connection, MotifAnalysis, MotifSite } from '../analysis.js';
import { motifOfSite } from '../motif-of-site.js';
import { type MotifId } from '../motif-type.js';
import { bondLengthMean } from '../polyhedron.js';

/**
 * [atomic number of the centre, coordination number, geometry, motif, atomic numbers of the ligands, ascending, each once];
 * behind them the atomic numbers of all elements that share the centre, the most frequent first, where they are several.
 */
export type SiteTypeRow = readonly [
  atomicNumber: number,
  coordinationNumber: number,
  geometry: string | null,
  motif: MotifId | null,
  ligands: readonly number[],
  centres?: readonly number[],
];

/** [position among the types, symmetry measure, oxidation state, mean bond length in Å]. */
export type PolyhedronRow = readonly [
  type: number,
  csm: number | null,
  oxidationState: number | null,
  bondLengthMean: number | null,
];

/**
 * One crystal, plain and compact: it is stored as JSON. Nothing stands for anything else: each site and each connection of
 * the file's cell is there with its own values, but equal rows are stored once and named by their positions.
 */
export interface CrystalConnectivity {
  /** Primitive cells in the cell of the file. */
  readonly primitiveCells: number;
  readonly types: readonly SiteTypeRow[];
  readonly polyhedra: readonly PolyhedronRow[];
  /** 3 numbers for each site that has a polyhedron: its index in the file's cell, its orbit, its row of `polyhedra`. */
  readonly sites: readonly number[];
  /** [centre–centre distance in Å, the angle centre–ligand–centre in degrees at each shared ligand, ascending]. */
  readonly classes: readonly (readonly number[])[];
  /**
   * 6 numbers for each connection, each pair of polyhedra once: positions of its two ends in `sites`, the lattice
   * translation of the second, its row of `classes`.
   */
  readonly connections: readonly number[];
}

type Analysed = Pick<MotifAnalysis, 'orbits'> & {
  readonly sites: readonly Omit<MotifSite, 'bondLengthRange' | 'polyhedronVolume'>[];
  readonly connections: readonly Omit<Connection, 'kind' | 'bondLengths'>[];
};

/** @param atomicNumbers of each atom of the cell */
export function connectivityOf(
  atomicNumbers: ArrayLike<number>,
  { sites, connections, orbits }: Analysed,
): CrystalConnectivity {
  const types = new DistinctRows<SiteTypeRow>();
  const polyhedra = new DistinctRows<PolyhedronRow>();
  const classes = new DistinctRows<readonly number[]>();
  const positions = new Map(sites.map(({ site }, position) => [site, position]));
  return {
    sites: sites.flatMap((site) => {
      const type = types.positionOf(typeOf(atomicNumbers, site));
      const meanLength = bondLengthMean(site.ligands.map(({ distance }) => distance));
      return [site.site, site.orbit, polyhedra.positionOf([type, site.csm, site.oxidationState, meanLength])];
    }),
    connections: connections.flatMap(({ from, to, image, distance, anglesInDegrees }) => {
      const angles = [...anglesInDegrees].sort((a, b) => a - b);
      return [positions.get(from)!, positions.get(to)!, ...image, classes.positionOf([distance, ...angles])];
    }),
    types: types.rows,
    polyhedra: polyhedra.rows,
    classes: classes.rows,
    primitiveCells: atomicNumbers.length / orbits.reduce((sum, { multiplicity }) => sum + multiplicity, 0),
  };
}

function typeOf(atomicNumbers: ArrayLike<number>, site: Analysed['sites'][number]): SiteTypeRow {
  const ligands = [...new Set(site.ligands.map((ligand) => atomicNumbers[ligand.site]!))].sort((a, b) => a - b);
  const motif = motifOfSite(atomicNumbers, site)?.id ?? null;
  const centres = site.occupants?.map(({ element }) => atomicNumberOf(element)!) ?? [];
  const row = [atomicNumberOf(site.element)!, site.coordinationNumber, site.geometry, motif, ligands] as const;
  return centres.length > 1 ? [...row, centres] : row;
}

/** Rows in the order of their first appearance, each once. */
class DistinctRows<Row> {
  readonly rows: Row[] = [];
  private readonly positions = new Map<string, number>();

  positionOf(row: Row): number {
    const key = JSON.stringify(row);
    let position = this.positions.get(key);
    if (position === undefined) {
      position = this.rows.length;
      this.rows.push(row);
      this.positions.set(key, position);
    }
    return position;
  }
}
