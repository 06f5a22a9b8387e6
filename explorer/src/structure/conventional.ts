/** The conventional cell in the lattice of the file's cell. */
import { add, type Basis, combine, dot, length, subtract, type Vector, volume } from './vectors.js';

export interface Axes {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

/** Cells from relaxations are not exactly as symmetric as their space group. */
const LENGTH_TOLERANCE = 0.02;
const COSINE_TOLERANCE = 0.004;

/** Å that atoms may be apart which a translation maps onto each other. */
const SAME_PLACE = 0.05;

/** Of the file's lattice, those with the fewest and positive indices first. */
const TRANSLATIONS: readonly Vector[] = [3, 2, 1, 0, -1, -2, -3]
  .flatMap((x, _, all) => all.flatMap((y) => all.map((z): Vector => [x, y, z])))
  .sort((a, b) => cost(a) - cost(b));

function cost(translation: Vector): number {
  return translation.reduce((sum, index) => sum + Math.abs(index) + (index < 0 ? 0.1 : 0), 0);
}

/**
 * Three lattice translations with the lengths and angles of the conventional cell, right-handed. The API gives these
 * alone, so that of axes that a lattice can not tell apart (a and b of a tetragonal one) any may be taken for another;
 * the file's own axes come first.
 * @param lattice basis vectors of the file's cell, Å
 * @param centrings further translations of the crystal, where the file's cell is a supercell
 * @returns in basis vectors of the file's cell; null where there are none
 */
export function conventionalBox(lattice: Basis, axes: Axes, centrings: readonly Vector[] = []): Basis | null {
  const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180);
  const cosines = [cosine(axes.alpha), cosine(axes.beta), cosine(axes.gamma)] as const;
  const translations = [
    ...TRANSLATIONS,
    ...centrings.flatMap((centring) => TRANSLATIONS.map((one) => add(one, centring))),
  ];
  const vectors = translations.map((translation) => ({ translation, vector: combine(lattice, translation) }));
  const ofLength = (wanted: number) =>
    vectors.filter(({ vector }) => Math.abs(length(vector) - wanted) < LENGTH_TOLERANCE);
  const meet = (u: Vector, v: Vector, wanted: number) =>
    Math.abs(dot(u, v) / (length(u) * length(v)) - wanted) < COSINE_TOLERANCE;
  const [as, bs, cs] = [ofLength(axes.a), ofLength(axes.b), ofLength(axes.c)];
  let best: Basis | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const a of as) {
    for (const b of bs) {
      if (!meet(a.vector, b.vector, cosines[2])) continue;
      for (const c of cs) {
        const isRightHanded = volume([a.vector, b.vector, c.vector]) > 0;
        if (!isRightHanded || !meet(a.vector, c.vector, cosines[1]) || !meet(b.vector, c.vector, cosines[0])) continue;
        const box: Basis = [a.translation, b.translation, c.translation];
        const sum = box.reduce((total, translation) => total + cost(translation), 0);
        if (sum < least) [best, least] = [box, sum];
      }
    }
  }
  return best;
}

interface Atoms {
  readonly lattice: Basis;
  readonly elements: readonly string[];
  readonly positions: readonly Vector[];
}

/** Translations within the cell that map all of its atoms onto atoms of the same element; none of a primitive cell. */
export function centringsOf({ lattice, elements, positions }: Atoms): Vector[] {
  const places = new Map<string, number[]>();
  for (const [atom, element] of elements.entries()) places.set(element, [...(places.get(element) ?? []), atom]);
  const [rarest = []] = [...places.values()].sort((a, b) => a.length - b.length);
  const isThere = (element: string, position: Vector): boolean =>
    places.get(element)!.some((other) => {
      const apart = subtract(position, positions[other]!);
      return length(combine(lattice, [wrapped(apart[0]), wrapped(apart[1]), wrapped(apart[2])])) < SAME_PLACE;
    });
  return rarest
    .slice(1)
    .map((atom) => subtract(positions[atom]!, positions[rarest[0]!]!))
    .filter((centring) => positions.every((position, atom) => isThere(elements[atom]!, add(position, centring))));
}

/** The nearest of the equivalent coordinates around 0. */
const wrapped = (coordinate: number): number => coordinate - Math.round(coordinate);
