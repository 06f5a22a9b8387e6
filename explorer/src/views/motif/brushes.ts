/** Ranges that are chosen in the histograms of a motif: in the address, and as filters of the API. */
import { readRange } from '../../address/criteria.js';
import type { CrystalFilter, SiteFilter } from '../../graphql/generated/operations.js';
import type { ConnectionKind } from '../../parts/glyphs.js';
import type { Interval } from '../../parts/histogram.js';

export interface Brushes {
  /** Mean bond length, Å. */
  readonly length: Interval | null;
  /** Continuous symmetry measure. */
  readonly measure: Interval | null;
  /** Angle at a ligand that is shared in this way, degrees. */
  readonly angle: { readonly kind: ConnectionKind; readonly range: Interval } | null;
}

export const NO_BRUSHES: Brushes = { length: null, measure: null, angle: null };

export function isBrushed({ length, measure, angle }: Brushes): boolean {
  return length !== null || measure !== null || angle !== null;
}

/** `?d=1.94..1.98&csm=0..1&angle=edge:90..100` */
export function brushesOf(parameters: URLSearchParams): Brushes {
  const [, kind, range] = /^(corner|edge|face):(.+)$/.exec(parameters.get('angle') ?? '') ?? [];
  const angle = intervalOf(range ?? null);
  return {
    length: intervalOf(parameters.get('d')),
    measure: intervalOf(parameters.get('csm')),
    angle: angle === null ? null : { kind: kind!.toUpperCase() as ConnectionKind, range: angle },
  };
}

function intervalOf(text: string | null): Interval | null {
  const { min, max } = readRange(text ?? '') ?? {};
  return min == null || max == null || min > max ? null : [min, max];
}

export function textOf(range: Interval | null): string | null {
  return range === null ? null : range.join('..');
}

/** The sites of a motif that all ranges leave, or all but one. */
export function siteFilter(motif: string, { length, measure, angle }: Brushes, but?: keyof Brushes): SiteFilter {
  return {
    motifs: [motif],
    ...(length !== null && but !== 'length' ? { bondLengthMean: rangeOf(length) } : {}),
    ...(measure !== null && but !== 'measure' ? { csm: rangeOf(measure) } : {}),
    ...(angle !== null && but !== 'angle'
      ? { connections: { some: { kind: [angle.kind], angle: rangeOf(angle.range) } } }
      : {}),
  };
}

/** The crystals that have such a site. */
export function crystalFilter(motif: string, brushes: Brushes): CrystalFilter {
  return isBrushed(brushes) ? { sites: { some: siteFilter(motif, brushes) } } : { motifs: [motif] };
}

function rangeOf([min, max]: Interval) {
  return { min, max };
}
