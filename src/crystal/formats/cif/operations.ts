/** Symmetry operations: `x,y,z` texts and groups of them. */
import { intoCell } from '../../lattice.js';
import { plainSigns } from '../../look-alikes.js';
import { determinant, rowsTimesMatrix, type Vector } from '../../vectors.js';

/** x' = R·x + t on fractional coordinates (columns). */
export interface Operation {
  /** Row-major 3 × 3 integers. */
  readonly rotation: readonly number[];
  readonly translation: Vector;
}

export const IDENTITY: Operation = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] };

/** Rounded translations (`0.333`, `.6667`) within this of a multiple of 1/24 are taken as that; 1/24 is 0.0417. */
const TRANSLATION_ROUNDING = 0.004;

/** A coordinate with or without a coefficient (`x`, `2x`, `2*x`), or a number. */
const TERM = String.raw`(?:(?:\d{1,2}\*?)?[xyz]|\d+(?:\/\d+|\.\d*)?|\.\d+)`;
/** One coordinate of an operation: terms with signs between them. */
const ROW = new RegExp(`^[+-]?${TERM}(?:[+-]${TERM})*$`);

/**
 * Reads `-x+1/2, y, -z`, and coefficients of cells that are not conventional (`x,2x-y,z` where a = 2b); the term of time reversal of magnetic files (`x,y,z,-1`) is left out. undefined where the text
 * is no operation that keeps volume.
 */
export function parseOperation(text: string): Operation | undefined {
  const rows = plainSigns(text)
    .replace(/[\s'"]/g, '')
    .toLowerCase()
    .split(',');
  if (rows.length === 4 && /^[+-]?1$/.test(rows[3]!)) rows.pop();
  if (rows.length !== 3) return undefined;
  const rotation: number[] = [];
  const translation: number[] = [];
  for (const row of rows) {
    if (!ROW.test(row)) return undefined;
    const coefficients = [0, 0, 0];
    let shift = 0;
    for (const [term] of row.matchAll(/[+-]?[^+-]+/g)) {
      const sign = term.startsWith('-') ? -1 : 1;
      const body = term.replace(/^[+-]/, '');
      const axis = 'xyz'.indexOf(body.at(-1)!);
      if (axis >= 0) coefficients[axis]! += sign * (body.length === 1 ? 1 : Number.parseInt(body, 10));
      else shift += sign * fraction(body);
    }
    if (!Number.isFinite(shift)) return undefined;
    rotation.push(...coefficients);
    translation.push(roundTranslation(shift));
  }
  if (Math.abs(determinant(rotation)) !== 1) return undefined;
  return { rotation, translation: translation as [number, number, number] };
}

/** R·x + t. */
export function apply({ rotation: r, translation: t }: Operation, [x, y, z]: Vector): Vector {
  return [
    r[0]! * x + r[1]! * y + r[2]! * z + t[0],
    r[3]! * x + r[4]! * y + r[5]! * z + t[1],
    r[6]! * x + r[7]! * y + r[8]! * z + t[2],
  ];
}

/** `product(a, b)` does b first: x' = Ra·(Rb·x + tb) + ta. */
export function product(a: Operation, b: Operation): Operation {
  return { rotation: Array.from(rowsTimesMatrix(a.rotation, b.rotation)), translation: apply(a, b.translation) };
}

/** Operations that differ by a lattice translation have one key. */
export function operationKey({ rotation, translation }: Operation): string {
  return `${rotation.join()}|${translation.map((t) => Math.round(intoCell(t) * 1440) % 1440).join()}`;
}

/** Whether the operations, modulo lattice translations, contain the identity and all their products. */
export function isGroup(operations: readonly Operation[]): boolean {
  const keys = new Set(operations.map(operationKey));
  const identity = operationKey(IDENTITY);
  if (!keys.has(identity)) return false;
  // Generates the group from the few operations that the ones before them don't give, and stops when it leaves the list.
  const generated = new Map([[identity, IDENTITY]]);
  const generators: Operation[] = [];
  for (const operation of operations) {
    if (generated.has(operationKey(operation))) continue;
    generators.push(operation);
    const queue = [...generated.values()];
    for (const element of queue) {
      for (const generator of generators) {
        const next = product(element, generator);
        const key = operationKey(next);
        if (generated.has(key)) continue;
        if (!keys.has(key)) return false;
        generated.set(key, next);
        queue.push(next);
      }
    }
  }
  return true;
}

function fraction(text: string): number {
  const [numerator, denominator = '1'] = text.split('/');
  return Number(numerator) / Number(denominator);
}

function roundTranslation(value: number): number {
  const rounded = Math.round(value * 24) / 24;
  return Math.abs(value - rounded) <= TRANSLATION_ROUNDING ? rounded : value;
}
