import { describe, expect, it } from 'vitest';
import { gridOf } from '../../src/crystal/periodic/atom-grid.js';
import { bondWeights } from '../../src/motif/crystalnn/bond-weights.js';
import { bondsOf } from '../../src/motif/crystalnn/bonds.js';
import { covalentRadiusOf } from '../../src/crystal/covalent-radii.js';
import { FINGERPRINT_LABELS, fingerprintOf } from '../../src/motif/crystalnn/fingerprint.js';
import { coordinationProbabilities } from '../../src/motif/crystalnn/likely-neighbours.js';
import { voronoiCell } from '../../src/motif/voronoi.js';
import { isometry, randomNumbers, type Vector } from '../oracles/crystalnn/random-vectors.js';
import { type Atoms, bondKey, referenceCrystals } from '../oracles/crystalnn/reference.js';
import { bondedCoordination, neighboursOf } from './crystalnn-of.js';
import { shuffled } from './random.js';

const crystals = referenceCrystals();
const named = (name: string) => crystals.find((crystal) => crystal.name === name)!;

/** The table of reference values has five digits; the rest is room for weights next to a half of a thousandth. */
const SAME = 5e-5;

/** The reference takes neighbours of equal weight in an arbitrary order, on which its cube order parameter depends. */
const SAME_CUBE = 2e-3;

describe('CrystalNN against the reference implementation', () => {
  it.each(crystals)('gives the bonds of $name', ({ atoms, bonds }) => {
    const found = bondsOf(neighboursOf(atoms)).map(({ from, to, image }) => bondKey(from, to, image));
    expect(found.sort()).toEqual(bonds);
  });

  it.each(crystals)('gives the probabilities of coordination numbers in $name', ({ atoms, sites }) => {
    neighboursOf(atoms).forEach(({ probabilities }, site) => {
      sites[site]!.probabilities.forEach((expected, n) => {
        expect(Math.abs((probabilities[n] ?? 0) - expected), `site ${site}, number ${n}`).toBeLessThan(SAME);
      });
    });
  });

  it.each(crystals)('gives the fingerprints of $name', ({ atoms, sites }) => {
    neighboursOf(atoms).forEach((neighbours, site) => {
      const fingerprint = fingerprintOf(neighbours);
      sites[site]!.fingerprint.forEach((expected, i) => {
        const label = FINGERPRINT_LABELS[i]!;
        const same = label === 'body-centered cubic CN_8' ? SAME_CUBE : SAME;
        expect(Math.abs(fingerprint[i]! - expected), `site ${site}, ${label}`).toBeLessThan(same);
      });
    });
  });

  it('names the 61 numbers', () => {
    expect(FINGERPRINT_LABELS).toHaveLength(61);
    expect(FINGERPRINT_LABELS.slice(0, 3)).toEqual(['wt CN_1', 'sgl_bd CN_1', 'wt CN_2']);
    expect(FINGERPRINT_LABELS[24]).toBe('octahedral CN_6');
    expect(FINGERPRINT_LABELS.slice(-2)).toEqual(['wt CN_23', 'wt CN_24']);
  });
});

describe('bond weights', () => {
  it('are 1 for the strongest neighbour and 0 for those a whole ångström farther than their radii', () => {
    const { atoms } = named('lanthana');
    const cell = voronoiCell(gridOf(atoms), 0);
    const weights = bondWeights(cell, 0, atoms.atomicNumbers);
    expect(Math.max(...weights)).toBe(1);
    for (let i = 0; i < cell.count; i++) {
      const contact = covalentRadiusOf(57) + covalentRadiusOf(atoms.atomicNumbers[cell.sites[i]!]!);
      expect(weights[i] === 0).toBe(cell.distances[i]! >= contact + 1);
    }
  });

  it('fall along a cosine between half an ångström and one beyond the sum of radii', () => {
    // Copper chains far apart: two neighbours at the same distance a.
    const strongest = (a: number) => {
      const lattice = Float64Array.of(a, 0, 0, 0, 20, 0, 0, 0, 20);
      const cell = voronoiCell(gridOf({ lattice, fractional: new Float64Array(3) }), 0);
      return Math.max(...bondWeights(cell, 0, Uint8Array.of(29)));
    };
    const contact = 2 * covalentRadiusOf(29);
    expect(strongest(contact + 0.5)).toBe(1);
    expect(strongest(contact + 0.625)).toBeCloseTo((1 + Math.cos(Math.PI / 4)) / 2, 9);
    expect(strongest(contact + 0.75)).toBeCloseTo(0.5, 9);
    expect(strongest(contact + 1)).toBe(0);
  });

  it('know a radius of every element and no other', () => {
    for (let z = 1; z <= 118; z++) expect(covalentRadiusOf(z)).toBeGreaterThan(0.2);
    expect(() => covalentRadiusOf(119)).toThrow('No element has the atomic number 119.');
  });
});

