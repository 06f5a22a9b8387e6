/** Searches that LadybugDB has no index for: over what this process keeps of the graph until it changes. */

import { NearestSearch } from '../representation/nearest-search.js';
import { unit } from '../representation/vectors.js';
import type { Parameters, Row } from './engine.js';
import { vectorFrom } from './rows.js';
import {
  type CrystalOverlap,
  type Ids,
  type MotifShare,
  type SimilarVector,
  VECTOR_SPACES,
  type VectorSpace,
} from './store.js';
import { inSteps, mapInSteps } from './turns.js';

/** Runs a statement of `cypher/ladybug/vectors`. */
type Read = (name: string, blanks: { readonly [name: string]: string }, parameters: Parameters) => Promise<Row[]>;

/** Crystals in a page: each is a search of its own through all of them, and some MB of memory. */
const PAGE = 4000;

interface Vectors {
  readonly ids: readonly string[];
  /** Among vectors of length 1, in the order of the ids. */
  readonly search: NearestSearch;
}

/** Which crystals hold a motif. */
interface Holders {
  /** Among `Shares.ids`. */
  readonly crystals: number[];
  /** Parts of their cation sites. */
  readonly fractions: number[];
}

interface Shares {
  /** Of crystals, in order. */
  readonly ids: readonly string[];
  readonly holders: ReadonlyMap<string, Holders>;
}

export class LocalSearch {
  /** Counts the changes of the graph. */
  private version = 0;
  private vectors = new Map<VectorSpace, Promise<Vectors>>();
  private shares: Promise<Shares> | undefined;

  constructor(private readonly read: Read) {}

  /** Lets go of what the graph may have changed. */
  changed(): void {
    this.version++;
    this.vectors = new Map();
    this.shares = undefined;
  }

  /** Loads all that is searched, one after the other. */
  async load(): Promise<void> {
    for (const space of VECTOR_SPACES) await this.vectorsOf(space);
    await this.sharesOfMotifs();
  }

  async nearest(space: VectorSpace, vector: ArrayLike<number>, limit: number, among?: Ids): Promise<SimilarVector[]> {
    return nearestOf(await this.vectorsOf(space), Float32Array.from(vector), limit, among);
  }

  async nearestTo(space: VectorSpace, id: string, limit: number, among?: Ids): Promise<SimilarVector[] | null> {
    const vectors = await this.vectorsOf(space);
    const index = vectors.ids.indexOf(id);
    return index < 0 ? null : nearestOf(vectors, vectors.search.vectorOf(index), limit, among);
  }

  /** Largest overlap first, ties by id. */
  async motifOverlap(motifs: readonly MotifShare[], limit: number, among?: Ids): Promise<CrystalOverlap[]> {
    const { ids, holders } = await this.sharesOfMotifs();
    const overlaps = new Float64Array(ids.length);
    for (const { id, fraction } of motifs) {
      const { crystals, fractions } = holders.get(id) ?? { crystals: [], fractions: [] };
      for (const [i, crystal] of crystals.entries()) overlaps[crystal]! += Math.min(fraction, fractions[i]!);
    }
    if (among !== undefined) for (const [i, id] of ids.entries()) if (!among.has(id)) overlaps[i] = 0;
    const least = overlaps.toSorted().at(-limit) ?? 0;
    return ids
      .flatMap((id, i) => (overlaps[i]! > 0 && overlaps[i]! >= least ? { id, overlap: overlaps[i]! } : []))
      .sort((a, b) => b.overlap - a.overlap)
      .slice(0, limit);
  }

  private vectorsOf(space: VectorSpace): Promise<Vectors> {
    const { vectors } = this;
    let loading = vectors.get(space);
    if (loading === undefined) {
      loading = this.unchanged((pages) => loadVectors(pages('vectors/all', { property: space })));
      vectors.set(space, loading);
      loading.catch(() => vectors.delete(space));
    }
    return loading;
  }

  private sharesOfMotifs(): Promise<Shares> {
    if (this.shares === undefined) {
      const loading = this.unchanged((pages) => loadShares(pages('vectors/shares', {})));
      this.shares = loading;
      loading.catch(() => {
        if (this.shares === loading) this.shares = undefined;
      });
    }
    return this.shares;
  }

  /** Loads anew when the graph has changed meanwhile: pages of before and after don't belong together. */
  private async unchanged<Loaded>(load: (pages: Pages) => Promise<Loaded>): Promise<Loaded> {
    for (;;) {
      const { version } = this;
      const pages: Pages = (name, blanks) => this.pages(name, blanks, () => this.version === version);
      try {
        const loaded = await load(pages);
        if (this.version === version) return loaded;
      } catch (error) {
        if (this.version === version) throw error;
      }
    }
  }

  /** Rows of crystals by their ids; no more of them once they are not wanted. */
  private async *pages(name: string, blanks: { readonly [name: string]: string }, wanted: () => boolean) {
    let after = '';
    while (wanted()) {
      const rows = await this.read(name, blanks, { after, limit: PAGE });
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows;
      after = String(last['id']);
    }
  }
}

type Pages = (name: string, blanks: { readonly [name: string]: string }) => AsyncIterable<readonly Row[]>;

async function loadVectors(pages: AsyncIterable<readonly Row[]>): Promise<Vectors> {
  const ids: string[] = [];
  const vectors: Float32Array[] = [];
  const add = (row: Row) => {
    ids.push(String(row['id']));
    // Of length 1 again, which rounding has changed a little: a crystal is exactly like itself.
    const vector = vectorFrom(row);
    vectors.push(unit(vector) ?? new Float32Array(vector.length));
  };
  for await (const rows of pages) await mapInSteps(rows, add);
  const width = vectors[0]?.length ?? 0;
  const values = new Float32Array(vectors.length * width);
  for (const [i, vector] of vectors.entries()) values.set(vector, i * width);
  return { ids, search: await inSteps(NearestSearch.steps(values, width)) };
}

async function loadShares(pages: AsyncIterable<readonly Row[]>): Promise<Shares> {
  const ids: string[] = [];
  const holders = new Map<string, Holders>();
  const add = ({ id, motifId, fraction }: Row) => {
    if (ids.at(-1) !== id) ids.push(String(id));
    // A crystal without motifs.
    if (motifId === null) return;
    const motif = String(motifId);
    const ofMotif = holders.get(motif) ?? { crystals: [], fractions: [] };
    ofMotif.crystals.push(ids.length - 1);
    ofMotif.fractions.push(Number(fraction));
    holders.set(motif, ofMotif);
  };
  for await (const rows of pages) await mapInSteps(rows, add);
  return { ids, holders };
}

function nearestOf({ ids, search }: Vectors, vector: Float32Array, limit: number, among?: Ids): SimilarVector[] {
  const accepts = among && ((index: number) => among.has(ids[index]!));
  return search.nearest(vector, limit, accepts).map(({ index, cosine }) => ({ id: ids[index]!, cosine }));
}
