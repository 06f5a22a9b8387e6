import { describe, expect, it } from 'vitest';
import { joinedBins } from '../../explorer/src/parts/bins.js';
import { readingOf } from '../../explorer/src/search/reading.js';

describe('a text in the search box', () => {
  it.each([
    ['TiO6 edge NbO6', { from: 'TiO6', to: 'NbO6', kind: 'EDGE' }],
    ['TiO₆ shares corners with NbO₆', { from: 'TiO6', to: 'NbO6', kind: 'CORNER' }],
    ['TiO6 face-sharing NbO6', { from: 'TiO6', to: 'NbO6', kind: 'FACE' }],
    ['TiO6 NbO6', { from: 'TiO6', to: 'NbO6', kind: null }],
    ['Ti-O:6 edge Co,Mn-O:6[F2O4]', { from: 'Ti-O:6', to: 'Co,Mn-O:6[F2O4]', kind: 'EDGE' }],
    ['TiO6 edge', null],
    ['titanium edge niobium', null],
    ['edge-sharing octahedra', null],
  ])('%s: the connection', (text, connection) => {
    expect(readingOf(text).connection).toEqual(connection);
  });

  it('names the elements of connected motifs, centres first', () => {
    expect(readingOf('TiO6 edge NbO6').elements).toEqual(['Ti', 'Nb', 'O']);
    expect(readingOf('Ti-O:6[F2O4] NbO6').elements).toEqual(['Ti', 'Nb', 'F', 'O']);
  });

  it.each([
    ['TiO6', ['TiO6'], 'TiO6', ['Ti', 'O']],
    ['CaSO4·2H2O', [], 'CaSO4·2H2O', ['Ca', 'S', 'O', 'H']],
    ['Ca5(PO4)3F', [], 'Ca5(PO4)3F', ['Ca', 'P', 'O', 'F']],
    ['Y0.5Ba2CuO6.9(OH)2·3H2O', [], 'Y0.5Ba2CuO6.9(OH)2·3H2O', ['Y', 'Ba', 'Cu', 'O', 'H']],
    ['2H2O', [], null, null],
    ['Nb–Ti–O', [], null, ['Nb', 'Ti', 'O']],
    ['Fe, O', [], null, ['Fe', 'O']],
    ['Ti', [], null, null],
    ['quartz', [], null, null],
    ['Xx2O3', [], null, null],
    ['P4_2/mnm', [], null, null],
  ])('%s: motifs, formula, elements', (text, motifs, formula, elements) => {
    expect(readingOf(text)).toMatchObject({ motifs, formula, elements, connection: null });
  });
});

describe('bins that are joined for drawing', () => {
  it('keep all values and both ends', () => {
    const counts = Array.from({ length: 300 }, (_, bin) => bin % 7);
    const { domain, counts: joined, above } = joinedBins({ min: 0, max: 30, counts }, 30);
    expect(domain).toEqual([0, 30]);
    expect(joined).toHaveLength(30);
    expect(joined.reduce((a, b) => a + b) + above).toBe(counts.reduce((a, b) => a + b));
    expect(above).toBe(0);
  });

  it('leave out a thin end, and tell how much it holds', () => {
    const counts = Array.from({ length: 300 }, (_, bin) => (bin < 60 ? 1000 : bin === 299 ? 2 : 0));
    const { domain, counts: joined, above } = joinedBins({ min: 0, max: 300, counts }, 30);
    expect(domain).toEqual([0, 60]);
    expect(joined).toEqual(Array(30).fill(2000));
    expect(above).toBe(2);
  });
});
