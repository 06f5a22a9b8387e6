/** Parts of crystals as patterns, and what is kept of a crystal. */
import { describe, expect, it } from 'vitest';
import { connectivityOf } from '../../../src/motif/pattern/connectivity-of.js';
import { PatternError } from '../../../src/motif/pattern/pattern.js';
import { type ChosenPolyhedron, type Likeness, patternOf } from '../../../src/motif/pattern/pattern-of.js';
import { QuotientGraphs } from '../../../src/motif/pattern/quotient-graphs.js';
import { PatternSearch } from '../../../src/motif/pattern/search.js';
import { codeOf, imageOf } from '../../../src/motif/pattern/translations.js';
import { analysisOf, crystals, supercell } from '../crystals.js';
import { seeded } from '../random.js';
import { connectivity, handMade } from './graphs.js';

const at = (site: number, ...image: [number, number, number]) => ({ site, image }) satisfies ChosenPolyhedron;

describe('a part of a crystal', () => {
  const graphs = new QuotientGraphs();
  const rutile = graphs.add(connectivity(crystals.rutile));
  const noMotif = graphs.add({ ...handMade([56], []), types: [[56, 14, null, null, [8]]] });

  it('is the pattern of its motifs and of all connections among them', () => {
    const pattern = patternOf(graphs, rutile, [at(0, 5, 0, 0), at(0, 5, 0, 1), at(1, 5, 0, 0)]);
    expect(pattern).toEqual({
      sites: ['a', 'b', 'c'].map((name) => ({ name, motifs: ['Ti-O:6'] })),
      connections: [
        { from: 'a', to: 'b', kinds: ['edge'] },
        { from: 'a', to: 'c', kinds: ['corner'] },
        { from: 'b', to: 'c', kinds: ['corner'] },
      ],
    });
    expect(new PatternSearch(graphs, pattern).holds(rutile)).toBe(true);
  });

  it('without a motif is told by its element and coordination number', () => {
    expect(patternOf(graphs, noMotif, [at(0, 0, 0, 0)]).sites).toEqual([
      { name: 'a', elements: ['Ba'], coordinationNumber: { min: 14, max: 14 } },
    ]);
  });

  it('can be chosen by orbits, and be as loose as wanted', () => {
    const like = (sites: Likeness, sameKinds: boolean) =>
      patternOf(graphs, rutile, [{ orbit: 0, image: [0, 0, 0] }, at(0, 0, 0, 1)], { sites, sameKinds });
    expect(like('motif', true)).toEqual({
      sites: ['a', 'b'].map((name) => ({ name, motifs: ['Ti-O:6'] })),
      connections: [{ from: 'a', to: 'b', kinds: ['edge'] }],
    });
    expect(like('geometry', false)).toEqual({
      sites: ['a', 'b'].map((name) => ({ name, geometries: ['O:6'] })),
      connections: [{ from: 'a', to: 'b' }],
    });
    expect(like('any', true).sites).toEqual([{ name: 'a' }, { name: 'b' }]);
    const number = { min: 14, max: 14 };
    expect(patternOf(graphs, noMotif, [at(0, 0, 0, 0)], { sites: 'geometry', sameKinds: true }).sites).toEqual([
      { name: 'a', coordinationNumber: number },
    ]);
  });

  it('is held by the crystal itself, whatever is chosen', () => {
    const random = seeded(3);
    for (const crystal of [crystals.perovskite, crystals.spinel, crystals.rockSalt]) {
      const own = new QuotientGraphs();
      const index = own.add(connectivity(crystal));
      for (let i = 0; i < 40; i++) {
        // A walk that takes in up to six polyhedra.
        const chosen = new Map<string, ChosenPolyhedron>();
        let [node, cell] = [Math.floor(random() * own.nodeCount(index)), 0];
        for (let step = 0; step < 6; step++) {
          chosen.set(`${node} ${cell}`, { site: own.siteOf(index, node), image: imageOf(cell) });
          const first = own.firstSteps.at(own.firstNodes.at(index) + node);
          const end = own.firstSteps.at(own.firstNodes.at(index) + node + 1);
          const taken = first + Math.floor(random() * (end - first));
          node = own.neighbours.at(taken);
          cell += own.translations.codes.data[own.steps.at(taken)]!;
        }
        for (const sites of ['motif', 'geometry', 'any'] as const) {
          const pattern = patternOf(own, index, [...chosen.values()], { sites, sameKinds: i % 2 === 0 });
          expect(new PatternSearch(own, pattern).holds(index), JSON.stringify(pattern)).toBe(true);
        }
      }
    }
  });

  it.each([
    [[at(0, 0, 0, 0), at(0, 3, 0, 0)], 'do not hang together'],
    [[at(0, 0, 0, 0), at(0, 0, 0, 0)], 'Site 0 is chosen twice'],
    [[at(2, 0, 0, 0)], 'Site 2 has no polyhedron: choose cations'],
    [[0, 1, 2, 3, 4, 5, 6].map((k) => at(0, 0, 0, k)), '7 polyhedra are chosen: a pattern has at most 6'],
    [[at(0, 0.5, 0, 0)], '[0.5, 0, 0] is no image'],
    [[at(0, 1e9, 0, 0)], '[1000000000, 0, 0] is no image'],
    [[], 'no sites'],
  ])('is refused: %j', (chosen, message) => {
    expect(() => patternOf(graphs, rutile, chosen)).toThrow(PatternError);
    expect(() => patternOf(graphs, rutile, chosen)).toThrow(message);
  });
});

