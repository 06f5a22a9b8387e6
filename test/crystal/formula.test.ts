import { describe, expect, it } from 'vitest';
import type { AtomicNumber } from '../../src/crystal/crystal.js';
import { atomicNumberOf } from '../../src/crystal/elements.js';
import {
  anonymousFormula,
  type Composition,
  chemicalSystem,
  densityOf,
  reducedFormula,
  volumePerAtom,
  wholeFormulas,
} from '../../src/crystal/formula.js';
import { RUTILE, read } from './texts.js';

function composition(counts: Readonly<Record<string, number>>): Composition {
  return new Map(Object.entries(counts).map(([symbol, count]) => [atomicNumberOf(symbol)!, count]));
}

describe('formulas', () => {
  it.each([
    [{ O: 4, Ti: 2 }, 'TiO2', 'AB2', 'O-Ti'],
    [{ O: 12, Sr: 4, Ti: 4 }, 'SrTiO3', 'ABC3', 'O-Sr-Ti'],
    [{ O: 4, Fe: 3 }, 'Fe3O4', 'A3B4', 'Fe-O'],
    [{ F: 1, O: 2, Na: 3, P: 1 }, 'Na3PO2F', 'ABC2D3', 'F-Na-O-P'],
    [{ Si: 8 }, 'Si', 'A', 'Si'],
    [{ He: 2, Si: 2, O: 4 }, 'SiO2He', 'ABC2', 'He-O-Si'],
  ])('%o is %s', (counts, formula, anonymous, system) => {
    expect(reducedFormula(composition(counts))).toBe(formula);
    expect(anonymousFormula(composition(counts))).toBe(anonymous);
    expect(chemicalSystem(composition(counts))).toBe(system);
  });

  it('do not depend on the order of the elements', () => {
    const elements = Array.from({ length: 118 }, (_, index) => (index + 1) as AtomicNumber);
    const forwards: Composition = new Map(elements.map((z) => [z, z]));
    const backwards: Composition = new Map([...elements].reverse().map((z) => [z, z]));
    expect(reducedFormula(backwards)).toBe(reducedFormula(forwards));
    expect(anonymousFormula(forwards)).toContain('Aa27Ba28');
  });

  it('give the density and the volume per atom of rutile', () => {
    const { crystal } = read(RUTILE);
    expect(densityOf(crystal)).toBeCloseTo(4.248, 2);
    expect(volumePerAtom(crystal)).toBeCloseTo((4.594 * 4.594 * 2.959) / 6, 8);
  });
});

describe('formulas of OPTIMADE', () => {
  it.each([
    [{ Ti: 2, O: 4 }, 'O2Ti', 'A2B'],
    [{ Na: 1, Fe: 1, Si: 2, O: 6 }, 'FeNaO6Si2', 'A6B2CD'],
    [{ Li: 1, Ni: 0.8, Co: 0.2, O: 2 }, null, null],
  ])('of %j are alphabetical, and by falling counts', (counts, reduced, anonymous) => {
    expect(wholeFormulas(composition(counts))).toEqual({ reduced, anonymous });
  });
});
