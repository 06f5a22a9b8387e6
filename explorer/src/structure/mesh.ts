/** Triangles, balls and sticks of what is drawn, as flat arrays for the graphics card. */
import type { Assembly } from './assembly.js';
import {
  type AtomKey,
  type Cell,
  centreOf,
  ligandsOf,
  type Occupant,
  occupantsOf,
  type PolyhedronKey,
  pointOf,
  textOf,
} from './cell.js';
import { channels, veiled } from './colours.js';
import { type Hull, hullOf } from './hull.js';
import { type Eye, pixelsPerAngstrom, project } from './view.js';
import { add, cross, distance, dot, mean, normalized, scale, subtract, type Vector } from './vectors.js';

/** How it looks. */
export interface Style {
  /** Hex colour of each group. */
  readonly colours: ReadonlyMap<string, string>;
  readonly background: string;
  readonly ligand: string;
  readonly loose: string;
  /** Keys of groups, and symbols of elements, that are left out. */
  readonly hidden: ReadonlySet<string>;
  /** Texts of the polyhedra that stand out; null: none does, and all are full. */
  readonly full: ReadonlySet<string> | null;
}

/** A polyhedron as it stands in the arrays. */
export interface Solid {
  readonly key: PolyhedronKey;
  readonly middle: Vector;
  readonly corners: readonly Vector[];
  readonly hull: Hull;
  /** Its triangles are those from here to before `end`. */
  readonly start: number;
  readonly end: number;
}

export interface Ball {
  readonly key: AtomKey;
  readonly at: Vector;
  readonly radius: number;
}

export interface Mesh {
  readonly solids: readonly Solid[];
  /** Nine numbers for a triangle, as of normals. */
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  /** Red, green, blue, opacity of each corner. */
  readonly colours: Float32Array;
  /** Distance to each side in heights of the triangle; 1 where the side is no edge of the polyhedron. */
  readonly sides: Float32Array;
  readonly balls: readonly Ball[];
  /** Red, green, blue of each ball. */
  readonly ballColours: Float32Array;
  /** Of each ball the shares of the first, the first two and the first three occupants of its site, and of all. */
  readonly ballShares: Float32Array;
  readonly sticks: { readonly positions: Float32Array; readonly normals: Float32Array; readonly colours: Float32Array };
}

export const FULL = 0.88;
/** Of polyhedra whose centre is shared, so that the shares show through. */
const CLEAR = 0.62;
const DIM = 0.17;
/** How much of the background's colour balls and sticks take on that do not stand out. */
const VEIL = 0.68;
const RADIUS = { ligand: 0.16, centre: 0.19, loose: 0.26, hydrogen: 0.13, stick: 0.06, shared: 0.3 } as const;
/** A cation this far (Å) outside a flat face of its ligands is a corner of its polyhedron. */
const APEX = 0.3;
/** Å around a polyhedron without faces that count as it. */
const GRIP = 0.5;

interface Body {
  readonly corners: readonly AtomKey[];
  readonly hull: Hull;
}

const bodies = new WeakMap<Cell, Map<number, Body>>();

/** Corners and faces of a polyhedron whose centre is in the home cell; found once for all its images. */
function bodyOf(cell: Cell, polyhedron: number): Body {
  const known = bodies.get(cell) ?? new Map<number, Body>();
  bodies.set(cell, known);
  const body = known.get(polyhedron) ?? findBody(cell, polyhedron);
  known.set(polyhedron, body);
  return body;
}

function findBody(cell: Cell, polyhedron: number): Body {
  const key: PolyhedronKey = { polyhedron, image: [0, 0, 0] };
  const ligands = ligandsOf(cell, key);
  const points = ligands.map((ligand) => pointOf(cell, ligand));
  const hull = hullOf(points);
  const [a, b, c] = (hull.faces[0] ?? []).map((corner) => points[corner]!);
  if (hull.isFlat && a !== undefined && b !== undefined && c !== undefined) {
    const centre = centreOf(cell, key);
    const normal = normalized(cross(subtract(b, a), subtract(c, a)));
    const height = dot(subtract(pointOf(cell, centre), a), normal);
    if (Math.abs(height) > APEX)
      return { corners: [...ligands, centre], hull: hullOf([...points, pointOf(cell, centre)]) };
  }
  return { corners: ligands, hull };
}

