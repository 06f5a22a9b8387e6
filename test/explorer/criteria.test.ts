import { describe, expect, it } from 'vitest';
import {
  crystalFilterOf,
  crystalParametersOf,
  motifFilterOf,
  motifParametersOf,
  readList,
  readRange,
  writeList,
  writeRange,
} from '../../explorer/src/address/criteria.js';

const filterOf = (question: string) => crystalFilterOf(new URLSearchParams(question));

describe('criteria in an address', () => {
  it('are read', () => {
    const { filter, unreadable } = filterOf(
      'elements=Ti,O&shapes=O:6&kinds=edge,face&systems=cubic&spaceGroups=225,227&gap=1..3&atoms=..20&ordered=yes&sort=-gap',
    );
    expect(filter).toEqual({
      elements: ['Ti', 'O'],
      geometries: ['O:6'],
      connectionKinds: ['EDGE', 'FACE'],
      crystalSystems: ['CUBIC'],
      spaceGroupNumbers: [225, 227],
      bandGap: { min: 1, max: 3 },
      atomCount: { max: 20 },
      isOrdered: true,
    });
    expect(unreadable).toEqual([]);
  });

  it('nets stand in words', () => {
    expect(filterOf('nets=Co+edge+sheets').filter).toEqual({
      nets: { some: { kind: ['EDGE'], elements: ['Co'], dimensionality: [2] } },
    });
    expect(filterOf('nets=sheets').filter).toEqual({
      nets: { some: { kind: ['ANY'], isStrong: true, dimensionality: [2] } },
    });
    expect(crystalParametersOf(filterOf('nets=Co+edge+sheets').filter)).toEqual({ nets: 'Co edge sheets' });
    for (const text of ['planes', 'cobalt+sheets', 'sheets+Co']) {
      expect(filterOf(`nets=${text}`)).toEqual({ filter: {}, unreadable: ['nets'] });
    }
  });

  it('that mean nothing are named and left out', () => {
    const { filter, unreadable } = filterOf(
      'gap=wide&atoms=1.5..2&spaceGroups=Fd-3m&ordered=perhaps&filter=[1]&density=4..&elements=,&lasso=1,2;3,4&kinds=edge,vertex&elementCount=3000000000',
    );
    expect(filter).toEqual({ density: { min: 4 } });
    expect(unreadable).toEqual([
      'elements',
      'elementCount',
      'kinds',
      'spaceGroups',
      'ordered',
      'gap',
      'atoms',
      'lasso',
      'filter',
    ]);
  });

  it.each([
    { elements: ['Ti'], anyGeometries: ['T:4', 'O:6'], elementCount: { min: 2, max: 2 }, isOrdered: false },
    { motifs: ['Co,Mn,Ni-O:6', 'Ti-O:6[F2O4]'], structureTypes: ['perovskite (GdFeO3-type)', 'a\\b,c'] },
    {
      formationEnergyPerAtom: { min: -3.5 },
      withoutConnectionKinds: ['FACE' as const],
      strategies: ['SIMPLEST' as const],
    },
    {
      anyElements: ['Fe'],
      connections: { some: { from: { motifs: ['Ti-O:6'] }, to: { motifs: ['Nb-O:6'] }, kind: ['EDGE' as const] } },
    },
    { pattern: { sites: [{ name: 'a', motif: ['Mn-O:6'] }], connections: [] }, not: { minerals: ['rutile'] } },
    { nets: { some: { kind: ['EDGE' as const], elements: ['Co', 'Mn'], dimensionality: [2] } } },
    { nets: { some: { kind: ['ANY' as const], isStrong: true, dimensionality: [3] } } },
    { nets: { none: { kind: ['FACE' as const] } } },
    {
      mapRegion: [
        { x: -1.25, y: 0 },
        { x: 3, y: 0 },
        { x: 1, y: 2.5 },
      ],
    },
    {},
  ])('come back as they were: %j', (filter) => {
    const question = new URLSearchParams(crystalParametersOf(filter)).toString();
    expect(filterOf(question)).toEqual({ filter, unreadable: [] });
  });

  it('of the same kind, written twice, have to be met both', () => {
    const { filter } = filterOf('gap=1..3&filter={"bandGap":{"min":2},"not":{"elements":["Pb"]}}');
    expect(filter).toEqual({
      and: [{ bandGap: { min: 1, max: 3 } }, { bandGap: { min: 2 }, not: { elements: ['Pb'] } }],
    });
  });

  it('of motifs come back as they were', () => {
    const filter = { elements: ['Ti'], inCrystal: 'mp-2657', coordinationNumber: { min: 4, max: 6 } };
    const parameters = motifParametersOf(filter);
    expect(parameters).toEqual({ elements: 'Ti', in: 'mp-2657', coordination: '4..6' });
    expect(motifFilterOf(new URLSearchParams(parameters)).filter).toEqual(filter);
  });
});

describe('lists and ranges', () => {
  it('keep commas of values', () => {
    expect(writeList(['a,b', 'c'])).toBe('a\\,b,c');
    expect(readList('a\\,b, c,,')).toEqual(['a,b', 'c']);
    expect(readList(' , ')).toBeUndefined();
  });

  it.each([
    ['1..3', { min: 1, max: 3 }],
    ['−1.5..', { min: -1.5 }],
    ['..-0.25', { max: -0.25 }],
    ['2', { min: 2, max: 2 }],
    ['..', undefined],
    ['1..2..3', undefined],
    ['x..2', undefined],
  ])('%s', (text, range) => {
    expect(readRange(text)).toEqual(range);
    if (range !== undefined) expect(readRange(writeRange(range))).toEqual(range);
  });
});
