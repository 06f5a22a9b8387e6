/** Vectors and the representation in the graph: an index searches them on Neo4j, this process on LadybugDB. */
import { createHash } from 'node:crypto';
import type { CrystalMotifs } from '../representation/crystal-motifs.js';
import type { Cypher } from './cypher.js';
import type { Engine, Parameters, Row, Value } from './engine.js';
import { LocalSearch } from './local-search.js';
import type { CrystalPlace, CrystalVectorNode, MotifVectorNode } from './model.js';
import type { CrystalOverlap, MotifShare, SimilarVector, VectorSpace, VectorStore } from './store.js';

/** LadybugDB holds a text in one page of 256 KiB. */
const CHARACTERS_IN_PART = 100_000;
const VECTORS_IN_STATEMENT = 2000;

export class CypherVectorStore implements VectorStore {
  /** Null where the database searches. */
  private readonly local: LocalSearch | null;

  constructor(
    private readonly engine: Engine,
    private readonly cypher: Cypher,
  ) {
    this.local =
      engine.name === 'ladybug'
        ? new LocalSearch((name, blanks, parameters) => this.read(name, parameters, blanks))
        : null;
  }

  async crystalMotifs(after: string, limit: number): Promise<CrystalMotifs[]> {
    return (await this.read('vectors/crystal-motifs-after', { after, limit })).map(motifsFrom);
  }

  async crystalMotifsOf(ids: readonly string[]): Promise<(CrystalMotifs | null)[]> {
    const rows = await this.read('vectors/crystal-motifs', { ids });
    const byId = new Map(rows.map((row) => [row['id'], motifsFrom(row)]));
    return ids.map((id) => byId.get(id) ?? null);
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
    await this.engine.define(this.cypher.script('schema/create-vectors'));
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

  async crystalsWithout(): Promise<number> {
    const [row] = await this.read('vectors/crystals-without', {});
    return Number(row?.['missing'] ?? 0);
  }

  async motifOverlap(motifs: readonly MotifShare[], limit: number): Promise<CrystalOverlap[]> {
    if (this.local !== null) return this.local.motifOverlap(motifs, limit);
    const rows = await this.read('vectors/motif-overlap', { rows: motifs, limit });
    return rows.map((row) => ({ id: String(row['id']), overlap: Number(row['overlap']) }));
  }

  async nearest(space: VectorSpace, vector: ArrayLike<number>, limit: number): Promise<SimilarVector[]> {
    if (limit === 0) return [];
    if (this.local !== null) return this.local.nearest(space, vector, limit);
    const rows = await this.read('vectors/nearest', { index: indexOf(space), limit, vector: Array.from(vector) });
    return rows as unknown as SimilarVector[];
  }

  async nearestTo(space: VectorSpace, id: string, limit: number): Promise<SimilarVector[] | null> {
    if (this.local !== null) return this.local.nearestTo(space, id, limit);
    const rows = await this.read('vectors/nearest-to', { index: indexOf(space), limit, id }, { property: space });
    return rows.length === 0 ? null : (rows as unknown as SimilarVector[]);
  }

  async crystalMap(): Promise<CrystalPlace[]> {
    return (await this.read('vectors/map', {})) as unknown as CrystalPlace[];
  }

  /** To be called when the graph has changed. */
  changed(): void {
    this.local?.changed();
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

/** Neo4j's, of the crystals' vectors. */
function indexOf(space: VectorSpace): string {
  return `CrystalVector_${space}`;
}

function motifsFrom(row: Row): CrystalMotifs {
  return JSON.parse(String(row['motifs'])) as CrystalMotifs;
}
