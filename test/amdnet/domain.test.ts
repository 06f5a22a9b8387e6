import { describe, expect, it } from 'vitest';
import { cautionsFor, domainOf } from '../../src/amdnet/domain.js';
import type { DualGraph } from '../../src/amdnet/graphs.js';
import { sampleGraph } from './tiny-model.js';

const rutile = await sampleGraph('rutile-TiO2');
/** As often as counts, and as often again stretched by 5 %. */
const domain = domainOf([
  ...Array.from({ length: 20 }, () => rutile),
  ...Array.from({ length: 20 }, () => scaled(1.05)),
]);

function scaled(factor: number): DualGraph {
  const { atoms } = rutile;
  return { ...rutile, atoms: { ...atoms, distances: atoms.distances.map((distance) => factor * distance) } };
}

describe('a model is asked about', () => {
  it('what it was trained on, without a caution', () => {
    expect(cautionsFor(rutile, domain)).toEqual([]);
    expect(cautionsFor(scaled(1.02), domain)).toEqual([]);
  });

  it('atoms nearer or farther than any that it knows, with one', () => {
    expect(cautionsFor(scaled(1.2), domain)).toEqual([
      'Ti–O 2.34 Å to the nearest neighbour; 1.95 to 2.05 Å in the training crystals.',
    ]);
    expect(cautionsFor(scaled(0.9), domain)).toHaveLength(1);
  });

  it('distances between elements that it hardly knows, without one', () => {
    expect(cautionsFor(scaled(1.2), domainOf(Array.from({ length: 10 }, () => rutile)))).toEqual([]);
  });

  it('elements and motifs that it hardly knows, with one for each', async () => {
    expect(cautionsFor(await sampleGraph('spinel-MgAl2O4'), domain)).toEqual([
      'Element Mg, Al: in fewer than 5 of the 40 training crystals.',
      'Motif Mg-T:4, Al-O:6: in fewer than 5 of the 40 training crystals.',
    ]);
  });
});
