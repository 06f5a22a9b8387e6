/** Vectors and the representation in the graph: an index searches them on Neo4j, this process on LadybugDB. */
import { createHash } from 'node:crypto';
import type { CrystalMotifs } from '../representation/crystal-motifs.js';
import { nearest } from '../representation/nearest.js';
import { crystalMotifsOf } from './crystal-motifs.js';
import type { Cypher } from './cypher.js';
import type { Engine, Parameters, Row, Value } from './engine.js';
import type {
  CrystalNode,
  CrystalPlace,
  CrystalVectorNode,
  MotifSiteNode,
  MotifVectorNode,
  SiteConnection,
} from './model.js';
import { grouped, numbers, siteFrom } from './rows.js';
import type { SimilarVector, VectorSpace, VectorStore } from './store.js';

const PLACES = {
  motif: { label: 'MotifVector', property: 'vector' },
  framework: { label: 'CrystalVector', property: 'framework' },
  chemistry: { label: 'CrystalVector', property: 'chemistry' },
  fingerprint: { label: 'CrystalVector', property: 'fingerprint' },
} as const;

/** LadybugDB holds a text in one page of 256 KiB. */
const CHARACTERS_IN_PART = 100_000;
const VECTORS_IN_STATEMENT = 2000;

interface LoadedVectors {
  readonly ids: readonly string[];
  /** One after another. */
  readonly vectors: Float32Array;
}

export class CypherVectorStore implements VectorStore {
  /** Vectors that were searched here once, until the graph changes. */
  private loaded = new Map<VectorSpace, Promise<LoadedVectors>>();

  constructor(
    private readonly engine: Engine,
    private readonly cypher: Cypher,
  ) {}

  async crystalMotifs(after: string, limit: number): Promise<CrystalMotifs[]> {
    const crystals = await this.read('vectors/crystals', { after, limit });
    const ids = crystals.map((row) => String(row['id']));
    const sites = (await this.read('sites/of-crystals', { ids })).map(siteFrom).sort((a, b) => a.orbit - b.orbit);
    const connections = (await this.read('vectors/connections', {
      ids: sites.map(({ id }) => id),
    })) as unknown as SiteConnection[];
    const crystalOf = new Map(sites.map(({ id, crystalId }) => [id, crystalId]));
    const sitesOf = grouped<MotifSiteNode>(ids, sites, ({ crystalId }) => crystalId);
    const connectionsOf = grouped<SiteConnection>(ids, connections, ({ fromSite }) => crystalOf.get(fromSite)!);
    return crystals.map((row, i) => crystalMotifsOf(row as unknown as CrystalNode, sitesOf[i]!, connectionsOf[i]!));
  }

  async digest(): Promise<string | null> {
    const [row] = await this.read('vectors/representation', {});
    return row === undefined ? null : String(row['digest']);
  }

  async representation(): Promise<Buffer | null> {
    if ((await this.digest()) === null) return null;
    const parts = await this.read('vectors/parts', {});
    return Buffer.from(parts.map((row) => row['text']).join(''), 'base64');
  }

  async replace(
    representation: Buffer,
    motifs: readonly MotifVectorNode[],
    crystals: AsyncIterable<readonly CrystalVectorNode[]>,
  ): Promise<void> {
    await this.engine.define(this.cypher.script('schema/clear-vectors'));
    await this.engine.define(this.cypher.script('schema/create'));
    this.changed();
    await this.create('motifs', motifs);
    for await (const batch of crystals) await this.create('crystals', batch);
    await this.engine.define(this.cypher.script('schema/index-vectors'));
    const text = representation.toString('base64');
    const parts = Array.from({ length: Math.ceil(text.length / CHARACTERS_IN_PART) }, (_, id) => ({
      id,
      text: text.slice(id * CHARACTERS_IN_PART, (id + 1) * CHARACTERS_IN_PART),
    }));
    await this.create('parts', parts);
    // Last: a graph with this node has all the rest.
    const digest = createHash('sha256').update(representation).digest('hex');
    await this.engine.write((run) =>
      run({ text: this.cypher.text('vectors/create-representation'), parameters: { digest } }),
    );
    this.changed();
  }

  async nearest(space: VectorSpace, vector: ArrayLike<number>, limit: number): Promise<SimilarVector[]> {
    if (limit === 0) return [];
    if (this.engine.name === 'ladybug') return this.nearestHere(space, vector, limit);
    const { label, property } = PLACES[space];
    const rows = await this.read('vectors/nearest', {
      index: `${label}_${property}`,
      limit,
      vector: Array.from(vector),
    });
    return rows as unknown as SimilarVector[];
  }

  async crystalMap(): Promise<CrystalPlace[]> {
    return (await this.read('vectors/map', {})) as unknown as CrystalPlace[];
  }

  /** Lets go of vectors that the graph may have changed. */
  changed(): void {
    this.loaded = new Map();
  }

  private async nearestHere(space: VectorSpace, vector: ArrayLike<number>, limit: number): Promise<SimilarVector[]> {
    let loading = this.loaded.get(space);
    if (loading === undefined) {
      loading = this.load(space);
      this.loaded.set(space, loading);
      loading.catch(() => this.changed());
    }
    const { ids, vectors } = await loading;
    return nearest(vectors, Float32Array.from(vector), limit).map(({ index, cosine }) => ({ id: ids[index]!, cosine }));
  }

  private async load(space: VectorSpace): Promise<LoadedVectors> {
    const rows = await this.read('vectors/all', {}, PLACES[space]);
    const width = rows.length === 0 ? 0 : numbers(rows[0]!['vector']).length;
    const vectors = new Float32Array(rows.length * width);
    for (const [i, row] of rows.entries()) vectors.set(numbers(row['vector']), i * width);
    return { ids: rows.map((row) => String(row['id'])), vectors };
  }

  private async create(what: 'motifs' | 'crystals' | 'parts', rows: readonly object[]): Promise<void> {
    const text = this.cypher.text(`vectors/create-${what}`);
    for (let begin = 0; begin < rows.length; begin += VECTORS_IN_STATEMENT) {
      const batch = rows.slice(begin, begin + VECTORS_IN_STATEMENT) as readonly { readonly [key: string]: Value }[];
      await this.engine.write((run) => run({ text, parameters: { rows: batch } }));
    }
  }

  private read(name: string, parameters: Parameters, blanks?: { readonly [name: string]: string }): Promise<Row[]> {
    return this.engine.read({ text: this.cypher.text(name, blanks), parameters });
  }
}
