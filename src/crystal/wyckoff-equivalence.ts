/**
 * Which Wyckoff letters of a space group mean the same: those that its affine normaliser exchanges (International Tables A,
 * 3.5; E. Koch & W. Fischer, Z. Kristallogr. 143, 21 (1975)). Rock salt may be told with Na at `a` and Cl at `b`, or the
 * other way round, because the group is mapped onto itself by a shift of half the body diagonal.
 */
import { loadMoyo } from './moyo.js';

/** For each letter, the one that takes its place. */
export type Relettering = ReadonlyMap<string, string>;

/** x' = R·x + t: rows of R, and t in units of 1/`PARTS`. */
interface Operation {
  readonly rotation: readonly number[];
  readonly translation: readonly number[];
}

/** One coordinate of a Wyckoff position: factor · variable + constant. */
interface Coordinate {
  readonly variable: 'x' | 'y' | 'z' | null;
  readonly factor: number;
  /** In units of 1/`PARTS`. */
  readonly constant: number;
}

interface Position {
  readonly letter: string;
  readonly multiplicity: number;
  readonly coordinates: readonly Coordinate[];
}

/** All translations of groups and of their normalisers are multiples of 1/24 of an axis. */
const PARTS = 24;

/** Of the coordinates that a position leaves free, in units of 1/`PARTS`: on no further symmetry element. */
const GENERAL = { x: 3.288, y: 6.984, z: 9.912 } as const;

const CLOSE = 1e-6;

const found = new Map<number, readonly Relettering[]>();

/** All exchanges of letters that leave the meaning as it is, that of no letter among them; kept once they are found. */
export function reletterings(spaceGroupNumber: number): readonly Relettering[] {
  let known = found.get(spaceGroupNumber);
  if (known === undefined) {
    known = closed(generators(spaceGroupNumber));
    found.set(spaceGroupNumber, known);
  }
  return known;
}

/** One relettering for each coset of the group in its normaliser, as far as rotations tell cosets apart, and for each shift. */
function generators(spaceGroupNumber: number): Relettering[] {
  const operations = operationsOf(spaceGroupNumber);
  const positions = positionsOf(spaceGroupNumber);
  const rotations = new Map(operations.map(({ rotation }) => [String(rotation), rotation]));
  const numbers = new Map([...rotations.keys()].map((name, number) => [name, number]));
  const group = new Set(
    operations.map(({ rotation, translation: [x, y, z] }) => keyOf(numbers.get(String(rotation))!, x!, y!, z!)),
  );
  const shifts = candidateShifts(spaceGroupNumber);
  const seen = new Set<string>();
  return candidateRotations(spaceGroupNumber).flatMap((rotation) => {
    if (seen.has(String(rotation))) return [];
    for (const own of rotations.values()) seen.add(String(product(rotation, own)));
    const turned = operations.map((operation) => turnedBy(rotation, operation, numbers));
    if (turned.some(({ number }) => number === undefined)) return [];
    const keeps = (shift: readonly number[]) => turned.every((operation) => group.has(shiftedKey(operation, shift)));
    // Shifts alone are all tried: the others follow from one of each rotation and from these.
    const first = shifts.find(keeps);
    const kept = isIdentity(rotation) ? shifts.filter(keeps) : first === undefined ? [] : [first];
    return kept.map((translation) => relettering(positions, operations, { rotation, translation }));
  });
}

interface TurnedOperation extends Operation {
  /** Of the rotation among those of the group; undefined where it is none of them. */
  readonly number: number | undefined;
}

/** P·R·P⁻¹ and P·t of an operation, for a rotation P of the axes. */
function turnedBy(
  change: readonly number[],
  { rotation, translation }: Operation,
  numbers: ReadonlyMap<string, number>,
): TurnedOperation {
  const turned = product(product(change, rotation), inverse(change));
  return { rotation: turned, translation: applied(change, ORIGIN, translation), number: numbers.get(String(turned)) };
}

/** Of such an operation after a shift p, which makes its translation t + p − R·p. */
function shiftedKey({ rotation: r, translation: t, number }: TurnedOperation, shift: readonly number[]): number {
  const [x, y, z] = [shift[0]!, shift[1]!, shift[2]!];
  return keyOf(
    number!,
    t[0]! + x - r[0]! * x - r[1]! * y - r[2]! * z,
    t[1]! + y - r[3]! * x - r[4]! * y - r[5]! * z,
    t[2]! + z - r[6]! * x - r[7]! * y - r[8]! * z,
  );
}

