import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Crystal } from '../../src/crystal/crystal.js';
import { atomicNumberOf, elementSymbols, symbolOf } from '../../src/crystal/elements.js';
import { assignIons, averageStates } from '../../src/crystal/ions.js';
import { guessFromComposition, guessOxidationStates } from '../../src/crystal/oxidation/composition-guess.js';

/** Counts of a formula without brackets: `Fe3O4`. */
function countsOf(formula: string): Map<string, number> {
  return new Map(
    [...formula.matchAll(/([A-Z][a-z]?)(\d*)/g)].map(([, symbol, digits]) => [symbol!, Number(digits || 1)]),
  );
}

/** A crystal of this composition; positions don't matter to the ions. */
function crystalOf(formula: string, states?: Readonly<Record<string, number>>): Crystal {
  const symbols = [...countsOf(formula)].flatMap(([symbol, count]) => Array.from({ length: count }, () => symbol));
  return {
    id: formula,
    lattice: Float64Array.of(9, 0, 0, 0, 9, 0, 0, 0, 9),
    atomicNumbers: Uint8Array.from(symbols, (symbol) => atomicNumberOf(symbol)!),
    fractional: Float64Array.from({ length: 3 * symbols.length }, (_, index) => index / 100),
    ...(states && { oxidationStates: Float64Array.from(symbols, (symbol) => states[symbol]!) }),
    labels: symbols,
    provenance: { file: `${formula}.cif`, format: 'cif', sha256: '' },
  };
}

/** How the ions were told apart, and each element's sign; or the refusal's code. */
function ionsOf(formula: string, states?: Readonly<Record<string, number>>): string {
  const crystal = crystalOf(formula, states);
  const result = assignIons(crystal);
  if (!result.ok) return result.refusal.code;
  const signs = new Map(Array.from(crystal.atomicNumbers, (z, site) => [symbolOf(z), result.ions.signs[site]!]));
  return `${result.ions.assignment}: ${partsOf(signs)}`;
}

/** Cations and anions: `Ca C | O`. */
function partsOf(signs: ReadonlyMap<string, number>): string {
  const of = (sign: number): string => [...signs].flatMap(([symbol, own]) => (own === sign ? [symbol] : [])).join(' ');
  return `${of(1)} | ${of(-1)}`;
}

function compositionOf(formula: string) {
  return new Map([...countsOf(formula)].map(([symbol, count]) => [atomicNumberOf(symbol)!, count]));
}

/** The same from the composition alone; null for a metal. */
function ionsOfComposition(formula: string): string | null {
  const guess = guessFromComposition(compositionOf(formula));
  if (guess === null) return null;
  const signs = new Map([...guess.states].map(([z, state]) => [symbolOf(z), Math.sign(state)]));
  const inOrder = new Map([...countsOf(formula).keys()].map((symbol) => [symbol, signs.get(symbol)!]));
  return `${guess.isBalanced ? 'guessed' : 'electronegativity'}: ${partsOf(inOrder)}`;
}

function guessOf(formula: string): Record<string, number> | null {
  const guess = guessOxidationStates(compositionOf(formula));
  return guess && Object.fromEntries([...guess].map(([z, state]) => [symbolOf(z), Number(state.toFixed(4))]));
}

