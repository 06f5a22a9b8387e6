import { describe, expect, it } from 'vitest';
import { covalentBonds } from '../../src/crystal/covalent-bonds.js';
import { atomicNumberOf, symbolOf } from '../../src/crystal/elements.js';
import { longestBond, singleBondLength } from '../../src/crystal/single-bonds.js';

type Atom = readonly [symbol: string, x: number, y: number, z: number];
type Structure = Parameters<typeof covalentBonds>[0];

/** Atoms with fractional coordinates in a rectangular cell; lengths in Å. */
function cell([a, b, c]: readonly [number, number, number], atoms: readonly Atom[]): Structure {
  return {
    lattice: Float64Array.of(a, 0, 0, 0, b, 0, 0, 0, c),
    atomicNumbers: Uint8Array.from(atoms, ([symbol]) => atomicNumberOf(symbol)!),
    fractional: Float64Array.from(atoms.flatMap(([, x, y, z]) => [x, y, z])),
  };
}

/** Atoms at Cartesian places (Å) in a cube of 20 Å. */
function molecule(...atoms: readonly Atom[]): Structure {
  return cell(
    [20, 20, 20],
    atoms.map(([symbol, x, y, z]): Atom => [symbol, x / 20, y / 20, z / 20]),
  );
}

function bondsOf(structure: Structure): string[] {
  const { count, from, to, orders } = covalentBonds(structure);
  return Array.from({ length: count }, (_, bond) => {
    const ends = [from[bond]!, to[bond]!].map((site) => symbolOf(structure.atomicNumbers[site]!));
    return `${ends.join('–')} ${orders[bond]!.toFixed(2)}`;
  });
}

describe('covalent bonds', () => {
  it('reach over the border of the cell, each once', () => {
    const { count, from, to, images, distances } = covalentBonds(
      cell(
        [5, 5, 5],
        [
          ['O', 0.1, 0, 0],
          ['O', 0.8, 0, 0],
        ],
      ),
    );
    expect([count, from[0], to[0], ...images]).toEqual([1, 0, 1, -1, 0, 0]);
    expect(distances[0]).toBeCloseTo(1.5, 10);
  });

  it('join a site with its own images, each direction once', () => {
    // α-Po-like chain of Te, 2.9 Å.
    const { count, images } = covalentBonds(cell([2.9, 9, 9], [['Te', 0, 0, 0]]));
    expect([count, ...images]).toEqual([1, 1, 0, 0]);
  });

  it.each([
    [
      'peroxide',
      [
        ['O', 0, 0, 0],
        ['O', 1.49, 0, 0],
      ],
      ['O–O 1.00'],
    ],
    [
      'dioxygen',
      [
        ['O', 0, 0, 0],
        ['O', 1.21, 0, 0],
      ],
      ['O–O 2.00'],
    ],
    [
      'azide',
      [
        ['N', 1.18, 0, 0],
        ['N', 0, 0, 0],
        ['N', 2.36, 0, 0],
      ],
      ['N–N 2.00', 'N–N 2.00'],
    ],
    [
      'thiocyanate',
      [
        ['S', 0, 0, 0],
        ['C', 1.65, 0, 0],
        ['N', 2.81, 0, 0],
      ],
      ['S–C 1.52', 'C–N 2.48'],
    ],
    [
      'triiodide',
      [
        ['I', 0, 0, 0],
        ['I', 2.92, 0, 0],
        ['I', 5.84, 0, 0],
      ],
      ['I–I 0.50', 'I–I 0.50'],
    ],
    [
      'bifluoride',
      [
        ['F', 0, 0, 0],
        ['H', 1.15, 0, 0],
        ['F', 2.3, 0, 0],
      ],
      ['F–H 0.50', 'H–F 0.50'],
    ],
    [
      'carbonate',
      [
        ['C', 0, 0, 0],
        ['O', 1.29, 0, 0],
        ['O', -0.645, 1.117, 0],
        ['O', -0.645, -1.117, 0],
      ],
      ['C–O 1.33', 'C–O 1.33', 'C–O 1.33'],
    ],
  ] as const)('have the orders of %s', (_, atoms, expected) => {
    const found = bondsOf(molecule(...atoms));
    const norm = (bond: string) => {
      const [ends, order] = bond.split(' ');
      return `${ends!.split('–').sort().join('–')} ${order}`;
    };
    expect(found.map(norm)).toEqual(expected.map(norm));
  });

  it('give hydrogen to its nearest atom, not to the other end of a hydrogen bond', () => {
    const { count, partners } = covalentBonds(molecule(['O', 0, 0, 0], ['H', 0.97, 0, 0], ['O', 2.7, 0, 0]));
    expect([count, ...partners]).toEqual([1, -1, 0, -1]);
  });

  it('leave the hydrogen of a hydride to its metal', () => {
    const { count, partners } = covalentBonds(molecule(['Fe', 0, 0, 0], ['H', 1.56, 0, 0], ['H', 0, 1.56, 0]));
    expect([count, ...partners]).toEqual([0, -1, 0, 0]);
  });

  it('join metals to their like alone, and none whose electrons oxygen has', () => {
    expect(bondsOf(molecule(['Ga', 0, 0, 0], ['Ga', 2.46, 0, 0], ['Se', -1, 2.2, 0]))).toEqual(['Ga–Ga 1.00']);
    // Corundum's pair of octahedra: Al–Al 2.65 Å over three oxygens.
    const cap = (z: number, turn: number): Atom[] =>
      [0, 1, 2].map((i) => {
        const angle = turn + (i * 2 * Math.PI) / 3;
        return ['O', 1.45 * Math.cos(angle), 1.45 * Math.sin(angle), z];
      });
    const corundum = molecule(['Al', 0, 0, -1.325], ['Al', 0, 0, 1.325], ...cap(0, 0), ...cap(-2.4, 1), ...cap(2.4, 1));
    expect(bondsOf(corundum)).toEqual([]);
  });

  it('are short between elements that bond, and absent between others', () => {
    expect(singleBondLength(6, 6)).toBeCloseTo(1.5, 10);
    expect(longestBond(8, 8)).toBeLessThan(2.0);
    expect([longestBond(12, 8), longestBond(31, 34), longestBond(12, 12)]).toEqual([null, null, null]);
  });
});
