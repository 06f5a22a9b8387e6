/** Searches that LadybugDB has no index for: over what this process keeps of the graph until it changes. */

import { NearestSearch } from '../representation/nearest-search.js';
import { dot, unit } from '../representation/vectors.js';
import type { Parameters, Row } from './engine.js';
import type { CrystalVectorNode } from './model.js';
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

/** More changes than this are not followed: all crystals are loaded anew. */
const MOST_EDITS = 4096;

/** What a write has made of a crystal. */
export interface Edit {
  readonly id: string;
  /** Null where it has none. */
  readonly vectors: Pick<CrystalVectorNode, VectorSpace> | null;
  /** Null where the crystal is gone. */
  readonly motifs: readonly MotifShare[] | null;
}

/** As it was loaded, and what has become of it. */
interface Followed {
  readonly indices: ReadonlyMap<string, number>;
  /** Indices of those that were changed or are gone since. */
  readonly dead: Set<number>;
  /** How many of the edits it has followed. */
  followed: number;
}

interface Vectors extends Followed {
  readonly ids: readonly string[];
  /** Among vectors of length 1, in the order of the ids. */
  readonly search: NearestSearch;
  /** Those that were written since. */
  readonly added: Map<string, Float32Array>;
}

/** Which crystals hold a motif. */
interface Holders {
  /** Among `Shares.ids`. */
  readonly crystals: number[];
  /** Parts of their cation sites. */
  readonly fractions: number[];
}

interface Shares extends Followed {
  /** Of crystals; behind those that were loaded stand those that were written since. */
  readonly ids: string[];
  readonly indices: Map<string, number>;
  readonly holders: Map<string, Holders>;
}

export class LocalSearch {
  /** Counts the changes of the graph that are not told in edits. */
  private version = 0;
  /** Since the last such change. What is loaded meanwhile may have them already, to which they do no harm. */
  private edits: Edit[] = [];
  private vectors = new Map<VectorSpace, Promise<Vectors>>();
  private shares: Promise<Shares> | undefined;

  constructor(private readonly read: Read) {}

  /** Lets go of what the graph may have changed. */
  changed(): void {
    this.version++;
    this.edits = [];
    this.vectors = new Map();
    this.shares = undefined;
  }

  /** What is kept follows a write: otherwise all crystals would be loaded anew for each batch of an ingest. */
  edited(edits: readonly Edit[]): void {
    if (this.edits.length + edits.length > MOST_EDITS) this.changed();
    else this.edits.push(...edits);
  }

  /** Loads all that is searched, one after the other. */
  async load(): Promise<void> {
    for (const space of VECTOR_SPACES) await this.vectorsOf(space);
    await this.sharesOfMotifs();
  }

  async nearest(space: VectorSpace, vector: ArrayLike<number>, limit: number, among?: Ids): Promise<SimilarVector[]> {
    return nearestOf(await this.followedVectors(space), Float32Array.from(vector), limit, among);
  }

  async nearestTo(space: VectorSpace, id: string, limit: number, among?: Ids): Promise<SimilarVector[] | null> {
    const vectors = await this.followedVectors(space);
    const vector = vectorOf(vectors, id);
    return vector === null ? null : nearestOf(vectors, vector, limit, among);
  }

