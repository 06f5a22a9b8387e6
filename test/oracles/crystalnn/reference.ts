/** The committed reference values of crystalnn.json (see make-crystalnn.py) as crystals. */
import { readFileSync } from 'node:fs';
import { atomicNumberOf } from '../../../src/crystal/elements.js';
import { FINGERPRINT_LABELS } from '../../../src/motif/crystalnn/fingerprint.js';

export interface Atoms {
  readonly lattice: Float64Array;
  readonly fractional: Float64Array;
  readonly atomicNumbers: Uint8Array;
}

export interface ReferenceSite {
  readonly element: string;
  /** Of coordination numbers 0, 1, 2, … */
  readonly probabilities: readonly number[];
  readonly fingerprint: readonly number[];
}

export interface ReferenceCrystal {
  readonly name: string;
  readonly atoms: Atoms;
  /** `bondKey` of each. */
  readonly bonds: readonly string[];
  readonly sites: readonly ReferenceSite[];
}

interface Entry {
  readonly name: string;
  readonly lattice: readonly number[];
  readonly elements: readonly string[];
  readonly fractional: readonly number[];
  readonly bonds: readonly (readonly [number, number, readonly number[]])[];
  readonly sites: readonly { readonly probabilities: Sparse; readonly fingerprint: Sparse }[];
}

type Sparse = Readonly<Record<string, number>>;

export function referenceCrystals(): ReferenceCrystal[] {
  const text = readFileSync(new URL('crystalnn.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as Entry[]).map(({ name, lattice, elements, fractional, bonds, sites }) => ({
    name,
    atoms: {
      lattice: Float64Array.from(lattice),
      fractional: Float64Array.from(fractional),
      atomicNumbers: Uint8Array.from(elements, (symbol) => atomicNumberOf(symbol)!),
    },
    bonds: bonds.map(([from, to, image]) => bondKey(from, to, image)).sort(),
    sites: sites.map(({ probabilities, fingerprint }, i) => ({
      element: elements[i]!,
      probabilities: dense(probabilities, 1 + Math.max(...Object.keys(probabilities).map(Number))),
      fingerprint: dense(fingerprint, FINGERPRINT_LABELS.length),
    })),
  }));
}

/** A bond has two spellings (i to j at image R, j to i at −R): the smaller one stands for both. */
export function bondKey(from: number, to: number, image: ArrayLike<number>): string {
  const there = `${from} ${to} ${Array.from(image).join(' ')}`;
  const back = `${to} ${from} ${Array.from(image, (x) => -x || 0).join(' ')}`;
  return there < back ? there : back;
}

function dense(values: Sparse, length: number): number[] {
  return Array.from({ length }, (_, i) => values[i] ?? 0);
}
