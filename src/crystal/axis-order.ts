/**
 * The names of the axes of an orthorhombic crystal. The symbol of its space group may be the same after axes are renamed:
 * of Pmmn after a ↔ b, of Pbca after a → b → c → a, of Fddd after both. These axes are renamed by the Euclidean normaliser
 * of the group (International Tables A, 3.5), and the Wyckoff letters with them.
 */
import { loadMoyo } from './moyo.js';
import { determinant, dot, length } from './vectors.js';

/** Which axis of moyo's standard cell becomes a, b and c. */
export type AxisOrder = readonly [number, number, number];

/** x' of an axis is x of the named axis of the standard cell, plus the shift. */
interface Renaming {
  readonly order: AxisOrder;
  /** In units of the axes; only its part across the symmetry elements matters. */
  readonly shift: readonly number[];
}

const FIRST_ORTHORHOMBIC = 16;
const LAST_ORTHORHOMBIC = 74;

export const AS_STANDARD: AxisOrder = [0, 1, 2];
const ORDERS: readonly AxisOrder[] = [AS_STANDARD, [1, 0, 2], [0, 2, 1], [2, 1, 0], [1, 2, 0], [2, 0, 1]];

/** Translations of orthorhombic groups are multiples of 1/4, which shifts by multiples of 1/8 move onto each other. */
const QUARTER = 4;
const ALONG_AXIS = [0, 1 / 8, 1 / 4, 3 / 8];
const SHIFTS = ALONG_AXIS.flatMap((a) => ALONG_AXIS.flatMap((b) => ALONG_AXIS.map((c) => [a, b, c])));

/** Lengths and directions that differ by less, relative or as a cosine, are equal, so that noise does not choose. */
const EQUAL = 1e-4;

/** Coordinates of a point on no further symmetry element. */
const GENERAL = [0.137, 0.291, 0.413];

export function isOrthorhombic(spaceGroupNumber: number): boolean {
  return spaceGroupNumber >= FIRST_ORTHORHOMBIC && spaceGroupNumber <= LAST_ORTHORHOMBIC;
}

/**
 * The order that leaves each axis parallel to the axis of that name in the file, where the symbol allows it; otherwise the
 * one with the shortest a, then the shortest b.
 *
 * @param standard,given basis vectors in Å, as rows: of moyo's standard cell, and of the cell in the file
 */
export function axisOrder(standard: Float64Array, given: Float64Array, spaceGroupNumber: number): AxisOrder {
  const orders = renamingsOf(spaceGroupNumber).map(({ order }) => order);
  const asGiven = orders.find((order) => order.every((from, to) => isParallel(standard, from, given, to)));
  if (asGiven !== undefined) return asGiven;
  const lengths = AS_STANDARD.map((axis) => length(standard, 3 * axis));
  return orders.reduce((best, order) => (isShorter(order, best, lengths) ? order : best));
}

/** The axes in this order: to the same sides as those of the file where they are parallel, else in the same hand. */
export function reordered(standard: Float64Array, given: Float64Array, order: AxisOrder): Float64Array {
  const axes = Float64Array.from(order.flatMap((from) => [0, 1, 2].map((k) => standard[3 * from + k]!)));
  const isAsGiven = AS_STANDARD.every((axis) => isParallel(axes, axis, given, axis));
  const isOtherHand = determinant(axes) * determinant(standard) < 0;
  return axes.map((x, i) => {
    const axis = Math.floor(i / 3);
    const isTurned = isAsGiven ? cosine(axes, axis, given, axis) < 0 : axis === 2 && isOtherHand;
    return isTurned ? -x : x;
  });
}