describe('oxidation states guessed from the composition', () => {
  it.each([
    ['TiO2', { Ti: 4, O: -2 }],
    ['Ti2O3', { Ti: 3, O: -2 }],
    ['Fe3O4', { Fe: 2.6667, O: -2 }],
    ['LiFePO4', { Li: 1, Fe: 2, P: 5, O: -2 }],
    ['CaCO3', { Ca: 2, C: 4, O: -2 }],
    ['BaSO4', { Ba: 2, S: 6, O: -2 }],
    ['NaNO3', { Na: 1, N: 5, O: -2 }],
    ['KClO4', { K: 1, Cl: 7, O: -2 }],
    ['BiOCl', { Bi: 3, O: -2, Cl: -1 }],
    ['TaON', { Ta: 5, O: -2, N: -3 }],
    ['LaOF', { La: 3, O: -2, F: -1 }],
    ['La2O2S', { La: 3, O: -2, S: -2 }],
    ['GaN', { Ga: 3, N: -3 }],
    ['Si3N4', { Si: 4, N: -3 }],
    ['ZnS', { Zn: 2, S: -2 }],
    ['MoS2', { Mo: 4, S: -2 }],
    ['CsPbI3', { Cs: 1, Pb: 2, I: -1 }],
    ['LiH', { Li: 1, H: -1 }],
    ['MgH2O2', { Mg: 2, H: 1, O: -2 }],
    ['Mg2Si', { Mg: 2, Si: -4 }],
    ['SiC', { Si: 4, C: -4 }],
    ['GaAs', { Ga: 3, As: -3 }],
    ['KAlSi3O8', { K: 1, Al: 3, Si: 4, O: -2 }],
    ['CuFeO2', { Cu: 1, Fe: 3, O: -2 }],
    ['NaBH4', { Na: 1, B: 3, H: -1 }],
    ['SiP2', { Si: 4, P: -2 }],
    ['K2PtH6', { K: 1, Pt: 4, H: -1 }],
    ['Ca3PbO', { Ca: 2, Pb: -4, O: -2 }],
    ['SiO2He', { Si: 4, O: -2, He: 0 }],
    // Averages over several formula units: Sb³⁺ and Sb⁵⁺.
    ['SbO2', { Sb: 4, O: -2 }],
    ['XeF2', { Xe: 2, F: -1 }],
  ])('%s', (formula, states) => {
    expect(guessOf(formula)).toEqual(states);
  });

  it.each(['KScO3', 'Na2O2', 'KO2', 'TiNi', 'Cu', 'O2', 'Ti6O'])('%s has none', (formula) => {
    expect(guessOf(formula)).toBeNull();
  });

  it('do not depend on the number of formula units or the order of the elements', () => {
    expect(guessOf('Fe30O40')).toEqual(guessOf('O4Fe3'));
  });

  it('are found for large formulas too', () => {
    expect(guessOf('Si1001O2002')).toEqual({ Si: 4, O: -2 });
    expect(guessOf('Fe3001O4000')).toEqual({ Fe: Number((8000 / 3001).toFixed(4)), O: -2 });
  });
});

