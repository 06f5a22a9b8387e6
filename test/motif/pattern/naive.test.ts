/** Random patterns in random quotient graphs against brute force. */
import { describe, expect, it } from 'vitest';
import { automorphisms } from '../../../src/motif/pattern/automorphisms.js';
import { checkedPattern } from '../../../src/motif/pattern/check.js';
import type { CrystalConnectivity } from '../../../src/motif/pattern/connectivity-of.js';
import type { Pattern } from '../../../src/motif/pattern/pattern.js';
import { type Random, seeded } from '../random.js';
import { Asked } from './graphs.js';
import { naivePlacements } from './naive-patterns.js';

const CASES = 300;
const ELEMENTS = [22, 14];
const ANGLES = [80, 90, 100];

/** Up to three sites, few connections, images in the plane: cells that walks leave and rings that close. */
function randomCrystal(random: Random): CrystalConnectivity {
  const upTo = (count: number) => Math.floor(random() * count);
  const nodes = 1 + upTo(3);
  const connections = new Map<string, number[]>();
  for (let i = 0; i < 2 + upTo(2); i++) {
    const [one, other] = [upTo(nodes), upTo(nodes)];
    const [from, to] = one < other ? [one, other] : [other, one];
    const [x, y] = [upTo(3) - 1, upTo(3) - 1];
    const backwards = from === to && (x < 0 || (x === 0 && y < 0));
    const image = backwards ? [-x, -y, 0] : [x, y, 0];
    if (from !== to || image.some((k) => k !== 0))
      connections.set([from, to, image].join(), [from, to, ...image, upTo(4)]);
  }
  return {
    primitiveCells: 1,
    types: ELEMENTS.map((element) => [element, 6, 'O:6', null, [8]]),
    polyhedra: Array.from({ length: nodes }, () => [upTo(2), upTo(3), 4, 2] as const),
    sites: Array.from({ length: nodes }, (_, node) => [node, node, node]).flat(),
    classes: Array.from({ length: 4 }, (_, i) => [3 + upTo(2), ...ANGLES.slice(0, 1 + (i % 3))]),
    connections: [...connections.values()].flat(),
  };
}

/** Two names or more that hang together, most of them with few criteria so that they can be exchanged. */
function randomPattern(random: Random, most = 4): Pattern {
  const upTo = (count: number) => Math.floor(random() * count);
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, 2 + upTo(most - 1));
  const sites = names.map((name) => ({
    name,
    elements: [null, null, null, ['Ti'], ['Ti', 'Si']][upTo(5)]!,
    csm: [null, null, null, null, { max: 1 }][upTo(5)]!,
  }));
  const connection = (from: string, to: string) => ({
    from,
    to,
    kinds: [null, null, null, ['corner', 'edge'], ['edge', 'face']][upTo(5)]!,
    angle: [null, null, null, { min: 90 }, { max: 80 }][upTo(5)]!,
    distance: [null, null, null, { max: 3 }][upTo(4)]!,
  });
  const tree = names.slice(1).map((name, i) => connection(names[upTo(i + 1)]!, name));
  const more = names.filter(() => random() < 0.3).map((name) => connection(name, names[upTo(names.length)]!));
  return checkedPattern({ sites, connections: [...tree, ...more.filter(({ from, to }) => from !== to)] });
}

describe('random patterns in random quotient graphs', () => {
  it('are held and counted as brute force says', () => {
    const random = seeded(7);
    let held = 0;
    for (let i = 0; i < CASES; i++) {
      const crystal = randomCrystal(random);
      const pattern = randomPattern(random);
      const expected = naivePlacements(crystal, pattern).size;
      const asked = new Asked(crystal);
      const what = JSON.stringify({ crystal, pattern });
      expect(asked.count(pattern), what).toBe(expected);
      expect(asked.holds(pattern), what).toBe(expected > 0);
      expect(asked.placements(pattern), what).toHaveLength(expected);
      if (expected > 0) held++;
    }
    expect(held).toBeGreaterThan(CASES / 5);
    expect(held).toBeLessThan(CASES - CASES / 5);
  });
});

describe('placements of random patterns', () => {
  it('are as many by sums as there are, by each name and each connection', () => {
    const random = seeded(11);
    let many = 0;
    for (let i = 0; i < CASES; i++) {
      const crystal = randomCrystal(random);
      const pattern = randomPattern(random, 6);
      const asked = new Asked(crystal);
      const placements = asked.placements(pattern);
      const what = JSON.stringify({ crystal, pattern });
      expect(asked.count(pattern), what).toBe(placements.length);
      if (placements.length > 10) many++;
      const tellings = automorphisms(pattern);
      for (const [name] of pattern.sites.entries()) {
        const expected = Array<number>(crystal.sites.length / 3).fill(0);
        for (const { sites } of placements) {
          for (const names of tellings) expected[sites[names[name]!]!.site]! += 1 / tellings.length;
        }
        for (const [node, count] of asked.countByNode(pattern, name).entries()) {
          expect(count, what).toBeCloseTo(expected[node]!, 6);
        }
      }
      for (const { from, to } of pattern.connections) {
        const [one, other] = [from, to].map((name) => pattern.sites.findIndex((site) => site.name === name));
        const byStep = asked.countByStep(pattern, one!, other!);
        expect(byStep.every((count) => count >= 0)).toBe(true);
        expect(byStep.reduce((sum, count) => sum + count, 0)).toBeCloseTo(placements.length, 6);
      }
    }
    expect(many).toBeGreaterThan(CASES / 60);
  });
});
