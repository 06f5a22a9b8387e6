/** Everything that a graph says, in an order that does not depend on how it was written. */
import type { GraphStore } from '../../src/graph/store.js';
import { lists } from '../graph/lists.js';

const ALL = { limit: 1_000_000 };

export async function dumpOf(store: GraphStore, ids: readonly string[]) {
  const byId = { key: 'id', descending: false } as const;
  const crystals = await (await lists(store)).crystals({}, byId, ALL);
  const crystalIds = crystals.map(({ id }) => id);
  const motifs = await (await lists(store)).motifs({}, byId, ALL);
  const connectedMotifs = (await (await lists(store)).connectedMotifs(motifs.map(({ id }) => id))).flat();
  return {
    crystals,
    parts: await store.partsOfCrystals(crystalIds),
    motifs,
    connectedMotifs: connectedMotifs.map((connection) => JSON.stringify(connection)).sort(),
    sources: await store.sourcesById(ids),
    elements: await (await lists(store)).elements(),
    statistics: await store.statistics(),
  };
}
