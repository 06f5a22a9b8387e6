/** The lists and counts of a graph as it is now. */

import { elementsOf, facetOf, geometriesOf, motifStatisticsOf } from '../../src/graph/projection/counts.js';
import type {
  CrystalFacet,
  CrystalFilter,
  CrystalSortKey,
  GraphStore,
  MotifFilter,
  MotifSortKey,
  Page,
  Sort,
} from '../../src/graph/store.js';
import type { ConnectionKind } from '../../src/motif/analysis.js';

export async function lists(store: GraphStore) {
  const projection = await store.projection();
  const network = await projection.network();
  return {
    crystals: (filter: CrystalFilter, sort: Sort<CrystalSortKey>, page: Page) =>
      projection.crystals(filter, [sort], page),
    countCrystals: (filter: CrystalFilter) => projection.countCrystals(filter),
    motifs: (filter: MotifFilter, sort: Sort<MotifSortKey>, page: Page) => projection.motifs(filter, [sort], page),
    countMotifs: (filter: MotifFilter) => projection.countMotifs(filter),
    motifsById: async (ids: readonly string[]) => ids.map((id) => projection.motifIndex.byId(id)),
    /** Of each motif, most frequent first. */
    connectedMotifs: (ids: readonly string[], kind?: readonly ConnectionKind[]) =>
      Promise.all(
        ids.map((id) =>
          network.connectedTo(id).page({ ...(kind && { kind }) }, [{ key: 'occurrences', descending: true }], {
            limit: 1000,
          }),
        ),
      ),
    motifStatistics: (ids: readonly string[]) => Promise.all(ids.map((id) => motifStatisticsOf(projection, id))),
    elements: () => elementsOf(projection),
    geometries: () => geometriesOf(projection),
    facet: async (facet: CrystalFacet, limit: number) => (await facetOf(projection, facet, {})).slice(0, limit),
  };
}
