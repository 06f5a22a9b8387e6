/** Patterns in crystals whose connections are known, and in quotient graphs made by hand. */
import { describe, expect, it } from 'vitest';
import type { PatternInput } from '../../../src/motif/pattern/check.js';
import { checkedPattern } from '../../../src/motif/pattern/check.js';
import { QuotientGraphs } from '../../../src/motif/pattern/quotient-graphs.js';
import { finished, PatternSearch } from '../../../src/motif/pattern/search.js';
import { crystals, permuted, supercell } from '../crystals.js';
import { seeded } from '../random.js';
import { Asked, connectivity, handMade, likeNames } from './graphs.js';

const TITANIUM = { motifs: ['Ti-O:6'] };

describe('rutile', () => {
  const rutile = new Asked(connectivity(crystals.rutile));

  it('has two edges and eight corners at each octahedron', () => {
    // Two octahedra in the primitive cell, each pair seen from both ends.
    expect(rutile.count(likeNames(2, TITANIUM, 'edge', 'chain'))).toBe(2);
    expect(rutile.count(likeNames(2, TITANIUM, 'corner', 'chain'))).toBe(8);
    expect(rutile.count(likeNames(2, TITANIUM, null, 'chain'))).toBe(10);
    expect(rutile.holds(likeNames(2, TITANIUM, 'face', 'chain'))).toBe(false);
  });

  it('has chains of edges as long as a pattern, each once for each octahedron at its end', () => {
    for (const length of [2, 3, 4, 5, 6]) expect(rutile.count(likeNames(length, TITANIUM, 'edge', 'chain'))).toBe(2);
  });

  it('has no ring of edges: a walk along the chain never returns', () => {
    for (const length of [3, 4, 5, 6]) expect(rutile.holds(likeNames(length, TITANIUM, 'edge', 'ring'))).toBe(false);
  });

  it('has rings of an edge and two corners, and of four corners', () => {
    const triangle: PatternInput = {
      sites: ['a', 'b', 'c'].map((name) => ({ name, ...TITANIUM })),
      connections: [
        { from: 'a', to: 'b', kinds: ['edge'] },
        { from: 'b', to: 'c', kinds: ['corner'] },
        { from: 'c', to: 'a', kinds: ['corner'] },
      ],
    };
    // Each pair along a chain has a common corner neighbour in each of the four chains around.
    expect(rutile.count(triangle)).toBe(8);
    expect(rutile.holds(likeNames(4, TITANIUM, 'corner', 'ring'))).toBe(true);
  });

  it('tells where a placement is, with its numbers', () => {
    const placements = rutile.placements(likeNames(2, TITANIUM, 'edge', 'chain'));
    expect(placements.map(({ sites }) => sites.map(({ name, site, image }) => [name, site, image]))).toEqual(
      [0, 1].map((site) => [
        ['a', site, [0, 0, 0]],
        ['b', site, [0, 0, 1]],
      ]),
    );
    for (const { sites, connections } of placements) {
      expect(sites[0]!.csm).toBeGreaterThan(0);
      expect(sites[1]!.csm).toBe(sites[0]!.csm);
      expect(sites[0]!.bondLengthMean).toBeCloseTo(1.959, 3);
      expect(connections).toEqual([expect.objectContaining({ from: 'a', to: 'b', kind: 'edge', sharedLigands: 2 })]);
      expect(connections[0]!.distance).toBeCloseTo(2.959, 6);
      // 180° minus the angle O–Ti–O across the shared edge: both are the same.
      expect(connections[0]!.anglesInDegrees).toHaveLength(2);
    }
  });

  it('counts placements by the polyhedron of a name, and by a connection', () => {
    // Each octahedron has two corners to each of four chains around: 28 pairs, and one pair for each of the two ends of a corner.
    const pattern = likeNames(3, TITANIUM, 'corner', 'star');
    expect(rutile.countByNode(pattern, 0)).toEqual([28, 28]);
    expect(rutile.countByNode(pattern, 1)).toEqual([28, 28]);
    const byStep = rutile.countByStep(pattern, 0, 1);
    // Two edges and eight corners at each of two sites; 56 placements, told in two ways each.
    expect(byStep.toSorted((a, b) => b - a)).toEqual([...Array<number>(16).fill(3.5), ...Array<number>(4).fill(0)]);
  });
});