/** The Wyckoff letter that a position has after the axes are renamed, and its site symmetry. */
export function wyckoffsIn(
  order: AxisOrder,
  spaceGroupNumber: number,
  hallNumber: number,
): ReadonlyMap<string, { readonly wyckoff: string; readonly siteSymmetry: string }> {
  const { shift } = renamingsOf(spaceGroupNumber).find((renaming) => renaming.order === order)!;
  const operations = operationsOf(spaceGroupNumber);
  const positions = loadMoyo()
    .wyckoff_positions(hallNumber)
    .map(({ letter, multiplicity, site_symmetry, coordinates }) => ({
      letter,
      multiplicity,
      siteSymmetry: site_symmetry,
      fixed: coordinates.split(',').map(fixedCoordinate),
    }));
  return new Map(
    positions.map(({ letter, multiplicity, fixed }) => {
      const point = order.map((from, to) => (fixed[from] ?? GENERAL[from]!) + shift[to]!);
      const images = operations.map(({ signs, translation }) =>
        point.map((x, k) => signs[k]! * x + translation[k]! / QUARTER),
      );
      const renamed = positions.find(
        (other) =>
          other.multiplicity === multiplicity &&
          images.some((image) => image.every((x, k) => other.fixed[k] === null || isWhole(x - other.fixed[k]!))),
      )!;
      return [letter, { wyckoff: renamed.letter, siteSymmetry: renamed.siteSymmetry }];
    }),
  );
}

/** `1/4`; null for a free coordinate. */
function fixedCoordinate(text: string): number | null {
  const [numerator, denominator = 1] = text.split('/').map(Number);
  return Number.isNaN(numerator) ? null : numerator! / denominator;
}

function isWhole(x: number): boolean {
  return Math.abs(x - Math.round(x)) < EQUAL;
}

function isShorter(one: AxisOrder, other: AxisOrder, lengths: readonly number[]): boolean {
  for (const k of [0, 1, 2]) {
    const [a, b] = [lengths[one[k]!]!, lengths[other[k]!]!];
    if (Math.abs(a - b) > EQUAL * b) return a < b;
  }
  return false;
}

function isParallel(standard: Float64Array, from: number, given: Float64Array, to: number): boolean {
  return Math.abs(cosine(standard, from, given, to)) > 1 - EQUAL;
}

function cosine(standard: Float64Array, from: number, given: Float64Array, to: number): number {
  return dot(standard, 3 * from, given, 3 * to) / (length(standard, 3 * from) * length(given, 3 * to));
}

const renamings = new Map<number, readonly Renaming[]>();

/** Those that map the group onto itself; that of no axes first. */
function renamingsOf(spaceGroupNumber: number): readonly Renaming[] {
  let found = renamings.get(spaceGroupNumber);
  if (found === undefined) {
    const operations = operationsOf(spaceGroupNumber);
    const group = new Set(operations.map(keyOf));
    found = ORDERS.flatMap((order) => {
      const shift = SHIFTS.find((s) => operations.every((operation) => group.has(keyOf(moved(operation, order, s)))));
      return shift === undefined ? [] : [{ order, shift }];
    });
    renamings.set(spaceGroupNumber, found);
  }
  return found;
}

/** An operation of an orthorhombic group: x' = ±x + t along each axis. */
interface Operation {
  readonly signs: readonly number[];
  /** In quarters of the axes. */
  readonly translation: readonly number[];
}

function operationsOf(spaceGroupNumber: number): Operation[] {
  return loadMoyo()
    .operations_from_number(spaceGroupNumber, { type: 'Standard' }, false)
    .map(({ rotation, translation }) => ({
      signs: [rotation[0], rotation[4], rotation[8]],
      translation: translation.map((x) => Math.round(x * QUARTER)),
    }));
}

function moved({ signs, translation }: Operation, order: AxisOrder, shift: readonly number[]): Operation {
  return {
    signs: order.map((from) => signs[from]!),
    translation: order.map((from, to) => translation[from]! + Math.round((1 - signs[from]!) * shift[to]! * QUARTER)),
  };
}

/** Translations that differ by whole axes are one. */
function keyOf({ signs, translation }: Operation): string {
  return `${signs} ${translation.map((x) => ((x % QUARTER) + QUARTER) % QUARTER)}`;
}
