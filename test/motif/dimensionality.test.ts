import { describe, expect, it } from 'vitest';
import type { Image, SiteIndex } from '../../src/crystal/crystal.js';
import { readStructures } from '../../src/crystal/read.js';
import type { Connection, ConnectionKind } from '../../src/motif/analysis.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { netsOf } from '../../src/motif/dimensionality.js';
import { openSample } from '../../src/sources/sample.js';
import { randomNumbers } from '../oracles/crystalnn/random-vectors.js';
import { shuffled } from './random.js';

type Edge = Pick<Connection, 'from' | 'to' | 'image' | 'kind'>;

const edge = (from: number, to: number, image: Image, kind: ConnectionKind = 'corner'): Edge => ({
  from: from as SiteIndex,
  to: to as SiteIndex,
  image,
  kind,
});
const sitesUpTo = (count: number) => Array.from({ length: count }, (_, site) => site as SiteIndex);
const allOf = (count: number, edges: readonly Edge[]) => netsOf(sitesUpTo(count), edges).at(-1)!;

describe('dimensionality of nets', () => {
  it('without connections is that of clusters of one site', () => {
    for (const framework of netsOf(sitesUpTo(2), [])) {
      expect(framework.dimensionality).toBe(0);
      expect(framework.components).toEqual([
        { dimensionality: 0, sites: [0], orientation: null, copies: 1 },
        { dimensionality: 0, sites: [1], orientation: null, copies: 1 },
      ]);
    }
  });

  it('of no sites is 0', () => {
    expect(allOf(0, [])).toEqual({ connectivity: 'any', dimensionality: 0, components: [] });
  });

  it.each([
    ['a pair across a cell face', [edge(0, 1, [1, 0, 0])], 0, null],
    [
      'a triangle that closes in its cell',
      [edge(0, 1, [1, 0, 0]), edge(1, 2, [-1, 1, 0]), edge(0, 2, [0, 1, 0])],
      0,
      null,
    ],
    ['a site and its own image', [edge(0, 0, [0, 0, 1])], 1, [0, 0, 1]],
    ['a chain of two sites', [edge(0, 1, [0, 0, 0]), edge(0, 1, [-1, 1, 0])], 1, [1, -1, 0]],
    ['a chain of twice the cell', [edge(0, 1, [0, 0, 1]), edge(0, 1, [0, 0, -1])], 1, [0, 0, 1]],
    ['a sheet', [edge(0, 0, [1, 0, 0]), edge(0, 0, [0, 1, 0]), edge(0, 0, [1, 1, 0])], 2, [0, 0, 1]],
    ['a tilted sheet', [edge(0, 0, [1, -1, 0]), edge(0, 0, [0, 1, -1])], 2, [1, 1, 1]],
    [
      'a framework',
      [edge(0, 0, [1, 0, 0]), edge(0, 1, [0, 0, 0]), edge(0, 1, [0, 1, 0]), edge(1, 1, [0, 0, 1])],
      3,
      null,
    ],
  ] as const)('of %s', (_, edges, dimensionality, orientation) => {
    const { components } = allOf(1 + Math.max(...edges.map(({ to }) => to)), edges);
    expect(components).toHaveLength(1);
    expect(components[0]).toMatchObject({ dimensionality, orientation });
  });

  it('is told for each kind of connection, highest component first', () => {
    const edges = [edge(0, 1, [0, 0, 0], 'edge'), edge(2, 2, [1, 0, 0], 'corner'), edge(1, 1, [0, 0, 1], 'face')];
    const found = netsOf(sitesUpTo(3), edges).map(({ connectivity, dimensionality, components }) => [
      connectivity,
      dimensionality,
      components.map(({ sites }) => sites),
    ]);
    expect(found).toEqual([
      ['corner', 1, [[2], [0], [1]]],
      ['edge', 0, [[0, 1], [2]]],
      ['face', 1, [[1], [0], [2]]],
      ['any', 1, [[0, 1], [2]]],
    ]);
  });

  it('is how the reachable part of ever larger supercells grows', () => {
    const numbers = randomNumbers('supercells');
    const seen = new Set<number>();
    for (let trial = 0; trial < 150; trial++) {
      const count = 1 + Math.floor(4 * numbers());
      const edges = Array.from({ length: Math.floor((count + 5) * numbers()) }, () => {
        const end = () => Math.floor(count * numbers());
        const step = () => Math.round(2 * numbers() - 1);
        return edge(end(), end(), [step(), step(), step()]);
      });
      for (const { sites, dimensionality } of allOf(count, edges).components) {
        seen.add(dimensionality);
        expect(growth(sites[0]!, edges)).toEqual({ sites: sites.length, dimensionality });
      }
    }
    expect([...seen].sort()).toEqual([0, 1, 2, 3]);
  });

  it('does not depend on which copies of the sites make the cell, nor on the order of connections', () => {
    const numbers = randomNumbers('cells');
    for (let trial = 0; trial < 100; trial++) {
      const step = (): Image => [numbers(), numbers(), numbers()].map((x) => Math.round(4 * x - 2)) as unknown as Image;
      const edges = Array.from({ length: 5 }, () => edge(Math.floor(4 * numbers()), Math.floor(4 * numbers()), step()));
      const shifts = Array.from({ length: 4 }, step);
      const other = shuffled(edges, numbers).map(({ from, to, image }) =>
        edge(to, from, image.map((x, k) => -(x + shifts[to]![k]! - shifts[from]![k]!)) as unknown as Image),
      );
      expect(allOf(4, other)).toEqual(allOf(4, edges));
    }
  });
});