describe('perovskite', () => {
  const perovskite = new Asked(connectivity(crystals.perovskite));
  const straight: PatternInput = {
    sites: [
      { name: 'a', ...TITANIUM },
      { name: 'b', ...TITANIUM },
    ],
    connections: [{ from: 'a', to: 'b', kinds: ['corner'], angle: { min: 180, max: 180 } }],
  };

  it('has three straight corners for each octahedron, all with images of itself', () => {
    expect(perovskite.count(straight)).toBe(3);
  });

  it('has rings of four octahedra, none of three', () => {
    expect(perovskite.count(likeNames(4, TITANIUM, 'corner', 'ring'))).toBe(3);
    expect(perovskite.holds(likeNames(3, TITANIUM, 'corner', 'ring'))).toBe(false);
    expect(perovskite.holds(likeNames(5, TITANIUM, 'corner', 'ring'))).toBe(false);
  });

  it('has a star of six corners at most', () => {
    // A centre and five of its six neighbours.
    expect(perovskite.count(likeNames(6, TITANIUM, 'corner', 'star'))).toBe(6);
  });

  it('has no two different polyhedra that are one', () => {
    // Two neighbours of one octahedron on the same side would have to be the same.
    expect(perovskite.count(likeNames(3, TITANIUM, 'corner', 'star'))).toBe(15);
  });

  it('shares faces between titanium and strontium', () => {
    const pair = (a: string, b: string): PatternInput => ({
      sites: [
        { name: 'a', elements: [a] },
        { name: 'b', elements: [b] },
      ],
      connections: [{ from: 'a', to: 'b', kinds: ['face'], sharedLigands: { min: 3, max: 3 } }],
    });
    expect(perovskite.count(pair('Ti', 'Sr'))).toBe(8);
    expect(perovskite.count(pair('Sr', 'Ti'))).toBe(8);
    expect(perovskite.holds(pair('Ti', 'Ti'))).toBe(false);
  });
});

describe('rock salt', () => {
  const rockSalt = new Asked(connectivity(crystals.rockSalt));
  const Mg = { elements: ['Mg'] };

  it('has twelve edges and six corners at each octahedron', () => {
    expect(rockSalt.count(likeNames(2, Mg, 'edge', 'chain'))).toBe(6);
    expect(rockSalt.count(likeNames(2, Mg, 'corner', 'chain'))).toBe(3);
  });

  it('has eight triangles of edges for each octahedron', () => {
    // The faces of the tetrahedra and octahedra of a face-centred lattice.
    expect(rockSalt.count(likeNames(3, Mg, 'edge', 'ring'))).toBe(8);
  });

  it('has two clusters of four octahedra that all share edges', () => {
    const cluster = likeNames(4, Mg, 'edge', 'ring');
    const diagonals = ['ac', 'bd'].map(([from, to]) => ({ from: from!, to: to!, kinds: ['edge'] }));
    expect(rockSalt.count({ ...cluster, connections: [...cluster.connections!, ...diagonals] })).toBe(2);
  });
});

describe('any description of a crystal', () => {
  const patterns: readonly PatternInput[] = [
    likeNames(1, {}, null, 'chain'),
    likeNames(2, {}, 'edge', 'chain'),
    likeNames(3, {}, 'corner', 'ring'),
    likeNames(4, {}, 'corner', 'star'),
    likeNames(4, {}, 'edge', 'ring'),
  ];

  it.each(['rutile', 'rockSalt', 'perovskite', 'spinel'] as const)('of %s gives the same counts', (name) => {
    const asked = new Asked(connectivity(crystals[name]));
    const larger = permuted(supercell(crystals[name], [1, 2, 1]), seeded(1));
    const other = new Asked(connectivity(larger));
    const counts = patterns.map((pattern) => asked.count(pattern));
    expect(patterns.map((pattern) => other.count(pattern))).toEqual(counts);
    expect(Math.max(...counts)).toBeGreaterThan(0);
    expect(counts.every(Number.isInteger)).toBe(true);
  });
});

