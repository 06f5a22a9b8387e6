/** What is in a crystal's cell, decoded from the API's columns. */
import { motifFormula, partsOf } from '../parts/motif-chip.js';
import { type Axes, centringsOf, conventionalBox } from './conventional.js';
import type { CellContentsFragment } from '../graphql/generated/operations.js';
import { type Basis, add, combine, type Vector, volume } from './vectors.js';

/** A lattice translation in basis vectors of the cell. */
export type Image = Vector;

export interface Ligand {
  readonly atom: number;
  /** Its lattice translation when the centre is in the home cell. */
  readonly image: Image;
}

export interface Polyhedron {
  /** The atom at its centre. */
  readonly centre: number;
  readonly orbit: number;
  /** Key of its group in `groups`. */
  readonly group: string;
  readonly ligands: readonly Ligand[];
}

/** Polyhedra of one motif; of those without a motif, the ones of one element and ligands. */
export interface Group {
  /** Id of the motif; `Al-O5` where there is none. */
  readonly key: string;
  readonly motifId: string | null;
  readonly element: string;
  /** `AlO5`. */
  readonly formula: string;
  /** ChemEnv's symbol; empty without a motif. */
  readonly geometry: string;
  /** Of its first site; null if unknown. */
  readonly oxidationState: number | null;
  /** Indices of its polyhedra. */
  readonly polyhedra: readonly number[];
}

/** An element at a site, and its share of the site, 0 to 1. What the shares of a site lack of 1 is empty. */
export interface Occupant {
  readonly element: string;
  readonly fraction: number;
}

/** A molecule or ion that covalent bonds hold together. */
export interface Unit {
  readonly atoms: readonly number[];
  /** 0 for molecules; others go on without end. */
  readonly dimensionality: number;
}

/**
 * A crystal to draw. Atoms, polyhedra and images are those of the file's cell, as everywhere in the API; `box` is the
 * cell that is drawn.
 */
export interface Cell {
  readonly id: string;
  /** Basis vectors, Å. */
  readonly lattice: Basis;
  readonly elements: readonly string[];
  /** Fractional coordinates of each atom. */
  readonly positions: readonly Vector[];
  readonly orbits: readonly number[];
  /** Of orbits whose sites are shared by several elements or partly empty, the most frequent element first; by orbit. */
  readonly occupants: ReadonlyMap<number, readonly Occupant[]>;
  readonly polyhedra: readonly Polyhedron[];
  /** In the order of their first orbits. */
  readonly groups: readonly Group[];
  readonly units: readonly Unit[];
  /**
   * Edges of the drawn cell in basis vectors: the conventional cell where it is found, so that a primitive cell of a
   * spinel shows as the cube that people know, and a supercell as one cell; else the file's cell.
   */
  readonly box: Basis;
}

/** A polyhedron of the infinite crystal. */
export interface PolyhedronKey {
  /** Its index in `polyhedra`. */
  readonly polyhedron: number;
  readonly image: Image;
}

/** An atom of the infinite crystal. */
export interface AtomKey {
  readonly atom: number;
  readonly image: Image;
}

/** @returns null where the API has no cell, as when the server was busy */
export function decodeCell(crystal: CellContentsFragment): Cell | null {
  const columns = crystal.drawnCell;
  if (!columns) return null;
  const lattice = basisOf(columns.lattice);
  const motifOf = new Map((crystal.drawnSites ?? []).map(({ orbit, motifId }) => [orbit, motifId ?? null]));
  const positions = columns.elements.map((_, atom) => triple(columns.positions, atom));
  const groups = new Map<string, Group & { polyhedra: number[] }>();
  const polyhedra = columns.centres.map((centre, index): Polyhedron => {
    const places = Array.from({ length: columns.starts[index + 1]! - columns.starts[index]! }, (_, place) => {
      return columns.starts[index]! + place;
    });
    const ligands = places.map((place) => ({ atom: columns.ligands[place]!, image: triple(columns.images, place) }));
    const orbit = columns.orbits[centre]!;
    const element = columns.elements[centre]!;
    const motifId = motifOf.get(orbit) ?? null;
    const formula =
      motifId === null
        ? element + composition(ligands.map(({ atom }) => columns.elements[atom]!))
        : motifFormula(motifId);
    // With a hyphen, as ids of motifs have, so that none is the symbol of an element.
    const key = motifId ?? `${element}-${formula.slice(element.length)}`;
    const group = groups.get(key);
    if (group === undefined) {
      const oxidationState = columns.oxidationStates[centre] ?? null;
      const geometry = motifId === null ? '' : partsOf(motifId).geometry;
      groups.set(key, { key, motifId, element, formula, geometry, oxidationState, polyhedra: [index] });
    } else group.polyhedra.push(index);
    return { centre, orbit, group: key, ligands };
  });
  const firstOrbit = ({ polyhedra: [first] }: Group): number => polyhedra[first!]!.orbit;
  return {
    id: crystal.id,
    lattice,
    elements: columns.elements,
    positions,
    orbits: columns.orbits,
    occupants: new Map(columns.sharedOrbits.map(({ orbit, occupants }) => [orbit, occupants])),
    polyhedra,
    groups: [...groups.values()].sort((a, b) => firstOrbit(a) - firstOrbit(b)),
    units: crystal.drawnUnits.flatMap(({ dimensionality, atoms }) =>
      atoms.map((unit) => ({ atoms: unit, dimensionality })),
    ),
    box: (crystal.drawnAxes && boxOf(lattice, crystal.drawnAxes, columns.elements, positions)) ?? HOME,
  };
}

