/**
 * Tilts of octahedra that share a corner. Octahedra that are turned against each other bend the bridge between their
 * centres: in a perovskite in which they turn by φ about an axis normal to the bridge, in opposite senses, its angle
 * M–X–M is 180° − 2φ (M. O'Keeffe & B. G. Hyde, Acta Cryst. B 33, 3802 (1977); φ is the tilt of A. M. Glazer, Acta
 * Cryst. B 28, 3384 (1972), for tilts about one axis).
 */
import type { Connection, ConnectionKind, GeometrySymbol, MotifSite } from '../analysis.js';

const OCTAHEDRON: GeometrySymbol = 'O:6';

/** Degrees, 0 for a straight bridge; null unless both polyhedra are octahedra and share one corner. */
export function tiltOf(
  { kind, anglesInDegrees }: { readonly kind: ConnectionKind; readonly anglesInDegrees: ArrayLike<number> },
  from: GeometrySymbol | null,
  to: GeometrySymbol | null,
): number | null {
  if (kind !== 'corner' || from !== OCTAHEDRON || to !== OCTAHEDRON) return null;
  return (180 - anglesInDegrees[0]!) / 2;
}

/** The mean tilt of each site against the octahedra that it shares a corner with, degrees, where there are such. */
export function meanTilts(
  sites: readonly Pick<MotifSite, 'site' | 'geometry'>[],
  connections: readonly Pick<Connection, 'from' | 'to' | 'kind' | 'anglesInDegrees'>[],
): ReadonlyMap<number, number> {
  const geometryOf = new Map(sites.map(({ site, geometry }) => [site, geometry]));
  const sums = new Map<number, { sum: number; count: number }>();
  for (const connection of connections) {
    const { from, to } = connection;
    const tilt = tiltOf(connection, geometryOf.get(from) ?? null, geometryOf.get(to) ?? null);
    if (tilt === null) continue;
    // Both ends see it, and a site that is connected with its own image sees it in two directions.
    for (const site of [from, to]) {
      const known = sums.get(site) ?? { sum: 0, count: 0 };
      sums.set(site, { sum: known.sum + tilt, count: known.count + 1 });
    }
  }
  return new Map([...sums].map(([site, { sum, count }]) => [site, sum / count]));
}