describe('images', () => {
  it('are different polyhedra: a ring of three through another image of its first site does not close', () => {
    // 0 – 1 – 2 – 0 in the quotient graph, but the last step leads into the next cell.
    const open = handMade(
      [22, 22, 22],
      [
        [0, 1, [0, 0, 0], 2],
        [1, 2, [0, 0, 0], 2],
        [2, 0, [1, 0, 0], 2],
      ],
    );
    expect(new Asked(open).holds(likeNames(3, {}, 'edge', 'ring'))).toBe(false);
    expect(new Asked(open).holds(likeNames(6, {}, 'edge', 'chain'))).toBe(true);
    const closed = { ...open, connections: open.connections.map((x, i) => (i === 14 ? 0 : x)) };
    expect(new Asked(closed).count(likeNames(3, {}, 'edge', 'ring'))).toBe(1);
    expect(new Asked(closed).holds(likeNames(4, {}, 'edge', 'chain'))).toBe(false);
  });

  it('of one site form rings of four, and of three only in a triangular net', () => {
    const square = new Asked(handMade([22], [
      [0, 0, [1, 0, 0], 1],
      [0, 0, [0, 1, 0], 1],
    ])); // biome-ignore format: one net
    expect(square.count(likeNames(4, {}, 'corner', 'ring'))).toBe(1);
    expect(square.holds(likeNames(3, {}, 'corner', 'ring'))).toBe(false);
    const triangular = new Asked(
      handMade(
        [22],
        [
          [0, 0, [1, 0, 0], 1],
          [0, 0, [0, 1, 0], 1],
          [0, 0, [1, -1, 0], 1],
        ],
      ),
    );
    expect(triangular.count(likeNames(3, {}, 'corner', 'ring'))).toBe(2);
    expect(triangular.count(likeNames(6, {}, 'corner', 'ring'))).toBeGreaterThan(0);
  });

  it('may be far away', () => {
    const sheared = new Asked(handMade([22, 22], [
      [0, 1, [9000, -9000, 4], 1],
      [1, 0, [-9000, 9000, -3], 1],
    ])); // biome-ignore format: one net
    expect(sheared.placements(likeNames(3, {}, 'corner', 'chain'))).toHaveLength(2);
    const placed = sheared.placements(likeNames(2, {}, 'corner', 'chain')).flatMap(({ sites }) => sites);
    expect(placed).toContainEqual(expect.objectContaining({ site: 1, image: [9000, -9000, 4] }));
    // Too far for sums: the placements are gone through.
    expect(sheared.count(likeNames(3, {}, 'corner', 'chain'))).toBe(2);
    expect(sheared.countByNode(likeNames(3, {}, 'corner', 'chain'), 1)).toEqual([1, 1]);
    expect(sheared.countByStep(likeNames(3, {}, 'corner', 'chain'), 0, 1)).toEqual([0.5, 0.5, 0.5, 0.5]);
    const graphs = new QuotientGraphs();
    expect(() => graphs.add(handMade([22], [[0, 0, [40_000, 0, 0], 1]]))).toThrow('at most 10922 are possible');
    expect(graphs.length).toBe(0);
  });
});

