/** Searches that LadybugDB has no index for: over what this process keeps of the graph until it changes. */
import { unit } from '../representation/latent-space.js';
import { NearestSearch } from '../representation/nearest-search.js';
import type { Row } from './engine.js';
import { numbers } from './rows.js';
import type { CrystalOverlap, MotifShare, SimilarVector, VectorSpace } from './store.js';

/** Runs a statement of `cypher/ladybug/vectors`. */
type Read = (name: string, blanks?: { readonly [name: string]: string }) => Promise<Row[]>;

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
  private vectors = new Map<VectorSpace, Promise<Vectors>>();
  private shares: Promise<Shares> | undefined;

  constructor(private readonly read: Read) {}

  /** Lets go of what the graph may have changed. */
  changed(): void {
    this.vectors = new Map();
    this.shares = undefined;
  }

  async nearest(space: VectorSpace, vector: ArrayLike<number>, limit: number): Promise<SimilarVector[]> {
    return nearestAmong(await this.vectorsOf(space), Float32Array.from(vector), limit);
  }

  async nearestTo(space: VectorSpace, id: string, limit: number): Promise<SimilarVector[] | null> {
    const vectors = await this.vectorsOf(space);
    const index = vectors.ids.indexOf(id);
    return index < 0 ? null : nearestAmong(vectors, vectors.search.vectorOf(index), limit);
  }

  /** Largest overlap first, ties by id. */
  async motifOverlap(motifs: readonly MotifShare[], limit: number): Promise<CrystalOverlap[]> {
    const { ids, holders } = await this.sharesOfMotifs();
    const overlaps = new Float64Array(ids.length);
    for (const { id, fraction } of motifs) {
      const { crystals, fractions } = holders.get(id) ?? { crystals: [], fractions: [] };
      for (const [i, crystal] of crystals.entries()) overlaps[crystal]! += Math.min(fraction, fractions[i]!);
    }
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
      loading = this.loadVectors(space);
      vectors.set(space, loading);
      loading.catch(() => vectors.delete(space));
    }
    return loading;
  }

  private async loadVectors(space: VectorSpace): Promise<Vectors> {
    const rows = await this.read('vectors/all', { property: space });
    const width = rows.length === 0 ? 0 : numbers(rows[0]!['vector']).length;
    const values = new Float32Array(rows.length * width);
    // Of length 1 again, which rounding has changed a little: a crystal is exactly like itself.
    for (const [i, row] of rows.entries()) values.set(unit(numbers(row['vector'])) ?? [], i * width);
    return { ids: rows.map((row) => String(row['id'])), search: new NearestSearch(values, width) };
  }

  private sharesOfMotifs(): Promise<Shares> {
    if (this.shares === undefined) {
      const loading = this.loadShares();
      this.shares = loading;
      loading.catch(() => {
        if (this.shares === loading) this.shares = undefined;
      });
    }
    return this.shares;
  }

  private async loadShares(): Promise<Shares> {
    const ids: string[] = [];
    const holders = new Map<string, Holders>();
    for (const { crystalId, motifId, fraction } of await this.read('vectors/shares')) {
      if (ids.at(-1) !== crystalId) ids.push(String(crystalId));
      const motif = String(motifId);
      const ofMotif = holders.get(motif) ?? { crystals: [], fractions: [] };
      ofMotif.crystals.push(ids.length - 1);
      ofMotif.fractions.push(Number(fraction));
      holders.set(motif, ofMotif);
    }
    return { ids, holders };
  }
}

function nearestAmong({ ids, search }: Vectors, vector: Float32Array, limit: number): SimilarVector[] {
  return search.nearest(vector, limit).map(({ index, cosine }) => ({ id: ids[index]!, cosine }));
}
