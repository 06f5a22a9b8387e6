import { describe, expect, it } from 'vitest';
import {
  atomicMassOf,
  atomicNumberOf,
  electronegativityOf,
  elementNameOf,
  elementSymbols,
  rareOxidationStatesOf,
  symbolOf,
  usualOxidationStatesOf,
} from '../../src/crystal/elements.js';

const SYMBOLS =
  'H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo ' +
  'Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl ' +
  'Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og';

describe('the table of elements', () => {
  it('has the 118 elements in order', () => {
    expect(elementSymbols()).toEqual(SYMBOLS.split(' '));
  });

  it.each(SYMBOLS.split(' ').map((symbol, index) => [index + 1, symbol] as const))('%i is %s', (z, symbol) => {
    expect(symbolOf(z)).toBe(symbol);
    expect(atomicNumberOf(symbol)).toBe(z);
    expect(elementNameOf(z)).toMatch(/^[a-z]{3,}$/);
    expect(atomicMassOf(z)).toBeGreaterThan(1.5 * z * (z === 1 ? 0.6 : 1));
    expect(atomicMassOf(z)).toBeLessThan(2.8 * z);
    const value = electronegativityOf(z);
    if ([2, 10, 18].includes(z) || z > 103) expect(value).toBeNull();
    else expect(value).toSatisfy((x: number) => x >= 0.7 && x <= 3.98);
  });

  it('lists oxidation states that the elements can have, each once and ascending', () => {
    for (let z = 1; z <= 118; z++) {
      const usual = usualOxidationStatesOf(z).map(({ state }) => state);
      const rare = rareOxidationStatesOf(z).map(({ state }) => state);
      expect(usual, symbolOf(z)).toEqual([...new Set(usual)].sort((a, b) => a - b));
      expect(new Set([...usual, ...rare]).size, symbolOf(z)).toBe(usual.length + rare.length);
      for (const state of [...usual, ...rare]) {
        expect(Number.isInteger(state) && state !== 0 && state >= -4 && state <= 8, `${symbolOf(z)} ${state}`).toBe(
          true,
        );
      }
    }
  });

  it('knows the states of well-known ions', () => {
    const states = (symbol: string): number[] =>
      usualOxidationStatesOf(atomicNumberOf(symbol)!).map(({ state }) => state);
    expect(states('Na')).toEqual([1]);
    expect(states('Ti')).toEqual([2, 3, 4]);
    expect(states('O')).toEqual([-2]);
    expect(states('S')).toEqual([-2, -1, 2, 4, 6]);
    expect(states('He')).toEqual([]);
  });

  it('knows no other spelling, and no element beyond', () => {
    for (const symbol of ['', 'ti', 'TI', 'D', 'Xx', 'Ti4+', ' Ti']) expect(atomicNumberOf(symbol)).toBeUndefined();
    expect(() => symbolOf(0)).toThrow('no element has atomic number 0');
    expect(() => symbolOf(119)).toThrow('no element has atomic number 119');
  });
});