describe('criteria', () => {
  const pair = handMade([22, 23], [[0, 1, [0, 0, 0], 2]]);
  const one = (criteria: object) => new Asked(pair).count({ sites: [{ name: 'a', ...criteria }] });
  const link = (criteria: object) =>
    new Asked(pair).holds({
      sites: [{ name: 'a' }, { name: 'b' }],
      connections: [{ from: 'a', to: 'b', ...criteria }],
    });

  it.each([
    ['csm', 0.5],
    ['oxidationState', 4],
    ['bondLengthMean', 2],
    ['coordinationNumber', 6],
  ])('of %s include the ends of their range', (key, value) => {
    expect(one({ [key]: { min: value, max: value } })).toBe(2);
    expect(one({ [key]: { min: value + 1e-9 } })).toBe(0);
    expect(one({ [key]: { max: value - 1e-9 } })).toBe(0);
  });

  it.each([
    ['sharedLigands', 2],
    ['distance', 3],
    ['angle', 100],
  ])('of %s include the ends of their range', (key, value) => {
    expect(link({ [key]: { min: value, max: value } })).toBe(true);
    expect(link({ [key]: { min: value + 1e-9 } })).toBe(false);
    expect(link({ [key]: { max: value - 1e-9 } })).toBe(false);
  });

  it('of values that do not exist are never met, not even by an open range', () => {
    const unknown = { ...pair, polyhedra: pair.polyhedra.map(([type]) => [type, null, null, null] as const) };
    const asked = (criteria: object) => new Asked(unknown).count({ sites: [{ name: 'a', ...criteria }] });
    expect(asked({})).toBe(2);
    for (const key of ['csm', 'oxidationState', 'bondLengthMean']) {
      expect(asked({ [key]: {} })).toBe(0);
      expect(asked({ [key]: { max: 100 } })).toBe(0);
    }
  });

  it('of one pair must hold for the same connection', () => {
    const both = (first: object, second: object) =>
      new Asked(pair).holds({
        sites: [{ name: 'a' }, { name: 'b' }],
        connections: [
          { from: 'a', to: 'b', ...first },
          { from: 'b', to: 'a', ...second },
        ],
      });
    expect(both({ kinds: ['edge'] }, { distance: { max: 3 } })).toBe(true);
    expect(both({ kinds: ['edge'] }, { kinds: ['corner'] })).toBe(false);
    expect(both({ kinds: ['corner', 'edge'] }, { kinds: ['edge', 'face'] })).toBe(true);
  });

  it('tell names apart: only names with the same ones can be exchanged', () => {
    const asked = new Asked(pair);
    const like = { kinds: ['edge'] };
    const named = (a: object, b: object) =>
      asked.count({
        sites: [
          { name: 'a', ...a },
          { name: 'b', ...b },
        ],
        connections: [{ from: 'b', to: 'a', ...like }],
      });
    expect(named({}, {})).toBe(1);
    expect(named({ elements: ['V', 'Ti'] }, { elements: ['Ti', 'V', 'V'] })).toBe(1);
    // Both polyhedra fit both names, which differ: two placements.
    expect(named({ elements: ['Ti', 'V'] }, {})).toBe(2);
    expect(named({ elements: ['Ti'] }, {})).toBe(1);
  });
});

