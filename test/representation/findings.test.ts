/**
 * What H. R. Banjade et al., Science Advances 7, eabf1754 (2021) report of the vectors of binary and ternary oxides, as
 * numbers on the representation that ships, each against shuffled labels or the ranks of chance. models/README.md tells
 * them all.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { symbolOf } from '../../src/crystal/elements.js';
import { chemicalDistance } from '../../src/representation/chemistry.js';
import { mapSummary } from '../../src/representation/map-summary.js';
import { neighbourPurity, shuffledPurity, silhouette } from '../../src/representation/quality.js';
import { readRepresentation } from '../../src/representation/representation-file.js';

const { motifs, motifMap, crystals } = readRepresentation(
  readFileSync(new URL('../../models/motif-vectors.json.gz', import.meta.url)),
);
const all = motifs.motifs;
const geometries = all.map(({ geometry }) => geometry);
const LANTHANIDES = Array.from({ length: 15 }, (_, i) => symbolOf(57 + i));

/** Of the other motifs, the share that stand nearer to the first than the second does; null where one was not learned. */
function rankOf(from: string, to: string): number | null {
  const [a, b] = [motifs.learned(from), motifs.learned(to)];
  if (a === null || b === null) return null;
  const order = motifs.nearest(motifs.vectorOf(a)!.vector, all.length, ({ id }) => id !== from);
  return order.findIndex(({ index }) => all[index]!.id === to) / (all.length - 1);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

const shapes = [...new Set(geometries)];
/** Ranks of pairs of elements in every geometry in which both were learned. */
function ranks(pairs: readonly (readonly [string, string])[]): number[] {
  return shapes.flatMap((shape) => pairs.flatMap(([a, b]) => rankOf(`${a}-${shape}`, `${b}-${shape}`) ?? []));
}

describe('the vectors of motifs of oxides', () => {
  it('were learned from as many crystals as the paper has', () => {
    expect(crystals).toBe(22_420);
    expect(all.length).toBeGreaterThan(700);
  });

  it('have neighbours of their own geometry', () => {
    const purity = neighbourPurity(motifs.vectors, geometries, 5);
    expect(purity).toBeGreaterThanOrEqual(0.8);
    expect(purity).toBeGreaterThan(3 * shuffledPurity(geometries));
  });

  it('cluster by shape on the map: cubes, cuboctahedra, octahedra, tetrahedra with squares', () => {
    const groups = [['C:8'], ['C:12'], ['O:6'], ['T:4', 'S:4']];
    const labels = geometries.map((geometry) => groups.findIndex((group) => group.includes(geometry)));
    const found = silhouette(motifMap.positions, labels)!;
    const shuffled = silhouette(
      motifMap.positions,
      labels.map((_, i) => labels[(i * 331) % labels.length]!),
    )!;
    expect(found).toBeGreaterThan(0.4);
    expect(shuffled).toBeLessThan(0.1);
    const { clusters } = mapSummary(motifMap.positions, motifMap.clusters, geometries);
    for (const shape of ['C:8', 'C:12', 'O:6', 'T:4', 'S:4']) {
      expect(
        clusters.some(({ label, share }) => label === shape && share > 0.8),
        shape,
      ).toBe(true);
    }
  });

  it('put lanthanides of one shape together', () => {
    const labels = all.map(({ element }) => (LANTHANIDES.includes(element) ? 'lanthanide' : 'other'));
    const ofLanthanides = all.flatMap((motif, i) => (labels[i] === 'lanthanide' ? [{ motif, i }] : []));
    let same = 0;
    for (const { motif } of ofLanthanides) {
      const near = motifs.nearest(motifs.vectorOf(motif)!.vector, 5, ({ id }) => id !== motif.id);
      same += near.filter(
        ({ index }) => labels[index] === 'lanthanide' && all[index]!.geometry === motif.geometry,
      ).length;
    }
    const byChance = ofLanthanides.length / all.length;
    expect(same / (5 * ofLanthanides.length)).toBeGreaterThan(2.5 * byChance);
  });

  it('rank motifs of lanthanides near those of yttrium', () => {
    const found = ranks(LANTHANIDES.map((element) => ['Y', element] as const));
    expect(found.length).toBeGreaterThan(50);
    expect(median(found)).toBeLessThan(0.05);
  });

  it('rank motifs of magnesium near those of zinc', () => {
    const found = ranks([['Zn', 'Mg']]);
    expect(found.length).toBeGreaterThan(5);
    expect(median(found)).toBeLessThan(0.05);
  });

  it('rank analogous elements of one group nearer than elements that are far apart', () => {
    const families = [
      ['Li', 'Na', 'K', 'Rb', 'Cs'],
      ['Mg', 'Ca', 'Sr', 'Ba'],
      ['Ti', 'Zr', 'Hf'],
      ['Nb', 'Ta'],
      ['Mo', 'W'],
      ['Al', 'Ga', 'In'],
      ['Si', 'Ge'],
      ['P', 'As'],
    ];
    const analogous = families.flatMap((family) => family.slice(1).map((element, i) => [family[i]!, element] as const));
    const elements = [...new Set(all.map(({ element }) => element))];
    const far = elements.flatMap((a) => elements.filter((b) => chemicalDistance(a, b) > 6).map((b) => [a, b] as const));
    expect(median(ranks(analogous))).toBeLessThan(0.05);
    expect(median(ranks(analogous))).toBeLessThan(median(ranks(far)));
  });
});
