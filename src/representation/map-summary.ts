/** What the clusters of a map are, and how good they are. */
import { NO_CLUSTER } from './clusters.js';
import { silhouette } from './quality.js';

export interface ClusterSummary {
  readonly cluster: number;
  readonly size: number;
  /** The label of most of its points; null where they have none. */
  readonly label: string | null;
  /** Share of its points with that label. */
  readonly share: number;
}

export interface MapQuality {
  /** Mean silhouette of the points in clusters, −1 to 1; null with fewer than two clusters. */
  readonly silhouette: number | null;
  /** Share of points in no cluster. */
  readonly outside: number;
  /** Share of points in clusters that bear the label of most of their cluster. */
  readonly purity: number;
}

export interface MapSummary {
  readonly clusters: readonly ClusterSummary[];
  readonly quality: MapQuality;
}

/**
 * In steps, of which there are thousands.
 *
 * @param positions x and y of each point in turn.
 * @param clusters of each point, from 0; NO_CLUSTER for none.
 * @param labels of each point.
 */
export function* mapSummary(
  positions: Float64Array,
  clusters: Int32Array,
  labels: readonly (string | null)[],
): Generator<void, MapSummary> {
  const count = clusters.reduce((most, cluster) => Math.max(most, cluster), NO_CLUSTER) + 1;
  const tallies = Array.from({ length: count }, () => new Map<string | null, number>());
  for (const [i, cluster] of clusters.entries()) {
    if (cluster === NO_CLUSTER) continue;
    const tally = tallies[cluster]!;
    tally.set(labels[i]!, (tally.get(labels[i]!) ?? 0) + 1);
  }
  const summaries = tallies.map((tally, cluster) => {
    const size = [...tally.values()].reduce((sum, n) => sum + n, 0);
    const [label, most] = [...tally].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
    return { cluster, size, label, share: most / size };
  });
  const inside = summaries.reduce((sum, { size }) => sum + size, 0);
  return {
    clusters: summaries,
    quality: {
      silhouette: yield* silhouette(positions, clusters),
      outside: clusters.length === 0 ? 0 : 1 - inside / clusters.length,
      purity: inside === 0 ? 0 : summaries.reduce((sum, { size, share }) => sum + size * share, 0) / inside,
    },
  };
}