describe('searches', () => {
  /** One barium with its images in all 26 cells around: 26 · 25 · 24 · 23 · 22 / 5! stars of six. */
  const hostile = handMade(
    [56],
    Array.from({ length: 27 }, (_, i) => [Math.floor(i / 9) - 1, (Math.floor(i / 3) % 3) - 1, (i % 3) - 1] as const)
      .filter(([i, j, k]) => i > 0 || (i === 0 && (j > 0 || (j === 0 && k > 0))))
      .map((image) => [0, 0, image, 1] as const),
  );

  /** In vain for triangles are some hundred steps. */
  const ringOfForty = handMade(
    Array<number>(40).fill(14),
    Array.from({ length: 40 }, (_, i) => [i, (i + 1) % 40, [0, 0, 0], 2] as const),
  );

  it('pause, so that they can be given up', () => {
    const graphs = new QuotientGraphs();
    const crystal = graphs.add(hostile);
    const ring = likeNames(3, {}, null, 'ring');
    const pendants = ['a', 'b', 'c'].map((name) => ({ from: name, to: `${name}${name}` }));
    const net: PatternInput = {
      sites: [...ring.sites, ...pendants.map(({ to }) => ({ name: to }))],
      connections: [...ring.connections!, ...pendants],
    };
    const search = new PatternSearch(graphs, checkedPattern(net));
    const placed = { count: false, names: [0], connections: [] };
    const [counting, placing] = [search.count(crystal), search.figures(crystal, placed)];
    for (let slice = 0; slice < 3; slice++) {
      expect(counting.next()).toEqual({ done: false, value: null });
      expect(placing.next()).toEqual({ done: false, value: null });
    }
    const many = graphs.add(
      handMade(
        Array<number>(300).fill(56),
        Array.from(
          { length: 3000 },
          (_, i) => [i % 300, (7 * i + 1 + Math.floor(i / 300)) % 300, [0, 0, 1], 1] as const,
        ),
      ),
    );
    const rings = new PatternSearch(graphs, checkedPattern(likeNames(6, {}, null, 'ring'))).count(many);
    for (let slice = 0; slice < 3; slice++) expect(rings.next()).toEqual({ done: false, value: null });
  });

  it('pause where nothing is found', () => {
    // Each step changes whether i + j + k is even: rings of five are looked for among 38⁴ walks, and there are none.
    const steps = [
      [1, 0, 0],
      [1, 1, 1],
      [2, 1, 0],
    ].flatMap(signsAndOrders);
    const graphs = new QuotientGraphs();
    const crystal = graphs.add(
      handMade(
        [56],
        steps.map((image) => [0, 0, image, 1] as const),
      ),
    );
    const search = new PatternSearch(graphs, checkedPattern(likeNames(5, {}, null, 'ring')));
    const slices = [...search.matches([crystal])];
    expect(slices.length).toBeGreaterThan(5);
    expect(slices.every((slice) => slice === null)).toBe(true);
    expect(new PatternSearch(graphs, checkedPattern(likeNames(4, {}, null, 'ring'))).holds(crystal)).toBe(true);
  });

  it('pause among many crystals that take little each', () => {
    const graphs = new QuotientGraphs();
    const all = Array.from({ length: 400 }, () => graphs.add(ringOfForty));
    const search = new PatternSearch(graphs, checkedPattern(likeNames(3, {}, 'edge', 'ring')));
    expect([...search.matches(all)]).toEqual(expect.arrayContaining([null]));
  });

  it('find each star once', () => {
    expect(new Asked(hostile).count(likeNames(6, {}, null, 'star'))).toBe(65_780);
  });

  it('take in crystals that were added later, of types that were unknown', () => {
    const graphs = new QuotientGraphs();
    graphs.add(connectivity(crystals.rutile));
    const search = new PatternSearch(graphs, checkedPattern(likeNames(2, { elements: ['Mg'] }, 'edge', 'chain')));
    expect(finished(search.candidates())).toEqual([]);
    const rockSalt = graphs.add(connectivity(crystals.rockSalt));
    expect(finished(search.candidates())).toEqual([rockSalt]);
    expect([...search.matches([0, 1] as (typeof rockSalt)[])]).toEqual([rockSalt]);
  });
});

/** All vectors that differ from this one by signs and order, one of each pair of opposite ones. */
function signsAndOrders(vector: readonly number[]): (readonly [number, number, number])[] {
  const [a, b, c] = vector as [number, number, number];
  const orders = [
    [a, b, c],
    [a, c, b],
    [b, a, c],
    [b, c, a],
    [c, a, b],
    [c, b, a],
  ];
  const all = orders.flatMap((order) =>
    Array.from({ length: 8 }, (_, signs) => order.map((x, axis) => ((signs >> axis) & 1 ? -x : x) || 0)),
  );
  return [...new Map(all.map((image) => [image.join(), image])).values()]
    .filter((image) => image.find((x) => x !== 0)! > 0)
    .map(([i, j, k]) => [i!, j!, k!] as const);
}
