/** Patterns as texts of an address, as the API takes them, on paper and in words. */
import { describe, expect, test } from 'vitest';
import { fromPattern, toPattern } from '../../explorer/src/views/pattern/api-pattern.js';
import { EXAMPLES } from '../../explorer/src/views/pattern/examples.js';
import { withoutTails } from '../../explorer/src/views/pattern/figures.js';
import { steps } from '../../explorer/src/views/pattern/funnel.js';
import { distance, layout, PAPER } from '../../explorer/src/views/pattern/layout.js';
import {
  added,
  ANYTHING,
  connected,
  connectionBetween,
  freeLabel,
  together,
  withoutPolyhedra,
} from '../../explorer/src/views/pattern/model.js';
import { formatPattern, NotationError, parsePattern } from '../../explorer/src/views/pattern/notation.js';

const FOUR = 'Mo-O:6(1)-edge-Mo-O:6(2)-edge-Mo-O:6(3)-edge-(1)-corner-T:4(4)-corner-(2);(3)-corner-(4)';

describe('the text of a pattern', () => {
  test.each([
    'O:6(1)',
    '*(1)-any-*(2)',
    'O:6(1)-edge-O:6(2)-edge-O:6(3)-edge-(1)',
    'Mn-O:6(1)-edge-O:6(2)-corner-T:4(3)',
    'Ti-O:6[F2O4](1)-face-Ti(2)',
    'Mn,Ni-O:6(1)',
    'O:6.T:6(2)[centre:Mo.W,ligands:O.F,cn:6,csm:..1.5,charge:5..,length:1.8..2.1]',
    'O:6(1)-corner.edge[shared:1..2,angle:90..100.5,distance:..3.2]-O:6(5)',
    'O:6(1);T:4(2)',
    'O:6(1)-corner-O:6(2);(1)-corner-O:6(3);(1)-corner-O:6(4)',
    FOUR,
    ...EXAMPLES.map(({ pattern }) => pattern),
  ])('%s means the same once it is read and written', (text) => {
    const drawing = parsePattern(text);
    const again = parsePattern(formatPattern(drawing));
    expect(again.polyhedra).toEqual(drawing.polyhedra);
    expect(again.connections).toHaveLength(drawing.connections.length);
    for (const connection of drawing.connections) {
      const { from: _, to: __, ...rest } = connectionBetween(again, connection.from, connection.to)!;
      expect(connection).toMatchObject(rest);
    }
  });

  test('is short: a ring is one chain', () => {
    expect(formatPattern(parsePattern('O:6(1)-edge-O:6(2);O:6(3)-edge-(2)'))).toBe('O:6(1)-edge-O:6(2)-edge-O:6(3)');
    expect(formatPattern(parsePattern(FOUR))).toBe(FOUR);
  });

  test('tells motifs, shapes and elements apart', () => {
    const [motif, shape, element, any] = parsePattern('Ti-O:6(1)-edge-O:6(2)-edge-Ti.Nb(3)-any-*(4)').polyhedra;
    expect(motif).toMatchObject({ motifs: ['Ti-O:6'], geometries: [], elements: [] });
    expect(shape).toMatchObject({ motifs: [], geometries: ['O:6'], elements: [] });
    expect(element).toMatchObject({ motifs: [], geometries: [], elements: ['Ti', 'Nb'] });
    expect(any).toEqual({ ...ANYTHING, label: 4 });
  });

  test.each([
    ['nonsense', /does not begin with a polyhedron/],
    ['O:6(1)-side-O:6(2)', /"side" is not corner, edge, face or any/],
    ['O:6(1)-edge-(2)', /\(2\) is used before/],
    ['O:6(1);O:6(1)', /Two polyhedra have the label 1/],
    ['O:6(7)', /Labels are 1 to 6/],
    ['O:6(1)-edge-(1)', /connected to itself/],
    ['O:6(1)[csm:much]', /"much" is no range/],
    ['O:6(1)[colour:red]', /"colour" is no criterion/],
  ])('%s is refused with its reason', (text, reason) => {
    expect(() => parsePattern(text)).toThrow(NotationError);
    expect(() => parsePattern(text)).toThrow(reason);
  });
});

