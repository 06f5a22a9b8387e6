import { describe, expect, it } from 'vitest';
import type { Crystal } from '../../../src/crystal/crystal.js';
import { COULOMB, ewaldMatrix } from '../../../src/crystal/order/ewald.js';
import { crystals, supercell } from '../../motif/crystals.js';
import { cellText, cifText, read } from '../texts.js';

/** eV. @param chargeOf by atomic number */
function energy({ lattice, fractional, atomicNumbers }: Crystal, chargeOf: Record<number, number>): number {
  const matrix = ewaldMatrix(lattice, fractional);
  const charges = Array.from(atomicNumbers, (z) => chargeOf[z]!);
  const pairs = charges.flatMap((one, i) => charges.map((other, j) => one * other * matrix[i * charges.length + j]!));
  return (COULOMB * pairs.reduce((sum, pair) => sum + pair)) / 2;
}

const zincBlende = read(
  cifText({
    cell: cellText(5.41, 5.41, 5.41, 90, 90, 90),
    symmetry: "_space_group_name_H-M_alt 'F -4 3 m'",
    atoms: 'Zn1 Zn 0 0 0\nS1 S 0.25 0.25 0.25',
  }),
).crystal;

describe('the electrostatic energy', () => {
  // Madelung constants by the nearest distance: R. E. Crandall & J. P. Buhler, J. Phys. A 20, 5497 (1987).
  it.each([
    ['rock salt', crystals.rockSalt, { 12: 1, 8: -1 }, 4.21 / 2, 1.7475645946],
    ['caesium chloride', crystals.caesiumChloride, { 55: 1, 17: -1 }, (4.12 * Math.sqrt(3)) / 2, 1.7626747731],
    ['zinc blende', zincBlende, { 30: 1, 16: -1 }, (5.41 * Math.sqrt(3)) / 4, 1.6380550534],
  ] as const)('has the Madelung constant of %s', (_, crystal, charges, nearest, constant) => {
    const pairs = crystal.atomicNumbers.length / 2;
    expect((-energy(crystal, charges) / pairs / COULOMB) * nearest).toBeCloseTo(constant, 8);
  });

  it('is the same in any cell', () => {
    const charges = { 22: 4, 8: -2 };
    const { lattice, fractional } = crystals.rutile;
    const skewed = {
      ...crystals.rutile,
      lattice: lattice.map((x, i) => (i < 6 ? x : x + 2 * lattice[i - 6]!)),
      fractional: fractional.map((x, i) => (i % 3 === 0 ? x - 2 * fractional[i + 2]! : x)),
    };
    const expected = energy(crystals.rutile, charges);
    expect(energy(skewed, charges)).toBeCloseTo(expected, 6);
    expect(energy(supercell(crystals.rutile, [2, 1, 3]), charges) / 6).toBeCloseTo(expected, 6);
  });
});
