/** Crystals in the spaces that were learned of others: an ingest gives each its vectors with it, and learns nothing anew. */
import { crystalMotifsOf } from '../graph/crystal-motifs.js';
import type { CrystalRecord, CrystalVectorNode } from '../graph/model.js';
import type { IngestStore, PlacedCrystals } from '../graph/store.js';
import { NO_CLUSTER } from '../representation/clusters.js';
import type { CrystalMotifs, MotifSite } from '../representation/crystal-motifs.js';
import { type CrystalMap, crystalVectors, type Representation } from '../representation/representation.js';
import { RepresentationFileError, readRepresentation } from '../representation/representation-file.js';

/** Places what an ingest stores, by the representation that the graph has at the time. */
export class Placing {
  private digest: string | null = null;
  /** Null where there is none, or one of another version. */
  private representation: Representation | null = null;

  constructor(private readonly store: IngestStore) {}

  /** Undefined where the graph has nothing learned. On the map, which is drawn of all crystals at once, they stand nowhere. */
  async place(records: readonly CrystalRecord[]): Promise<PlacedCrystals | undefined> {
    if (records.length === 0) return undefined;
    const digest = await this.store.vectors.digest();
    if (digest !== this.digest) {
      this.representation = await this.read();
      this.digest = digest;
    }
    const { representation } = this;
    if (representation === null || digest === null) return undefined;
    const crystals = records.map((record) => crystalVectorNode(crystalMotifsOf(record), representation));
    return { digest, crystals };
  }

  private async read(): Promise<Representation | null> {
    const bytes = await this.store.vectors.representation();
    try {
      return bytes && readRepresentation(bytes);
    } catch (error) {
      // `embed` renews it.
      if (error instanceof RepresentationFileError) return null;
      throw error;
    }
  }
}

/** @param map without it, the crystal stands nowhere on the map. */
export function crystalVectorNode(
  crystal: CrystalMotifs,
  representation: Representation,
  map?: CrystalMap,
): CrystalVectorNode {
  const { framework, chemistry, fingerprint } = crystalVectors(crystal, representation);
  const place = map?.get(crystal.id);
  const main = mainSite(crystal.sites);
  return {
    id: crystal.id,
    formula: crystal.formula,
    geometry: main?.geometry ?? null,
    element: main?.element ?? null,
    x: place?.x ?? null,
    y: place?.y ?? null,
    cluster: place === undefined || place.cluster === NO_CLUSTER ? null : place.cluster,
    framework: framework && storedVector(framework),
    chemistry: chemistry && storedVector(chemistry),
    fingerprint: fingerprint && storedVector(fingerprint),
  };
}

/** Of most sites of the primitive cell; the first of equals. */
function mainSite(sites: readonly MotifSite[]): MotifSite | undefined {
  const shaped = sites.filter(({ motif }) => motif !== null);
  const most = Math.max(0, ...shaped.map(({ multiplicity }) => multiplicity));
  return shaped.find(({ multiplicity }) => multiplicity === most);
}

/** To five decimals: finer than the vectors are meaningful, and short as text. */
export function storedVector(vector: Float32Array): number[] {
  return Array.from(vector, (value) => Math.round(1e5 * value) / 1e5);
}
