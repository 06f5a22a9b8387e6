/** Vectors and the representation in the graph: an index searches them on Neo4j, this process on LadybugDB. */
import { randomUUID } from 'node:crypto';
import { sha256 } from '../crystal/sha256.js';
import type { CrystalMotifs } from '../representation/crystal-motifs.js';
import { checkedVector, checksumOfVector } from './checksum.js';
import type { Blanks, Cypher } from './cypher.js';
import type { Engine, Parameters, Row, Run, Statement, Value } from './engine.js';
import { GraphError } from './errors.js';
import { type Edit, LocalSearch } from './local-search.js';
import type { CrystalPlace, CrystalVectorNode, MotifVectorNode } from './model.js';
import { crystalVectorFrom, motifVectorFrom, placeFrom, storedRow, vectorFrom } from './rows.js';
import { otherSlot, type Slot } from './slots.js';
import type { CrystalOverlap, Ids, MotifShare, SimilarVector, StoredRow, VectorSpace, VectorStore } from './store.js';
import { mapInSteps } from './turns.js';
import { change } from './version.js';

/** LadybugDB holds a text in one page of 256 KiB. */
const CHARACTERS_IN_PART = 100_000;
const VECTORS_IN_STATEMENT = 2000;

/** The representation that counts, and where its vectors are. */
interface Current {
  readonly slot: Slot;
  readonly digest: string;
}

export class CypherVectorStore implements VectorStore {
  /** Null where the database searches. */
  private readonly local: LocalSearch | null;
  /** As it was last seen; another process may have replaced it since. */
  private seen: Current | null = null;

  constructor(
    private readonly engine: Engine,
    private readonly cypher: Cypher,
    /** Called when the graph has other vectors. */
    private readonly replaced: () => void,
  ) {
    const read = (name: string, blanks: Blanks = {}, parameters: Parameters = {}) =>
      this.inCurrent<Row[]>([], (slot) => this.read(name, parameters, { ...blanks, slot }));
    this.local = engine.name === 'ladybug' ? new LocalSearch(read) : null;
  }

  async crystalMotifs(after: string, limit: number): Promise<CrystalMotifs[]> {
    return (await this.read('vectors/crystal-motifs-after', { after, limit })).map(motifsFrom);
  }

  async crystalMotifsOf(ids: readonly string[]): Promise<(CrystalMotifs | null)[]> {
    const rows = await this.read('vectors/crystal-motifs', { ids });
    const byId = new Map(await mapInSteps(rows, (row) => [row['id'], motifsFrom(row)] as const));
    return ids.map((id) => byId.get(id) ?? null);
  }

  async digest(): Promise<string | null> {
    return (await this.current())?.digest ?? null;
  }

  representation(): Promise<Buffer | null> {
    return this.inCurrent<Buffer | null>(null, async (slot) => {
      const parts = await this.read('vectors/parts', {}, { slot });
      return Buffer.from(parts.map((row) => row['text']).join(''), 'base64');
    });
  }

  async replace(
    representation: Buffer,
    motifs: readonly MotifVectorNode[],
    crystals: AsyncIterable<readonly CrystalVectorNode[]>,
  ): Promise<void> {
    const token = randomUUID();
    const [before] = await this.engine.write((run) =>
      run({ text: this.cypher.text('vectors/begin'), parameters: { token } }),
    );
    const old = (before?.['slot'] ?? null) as Slot | null;
    const slot = otherSlot(old);
    await this.clear(slot);
    await this.create(token, slot, 'motifs', motifs.map(checkedVector));
    for await (const batch of crystals) await this.create(token, slot, 'crystals', batch.map(checkedVector));
    await this.engine.define(this.cypher.script('schema/index-vectors', { slot }));
    const text = representation.toString('base64');
    const parts = Array.from({ length: Math.ceil(text.length / CHARACTERS_IN_PART) }, (_, id) => ({
      id,
      text: text.slice(id * CHARACTERS_IN_PART, (id + 1) * CHARACTERS_IN_PART),
    }));
    await this.create(token, slot, 'parts', parts);
    const digest = digestOf(representation);
    await change(this.engine, this.cypher, (run) =>
      this.runHeld(run, token, { text: this.cypher.text('vectors/switch'), parameters: { slot, digest } }),
    ).finally(() => this.replaced());
    this.changed();
    if (old !== null) await this.clear(old);
  }