describe('the connectivity of a crystal', () => {
  it('has each site and connection, and equal rows once', () => {
    const { types, polyhedra, sites, classes, connections, primitiveCells } = connectivity(crystals.perovskite);
    expect(types).toContainEqual([22, 6, 'O:6', 'Ti-O:6', [8]]);
    expect(types).toHaveLength(2);
    expect(polyhedra.find(([type]) => types[type]![0] === 22)).toEqual([
      expect.any(Number),
      expect.any(Number),
      4,
      1.9525,
    ]);
    expect(sites).toHaveLength(6);
    // Of corners between octahedra, faces between both, corners and faces between cuboctahedra.
    const { connections: analysed } = analysisOf(crystals.perovskite);
    expect(connections).toHaveLength(6 * analysed.length);
    expect(classes.length).toBeLessThan(analysed.length / 2);
    expect(primitiveCells).toBe(1);
    expect(connectivity(supercell(crystals.perovskite, [2, 1, 3])).primitiveCells).toBe(6);
  });

  it('has the values of each connection, not those of one that stands for all', () => {
    const analysis = analysisOf(crystals.perovskite);
    const connections = analysis.connections.map((connection, i) => ({ ...connection, distance: i }));
    const { classes } = connectivityOf(crystals.perovskite.atomicNumbers, { ...analysis, connections });
    expect(classes.map(([distance]) => distance)).toEqual(connections.map((_, i) => i));
  });

  it('comes back from JSON', () => {
    const plain = connectivity(crystals.spinel);
    expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
  });
});

describe('translations', () => {
  it('as numbers are added, compared and read back', () => {
    const images = [-3, -1, 0, 2].flatMap((i) =>
      [-30_000, 0, 5].flatMap((j) => [-2, 0, 32_000].map((k) => [i, j, k] as const)),
    );
    for (const a of images) {
      expect(imageOf(codeOf(a))).toEqual(a);
      for (const b of images) {
        const sum = a.map((x, axis) => x + b[axis]!) as unknown as typeof a;
        expect(codeOf(a) + codeOf(b)).toBe(codeOf(sum));
        const order = a.map((x, axis) => x - b[axis]!).find((x) => x !== 0) ?? 0;
        expect(Math.sign(codeOf(a) - codeOf(b))).toBe(Math.sign(order));
      }
    }
  });
});
