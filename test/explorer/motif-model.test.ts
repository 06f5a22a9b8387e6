/** The page of a motif without its picture: ranges, reasons, ribbons. */
import { expect, test } from 'vitest';
import { brushesOf, crystalFilter, siteFilter } from '../../explorer/src/views/motif/brushes.js';
import { chordsOf } from '../../explorer/src/views/motif/chord-model.js';
import { meanOf, reasonOf } from '../../explorer/src/views/motif/model.js';
import { nice } from '../../explorer/src/views/motif/nice.js';

test('ranges are read from the address and become filters; each histogram leaves out its own', () => {
  const brushes = brushesOf(new URLSearchParams('d=1.94..1.98&angle=edge:90..100&csm=2..1'));
  expect(brushes).toEqual({ length: [1.94, 1.98], measure: null, angle: { kind: 'EDGE', range: [90, 100] } });
  const bondLengthMean = { min: 1.94, max: 1.98 };
  const connections = { some: { kind: ['EDGE'], angle: { min: 90, max: 100 } } };
  expect(siteFilter('Ti-O:6', brushes)).toEqual({ motifs: ['Ti-O:6'], bondLengthMean, connections });
  expect(siteFilter('Ti-O:6', brushes, 'length')).toEqual({ motifs: ['Ti-O:6'], connections });
  expect(siteFilter('Ti-O:6', brushes, 'angle')).toEqual({ motifs: ['Ti-O:6'], bondLengthMean });
  expect(crystalFilter('Ti-O:6', brushesOf(new URLSearchParams()))).toEqual({ motifs: ['Ti-O:6'] });
});

test('reasons are told in words', () => {
  expect(reasonOf('8 corner O:6')).toEqual({ text: '8 corners with', shape: 'O:6' });
  expect(reasonOf('1 edge T:4')).toEqual({ text: '1 edge with', shape: 'T:4' });
  expect(reasonOf('6 corner, 0 edge, 8 face')).toEqual({ text: '6 corners, 8 faces', shape: null });
  expect(reasonOf('0 corner, 0 edge, 0 face')).toEqual({ text: 'no connections', shape: null });
});

test('means weigh sites by how many there are; sites without a value do not count', () => {
  const site = (multiplicity: number, csm: number | null) => ({ multiplicity, distortion: { csm } });
  expect(meanOf([site(1, 1), site(3, 2), site(9, null)], 'csm')).toBe(1.75);
  expect(meanOf([site(1, null)], 'csm')).toBeNull();
});

test('an arc is as long as its motif connects often, and ribbons share it by kind', () => {
  const tally = (crystals: number) => ({ crystals, connections: crystals });
  const { arcs, ribbons, left } = chordsOf(
    'Ti-O:6',
    [
      { motif: 'Si-T:4', tallies: { CORNER: tally(6), EDGE: tally(2) } },
      { motif: 'Ti-O:6', tallies: { FACE: tally(4) } },
    ],
    'crystals',
  );
  expect(arcs.map(({ motif }) => motif)).toEqual(['Ti-O:6', 'Si-T:4']);
  expect(left).toBe(0);
  const span = ({ startAngle, endAngle }: { startAngle: number; endAngle: number }) => endAngle - startAngle;
  const [corner, edge] = ribbons.filter(({ partner }) => partner === 'Si-T:4');
  expect(corner!.kind).toBe('CORNER');
  expect(span(corner!.source) / span(edge!.source)).toBeCloseTo(3);
  expect(span(corner!.target) + span(edge!.target)).toBeCloseTo(span(arcs[1]!));
  expect(ribbons.filter(({ partner }) => partner === 'Ti-O:6').map(({ kind }) => kind)).toEqual(['FACE']);
});

test('ends of a scale are round, and hold the values', () => {
  const [low, high] = nice(1.9317, 2.0119, 0.01);
  expect(low).toBeLessThanOrEqual(1.9317);
  expect(high).toBeGreaterThanOrEqual(2.0119);
  expect([low, high].map((end) => Number(end.toFixed(2)))).toEqual([low, high]);
});