export function meshOf(cell: Cell, { polyhedra, loose, bonds }: Assembly, style: Style): Mesh {
  const shown = polyhedra.filter(({ polyhedron }) => {
    const { group, centre } = cell.polyhedra[polyhedron]!;
    return !style.hidden.has(group) && !style.hidden.has(cell.elements[centre]!);
  });
  const faces = new Triangles();
  const sticks = new Triangles();
  const balls = new Balls(cell, style.background);
  const solids = shown.map((key): Solid => {
    const { hull, corners: atHome } = bodyOf(cell, key.polyhedron);
    const colour = style.colours.get(cell.polyhedra[key.polyhedron]!.group)!;
    const isFull = style.full === null || style.full.has(textOf(key));
    const isShared = occupantsOf(cell, cell.polyhedra[key.polyhedron]!.centre) !== null;
    const corners = atHome.map(({ atom, image }) => pointOf(cell, { atom, image: add(image, key.image) }));
    const centre = pointOf(cell, centreOf(cell, key));
    const start = faces.count;
    for (const face of hull.faces) {
      faces.polygon(
        face.map((corner) => corners[corner]!),
        [...channels(colour), !isFull ? DIM : isShared ? CLEAR : FULL],
        hull.isFlat,
      );
    }
    const isOpen = hull.faces.length === 0;
    const veil = isFull ? 0 : VEIL;
    const dark = veiled(colour, '#000000', 0.25);
    // Centres of dimmed polyhedra would outshine their faces.
    if (isFull || isOpen) balls.put(centreOf(cell, key), RADIUS.centre, dark, veil);
    for (const ligand of ligandsOf(cell, key)) {
      if (style.hidden.has(cell.elements[ligand.atom]!)) continue;
      balls.put(ligand, RADIUS.ligand, style.ligand, veil);
      if (isOpen)
        sticks.stick(centre, pointOf(cell, ligand), RADIUS.stick, [
          ...channels(veiled(dark, style.background, veil)),
          1,
        ]);
    }
    return { key, middle: corners.length === 0 ? centre : mean(corners), corners, hull, start, end: faces.count };
  });
  const looseVeil = style.full === null ? 0 : VEIL;
  for (const key of loose) {
    const element = cell.elements[key.atom]!;
    if (!style.hidden.has(element))
      balls.put(key, element === 'H' ? RADIUS.hydrogen : RADIUS.loose, style.loose, looseVeil);
  }
  for (const { from, to } of bonds) {
    if (style.hidden.has(cell.elements[from.atom]!) || style.hidden.has(cell.elements[to.atom]!)) continue;
    sticks.stick(pointOf(cell, from), pointOf(cell, to), RADIUS.stick, [
      ...channels(veiled(style.ligand, style.background, looseVeil)),
      1,
    ]);
  }
  const { positions, normals, colours, sides } = faces.arrays();
  return { solids, positions, normals, colours, sides, ...balls.arrays(), sticks: sticks.arrays() };
}

type Colour = readonly [red: number, green: number, blue: number, opacity: number];

/** Grows by triangles. */
class Triangles {
  readonly #positions: number[] = [];
  readonly #normals: number[] = [];
  readonly #colours: number[] = [];
  readonly #sides: number[] = [];

  get count(): number {
    return this.#positions.length / 9;
  }

  /** As a fan around its first corner, whose inner sides are no edges. */
  polygon(corners: readonly Vector[], colour: Colour, isTwoSided: boolean): void {
    const normal = normalized(cross(subtract(corners[1]!, corners[0]!), subtract(corners[2]!, corners[0]!)));
    for (let at = 1; at < corners.length - 1; at++) {
      // Opposite to the first corner, the second, the third.
      const sides = [0, at === corners.length - 2 ? 0 : 1, at === 1 ? 0 : 1];
      const triangle = [corners[0]!, corners[at]!, corners[at + 1]!];
      this.#triangle(triangle, [normal, normal, normal], colour, sides);
    }
    if (isTwoSided) this.polygon([...corners].reverse(), colour, false);
  }

  /** A rod with eight sides. */
  stick(from: Vector, to: Vector, radius: number, colour: Colour): void {
    const axis = normalized(subtract(to, from));
    const right = normalized(cross(Math.abs(axis[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0], axis));
    const up = cross(axis, right);
    const around = Array.from({ length: 8 }, (_, at) => {
      const turn = (at * Math.PI) / 4;
      return add(scale(right, Math.cos(turn)), scale(up, Math.sin(turn)));
    });
    around.forEach((normal, at) => {
      const next = around[(at + 1) % 8]!;
      const [a, b] = [add(from, scale(normal, radius)), add(from, scale(next, radius))];
      const [c, d] = [add(to, scale(normal, radius)), add(to, scale(next, radius))];
      this.#triangle([a, b, c], [normal, next, normal], colour, [1, 1, 1]);
      this.#triangle([b, d, c], [next, next, normal], colour, [1, 1, 1]);
    });
  }

  /** @param sides 0 for those opposite to a corner that are edges, else 1 */
  #triangle(corners: readonly Vector[], normals: readonly Vector[], colour: Colour, sides: readonly number[]): void {
    corners.forEach((corner, at) => {
      this.#positions.push(...corner);
      this.#normals.push(...normals[at]!);
      this.#colours.push(...colour);
      this.#sides.push(...sides.map((side, opposite) => (opposite === at ? 1 : side)));
    });
  }