/** All that follow from these, one after the other. */
function closed(generating: readonly Relettering[]): Relettering[] {
  const all = new Map(generating.map((one) => [textOf(one), one]));
  const queue = [...all.values()];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const other of generating) {
      const both = new Map([...next].map(([from, to]) => [from, other.get(to)!]));
      const text = textOf(both);
      if (all.has(text)) continue;
      all.set(text, both);
      queue.push(both);
    }
  }
  return [...all.values()];
}

function textOf(letters: Relettering): string {
  return [...letters.values()].join('');
}

function relettering(
  positions: readonly Position[],
  operations: readonly Operation[],
  { rotation, translation }: Operation,
): Relettering {
  return new Map(
    positions.map(({ letter, multiplicity, coordinates }) => {
      const point = coordinates.map(({ variable, factor, constant }) =>
        variable === null ? constant : factor * GENERAL[variable] + constant,
      );
      const moved = applied(rotation, translation, point);
      const images = operations.map((operation) => applied(operation.rotation, operation.translation, moved));
      const target = positions.find(
        (other) => other.multiplicity === multiplicity && images.some((image) => liesOn(image, other.coordinates)),
      );
      return [letter, target!.letter];
    }),
  );
}

/** Each variable stands alone, with the factor ±1, in one coordinate at least: its value follows from there. */
function liesOn(point: readonly number[], coordinates: readonly Coordinate[]): boolean {
  const values = new Map<string, number>();
  coordinates.forEach(({ variable, factor, constant }, k) => {
    if (variable !== null && Math.abs(factor) === 1) values.set(variable, (point[k]! - constant) / factor);
  });
  return coordinates.every(({ variable, factor, constant }, k) => {
    const there = variable === null ? constant : factor * values.get(variable)! + constant;
    const turns = (point[k]! - there) / PARTS;
    return Math.abs(turns - Math.round(turns)) < CLOSE;
  });
}

function operationsOf(spaceGroupNumber: number): Operation[] {
  return loadMoyo()
    .operations_from_number(spaceGroupNumber, { type: 'Standard' }, false)
    .map(({ rotation: r, translation }) => ({
      // moyo's matrices come column by column.
      rotation: [r[0], r[3], r[6], r[1], r[4], r[7], r[2], r[5], r[8]],
      translation: translation.map((x) => Math.round(x * PARTS)),
    }));
}

function positionsOf(spaceGroupNumber: number): Position[] {
  const moyo = loadMoyo();
  const { hall_number: hallNumber } = moyo.space_group_type(spaceGroupNumber);
  return moyo.wyckoff_positions(hallNumber).map(({ letter, multiplicity, coordinates }) => ({
    letter,
    multiplicity,
    coordinates: coordinates.split(',').map(coordinateOf),
  }));
}

/** `-y+1/4`, `2x`, `5/8`. */
function coordinateOf(text: string): Coordinate {
  const match = /^(-?\d*)([xyz])(?:\+(.+))?$/.exec(text);
  if (match === null) return { variable: null, factor: 0, constant: partsOf(text) };
  const [, sign, variable, constant = '0'] = match;
  const factor = sign === '' ? 1 : sign === '-' ? -1 : Number(sign);
  return { variable: variable as Coordinate['variable'], factor, constant: partsOf(constant) };
}

function partsOf(fraction: string): number {
  const [numerator, denominator = 1] = fraction.split('/').map(Number);
  return (numerator! * PARTS) / denominator;
}

/** One number for a rotation, by its own, and a translation modulo the axes, in units of 1/`PARTS`. */
function keyOf(rotation: number, x: number, y: number, z: number): number {
  return ((rotation * PARTS + inParts(x)) * PARTS + inParts(y)) * PARTS + inParts(z);
}

function inParts(x: number): number {
  return ((x % PARTS) + PARTS) % PARTS;
}

const ORIGIN = [0, 0, 0];
const IDENTITY = [1, 0, 0, 0, 1, 0, 0, 0, 1];

function isIdentity(rotation: readonly number[]): boolean {
  return rotation.every((x, k) => x === IDENTITY[k]);
}

