/** Where crystals stand on their map, as columns that are kept as long as the graph stays as it is. */
import { keptPromise } from '../graph/kept-promise.js';
import type { CrystalPlace } from '../graph/model.js';
import type { Projection } from '../graph/projection/projection.js';
import { inSteps, type Steps } from '../graph/turns.js';
import { NO_CLUSTER } from '../representation/clusters.js';
import { type MapSummary, mapSummary } from '../representation/map-summary.js';
import type { QueryGraph } from './graph-access.js';

export class CrystalPlaces {
  readonly x: Float64Array;
  readonly y: Float64Array;
  private summed: Promise<MapSummary> | undefined;

  /**
   * @param places by id
   * @param rows of these crystals in the projection
   */
  constructor(
    readonly places: readonly CrystalPlace[],
    readonly rows: Uint32Array,
  ) {
    this.x = Float64Array.from(places, ({ x }) => x);
    this.y = Float64Array.from(places, ({ y }) => y);
  }

  /** Of all of them; it takes as long as many queries. */
  summary(): Promise<MapSummary> {
    const { places } = this;
    this.summed ??= inSteps(
      mapSummary(
        Float64Array.from(places.flatMap(({ x, y }) => [x, y])),
        Int32Array.from(places, ({ cluster }) => cluster ?? NO_CLUSTER),
        places.map(({ geometry }) => geometry),
      ),
    );
    return this.summed;
  }
}

const KEPT = new WeakMap<Projection, Promise<CrystalPlaces>>();

/**
 * A projection stands for one version of the graph, and other vectors make another version.
 *
 * @param queryGraph that of no answer, which could be over before the places are read
 */
export function crystalPlaces(projection: Projection, queryGraph: QueryGraph): Promise<CrystalPlaces> {
  return keptPromise(KEPT, projection, async () => {
    const places = await queryGraph(() => projection.places());
    return inSteps(located(places, projection));
  });
}

/** Crystals that came or went while the map was read are left out. */
function* located(places: readonly CrystalPlace[], projection: Projection): Steps<CrystalPlaces> {
  const known: CrystalPlace[] = [];
  const rows: number[] = [];
  for (const place of places) {
    const row = projection.indexOf(place.id);
    if (row === null) continue;
    known.push(place);
    rows.push(row);
    yield;
  }
  return new CrystalPlaces(known, Uint32Array.from(rows));
}