  arrays() {
    return {
      positions: new Float32Array(this.#positions),
      normals: new Float32Array(this.#normals),
      colours: new Float32Array(this.#colours),
      sides: new Float32Array(this.#sides),
    };
  }
}

/** One ball for an atom, however many polyhedra have it. */
class Balls {
  readonly #balls = new Map<string, Ball & { readonly colour: string; readonly veil: number }>();

  constructor(
    private readonly cell: Cell,
    private readonly background: string,
  ) {}

  /** The larger one stays, and the one that stands out. */
  put(key: AtomKey, usual: number, colour: string, veil: number): void {
    const radius = occupantsOf(this.cell, key.atom) === null ? usual : Math.max(usual, RADIUS.shared);
    const text = `${key.atom}@${key.image.join(',')}`;
    const known = this.#balls.get(text);
    if (known === undefined) this.#balls.set(text, { key, at: pointOf(this.cell, key), radius, colour, veil });
    else if (radius > known.radius)
      this.#balls.set(text, { ...known, radius, colour, veil: Math.min(veil, known.veil) });
    else if (veil < known.veil) this.#balls.set(text, { ...known, veil });
  }

  arrays(): Pick<Mesh, 'balls' | 'ballColours' | 'ballShares'> {
    const balls = [...this.#balls.values()];
    const colours = balls.flatMap(({ colour, veil }) => channels(veiled(colour, this.background, veil)));
    const shares = balls.flatMap(({ key }) => sharesOf(occupantsOf(this.cell, key.atom)));
    return { balls, ballColours: new Float32Array(colours), ballShares: new Float32Array(shares) };
  }
}

/** A ball is a pie of up to four elements, and of nothing; further ones count as the fourth. */
function sharesOf(occupants: readonly Occupant[] | null): readonly [number, number, number, number] {
  if (occupants === null) return [1, 1, 1, 1];
  const upTo = (count: number) => occupants.slice(0, count).reduce((total, { fraction }) => total + fraction, 0);
  return [upTo(1), upTo(2), upTo(3), upTo(occupants.length)];
}

/** The solid that a ray meets first. */
export function solidAt(mesh: Mesh, from: Vector, along: Vector): Solid | null {
  let best: Solid | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  const corner = (at: number): Vector => [mesh.positions[at]!, mesh.positions[at + 1]!, mesh.positions[at + 2]!];
  for (const solid of mesh.solids) {
    if (solid.start === solid.end) {
      const far = dot(subtract(solid.middle, from), along);
      if (distance(add(from, scale(along, far)), solid.middle) < GRIP && far < nearest) [best, nearest] = [solid, far];
    }
    for (let triangle = solid.start; triangle < solid.end; triangle++) {
      const far = meeting(from, along, corner(9 * triangle), corner(9 * triangle + 3), corner(9 * triangle + 6));
      if (far !== null && far < nearest) [best, nearest] = [solid, far];
    }
  }
  return best;
}

/** Möller and Trumbore 1997: how far along a ray it meets a triangle. */
function meeting(from: Vector, along: Vector, a: Vector, b: Vector, c: Vector): number | null {
  const [ab, ac] = [subtract(b, a), subtract(c, a)];
  const normal = cross(along, ac);
  const determinant = dot(ab, normal);
  if (Math.abs(determinant) < 1e-12) return null;
  const start = subtract(from, a);
  const u = dot(start, normal) / determinant;
  if (u < 0 || u > 1) return null;
  const turn = cross(start, ab);
  const v = dot(along, turn) / determinant;
  if (v < 0 || u + v > 1) return null;
  const far = dot(ac, turn) / determinant;
  return far > 0 ? far : null;
}

/** Points that have to be on the screen. */
export function extentOf(cell: Cell, { polyhedra, loose }: Assembly): Vector[] {
  const atoms = [...polyhedra.flatMap((key) => [centreOf(cell, key), ...ligandsOf(cell, key)]), ...loose];
  return [...new Map(atoms.map((atom) => [`${atom.atom}@${atom.image.join()}`, pointOf(cell, atom)])).values()];
}

/** Pixels beside a ball that still count as it. */
const NEAR = 7;

/** The foremost atom at a place of the screen. */
export function atomAt(mesh: Mesh, eye: Eye, x: number, y: number): AtomKey | null {
  let best: { key: AtomKey; depth: number } | null = null;
  for (const { key, at, radius } of mesh.balls) {
    const place = project(eye, at);
    const reach = Math.max(NEAR, radius * pixelsPerAngstrom(eye));
    if (Math.hypot(place.x - x, place.y - y) > reach) continue;
    if (best === null || place.depth > best.depth) best = { key, depth: place.depth };
  }
  return best?.key ?? null;
}
