/** What of an infinite crystal is drawn, and what its polyhedra share. */
import {
  type AtomKey,
  type Cell,
  centreOf,
  type Image,
  ligandsOf,
  type PolyhedronKey,
  pointOf,
  textOf,
} from './cell.js';
import type { ConnectionKind } from '../parts/glyphs.js';
import { add, combine, distance, inverse, subtract, type Vector } from './vectors.js';

/** Coordinates in the box that still count as on its border. */
const BORDER = 1e-3;

/** A polyhedron that shares ligands with another one. */
export interface Neighbour {
  readonly key: PolyhedronKey;
  /** Ligands in common. */
  readonly shared: readonly AtomKey[];
  readonly kind: ConnectionKind;
}

const atomText = ({ atom, image }: AtomKey): string => `${atom}@${image.join(',')}`;

/** All images of a point in the closed box: one on a face is there twice, on an edge four times, in a corner eight. */
function imagesInBox(cell: Cell, fraction: Vector): Image[] {
  const toBox = inverse(cell.box);
  const corners = [0, 1].flatMap((x) =>
    [0, 1].flatMap((y) => [0, 1].map((z) => subtract(combine(cell.box, [x, y, z]), fraction))),
  );
  const [lows, highs] = [Math.min, Math.max].map((extreme) =>
    [0, 1, 2].map((axis) => extreme(...corners.map((corner) => corner[axis]!))),
  );
  const images: Image[] = [];
  for (let x = Math.floor(lows![0]! - BORDER); x <= highs![0]! + BORDER; x++) {
    for (let y = Math.floor(lows![1]! - BORDER); y <= highs![1]! + BORDER; y++) {
      for (let z = Math.floor(lows![2]! - BORDER); z <= highs![2]! + BORDER; z++) {
        const inBox = combine(toBox, add(fraction, [x, y, z]));
        if (inBox.every((coordinate) => coordinate > -BORDER && coordinate < 1 + BORDER)) images.push([x, y, z]);
      }
    }
  }
  return images;
}

/** The polyhedra whose centres lie in the box or on its border. */
export function polyhedraInBox(cell: Cell): PolyhedronKey[] {
  return cell.polyhedra.flatMap(({ centre }, polyhedron) =>
    imagesInBox(cell, cell.positions[centre]!).map((image) => ({ polyhedron, image })),
  );
}

/** The polyhedra that share ligands with one, by how many. */
export function neighboursOf(cell: Cell, key: PolyhedronKey): Neighbour[] {
  const found = new Map<string, { key: PolyhedronKey; shared: AtomKey[] }>();
  const holders = holdersOf(cell);
  for (const ligand of ligandsOf(cell, key)) {
    for (const holder of holders[ligand.atom]!) {
      const neighbour = { polyhedron: holder.polyhedron, image: subtract(ligand.image, holder.image) };
      const text = textOf(neighbour);
      if (text === textOf(key)) continue;
      const known = found.get(text);
      if (known === undefined) found.set(text, { key: neighbour, shared: [ligand] });
      else known.shared.push(ligand);
    }
  }
  return [...found.values()].map(({ key: neighbour, shared }) => ({
    key: neighbour,
    shared,
    kind: shared.length === 1 ? 'CORNER' : shared.length === 2 ? 'EDGE' : 'FACE',
  }));
}

const holdersByCell = new WeakMap<Cell, { polyhedron: number; image: Image }[][]>();

/** Of each atom the polyhedra that it is a ligand of, with its image there. */
function holdersOf(cell: Cell): { polyhedron: number; image: Image }[][] {
  const known = holdersByCell.get(cell);
  if (known !== undefined) return known;
  const holders: { polyhedron: number; image: Image }[][] = cell.elements.map(() => []);
  cell.polyhedra.forEach(({ ligands }, polyhedron) => {
    for (const { atom, image } of ligands) holders[atom]!.push({ polyhedron, image });
  });
  holdersByCell.set(cell, holders);
  return holders;
}

/** The polyhedra of an orbit that are drawn, for a row of the table of sites. */
export function keysOfOrbit(cell: Cell, orbit: number): PolyhedronKey[] {
  return polyhedraInBox(cell).filter(({ polyhedron }) => cell.polyhedra[polyhedron]!.orbit === orbit);
}

/** The one of an orbit that is picked when its row is: whole within the box where there is one, nearest its middle. */
export function firstOfOrbit(cell: Cell, orbit: number): PolyhedronKey | null {
  const middle = combine(cell.lattice, combine(cell.box, [0.5, 0.5, 0.5]));
  const far = (key: PolyhedronKey) => distance(pointOf(cell, centreOf(cell, key)), middle);
  return keysOfOrbit(cell, orbit).reduce<PolyhedronKey | null>(
    (best, key) => (best === null || far(key) < far(best) - BORDER ? key : best),
    null,
  );
}

export interface Bond {
  readonly from: AtomKey;
  readonly to: AtomKey;
}

/** What is drawn: polyhedra with their ligands, atoms that belong to none, and bonds of molecules. */
export interface Assembly {
  readonly polyhedra: readonly PolyhedronKey[];
  /** Atoms that no drawn polyhedron has. */
  readonly loose: readonly AtomKey[];
  readonly bonds: readonly Bond[];
}

