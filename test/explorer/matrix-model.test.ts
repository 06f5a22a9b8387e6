/** The matrix without its picture: what its address means, what stands where, what is asked for. */
import { expect, test } from 'vitest';
import { cornerOf, FITTED, layoutOf, placeAt } from '../../explorer/src/views/connections/layout.js';
import {
  arrange,
  kindsAt,
  type MatrixMotif,
  mostOf,
  pairsOf,
  placeOnScale,
  talliesOf,
} from '../../explorer/src/views/connections/model.js';
import { requestsFor } from '../../explorer/src/views/connections/requests.js';
import { stateOf, textOfPart } from '../../explorer/src/views/connections/state.js';

const motif = (id: string, shape: string, atomicNumber: number): MatrixMotif => ({
  id,
  shape,
  atomicNumber,
  element: id.split('-')[0]!,
  crystals: 1,
});

test('a pair of motifs is read from the address, with commas in their ids', () => {
  const picked = (pick: string) => stateOf(new URLSearchParams({ pick })).picked;
  expect(picked('Ti-O:6,Li-O:6')).toEqual(['Ti-O:6', 'Li-O:6']);
  expect(picked('Co,Mn,Ni-O:6,Fe-O:6[F2O4]')).toEqual(['Co,Mn,Ni-O:6', 'Fe-O:6[F2O4]']);
  expect(picked('Fe-O:6[F2O4],Co,Mn-O:6')).toEqual(['Fe-O:6[F2O4]', 'Co,Mn-O:6']);
  expect(picked('Ti-O:6')).toBeNull();
});

test('what the address does not know is as it is by default', () => {
  const state = stateOf(new URLSearchParams('kind=hue&n=7&zoom=x'));
  expect(state).toMatchObject({ kind: 'split', size: 48, part: FITTED, strongest: 'FACE' });
  const { part } = stateOf(new URLSearchParams('zoom=4,0.25,0.5'));
  expect(textOfPart(part)).toBe('4,0.25,0.5');
});

test('shapes stand together in one order, others last, with borders between them', () => {
  const motifs = [
    motif('Si-T:4', 'T:4', 14),
    motif('Ba-XY:9', 'XY:9', 56),
    motif('Ti-O:6', 'O:6', 22),
    motif('Al-O:6', 'O:6', 13),
  ];
  const byShape = arrange(motifs, 'shape');
  expect(byShape.motifs.map(({ id }) => id)).toEqual(['Ti-O:6', 'Al-O:6', 'Si-T:4', 'Ba-XY:9']);
  expect(byShape.borders).toEqual([2, 3]);
  expect(arrange(motifs, 'element').motifs.map(({ id }) => id)).toEqual(['Al-O:6', 'Si-T:4', 'Ti-O:6', 'Ba-XY:9']);
  expect(arrange(motifs, 'frequency')).toEqual({ motifs, borders: [] });
});

test('a pair is the same from either end; the scale reaches to the most that is shown', () => {
  const entry = (motifId: string, kind: 'CORNER' | 'FACE', crystalCount: number) => ({
    motifId,
    kind,
    crystalCount,
    occurrences: 10 * crystalCount,
  });
  const pairs = pairsOf([
    {
      motifsById: [
        { id: 'Ti-O:6', connectedTo: { nodes: [entry('Si-T:4', 'CORNER', 2), entry('Ti-O:6', 'FACE', 5)] } },
        { id: 'Si-T:4', connectedTo: { nodes: [entry('Ti-O:6', 'CORNER', 2)] } },
      ],
    },
  ]);
  expect(pairs.size).toBe(2);
  expect(talliesOf(pairs, 'Ti-O:6', 'Si-T:4')).toEqual({ CORNER: { crystals: 2, connections: 20 } });
  expect(talliesOf(pairs, 'Si-T:4', 'Ti-O:6')).toEqual(talliesOf(pairs, 'Ti-O:6', 'Si-T:4'));
  expect(mostOf(pairs, 'split', 'crystals')).toBe(2);
  expect(mostOf(pairs, 'face', 'connections')).toBe(50);
  expect([1, 10, 100].map((value) => placeOnScale(value, 100))).toEqual([0, 0.5, 1]);
});

test('corners stand below the diagonal, edges above, both on it', () => {
  expect(kindsAt('split', 3, 1)).toEqual(['CORNER']);
  expect(kindsAt('split', 1, 3)).toEqual(['EDGE']);
  expect(kindsAt('split', 2, 2)).toEqual(['CORNER', 'EDGE']);
  expect(kindsAt('face', 1, 3)).toEqual(['FACE']);
});

test('the cell at a point is the one that is drawn there, enlarged too', () => {
  const motifs = Array.from({ length: 10 }, () => ({ id: 'Ti-O:6' }));
  const layout = layoutOf(500, motifs);
  for (const view of [FITTED, { zoom: 3, x: -450, y: -700 }]) {
    const [x, y] = cornerOf(layout, view, { row: 6, column: 4 });
    expect(placeAt(layout, view, x + 1, y + 1)).toEqual({ row: 6, column: 4 });
  }
  expect(placeAt(layout, FITTED, layout.margin - 1, 200)).toBeNull();
});

test('every motif is asked for once, each against all, within what the service reckons', () => {
  const ids = Array.from({ length: 200 }, (_, index) => `M${index}-O:6`);
  const requests = requestsFor(ids);
  expect(requests.flatMap(({ motifs }) => motifs)).toEqual(ids);
  for (const { motifs, others, first } of requests) {
    expect(others).toEqual(ids);
    expect(first).toBe(600);
    expect(motifs.length * first).toBeLessThanOrEqual(36_000);
  }
  expect(requestsFor([])).toEqual([]);
});