function boxOf(lattice: Basis, axes: Axes, elements: readonly string[], positions: readonly Vector[]): Basis | null {
  return (
    conventionalBox(lattice, axes) ?? conventionalBox(lattice, axes, centringsOf({ lattice, elements, positions }))
  );
}

/** The file's cell as a box. */
export const HOME: Basis = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** How many there are in the drawn cell of what the file's cell has so many of. */
export const countInBox = ({ box }: Pick<Cell, 'box'>, count: number): number => Math.round(volume(box) * count);

const triple = (column: readonly number[], index: number): Vector => [
  column[3 * index]!,
  column[3 * index + 1]!,
  column[3 * index + 2]!,
];

const basisOf = (numbers: readonly number[]): Basis => [triple(numbers, 0), triple(numbers, 1), triple(numbers, 2)];

/** `O6`, `F2O4`. */
function composition(elements: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const element of elements) counts.set(element, (counts.get(element) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([element, count]) => element + (count === 1 ? '' : count))
    .join('');
}

/** Cartesian coordinates, Å. */
export function pointOf(cell: Cell, { atom, image }: AtomKey): Vector {
  return combine(cell.lattice, add(cell.positions[atom]!, image));
}

/** The atom at the centre of a polyhedron. */
export function centreOf(cell: Cell, { polyhedron, image }: PolyhedronKey): AtomKey {
  return { atom: cell.polyhedra[polyhedron]!.centre, image };
}

/** The ligands of a polyhedron, nearest first. */
export function ligandsOf(cell: Cell, { polyhedron, image }: PolyhedronKey): readonly AtomKey[] {
  return cell.polyhedra[polyhedron]!.ligands.map((ligand) => ({ atom: ligand.atom, image: add(ligand.image, image) }));
}

/** As people call a site: `Al2` is that of orbit 1. */
export const siteLabel = (element: string, orbit: number): string => `${element}${orbit + 1}`;

/** Occupants of an atom's site; null where it is one whole atom. */
export function occupantsOf({ orbits, occupants }: Cell, atom: number): readonly Occupant[] | null {
  return occupants.get(orbits[atom]!) ?? null;
}

/** How many ligands a polyhedron has on average; null where none of them is missing anywhere. */
export function averageLigands(cell: Cell, { ligands }: Polyhedron): number | null {
  const shares = ligands.map(({ atom }) => sum(occupantsOf(cell, atom)?.map(({ fraction }) => fraction) ?? [1]));
  const average = sum(shares);
  return average > ligands.length - 0.005 ? null : average;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** `Al2`. */
export function labelOf(cell: Cell, { polyhedron }: PolyhedronKey): string {
  const { centre, orbit } = cell.polyhedra[polyhedron]!;
  return siteLabel(cell.elements[centre]!, orbit);
}

export const sameKey = (a: PolyhedronKey | null, b: PolyhedronKey | null): boolean =>
  a === b || (a !== null && b !== null && textOf(a) === textOf(b));

/** A key as text, for maps and addresses: `3@0,-1,0`. */
export const textOf = ({ polyhedron, image }: PolyhedronKey): string => `${polyhedron}@${image.join(',')}`;

/** The polyhedron around an atom that the API names by its index and image; null if it is no centre. */
export function keyOfAtom(cell: Cell, atom: number, image: readonly number[]): PolyhedronKey | null {
  const polyhedron = cell.polyhedra.findIndex(({ centre }) => centre === atom);
  return polyhedron === -1 ? null : { polyhedron, image: [image[0] ?? 0, image[1] ?? 0, image[2] ?? 0] };
}

/** Edges of the drawn cell, Å. */
export function boxVectors({ lattice, box }: Cell): Basis {
  const [a, b, c] = box;
  return [combine(lattice, a), combine(lattice, b), combine(lattice, c)];
}

/** Both ends of its twelve edges. */
export function boxLines(cell: Cell): Vector[] {
  const vectors = boxVectors(cell);
  return CORNERS.flatMap((from) =>
    CORNERS.filter((to) => isAlong(from, to)).flatMap((to) => [combine(vectors, from), combine(vectors, to)]),
  );
}

const CORNERS: readonly Vector[] = [0, 1].flatMap((x) => [0, 1].flatMap((y) => [0, 1].map((z): Vector => [x, y, z])));

/** Whether an edge leads from a corner to another one. */
const isAlong = (from: Vector, to: Vector): boolean =>
  from.every((index, axis) => index <= to[axis]!) && from.filter((index, axis) => index !== to[axis]).length === 1;