/**
 * The box, and further polyhedra beyond it.
 * @param beyond such as the neighbours of a picked one; those in the box already are not repeated
 */
export function assemble(cell: Cell, beyond: readonly PolyhedronKey[] = []): Assembly {
  const polyhedra = new Map([...polyhedraInBox(cell), ...beyond].map((key) => [textOf(key), key]));
  const inPolyhedra = new Set(
    cell.polyhedra.flatMap(({ centre, ligands }) => [centre, ...ligands.map(({ atom }) => atom)]),
  );
  const loose = new Map<string, AtomKey>();
  cell.elements.forEach((_, atom) => {
    if (inPolyhedra.has(atom)) return;
    for (const image of imagesInBox(cell, cell.positions[atom]!)) loose.set(atomText({ atom, image }), { atom, image });
  });
  const bonds = bondsOf(cell);
  const drawn = new Map(loose);
  for (const key of polyhedra.values()) {
    for (const ligand of ligandsOf(cell, key)) drawn.set(atomText(ligand), ligand);
  }
  const drawnBonds = new Map<string, Bond>();
  const open = [...drawn.values()];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const bond of bonds.get(next.atom) ?? []) {
      const to = { atom: bond.to, image: add(next.image, bond.image) };
      const [from, end] = [atomText(next), atomText(to)];
      drawnBonds.set([from, end].sort().join(' '), { from: next, to });
      if (drawn.has(end)) continue;
      drawn.set(end, to);
      loose.set(end, to);
      // Molecules are drawn whole; chains and layers as far as the box reaches.
      if (bond.isOfMolecule) open.push(to);
    }
  }
  return { polyhedra: [...polyhedra.values()], loose: [...loose.values()], bonds: [...drawnBonds.values()] };
}

/** Covalent radii, Å (Cordero 2008), of the elements that molecules and polyatomic ions are made of. */
const RADII: Readonly<Record<string, number>> = {
  H: 0.31,
  B: 0.84,
  C: 0.76,
  N: 0.71,
  O: 0.66,
  F: 0.57,
  Si: 1.11,
  P: 1.07,
  S: 1.05,
  Cl: 1.02,
  As: 1.19,
  Se: 1.2,
  Br: 1.2,
  Te: 1.38,
  I: 1.39,
};
const STRETCH = 1.25;

interface UnitBond {
  readonly to: number;
  /** Image of `to` when the other atom is in the home cell. */
  readonly image: Image;
  readonly isOfMolecule: boolean;
}

const bondsByCell = new WeakMap<Cell, ReadonlyMap<number, readonly UnitBond[]>>();

/** Bonds within the molecules and ions that no polyhedron shows already, by the atom that they lead from. */
function bondsOf(cell: Cell): ReadonlyMap<number, readonly UnitBond[]> {
  const bonds = bondsByCell.get(cell) ?? findBonds(cell);
  bondsByCell.set(cell, bonds);
  return bonds;
}

function findBonds(cell: Cell): ReadonlyMap<number, readonly UnitBond[]> {
  const bonds = new Map<number, UnitBond[]>();
  const points = cell.positions.map((position) => combine(cell.lattice, position));
  const shifts = NEAR.map((image) => ({ image, by: combine(cell.lattice, image) }));
  const radii = cell.elements.map((element) => RADII[element] ?? 1.2);
  const inPolyhedra = bondsOfPolyhedra(cell);
  const put = (from: number, bond: UnitBond) => {
    const known = bonds.get(from);
    if (known === undefined) bonds.set(from, [bond]);
    else known.push(bond);
  };
  for (const { atoms, dimensionality } of cell.units) {
    const isOfMolecule = dimensionality === 0;
    for (const [index, from] of atoms.entries()) {
      const [x, y, z] = points[from]!;
      for (const to of atoms.slice(index)) {
        const reach = STRETCH * (radii[from]! + radii[to]!);
        const [dx, dy, dz] = subtract(points[to]!, [x, y, z]);
        for (const { image, by } of shifts) {
          const squared = (dx + by[0]) ** 2 + (dy + by[1]) ** 2 + (dz + by[2]) ** 2;
          if (squared > reach * reach || squared < 0.01) continue;
          if (inPolyhedra.has(bondText(from, to, image))) continue;
          put(from, { to, image, isOfMolecule });
          // An atom and its own image come with both signs.
          if (from !== to) put(to, { to: from, image: subtract([0, 0, 0], image), isOfMolecule });
        }
      }
    }
  }
  return bonds;
}

const NEAR: readonly Image[] = [-1, 0, 1].flatMap((x, _, all) => all.flatMap((y) => all.map((z): Image => [x, y, z])));

const bondText = (from: number, to: number, image: Image): string => `${from} ${atomText({ atom: to, image })}`;

/** From centre to ligand and back. */
function bondsOfPolyhedra(cell: Cell): ReadonlySet<string> {
  return new Set(
    cell.polyhedra.flatMap(({ centre, ligands }) =>
      ligands.flatMap(({ atom, image }) => [
        bondText(centre, atom, image),
        bondText(atom, centre, subtract([0, 0, 0], image)),
      ]),
    ),
  );
}