  /** Largest overlap first, ties by id. */
  async motifOverlap(motifs: readonly MotifShare[], limit: number, among?: Ids): Promise<CrystalOverlap[]> {
    const { ids, holders, dead } = await this.followedShares();
    const overlaps = new Float64Array(ids.length);
    for (const { id, fraction } of motifs) {
      const { crystals, fractions } = holders.get(id) ?? { crystals: [], fractions: [] };
      for (const [i, crystal] of crystals.entries()) overlaps[crystal]! += Math.min(fraction, fractions[i]!);
    }
    for (const index of dead) overlaps[index] = 0;
    if (among !== undefined) for (const [i, id] of ids.entries()) if (!among.has(id)) overlaps[i] = 0;
    const least = overlaps.toSorted().at(-limit) ?? 0;
    return ids
      .flatMap((id, i) => (overlaps[i]! > 0 && overlaps[i]! >= least ? { id, overlap: overlaps[i]! } : []))
      .sort((a, b) => b.overlap - a.overlap || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }

  /** Nothing is awaited between following the edits and the search. */
  private async followedVectors(space: VectorSpace): Promise<Vectors> {
    const vectors = await this.vectorsOf(space);
    for (const { id, vectors: own } of this.unfollowed(vectors)) {
      const index = vectors.indices.get(id);
      if (index !== undefined) vectors.dead.add(index);
      vectors.added.delete(id);
      const vector = own?.[space];
      if (vector) vectors.added.set(id, unitOf(Float32Array.from(vector)));
    }
    return vectors;
  }

  private async followedShares(): Promise<Shares> {
    const shares = await this.sharesOfMotifs();
    for (const { id, motifs } of this.unfollowed(shares)) {
      const before = shares.indices.get(id);
      if (before !== undefined) shares.dead.add(before);
      if (motifs === null) continue;
      const index = shares.ids.push(id) - 1;
      shares.indices.set(id, index);
      for (const motif of motifs) hold(shares.holders, index, motif);
    }
    return shares;
  }

  private unfollowed(kept: Followed): readonly Edit[] {
    const edits = this.edits.slice(kept.followed);
    kept.followed = this.edits.length;
    return edits;
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
    vectors.push(unitOf(vectorFrom(row)));
  };
  for await (const rows of pages) await mapInSteps(rows, add);
  const width = vectors[0]?.length ?? 0;
  const values = new Float32Array(vectors.length * width);
  for (const [i, vector] of vectors.entries()) values.set(vector, i * width);
  const search = await inSteps(NearestSearch.steps(values, width));
  return { ids, search, indices: indicesOf(ids), dead: new Set(), added: new Map(), followed: 0 };
}

/** Of length 1 again, which rounding has changed a little: a crystal is exactly like itself. */
function unitOf(vector: ArrayLike<number>): Float32Array {
  return unit(vector) ?? new Float32Array(vector.length);
}

function indicesOf(ids: readonly string[]): Map<string, number> {
  return new Map(ids.map((id, index) => [id, index]));
}

async function loadShares(pages: AsyncIterable<readonly Row[]>): Promise<Shares> {
  const ids: string[] = [];
  const holders = new Map<string, Holders>();
  const add = ({ id, motifId, fraction }: Row) => {
    if (ids.at(-1) !== id) ids.push(String(id));
    // A crystal without motifs.
    if (motifId === null) return;
    hold(holders, ids.length - 1, { id: String(motifId), fraction: Number(fraction) });
  };
  for await (const rows of pages) await mapInSteps(rows, add);
  return { ids, holders, indices: indicesOf(ids), dead: new Set(), followed: 0 };
}

function hold(holders: Map<string, Holders>, crystal: number, { id, fraction }: MotifShare): void {
  const ofMotif = holders.get(id) ?? { crystals: [], fractions: [] };
  ofMotif.crystals.push(crystal);
  ofMotif.fractions.push(fraction);
  holders.set(id, ofMotif);
}

function vectorOf({ indices, search, dead, added }: Vectors, id: string): Float32Array | null {
  const index = indices.get(id);
  return added.get(id) ?? (index === undefined || dead.has(index) ? null : search.vectorOf(index));
}

/** Ties by id. */
function nearestOf(
  { ids, search, dead, added }: Vectors,
  vector: Float32Array,
  limit: number,
  among?: Ids,
): SimilarVector[] {
  const accepts = (index: number) => !dead.has(index) && (among?.has(ids[index]!) ?? true);
  const loaded = search.nearest(vector, limit, accepts).map(({ index, cosine }) => ({ id: ids[index]!, cosine }));
  if (added.size === 0) return loaded;
  const written = [...added].flatMap(([id, own]) =>
    among?.has(id) === false ? [] : { id, cosine: Math.min(1, dot(own, 0, vector, 0, vector.length)) },
  );
  return [...loaded, ...written].sort((a, b) => b.cosine - a.cosine || (a.id < b.id ? -1 : 1)).slice(0, limit);
}
