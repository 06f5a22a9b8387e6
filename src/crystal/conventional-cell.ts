/**
 * The conventional cell of a crystal: the one that its space-group symbol speaks of (International Tables A, standard
 * setting; unique axis b, cell choice 1; hexagonal axes of rhombohedral groups).
 *
 * The symbol of a monoclinic group leaves many choices of a and c, and moyo takes one whose angle β may be as large as
 * 170°. The shortest axes with β ≥ 90° are the usual choice, and do not depend on the cell of the file. That of an
 * orthorhombic group may leave the names of the axes free: those of the file stay (`axis-order.ts`).
 */
import { AS_STANDARD, type AxisOrder, axisOrder, isOrthorhombic, reordered } from './axis-order.js';
import { dot, length, type Vector } from './vectors.js';

/** New axes a' = p·a + q·c, c' = r·a + s·c. */
interface InPlane {
  readonly p: number;
  readonly q: number;
  readonly r: number;
  readonly s: number;
}

/** Groups whose cell is centred on C: a' must be an odd number of a and an even one of c. */
const C_CENTRED: ReadonlySet<number> = new Set([5, 8, 9, 12, 15]);
/** Primitive ones with a glide plane c: c' must be an odd number of c and an even one of a. */
const C_GLIDE: ReadonlySet<number> = new Set([7, 13, 14]);

const FIRST_MONOCLINIC = 3;
const LAST_MONOCLINIC = 15;

/** How far the reduced axes are combined: the shortest allowed ones are never further. */
const REACH = [-2, -1, 0, 1, 2];

/** Combinations that span the same plane lattice. */
const CHOICES: readonly InPlane[] = REACH.flatMap((p) =>
  REACH.flatMap((q) => REACH.flatMap((r) => REACH.map((s) => ({ p, q, r, s })))),
).filter(({ p, q, r, s }) => Math.abs(p * s - q * r) === 1);

/** Axes of the same length to this part are equal, so that noise does not choose between them. */
const EQUAL = 1e-4;

export interface ConventionalCell {
  /** Basis vectors in Å, as rows, in the same orientation. */
  readonly lattice: Float64Array;
  /** How the axes of moyo's standard cell are renamed. */
  readonly order: AxisOrder;
}

/** @param standard,given basis vectors in Å, as rows: of moyo's standard cell, and of the cell in the file */
export function conventionalCell(
  standard: Float64Array,
  given: Float64Array,
  spaceGroupNumber: number,
): ConventionalCell {
  if (!isOrthorhombic(spaceGroupNumber)) {
    return { lattice: monoclinicLattice(standard, spaceGroupNumber), order: AS_STANDARD };
  }
  const order = axisOrder(standard, given, spaceGroupNumber);
  return { lattice: reordered(standard, given, order), order };
}

/** The same for other crystal systems. */
function monoclinicLattice(standard: Float64Array, spaceGroupNumber: number): Float64Array {
  if (spaceGroupNumber < FIRST_MONOCLINIC || spaceGroupNumber > LAST_MONOCLINIC) return standard;
  const reduced = reducedAxes(standard);
  const candidates = CHOICES.map((choice) => combined(reduced, choice)).filter((axes) =>
    keepsSetting(axes, spaceGroupNumber),
  );
  let [best, bestA, bestC] = [null as InPlane | null, Infinity, Infinity];
  for (const axes of candidates) {
    const [a, c] = [axisLength(standard, axes.p, axes.q), axisLength(standard, axes.r, axes.s)];
    if (cosine(standard, axes) > EQUAL) continue;
    const sum = a + c;
    const isShorter = sum < (bestA + bestC) * (1 - EQUAL);
    const isAsShort = sum < (bestA + bestC) * (1 + EQUAL);
    // Of axes that the symbol does not tell apart, a is the shorter one.
    if (isShorter || (isAsShort && a < bestA * (1 - EQUAL))) [best, bestA, bestC] = [axes, a, c];
  }
  return best === null ? standard : withAxes(standard, best);
}

/** Gauss's reduction of the plane of a and c: the two shortest vectors. */
function reducedAxes(lattice: Float64Array): InPlane {
  let [short, long]: [[number, number], [number, number]] = [
    [1, 0],
    [0, 1],
  ];
  const product = (u: readonly [number, number], v: readonly [number, number]): number =>
    u[0] * v[0] * dot(lattice, 0, lattice, 0) +
    (u[0] * v[1] + u[1] * v[0]) * dot(lattice, 0, lattice, 6) +
    u[1] * v[1] * dot(lattice, 6, lattice, 6);
  for (;;) {
    if (product(short, short) > product(long, long)) [short, long] = [long, short];
    const times = Math.round(product(short, long) / product(short, short));
    if (times === 0) return { p: short[0], q: short[1], r: long[0], s: long[1] };
    const next: [number, number] = [long[0] - times * short[0], long[1] - times * short[1]];
    if (product(next, next) >= product(long, long) * (1 - EQUAL)) {
      return { p: short[0], q: short[1], r: long[0], s: long[1] };
    }
    long = next;
  }
}

/** `choice` counts in the axes of `reduced`, the result in those that `reduced` counts in. */
function combined(reduced: InPlane, choice: InPlane): InPlane {
  return {
    p: choice.p * reduced.p + choice.q * reduced.r,
    q: choice.p * reduced.q + choice.q * reduced.s,
    r: choice.r * reduced.p + choice.s * reduced.r,
    s: choice.r * reduced.q + choice.s * reduced.s,
  };
}

function keepsSetting({ q, r }: InPlane, spaceGroupNumber: number): boolean {
  if (C_CENTRED.has(spaceGroupNumber)) return q % 2 === 0;
  return !C_GLIDE.has(spaceGroupNumber) || r % 2 === 0;
}

function axis(lattice: Float64Array, alongA: number, alongC: number): Vector {
  return [0, 1, 2].map((k) => alongA * lattice[k]! + alongC * lattice[6 + k]!) as unknown as Vector;
}

function axisLength(lattice: Float64Array, alongA: number, alongC: number): number {
  return Math.hypot(...axis(lattice, alongA, alongC));
}

/** Of β. */
function cosine(lattice: Float64Array, { p, q, r, s }: InPlane): number {
  const axes = Float64Array.of(...axis(lattice, p, q), ...axis(lattice, r, s));
  return dot(axes, 0, axes, 3) / (length(axes, 0) * length(axes, 3));
}

/** b is turned where a and c would otherwise make a left-handed cell. */
function withAxes(lattice: Float64Array, { p, q, r, s }: InPlane): Float64Array {
  const hand = p * s - q * r;
  const b = [3, 4, 5].map((k) => hand * lattice[k]!);
  return Float64Array.of(...axis(lattice, p, q), ...b, ...axis(lattice, r, s));
}
