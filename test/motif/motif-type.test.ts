import { describe, expect, it } from 'vitest';
import { elementSymbols } from '../../src/crystal/elements.js';
import { geometries } from '../../src/motif/geometries.js';
import { formatMotif, ligandFormula, motifType, parseMotif } from '../../src/motif/motif-type.js';

describe('the id of a motif', () => {
  it.each([
    ['Ti-O:6', { centres: ['Ti'], geometry: 'O:6', ligands: new Map([['O', 6]]) }],
    ['Ti-O:6[F6]', { centres: ['Ti'], geometry: 'O:6', ligands: new Map([['F', 6]]) }],
    [
      'Ti-O:6[F2O4]',
      {
        centres: ['Ti'],
        geometry: 'O:6',
        ligands: new Map([
          ['F', 2],
          ['O', 4],
        ]),
      },
    ],
    [
      'Ca-SBT:8[ClF7]',
      { centres: ['Ca'], geometry: 'SBT:8', ligands: new Map([...[['Cl', 1] as const, ['F', 7] as const]]) },
    ],
    ['Co,Mn,Ni-O:6', { centres: ['Co', 'Mn', 'Ni'], geometry: 'O:6', ligands: new Map([['O', 6]]) }],
  ])('%s is read and written', (id, type) => {
    expect(parseMotif(id)).toEqual(type);
    expect(formatMotif(type)).toBe(id);
  });

  it('does not depend on the order in which elements are found', () => {
    const ligands = new Map([
      ['O', 4],
      ['F', 2],
    ]);
    expect(formatMotif({ centres: ['Ni', 'Co'], geometry: 'O:6', ligands })).toBe('Co,Ni-O:6[F2O4]');
    expect(ligandFormula(ligands)).toBe('F2O4');
  });

  it('comes back for every element in every geometry', () => {
    for (const element of elementSymbols()) {
      for (const { symbol, coordinationNumber } of geometries) {
        for (const ligand of ['O', 'Cl']) {
          const type = { centres: [element], geometry: symbol, ligands: new Map([[ligand, coordinationNumber]]) };
          expect(parseMotif(formatMotif(type))).toEqual(type);
        }
      }
    }
  });

  it.each(['', 'Ti', 'Ti-', 'Ti-O', 'ti-O:6', 'Xx-O:6', 'Ti-O:6[]', 'Ti-O:6[Xx2]', 'Ti-O:6[O6', 'Ti-O:6 ', 'Ti,-O:6'])(
    '%j is none',
    (id) => {
      expect(parseMotif(id)).toBeNull();
      expect(() => motifType(id)).toThrow(RangeError);
    },
  );
});
