/**
 * Distributions for a range that is being chosen: of such connections or polyhedra in all crystals that hold the pattern
 * without this very range. Those of the placements themselves would be more exact, and take twenty times as long.
 */
import { useMemo } from 'preact/hooks';
import { useAnswer } from '../../graphql/client.js';
import {
  type ConnectionFilter,
  type CrystalFilter,
  PatternConnectionFiguresDocument,
  PatternPolyhedronFiguresDocument,
  type SiteFilter,
} from '../../graphql/generated/operations.js';
import { filterOf } from './counts.js';
import {
  type Connection,
  type Criteria,
  connected,
  connectionBetween,
  type Drawing,
  POLYHEDRON_RANGES,
  polyhedronAt,
  withCriteria,
  withRange,
} from './model.js';

export interface Figures {
  readonly min: number;
  readonly max: number;
  readonly counts: readonly number[];
}

/** What a distribution is asked of. */
export type FigureSource =
  | { readonly of: 'angle' | 'distance'; readonly filter: CrystalFilter; readonly connections: ConnectionFilter }
  | { readonly of: 'csm' | 'bondLengthMean'; readonly filter: CrystalFilter; readonly sites: SiteFilter };

/** @returns null where the connection is none of those that count yet */
export function connectionSource(
  drawing: Drawing,
  criteria: CrystalFilter,
  { from, to }: Connection,
  of: 'angle' | 'distance',
): FigureSource | null {
  const connection = connectionBetween(drawing, from, to);
  if (connection === undefined) return null;
  return {
    of,
    filter: filterOf(connected(drawing, withRange(connection, of, undefined)), criteria),
    connections: {
      ...(connection.kinds.length === 0 ? {} : { kind: [...connection.kinds] }),
      from: siteFilter(polyhedronAt(drawing, from)!),
      to: siteFilter(polyhedronAt(drawing, to)!),
    },
  };
}

/** @returns null where the polyhedron is none of those that count yet */
export function polyhedronSource(
  drawing: Drawing,
  criteria: CrystalFilter,
  label: number,
  of: 'csm' | 'bondLengthMean',
): FigureSource | null {
  const polyhedron = polyhedronAt(drawing, label);
  if (polyhedron === undefined) return null;
  const free = withRange<Criteria, typeof of>(polyhedron, of, undefined);
  return { of, filter: filterOf(withCriteria(drawing, [label], free), criteria), sites: siteFilter(free) };
}

export function useFigures(source: FigureSource | null): Figures | null {
  const ofConnections = source !== null && 'connections' in source ? source : null;
  const ofSites = source !== null && 'sites' in source ? source : null;
  const connections = useAnswer(
    PatternConnectionFiguresDocument,
    { filter: ofConnections?.filter ?? {}, connections: ofConnections?.connections ?? {} },
    { enabled: ofConnections !== null },
  );
  const sites = useAnswer(
    PatternPolyhedronFiguresDocument,
    { filter: ofSites?.filter ?? {}, sites: ofSites?.sites ?? {} },
    { enabled: ofSites !== null },
  );
  const figures =
    (ofConnections && connections.data?.data.crystals?.connections?.[ofConnections.of]) ??
    (ofSites && sites.data?.data.crystals?.sites?.[ofSites.of]) ??
    null;
  return useMemo(() => (figures === null ? null : withoutTails(figures)), [figures]);
}

function siteFilter(criteria: Criteria): SiteFilter {
  const { elements, geometries, motifs } = criteria;
  const ranges = POLYHEDRON_RANGES.flatMap((key) => (criteria[key] === undefined ? [] : [[key, criteria[key]]]));
  return {
    ...(elements.length === 0 ? {} : { elements: [...elements] }),
    ...(geometries.length === 0 ? {} : { geometries: [...geometries] }),
    ...(motifs.length === 0 ? {} : { motifs: [...motifs] }),
    ...Object.fromEntries(ranges),
  };
}

const TAIL = 0.002;
const MOST_BINS = 48;

/** The bins that hold all but a few values at either end, few enough to be told apart. */
export function withoutTails({ min, max, counts }: Figures): Figures {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const tail = TAIL * total;
  const width = (max - min) / Math.max(1, counts.length);
  const edge = (bins: readonly number[]): number => {
    let [bin, sum] = [0, bins[0] ?? 0];
    while (sum <= tail && bin < bins.length - 1) sum += bins[++bin]!;
    return bin;
  };
  const first = edge(counts);
  const last = counts.length - edge(counts.toReversed());
  const together = Math.max(1, Math.ceil((last - first) / MOST_BINS));
  const bins = Math.ceil((last - first) / together);
  return {
    min: min + first * width,
    max: min + (first + bins * together) * width,
    counts: Array.from({ length: bins }, (_, bin) => {
      const start = first + bin * together;
      return counts.slice(start, start + together).reduce((sum, count) => sum + count, 0);
    }),
  };
}
