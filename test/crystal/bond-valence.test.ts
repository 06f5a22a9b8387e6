import { describe, expect, it } from 'vitest';
import { bondValence, bondValenceLength } from '../../src/crystal/bond-valence.js';
import { atomicNumberOf } from '../../src/crystal/elements.js';

const z = (symbol: string) => atomicNumberOf(symbol)!;
const length = (cation: string, state: number | null, anion: string) => bondValenceLength(z(cation), state, z(anion));

describe('bond valences', () => {
  it('come from the table of oxides and halides where it has the state, or one beside', () => {
    expect(length('Si', 4, 'O')).toBe(1.624);
    expect(length('Fe', 2, 'O')).toBe(1.734);
    expect(length('Fe', 2.5, 'O')).toBe(1.734);
    expect(length('Fe', 8 / 3, 'O')).toBe(1.759);
    expect(length('Fe', 4, 'O')).toBe(1.759);
    expect(length('Cu', 3, 'Cl')).toBe(2);
  });

  it('come from radii and electronegativities otherwise', () => {
    // Brese & O'Keeffe 1991, table 3: Zn–S 2.09, Cd–Se 2.40, Ga–As 2.34, from other data.
    expect(length('Zn', 2, 'S')).toBeCloseTo(2.09, 1);
    expect(length('Cd', 2, 'Se')).toBeCloseTo(2.4, 1);
    expect(length('Ga', 3, 'As')).toBeCloseTo(2.34, 1);
    expect(length('Fe', null, 'O')).toBeCloseTo(1.75, 1);
    expect(length('Fe', 6, 'O')).toBe(length('Fe', null, 'O'));
  });

  it('are unknown where an element has no parameters', () => {
    expect(length('He', null, 'O')).toBeNull();
  });

  it('sum to the charge of titanium in rutile', () => {
    // Abrahams & Bernstein, J. Chem. Phys. 55, 3206 (1971): four bonds of 1.949 Å and two of 1.980 Å.
    const r0 = length('Ti', 4, 'O')!;
    expect(4 * bondValence(r0, 1.949) + 2 * bondValence(r0, 1.98)).toBeCloseTo(4.07, 2);
  });
});