describe('a drawing', () => {
  test('is the pattern that the API takes, and comes back from it', () => {
    const drawing = parsePattern('Ti.Nb(1)[csm:..2]-edge[angle:90..100]-O:6(2)');
    expect(toPattern(drawing)).toEqual({
      sites: [
        { name: '1', elements: ['Ti', 'Nb'], csm: { max: 2 } },
        { name: '2', geometries: ['O:6'] },
      ],
      connections: [{ from: '1', to: '2', kind: ['EDGE'], angle: { min: 90, max: 100 } }],
    });
    expect(fromPattern(toPattern(drawing))).toEqual(drawing);
  });

  test('takes the names of a part of a crystal as labels', () => {
    const drawing = fromPattern({
      sites: [
        { name: 'a', motif: ['Ti-O:6'] },
        { name: 'b', elements: ['Sr'], coordinationNumber: { min: 12, max: 12 } },
      ],
      connections: [{ from: 'a', to: 'b', kind: ['FACE'] }],
    });
    expect(formatPattern(drawing)).toBe('Ti-O:6(1)-face-Sr(2)[cn:12]');
  });

  test('has at most one connection between two polyhedra, and none of those that are gone', () => {
    let drawing = parsePattern('O:6(1)-edge-O:6(2)-edge-O:6(3)');
    drawing = connected(drawing, { from: 2, to: 1, kinds: ['FACE'] });
    expect(drawing.connections).toHaveLength(2);
    drawing = withoutPolyhedra(drawing, [2]);
    expect(drawing.connections).toEqual([]);
    expect(together(drawing)).toEqual([1]);
    expect(freeLabel(drawing)).toBe(2);
    expect(added(drawing, 2, ANYTHING).polyhedra.map(({ label }) => label)).toEqual([1, 2, 3]);
  });

  test('narrows step by step, each in words', () => {
    const words = steps(parsePattern(FOUR)).map((step) => [step.formula, step.words]);
    expect(words).toEqual([
      ['MoO6', 'octahedra'],
      [null, 'two share an edge'],
      [null, 'three in a ring'],
      [null, 'a tetrahedron on all three'],
    ]);
    // What is connected with nothing yet is no step.
    expect(steps(parsePattern('O:6(1);T:4(2)'))).toHaveLength(1);
  });
});

describe('the paper', () => {
  test.each(EXAMPLES.map(({ pattern }) => pattern))('%s stands apart, inside, and always alike', (pattern) => {
    const points = [...layout(parsePattern(pattern)).values()];
    for (const [index, point] of points.entries()) {
      expect(point[0]).toBeGreaterThan(40);
      expect(point[0]).toBeLessThan(PAPER.width - 40);
      expect(point[1]).toBeGreaterThan(40);
      expect(point[1]).toBeLessThan(PAPER.height - 40);
      for (const other of points.slice(index + 1)) expect(distance(point, other)).toBeGreaterThan(100);
    }
    expect([...layout(parsePattern(pattern)).values()]).toEqual(points);
  });

  test('has what differs in the middle of a ring', () => {
    const places = layout(parsePattern(FOUR));
    const ring = [1, 2, 3].map((label) => places.get(label)!);
    const middle = [0, 1].map((axis) => ring.reduce((sum, point) => sum + point[axis]!, 0) / 3) as [number, number];
    expect(distance(places.get(4)!, middle)).toBeLessThan(3);
  });
});

test('a distribution is shown without its tails, in few bins', () => {
  const counts = Array.from({ length: 240 }, (_, bin) =>
    bin === 0 || bin === 239 ? 1 : bin >= 100 && bin < 120 ? 500 : 0,
  );
  const { min, max, counts: shown } = withoutTails({ min: 0, max: 24, counts });
  expect(min).toBeCloseTo(10);
  expect(max).toBeCloseTo(12);
  expect(shown).toEqual(Array.from({ length: 20 }, () => 500));
});