describe('oxidation states guessed by pymatgen', () => {
  interface Guess {
    readonly formula: string;
    readonly states: Record<string, number> | null;
  }
  const guesses = readFileSync(new URL('./fixtures/oxidation-guesses.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Guess);

  /** H of both signs; cyanide and selenide with cations of the anions' own element. */
  const IMPLAUSIBLE: Readonly<Record<string, Record<string, number>>> = {
    BiH3: { Bi: 3, H: -1 },
    K5NbC8N8: { K: 1, Nb: 3, C: 2, N: -3 },
    KCuPdSe5: { K: 1, Cu: 3, Pd: 4, Se: -1.6 },
  };

  it('are ours too, where they are plausible', () => {
    const known = guesses.filter(({ states }) => states !== null);
    expect(known.length).toBeGreaterThan(200);
    for (const [formula, states] of Object.entries(IMPLAUSIBLE)) expect(guessOf(formula)).toEqual(states);
    for (const { formula, states } of known.filter(({ formula }) => !(formula in IMPLAUSIBLE))) {
      const rounded = Object.entries(states!).map(([symbol, state]) => [symbol, Number(state.toFixed(4))]);
      expect(guessOf(formula), formula).toEqual(Object.fromEntries(rounded));
    }
  });
});

describe('ions of a composition', () => {
  it.each([
    ['TiO2', 'guessed: Ti | O'],
    ['CaCO3', 'guessed: Ca C | O'],
    ['LaOF', 'guessed: La | O F'],
    ['H2O', 'guessed: H | O'],
    // No neutral formula: the nearest one tells.
    ['KScO3', 'electronegativity: K Sc | O'],
    ['Na2O2', 'electronegativity: Na | O'],
    ['KO2', 'electronegativity: K | O'],
    ['Y2O3F3', 'electronegativity: Y | O F'],
    ['Na2CO5', 'electronegativity: Na C | O'],
    ['Ca6Al2NF', 'electronegativity: Ca Al | N F'],
    ['LiClO7', 'electronegativity: Li Cl | O'],
    ['Ti3O', 'electronegativity: Ti | O'],
    ['Mo3P', 'electronegativity: Mo | P'],
    ['Hf2S', 'electronegativity: Hf | S'],
    ['ErH2', 'electronegativity: Er | H'],
    ['OF2', 'electronegativity: O | F'],
    ['OF3', 'electronegativity: O | F'],
    // Metals, alloys, elements, interstitial compounds.
    ['Cu', null],
    ['Si', null],
    ['S8', null],
    ['Cu3Au', null],
    ['TiNi', null],
    ['LaNi5', null],
    ['MgCu2', null],
    ['Nb3Sn', null],
    ['PdH', null],
    ['TaTcPb2', null],
  ])('%s', (formula, expected) => {
    expect(ionsOfComposition(formula)).toBe(expected);
  });

  it.each(elementSymbols())('%s is the cation of its fluoride and oxide', (symbol) => {
    if (symbol === 'F' || symbol === 'O') return;
    for (const formula of [`${symbol}F3`, `${symbol}2O3`, `${symbol}O2`]) {
      expect(ionsOfComposition(formula)).toMatch(new RegExp(`^(?:guessed|electronegativity): ${symbol} \\| [OF]$`));
    }
  });
});

describe('ions', () => {
  it('of the file count where they are neutral', () => {
    expect(ionsOf('FeO', { Fe: 2, O: -2 })).toBe('given: Fe | O');
    // The guess would make sulfur the anion.
    expect(ionsOf('FeS2', { Fe: -2, S: 1 })).toBe('given: S | Fe');
  });

  it('of the file are not used where they are not neutral, or all zero', () => {
    expect(ionsOf('FeO', { Fe: 3, O: -2 })).toBe('guessed: Fe | O');
    expect(ionsOf('FeO', { Fe: 2, O: -1 })).toBe('guessed: Fe | O');
    expect(ionsOf('FeO', { Fe: 0, O: 0 })).toBe('guessed: Fe | O');
  });

  it('of the file are not used where no atom can have them', () => {
    expect(ionsOf('NaCl', { Na: 3, Cl: -3 })).toBe('guessed: Na | Cl');
    const result = assignIons(crystalOf('NaCl', { Na: 3, Cl: -3 }));
    expect(result.ok && result.ions.warnings[0]).toBe(
      "The oxidation states of the file were not used: sodium can't be +3; others were guessed.",
    );
  });

  it('say how sure they are, if they are guessed', () => {
    const given = assignIons(crystalOf('FeO', { Fe: 2, O: -2 }));
    expect(given.ok && given.ions).toMatchObject({
      oxidationStates: Float64Array.of(2, -2),
      confidence: null,
      warnings: [],
    });
  });

  it('may be missing', () => {
    expect(assignIons(crystalOf('Cu3Au'))).toEqual({
      ok: false,
      refusal: {
        code: 'NO_ANION',
        message:
          'Cu3Au has no anions: a metal, alloy or element has no cation-centred polyhedra. For the neighbours of every atom, ask for alloys: `motifgraph analyze --alloys`, or `analyzeStructure(alloys: true)` in GraphQL. For polyhedra around some of its atoms, state oxidation states of all atoms in the file, negative ones for those at the corners.',
        file: 'Cu3Au.cif',
      },
    });
  });

  it('of a hundred elements at once come without a hang', () => {
    expect(
      ionsOf(
        elementSymbols()
          .filter((symbol) => symbol !== 'O')
          .join(''),
      ),
    ).toMatch(/^NO_ANION$|: /);
  });

  it('of a thousand crystals come without a hang', () => {
    const crystals = ['K8Nb7P7O39', 'Mn3Fe2Si3O12', 'Ca5P3HO13', 'LiNiCoMnO6', 'Cu2ZnSnS4'].map((formula) =>
      crystalOf(formula),
    );
    for (const crystal of crystals) assignIons(crystal);
    // The quickest round: how busy the machine is shall not decide.
    const rounds = Array.from({ length: 40 }, () => {
      const start = performance.now();
      for (const crystal of crystals) assignIons(crystal);
      return performance.now() - start;
    });
    expect((200 * Math.min(...rounds)) / 1000).toBeLessThan(15);
  });
});

describe('average states', () => {
  it('are those of the composition, whatever the bonds say, or those of the file', () => {
    expect(averageStates(crystalOf('Fe3O4'))).toEqual(Float64Array.of(8 / 3, 8 / 3, 8 / 3, -2, -2, -2, -2));
    expect(averageStates(crystalOf('FeO', { Fe: 2, O: -2 }))).toEqual(Float64Array.of(2, -2));
    expect(averageStates(crystalOf('Na2O2'))).toBeNull();
  });
});
