/** Symmetry operations: `x,y,z` texts and groups of them. */
import { determinant } from '../../lattice.js';

/** x' = R·x + t on fractional coordinates (columns). */
export interface Operation {
  /** Row-major 3 × 3 integers. */
  readonly rotation: readonly number[];
  readonly translation: readonly number[];
}

export const IDENTITY: Operation = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] };

/** Rounded translations (`0.333`, `.6667`) within this of a multiple of 1/24 are taken as that; 1/24 is 0.0417. */
const TRANSLATION_ROUNDING = 0.004;

/** One coordinate of an operation: terms with signs between them. */
const ROW = /^[+-]?(?:[xyz]|\d+(?:\/\d+|\.\d*)?|\.\d+)(?:[+-](?:[xyz]|\d+(?:\/\d+|\.\d*)?|\.\d+))*$/;

/**
 * Reads `-x+1/2, y, -z`; the term of time reversal of magnetic files (`x,y,z,-1`) is left out. undefined where the text
 * is no operation that keeps volume.
 */
export function parseOperation(text: string): Operation | undefined {
  const rows = text
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
      const axis = 'xyz'.indexOf(body);
      if (axis >= 0) coefficients[axis]! += sign;
      else shift += sign * fraction(body);
    }
    if (!Number.isFinite(shift)) return undefined;
    rotation.push(...coefficients);
    translation.push(roundTranslation(shift));
  }
  return Math.abs(determinant(rotation)) === 1 ? { rotation, translation } : undefined;
}

/** `product(a, b)` does b first: x' = Ra·(Rb·x + tb) + ta. */
export function product(a: Operation, b: Operation): Operation {
  const rotation: number[] = [];
  const translation: number[] = [];
  for (let row = 0; row < 3; row++) {
    const [p, q, r] = [a.rotation[3 * row]!, a.rotation[3 * row + 1]!, a.rotation[3 * row + 2]!];
    for (let column = 0; column < 3; column++) {
      rotation.push(p * b.rotation[column]! + q * b.rotation[column + 3]! + r * b.rotation[column + 6]!);
    }
    translation.push(p * b.translation[0]! + q * b.translation[1]! + r * b.translation[2]! + a.translation[row]!);
  }
  return { rotation, translation };
}

/** Operations that differ by a lattice translation have one key. */
export function operationKey({ rotation, translation }: Operation): string {
  return `${rotation.join('')}|${translation.map((t) => Math.round((t - Math.floor(t)) * 1440) % 1440).join()}`;
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
