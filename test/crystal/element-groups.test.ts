import { describe, expect, it } from 'vitest';
import {
  elementTable,
  isCovalent,
  isNonMetal,
  isRareEarth,
  isTransitionMetal,
  nobleGasAfter,
  nobleGasBefore,
  periodOf,
} from '../../src/crystal/element-groups.js';
import { atomicNumberOf, elementSymbols } from '../../src/crystal/elements.js';

const numbers = elementSymbols().map((symbol) => atomicNumberOf(symbol)!);
const symbolsWhere = (test: (z: number) => boolean) => elementSymbols().filter((_, i) => test(numbers[i]!));

describe('groups of elements', () => {
  it('hold all elements from one noble gas to the next in a period', () => {
    for (const z of numbers) {
      expect(nobleGasBefore(z)).toBeLessThan(z);
      expect(nobleGasAfter(z)).toBeGreaterThanOrEqual(z);
    }
    const lengths = [1, 2, 3, 4, 5, 6, 7].map((period) => numbers.filter((z) => periodOf(z) === period).length);
    expect(lengths).toEqual([2, 8, 8, 18, 18, 32, 32]);
  });

  it('count three rows of nine transition metals', () => {
    const metals = symbolsWhere(isTransitionMetal);
    expect(metals).toHaveLength(27);
    expect(metals).toEqual(expect.arrayContaining(['Ti', 'Zn', 'Zr', 'Cd', 'Hf', 'Hg']));
  });

  it('take Ge and Sb for covalent, but for no non-metals', () => {
    expect(symbolsWhere((z) => isCovalent(z) && !isNonMetal(z))).toEqual(['Ge', 'Sb']);
  });

  it('leave Eu and Yb, which are divalent too, out of the rare earths', () => {
    const rare = symbolsWhere(isRareEarth);
    expect(rare).toEqual(expect.arrayContaining(['Sc', 'Y', 'La', 'Lu', 'U']));
    expect(rare.filter((symbol) => symbol === 'Eu' || symbol === 'Yb')).toEqual([]);
  });

  it('are written as text', () => {
    expect([...elementTable('C 2, Te 1.5')]).toEqual([
      [6, 2],
      [52, 1.5],
    ]);
  });
});