describe('probabilities of coordination numbers', () => {
  /** Area under the unit circle between two abscissae over that of the quarter, by midpoints. */
  function strip(from: number, to: number): number {
    const steps = 100_000;
    let sum = 0;
    for (let i = 0; i < steps; i++) sum += Math.sqrt(1 - (from + ((i + 0.5) * (to - from)) / steps) ** 2);
    return ((sum * (to - from)) / steps) * (4 / Math.PI);
  }

  it('are strips of the quarter circle between the weights', () => {
    const probabilities = coordinationProbabilities(Float64Array.of(0.9, 0.6, 0.6, 0.1));
    expect(probabilities[0]).toBeCloseTo(strip(0.9, 1), 6);
    expect(probabilities[1]).toBeCloseTo(strip(0.6, 0.9), 6);
    expect(probabilities[2]).toBe(0);
    expect(probabilities[3]).toBeCloseTo(strip(0.1, 0.6), 6);
    expect(probabilities[4]).toBeCloseTo(strip(0, 0.1), 6);
    expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  it('are certain without neighbours and with equal ones', () => {
    expect([...coordinationProbabilities(new Float64Array(0))]).toEqual([1]);
    expect([...coordinationProbabilities(Float64Array.of(1, 1, 1))]).toEqual([0, 0, 0, 1]);
  });
});

describe('CrystalNN does not depend on how a crystal is described', () => {
  it.each(crystals)('$name: rotated, shifted, sites in another order', ({ name, atoms }) => {
    const numbers = randomNumbers(name);
    const image = isometry(numbers);
    const order = shuffled([...atoms.atomicNumbers.keys()], numbers);
    const shift = [numbers(), numbers(), numbers()];
    const turned: Atoms = {
      lattice: Float64Array.from(
        [0, 3, 6].flatMap((row) => image([...atoms.lattice.subarray(row, row + 3)] as unknown as Vector)),
      ),
      fractional: Float64Array.from(
        order.flatMap((site) => shift.map((s, k) => (atoms.fractional[3 * site + k]! + s) % 1)),
      ),
      atomicNumbers: Uint8Array.from(order, (site) => atoms.atomicNumbers[site]!),
    };
    expectSame(turned, atoms, (site) => order[site]!);
  });

  it.each(crystals)('$name: in a supercell of another shape', ({ atoms }) => {
    // Rows a + b, b, 2c − a.
    const rows = [1, 1, 0, 0, 1, 0, -1, 0, 2];
    const count = atoms.atomicNumbers.length;
    const supercell: Atoms = {
      lattice: Float64Array.from({ length: 9 }, (_, i) => {
        const row = 3 * Math.floor(i / 3);
        return [0, 1, 2].reduce((sum, k) => sum + rows[row + k]! * atoms.lattice[3 * k + (i % 3)]!, 0);
      }),
      fractional: Float64Array.from(
        [0, 1].flatMap((copy) =>
          Array.from({ length: count }, (_, site) => {
            const [x, y, z] = [0, 1, 2].map((k) => atoms.fractional[3 * site + k]! + (k === 2 ? copy : 0));
            // f = f' · rows, so z = 2z', y = x' + y', x = x' − z'.
            const third = z! / 2;
            const first = x! + third;
            return [first, y! - first, third];
          }).flat(),
        ),
      ),
      atomicNumbers: Uint8Array.from([...atoms.atomicNumbers, ...atoms.atomicNumbers]),
    };
    expectSame(supercell, atoms, (site) => site % count);
    expect(bondsOf(neighboursOf(supercell))).toHaveLength(2 * bondsOf(neighboursOf(atoms)).length);
  });

  /** `origin`: the site of `atoms` that a site of `other` stands for. */
  function expectSame(other: Atoms, atoms: Atoms, origin: (site: number) => number): void {
    const expected = neighboursOf(atoms);
    neighboursOf(other).forEach((neighbours, site) => {
      const { coordinationNumber, distances } = expected[origin(site)]!;
      expect(neighbours.coordinationNumber).toBe(coordinationNumber);
      const sorted = (all: Float64Array) => [...all.subarray(0, coordinationNumber)].sort((a, b) => a - b);
      sorted(neighbours.distances).forEach((distance, i) => {
        expect(distance).toBeCloseTo(sorted(distances)[i]!, 9);
      });
      const fingerprint = fingerprintOf(expected[origin(site)]!);
      // Weights that rounding puts on either side of a thousandth move a probability by about as much.
      fingerprintOf(neighbours).forEach((x, i) => {
        expect(Math.abs(x - fingerprint[i]!)).toBeLessThan(2e-3);
      });
    });
  }
});

describe('bonds', () => {
  it('are listed once, with the distance that their ends have', () => {
    for (const { atoms } of crystals) {
      const bonds = bondsOf(neighboursOf(atoms));
      expect(new Set(bonds.map(({ from, to, image }) => bondKey(from, to, image))).size).toBe(bonds.length);
      for (const { from, to, image, distance } of bonds) {
        expect(from).toBeLessThanOrEqual(to);
        const step = [0, 1, 2].map((k) => atoms.fractional[3 * to + k]! + image[k]! - atoms.fractional[3 * from + k]!);
        const vector = [0, 1, 2].map((k) =>
          [0, 1, 2].reduce((sum, i) => sum + step[i]! * atoms.lattice[3 * i + k]!, 0),
        );
        expect(Math.hypot(...vector)).toBeCloseTo(distance, 9);
      }
    }
  });

  it('join a site with its own images, each pair once', () => {
    const bonds = bondsOf(neighboursOf(named('copper').atoms));
    expect(bonds).toHaveLength(6);
    for (const { image } of bonds) expect(image.find((k) => k !== 0)).toBe(1);
  });

  it('hold when either end counts the other among its neighbours', () => {
    const neighbours = neighboursOf(named('SrTi2O5').atoms);
    const directed = neighbours.flatMap(({ coordinationNumber, sites, images }, site) =>
      Array.from({ length: coordinationNumber }, (_, i) => bondKey(site, sites[i]!, images.subarray(3 * i, 3 * i + 3))),
    );
    const found = bondsOf(neighbours).map(({ from, to, image }) => bondKey(from, to, image));
    expect(new Set(found)).toEqual(new Set(directed));
    expect(directed.length).toBeLessThan(2 * found.length);
  });

  it('between cations and anions make polyhedra, nearest ligand first', () => {
    const { atoms } = named('rutile');
    const signs = Int8Array.from(atoms.atomicNumbers, (z) => (z === 8 ? -1 : 1));
    const { cations, starts, sites, vectors, distances } = bondedCoordination(
      atoms,
      bondsOf(neighboursOf(atoms)),
      signs,
    );
    expect([...cations]).toEqual([0, 1]);
    expect([...starts]).toEqual([0, 6, 12]);
    for (let entry = 0; entry < 12; entry++) {
      expect(atoms.atomicNumbers[sites[entry]!]).toBe(8);
      expect(Math.hypot(...vectors.subarray(3 * entry, 3 * entry + 3))).toBeCloseTo(distances[entry]!, 9);
      if (entry % 6 > 0) expect(distances[entry]).toBeGreaterThanOrEqual(distances[entry - 1]!);
    }
  });

  it('between atoms of the same charge make no polyhedra', () => {
    const { atoms } = named('copper');
    const { cations, starts, sites } = bondedCoordination(atoms, bondsOf(neighboursOf(atoms)), Int8Array.of(1));
    expect([...cations, ...starts, ...sites]).toEqual([0, 0, 0]);
  });
});
