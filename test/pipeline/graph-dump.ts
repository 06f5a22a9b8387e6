/** Everything that a graph says, in an order that does not depend on how it was written. */
import type { GraphStore } from '../../src/graph/store.js';

const ALL = { limit: 1_000_000 };

export async function dumpOf(store: GraphStore, ids: readonly string[]) {
  const byId = { key: 'id', descending: false } as const;
  const crystals = await store.crystals({}, byId, ALL);
  const crystalIds = crystals.map(({ id }) => id);
  const sites = await store.sitesOfCrystals(crystalIds);
  const motifs = await store.motifs({}, byId, ALL);
  const motifConnections = (await store.motifConnections(motifs.map(({ id }) => id))).flat();
  return {
    crystals,
    sites,
    connections: await store.connectionsOfSites(sites.flat().map(({ id }) => id)),
    contents: await store.contentsOfCrystals(crystalIds),
    motifs,
    motifConnections: motifConnections.map((connection) => JSON.stringify(connection)).sort(),
    sources: await store.sourcesById(ids),
    elements: await store.elements(),
    statistics: await store.statistics(),
  };
}