  async crystalsWithout(): Promise<number> {
    const missing = await this.inCurrent<Row[] | null>(null, (slot) =>
      this.read('vectors/crystals-without', {}, { slot }),
    );
    if (missing !== null) return Number(missing[0]?.['missing'] ?? 0);
    const [all] = await this.read('statistics/crystals', {});
    return Number(all?.['total'] ?? 0);
  }

  async makeReady(): Promise<void> {
    if ((await this.digest()) !== null) await this.local?.load();
  }

  async motifOverlap(motifs: readonly MotifShare[], limit: number, among?: Ids): Promise<CrystalOverlap[]> {
    if (this.local !== null) return this.local.motifOverlap(motifs, limit, among);
    const rows =
      among === undefined
        ? await this.read('vectors/motif-overlap', { rows: motifs, limit })
        : await this.read('vectors/motif-overlap-among', { rows: motifs, limit, ids: [...among] });
    return rows.map((row) => ({ id: String(row['id']), overlap: Number(row['overlap']) }));
  }

  async nearest(space: VectorSpace, vector: ArrayLike<number>, limit: number, among?: Ids): Promise<SimilarVector[]> {
    if (limit === 0) return [];
    if (this.local !== null) return this.local.nearest(space, vector, limit, among);
    return this.inCurrent<SimilarVector[]>([], async (slot) => {
      if (among !== undefined) return this.nearestAmong(slot, space, vector, limit, among);
      const parameters = { index: indexOf(slot, space), limit, vector: Array.from(vector) };
      return (await this.read('vectors/nearest', parameters)).map(similarFrom);
    });
  }

  async nearestTo(space: VectorSpace, id: string, limit: number, among?: Ids): Promise<SimilarVector[] | null> {
    if (this.local !== null) return this.local.nearestTo(space, id, limit, among);
    return this.inCurrent<SimilarVector[] | null>(null, async (slot) => {
      if (among !== undefined) {
        const [own] = await this.read('vectors/of-crystal', { id }, { property: space, slot });
        return own === undefined ? null : this.nearestAmong(slot, space, vectorFrom(own), limit, among);
      }
      const parameters = { index: indexOf(slot, space), limit, id };
      const rows = await this.read('vectors/nearest-to', parameters, { property: space, slot });
      return rows.length === 0 ? null : rows.map(similarFrom);
    });
  }

  /** The index can't be told whom to look at: the vectors of these crystals are compared one by one. */
  private async nearestAmong(
    slot: Slot,
    space: VectorSpace,
    vector: ArrayLike<number>,
    limit: number,
    among: Ids,
  ): Promise<SimilarVector[]> {
    const parameters = { limit, vector: Array.from(vector), ids: [...among] };
    return (await this.read('vectors/nearest-among', parameters, { property: space, slot })).map(similarFrom);
  }

  crystalMap(): Promise<CrystalPlace[]> {
    return this.inCurrent<CrystalPlace[]>([], async (slot) =>
      (await this.read('vectors/map', {}, { slot })).map(placeFrom),
    );
  }

  crystalsOfVectors(): Promise<{ crystalId: string; vectorId: string }[]> {
    return this.inCurrent<{ crystalId: string; vectorId: string }[]>([], async (slot) =>
      (await this.read('vectors/crystals-of', {}, { slot })).map((row) => ({
        crystalId: String(row['crystalId']),
        vectorId: String(row['vectorId']),
      })),
    );
  }