/** The identity first. Of triclinic and monoclinic lattices, which have infinitely many, those that make all others. */
function candidateRotations(spaceGroupNumber: number): readonly (readonly number[])[] {
  if (spaceGroupNumber <= 2) return [IDENTITY, [1, 1, 0, 0, 1, 0, 0, 0, 1], ...signedPermutations()];
  if (spaceGroupNumber <= 15) {
    return unimodular().map(([p, q, r, s]) => [p!, 0, q!, 0, 1, 0, r!, 0, s!]);
  }
  if (spaceGroupNumber >= 143 && spaceGroupNumber <= 194) return hexagonalRotations();
  return signedPermutations();
}

function signedPermutations(): (readonly number[])[] {
  const orders = [
    [0, 1, 2],
    [1, 0, 2],
    [0, 2, 1],
    [2, 1, 0],
    [1, 2, 0],
    [2, 0, 1],
  ];
  const signs = Array.from({ length: 8 }, (_, i) => [1, 2, 4].map((bit) => (i & bit ? -1 : 1)));
  return orders.flatMap((order) =>
    signs.map((sign) => order.flatMap((from, to) => [0, 1, 2].map((k) => (k === from ? sign[to]! : 0)))),
  );
}

/** 2 × 2, of elements −1, 0 and 1, with determinant ±1; the identity first. */
function unimodular(): number[][] {
  const values = [1, 0, -1];
  return values
    .flatMap((p) => values.flatMap((q) => values.flatMap((r) => values.map((s) => [p, q, r, s]))))
    .filter(([p, q, r, s]) => Math.abs(p! * s! - q! * r!) === 1)
    .sort((a, b) => Number(isUnit(b)) - Number(isUnit(a)));
}

function isUnit(matrix: readonly number[]): boolean {
  return String(matrix) === '1,0,0,1';
}

/** 6/mmm on hexagonal axes. */
function hexagonalRotations(): (readonly number[])[] {
  const sixfold = [1, -1, 0, 1, 0, 0, 0, 0, 1];
  const twofold = [0, 1, 0, 1, 0, 0, 0, 0, -1];
  let turn: readonly number[] = IDENTITY;
  const turns = Array.from({ length: 6 }, () => {
    const now = turn;
    turn = product(turn, sixfold);
    return now;
  });
  const proper = [...turns, ...turns.map((one) => product(one, twofold))];
  return [...proper, ...proper.map((one) => one.map((x) => -x))];
}

/** In units of 1/`PARTS`. */
function candidateShifts(spaceGroupNumber: number): (readonly number[])[] {
  const isHexagonal = spaceGroupNumber >= 143 && spaceGroupNumber <= 194;
  const across = isHexagonal ? [0, 8, 16, 12, 4, 20] : multiples(3);
  const along = isHexagonal ? multiples(2) : multiples(3);
  return across.flatMap((a) => across.flatMap((b) => along.map((c) => [a, b, c])));
}

function multiples(step: number): number[] {
  return Array.from({ length: PARTS / step }, (_, i) => i * step);
}

function applied(rotation: readonly number[], translation: readonly number[], point: readonly number[]): number[] {
  return [0, 1, 2].map(
    (i) =>
      rotation[3 * i]! * point[0]! +
      rotation[3 * i + 1]! * point[1]! +
      rotation[3 * i + 2]! * point[2]! +
      translation[i]!,
  );
}

function product(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: 9 }, (_, at) => {
    const [i, k] = [3 * Math.floor(at / 3), at % 3];
    return a[i]! * b[k]! + a[i + 1]! * b[k + 3]! + a[i + 2]! * b[k + 6]!;
  });
}

/** Of a matrix of whole numbers with determinant ±1. */
function inverse([a, b, c, d, e, f, g, h, i]: readonly number[]): number[] {
  const [A, B, C, D, E, F, G, H, I] = [a!, b!, c!, d!, e!, f!, g!, h!, i!];
  const determinant = A * (E * I - F * H) - B * (D * I - F * G) + C * (D * H - E * G);
  return [
    E * I - F * H,
    C * H - B * I,
    B * F - C * E,
    F * G - D * I,
    A * I - C * G,
    C * D - A * F,
    D * H - E * G,
    B * G - A * H,
    A * E - B * D,
  ].map((x) => x / determinant);
}
