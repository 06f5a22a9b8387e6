import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { strained } from '../../src/amdnet/strain.js';
import { orbitGraph, sampleCrystals } from './examples.js';

const [crystal] = await sampleCrystals(['rutile-TiO2']);
const graph = orbitGraph(crystal!, 'voronoi');
const ratios = (changed: Float32Array, distances: Float32Array) => Array.from(changed, (d, i) => d / distances[i]!);

describe('a strained crystal', () => {
  const changed = strained(graph, 0.01, xoroshiro128plus(1));

  it('has all its distances changed, by no more than twice the strain', () => {
    const all = [
      ...ratios(changed.atoms.distances, graph.atoms.distances),
      ...ratios(changed.motifs.distances, graph.motifs.distances),
    ];
    expect(all.length).toBeGreaterThan(2);
    for (const ratio of all) {
      expect(ratio).not.toBe(1);
      expect(Math.abs(ratio - 1)).toBeLessThan(0.0202);
    }
    expect(new Set(all).size).toBe(all.length);
  });

  it('is otherwise as it was', () => {
    const { atoms, motifs } = graph;
    expect({
      ...changed,
      atoms: { ...changed.atoms, distances: atoms.distances },
      motifs: { ...changed.motifs, distances: motifs.distances },
    }).toEqual(graph);
  });

  it('is the same for the same seed', () => {
    expect(strained(graph, 0.01, xoroshiro128plus(1))).toEqual(changed);
    expect(strained(graph, 0.01, xoroshiro128plus(2))).not.toEqual(changed);
  });
});