  motifVectors(after: string, limit: number): Promise<StoredRow<MotifVectorNode>[]> {
    return this.inCurrent<StoredRow<MotifVectorNode>[]>([], async (slot) =>
      (await this.read('vectors/motifs-after', { after, limit }, { slot })).map((row) =>
        storedRow(row, motifVectorFrom, checksumOfVector),
      ),
    );
  }

  crystalVectors(after: string, limit: number): Promise<StoredRow<CrystalVectorNode>[]> {
    return this.inCurrent<StoredRow<CrystalVectorNode>[]>([], async (slot) =>
      (await this.read('vectors/crystals-after', { after, limit }, { slot })).map((row) =>
        storedRow(row, crystalVectorFrom, checksumOfVector),
      ),
    );
  }

  /** To be called when the graph has changed. */
  changed(): void {
    this.local?.changed();
  }

  /** To be called when crystals were written, and nothing else. */
  edited(edits: readonly Edit[]): void {
    this.local?.edited(edits);
  }

  private async current(): Promise<Current | null> {
    const [row] = await this.read('vectors/representation', {});
    this.seen = row === undefined ? null : { slot: row['slot'] as Slot, digest: String(row['digest']) };
    return this.seen;
  }

  /**
   * What `read` gives of the slot that counts. It is looked at again afterwards: another process may have put new vectors
   * in the place of those that were being read.
   */
  private async inCurrent<Answer>(none: Answer, read: (slot: Slot) => Promise<Answer>): Promise<Answer> {
    for (let before = this.seen ?? (await this.current()); before !== null; ) {
      const { slot, digest } = before;
      const answer = await read(slot).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      const after = await this.current();
      if (after?.slot === slot && after.digest === digest) {
        if ('error' in answer) throw answer.error;
        return answer.value;
      }
      before = after;
    }
    return none;
  }

  private async clear(slot: Slot): Promise<void> {
    await this.engine.define(this.cypher.script('schema/clear-vectors', { slot }));
    await this.engine.define(this.cypher.script('schema/create-vectors', { slot }));
  }

  private async create(
    token: string,
    slot: Slot,
    what: 'motifs' | 'crystals' | 'parts',
    rows: readonly object[],
  ): Promise<void> {
    const text = this.cypher.text(`vectors/create-${what}`, { slot });
    for (let begin = 0; begin < rows.length; begin += VECTORS_IN_STATEMENT) {
      const batch = rows.slice(begin, begin + VECTORS_IN_STATEMENT) as readonly { readonly [key: string]: Value }[];
      await this.engine.write((run) => this.runHeld(run, token, { text, parameters: { rows: batch } }));
    }
  }

  /** Writes into the slot, which is still this process's own to fill. @throws GraphError LOCKED */
  private async runHeld(run: Run, token: string, statement: Statement): Promise<void> {
    const rows = await run({ text: this.cypher.text('vectors/hold'), parameters: { token } });
    if (rows.length === 0) {
      throw new GraphError(
        'LOCKED',
        'Another process is writing the vectors of this graph; wait for it, and run this again if it fails.',
      );
    }
    await run(statement);
  }

  private read(name: string, parameters: Parameters, blanks?: Blanks): Promise<Row[]> {
    return this.engine.read({ text: this.cypher.text(name, blanks), parameters });
  }
}

/** Of a representation's bytes. */
export function digestOf(representation: Uint8Array): string {
  return sha256(representation);
}

/** Neo4j's, of the crystals' vectors. */
function indexOf(slot: Slot, space: VectorSpace): string {
  return `CrystalVector${slot}_${space}`;
}

function motifsFrom(row: Row): CrystalMotifs {
  return JSON.parse(String(row['motifsCache'])) as CrystalMotifs;
}

function similarFrom(row: Row): SimilarVector {
  return { id: String(row['id']), cosine: Number(row['cosine']) };
}
