/** What the page of a motif shows, from the answers. */
import { nice } from './nice.js';
import type { MotifDistributionsQueryVariables, MotifPageQuery } from '../../graphql/generated/operations.js';
import type { ConnectionKind } from '../../parts/glyphs.js';
import type { Interval } from '../../parts/histogram.js';
import { KINDS } from '../../parts/kinds.js';
import { partsOf } from '../../parts/motif-chip.js';
import { type Brushes, siteFilter } from './brushes.js';

export type MotifAnswer = NonNullable<MotifPageQuery['motif']>;
export type Count = 'crystals' | 'connections';
export type Tally = Readonly<Record<Count, number>>;

/** A motif that shares ligands with this one. */
export interface Partner {
  readonly motif: string;
  readonly tallies: Readonly<Partial<Record<ConnectionKind, Tally>>>;
}

/** With most connections of all kinds first. */
export function partnersOf({ corners, edges, faces }: MotifAnswer, count: Count): Partner[] {
  const partners = new Map<string, Partial<Record<ConnectionKind, Tally>>>();
  for (const [kind, list] of [['CORNER', corners] as const, ['EDGE', edges] as const, ['FACE', faces] as const]) {
    for (const { motifId, crystalCount, occurrences } of list?.nodes ?? []) {
      const tallies = partners.get(motifId) ?? {};
      partners.set(motifId, tallies);
      tallies[kind] = { crystals: crystalCount, connections: occurrences };
    }
  }
  return [...partners]
    .map(([motif, tallies]) => ({ motif, tallies }))
    .sort((a, b) => sumOf(b, count) - sumOf(a, count) || (a.motif < b.motif ? -1 : 1));
}

export function sumOf({ tallies }: Partner, count: Count): number {
  return KINDS.reduce((sum, kind) => sum + (tallies[kind]?.[count] ?? 0), 0);
}

/** Ends of the histograms; nearly all sites lie between them. */
export interface Domains {
  readonly length: Interval;
  readonly measure: Interval;
  readonly angle: Interval;
}

const BINS = 50;
/** Width of a bin of angles, degrees. */
const ANGLE_BIN = 2;

export function domainsOf({ sites, statistics }: MotifAnswer): Domains {
  const [shortest = 1.5, longest = 2.5] = sites?.aggregate.lengths?.map(({ value }) => value) ?? [];
  const [largest = 1] = sites?.aggregate.measures?.map(({ value }) => value) ?? [];
  const sharpest = Math.min(90, ...statistics.angles.map(({ degrees }) => degrees.min));
  return {
    length: nice(shortest, Math.max(longest, shortest + 0.02), 0.01),
    measure: [0, nice(0, Math.max(largest, 0.1), 0.1)[1]],
    angle: [Math.max(0, 10 * Math.floor(sharpest / 10)), 180],
  };
}

export function distributionsFor(motif: string, brushes: Brushes, domains: Domains): MotifDistributionsQueryVariables {
  const connections = (kind: ConnectionKind) => ({
    kind: [kind],
    from: siteFilter(motif, brushes, brushes.angle?.kind === kind ? 'angle' : undefined),
  });
  return {
    forLength: siteFilter(motif, brushes, 'length'),
    forMeasure: siteFilter(motif, brushes, 'measure'),
    chosen: siteFilter(motif, brushes),
    corners: connections('CORNER'),
    edges: connections('EDGE'),
    faces: connections('FACE'),
    lengthMin: domains.length[0],
    lengthMax: domains.length[1],
    measureMax: domains.measure[1],
    angleMin: domains.angle[0],
    bins: BINS,
    angleBins: (domains.angle[1] - domains.angle[0]) / ANGLE_BIN,
  };
}

interface Site {
  readonly multiplicity: number;
  readonly distortion: { readonly csm?: number | null; readonly bondLengthMean?: number | null };
}

/** Mean over the sites of a cell; null without a value. */
export function meanOf(sites: readonly Site[], of: 'csm' | 'bondLengthMean'): number | null {
  let [sum, weight] = [0, 0];
  for (const { multiplicity, distortion } of sites) {
    const value = distortion[of];
    if (value == null) continue;
    sum += multiplicity * value;
    weight += multiplicity;
  }
  return weight === 0 ? null : sum / weight;
}

/** A reason why two motifs are alike: `6 corner O:6`, or the numbers of all connections. */
export interface Reason {
  readonly text: string;
  /** The shape that the connections lead to. */
  readonly shape: string | null;
}

export function reasonOf(feature: string): Reason {
  const [, count, kind, shape] = /^(\S+) (corner|edge|face)s? (\S+:\d+)$/.exec(feature) ?? [];
  if (shape !== undefined) return { text: `${countOf(count!, kind!)} with`, shape };
  const counts = [...feature.matchAll(/(\d+) (corner|edge|face)/g)].filter(([, number]) => number !== '0');
  if (counts.length === 0) return { text: /\b0 corner/.test(feature) ? 'no connections' : feature, shape: null };
  return { text: counts.map(([, number, one]) => countOf(number!, one!)).join(', '), shape: null };
}

function countOf(count: string, kind: string): string {
  return `${count} ${kind}${count === '1' ? '' : 's'}`;
}

/** `Ti–O`; with ligands of several elements `Ti–X`. */
export function bondOf({ id, ligandElements }: Pick<MotifAnswer, 'id' | 'ligandElements'>): string {
  const { centre } = partsOf(id);
  return `${centre.replaceAll(',', '/')}–${ligandElements.length === 1 ? ligandElements[0] : 'X'}`;
}