/**
 * Sites reached from one site in a torus of p × p × p cells: with p prime they are the sites of the component times p to
 * its dimensionality, unless p divides the lattice of cycles; so the largest of several primes counts.
 */
function growth(start: number, edges: readonly Edge[]): { sites: number; dimensionality: number } {
  let dimensionality = 0;
  let sites = 0;
  for (const p of [5, 7, 11]) {
    const reached = reachable(start, edges, p);
    sites = new Set([...reached].map((key) => key.split(' ')[0])).size;
    dimensionality = Math.max(dimensionality, Math.round(Math.log(reached.size / sites) / Math.log(p)));
  }
  return { sites, dimensionality };
}

function reachable(start: number, edges: readonly Edge[], p: number): Set<string> {
  const reached = new Set([`${start} 0 0 0`]);
  for (const key of reached) {
    const [site, ...cell] = key.split(' ').map(Number);
    for (const { from, to, image } of edges) {
      const go = (sign: number) => cell.map((x, k) => (((x + sign * image[k]!) % p) + p) % p).join(' ');
      if (from === site) reached.add(`${to} ${go(1)}`);
      if (to === site) reached.add(`${from} ${go(-1)}`);
    }
  }
  return reached;
}

describe('dimensionality of known structures', async () => {
  const expected = new Map([
    ['rutile-TiO2', { corner: 3, edge: 1, face: 0, any: 3 }], // chains of edge-sharing octahedra along c
    ['perovskite-SrTiO3', { corner: 3, edge: 0, face: 3, any: 3 }], // TiO6 by corners; SrO12 with TiO6 by faces
    ['corundum-Al2O3', { corner: 3, edge: 2, face: 0, any: 3 }], // honeycombs by edges, pairs by faces
    ['periclase-MgO', { corner: 3, edge: 3, face: 0, any: 3 }],
    ['alpha-quartz-SiO2', { corner: 3, edge: 0, face: 0, any: 3 }],
    ['litharge-PbO', { corner: 2, edge: 2, face: 0, any: 2 }], // sheets of square pyramids
    ['layered-LiCoO2', { corner: 3, edge: 3, face: 0, any: 3 }],
    ['senarmontite-Sb2O3', { corner: 0, edge: 0, face: 0, any: 0 }], // molecules Sb4O6
  ]);
  const orientations = new Map<string, Image | null>();
  for await (const { id, file, content } of openSample()) {
    const dimensionalities = expected.get(id);
    if (dimensionalities === undefined) continue;
    const read = readStructures(content, { file })[0]!;
    if (!read.ok) throw new Error(read.refusal.message);
    const analysed = analyzeMotifs(read.crystal);
    if (!analysed.ok) throw new Error(analysed.refusal.message);
    const { sites, connections } = analysed.analysis;
    const nets = netsOf(
      sites.map(({ site }) => site),
      connections,
    );
    for (const { connectivity, components } of nets) {
      orientations.set(`${id} ${connectivity}`, components[0]!.orientation);
    }
    it(`is right for ${id}`, () => {
      expect(Object.fromEntries(nets.map((f) => [f.connectivity, f.dimensionality]))).toEqual(dimensionalities);
    });
  }

  it('has the direction of chains and the plane of sheets', () => {
    expect(orientations.size).toBe(4 * expected.size);
    expect(orientations.get('rutile-TiO2 edge')).toEqual([0, 0, 1]);
    expect(orientations.get('corundum-Al2O3 edge')).toEqual([0, 0, 1]);
    expect(orientations.get('litharge-PbO edge')).toEqual([0, 0, 1]);
    expect(orientations.get('rutile-TiO2 corner')).toBeNull();
  });
});
