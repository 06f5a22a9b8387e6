/** Whether a graph is as it was written: every crystal, every count, the ledger, the vectors. */
import { ExpectedCounts } from '../graph/graph-counts.js';
import { type CrystalRecord, predictionId, type SourceNode } from '../graph/model.js';
import { isWhole } from '../graph/record-store.js';
import type { GraphStore, IndexedLabel, StoredRecord } from '../graph/store.js';
import { netRows } from '../graph/stored-rows.js';
import { digestOf } from '../graph/vector-store.js';
import { paged } from './export.js';

/** What does not agree: a crystal, the ledger, the counts of motifs and connections, an index, the vectors, the file. */
export type FindingKind = 'crystal' | 'ledger' | 'count' | 'index' | 'vectors' | 'file';

export interface Finding {
  readonly kind: FindingKind;
  /** Of the crystal, source or vector. */
  readonly id: string | null;
  readonly message: string;
}

export interface Verified {
  readonly crystals: number;
  readonly sources: number;
  /** Crystals without vectors, where the graph has vectors: no fault, `motifgraph embed` places them. */
  readonly withoutVectors: number;
  readonly findings: number;
}

export interface VerifyOptions {
  readonly store: GraphStore;
  readonly onFinding: (finding: Finding) => void;
  readonly onProgress?: (share: number) => void;
}

/** What a crystal has in common with its row of the ledger; not the file, which moves. */
const FROM_FILE = ['dataset', 'block', 'sha256', 'analysisVersion'] as const;

const CRYSTALS_IN_BATCH = 256;
const ROWS_IN_BATCH = 2000;

export async function verify(options: VerifyOptions): Promise<Verified> {
  return new Verification(options).run();
}

class Verification {
  private readonly store: GraphStore;
  private readonly counts = new ExpectedCounts();
  private findings = 0;

  constructor(private readonly options: VerifyOptions) {
    this.store = options.store;
  }

  async run(): Promise<Verified> {
    const { store } = this;
    const ids = await store.records.ids();
    const crystals = new Set(ids);
    if (crystals.size < ids.length) this.found('crystal', null, 'some crystals occur twice');
    for (let begin = 0; begin < ids.length; begin += CRYSTALS_IN_BATCH) {
      await this.crystals(ids.slice(begin, begin + CRYSTALS_IN_BATCH));
      this.options.onProgress?.(Math.min(1, (begin + CRYSTALS_IN_BATCH) / ids.length));
    }
    const sources = await this.ledger(crystals);
    for (const message of await store.records.miscounts(this.counts)) this.found('count', null, message);
    await this.vectors(crystals);
    const withoutVectors = (await store.vectors.digest()) === null ? 0 : await store.vectors.crystalsWithout();
    return { crystals: ids.length, sources, withoutVectors, findings: this.findings };
  }

  private async crystals(ids: readonly string[]): Promise<void> {
    const { records } = this.store;
    const stored = new Map((await records.read(ids)).map((item) => [item.id, item]));
    const sources = await this.store.sourcesById(ids);
    for (const [i, id] of ids.entries()) this.crystal(id, stored.get(id), sources[i] ?? null);
    const found = [...stored.values()].flatMap(({ record }) => record ?? []);
    this.count(found);
    const keys: [IndexedLabel, string[]][] = [
      ['Crystal', [...ids]],
      ['MotifSite', found.flatMap(({ sites }) => sites.map(({ id }) => id))],
      ['Net', found.flatMap(netIds)],
      ['Motif', [...new Set(found.flatMap(({ motifs }) => motifs.map(({ id }) => id)))]],
      ['Prediction', found.flatMap(({ predictions }) => predictions.map((p) => predictionId(p.crystalId, p.property)))],
    ];
    for (const [label, keysOfLabel] of keys) await this.index(label, keysOfLabel);
  }

  private crystal(id: string, stored: StoredRecord | undefined, source: SourceNode | null): void {
    if (stored === undefined) {
      this.found('crystal', id, 'it is listed, but cannot be read');
      return;
    }
    if (!isWhole(stored)) this.found('crystal', id, 'its record does not match its checksum');
    for (const message of stored.disagreements) this.found('crystal', id, message);
    if (stored.record === null) return;
    const { crystal } = stored.record;
    if (source === null) this.found('ledger', id, 'the crystal is not in the ledger');
    else if (source.refusal !== null) this.found('ledger', id, 'the ledger says that it was refused');
    else if (FROM_FILE.some((property) => crystal[property] !== source[property]))
      this.found('ledger', id, 'the ledger has another data set, block, checksum or version than the crystal');
  }

  private count(found: readonly CrystalRecord[]): void {
    for (const record of found) {
      try {
        this.counts.add([record]);
      } catch {
        this.found('crystal', record.crystal.id, 'it has connections to missing sites, or nets that cannot be read');
      }
    }
  }

  private async ledger(crystals: ReadonlySet<string>): Promise<number> {
    const { records } = this.store;
    const ids: string[] = [];
    for await (const { id, node, isWhole: whole } of paged((after) => records.sources(after, ROWS_IN_BATCH))) {
      ids.push(id);
      if (!whole) this.found('ledger', id, 'its row does not match its checksum');
      if (node?.refusal === null && !crystals.has(id)) {
        this.found('ledger', id, 'the ledger says that it is stored, but there is no such crystal');
      }
    }
    for (let begin = 0; begin < ids.length; begin += ROWS_IN_BATCH) {
      await this.index('Source', ids.slice(begin, begin + ROWS_IN_BATCH));
    }
    return ids.length;
  }

  private async index(label: IndexedLabel, ids: readonly string[]): Promise<void> {
    const indexed = await this.store.records.indexed(label, ids);
    for (const id of ids) if (!indexed.has(id)) this.found('index', id, `it is missing from the index of ${label}`);
  }

  private async vectors(crystals: ReadonlySet<string>): Promise<void> {
    const { vectors } = this.store;
    const digest = await vectors.digest();
    if (digest === null) return;
    const bytes = await vectors.representation();
    if (bytes === null || digestOf(bytes) !== digest) {
      this.found('vectors', null, 'the representation does not match its checksum');
    }
    for await (const { id, isWhole: whole } of paged((after) => vectors.motifVectors(after, ROWS_IN_BATCH))) {
      if (!whole) this.found('vectors', id, 'the vector of this motif does not match its checksum');
    }
    const hanging = new Set<string>();
    for (const { crystalId, vectorId } of await vectors.crystalsOfVectors()) {
      if (crystalId === vectorId && !hanging.has(vectorId)) hanging.add(vectorId);
      else this.found('vectors', crystalId, `it is linked to the vectors of ${vectorId}`);
    }
    for await (const { id, isWhole: whole } of paged((after) => vectors.crystalVectors(after, ROWS_IN_BATCH))) {
      if (!whole) this.found('vectors', id, 'the vectors of this crystal do not match their checksum');
      if (crystals.has(id) && !hanging.has(id)) this.found('vectors', id, 'it is not linked to its vectors');
      if (!crystals.has(id)) this.found('vectors', id, 'there are vectors of this crystal, but no crystal');
    }
  }

  private found(kind: FindingKind, id: string | null, message: string): void {
    this.findings++;
    this.options.onFinding({ kind, id, message });
  }
}

/** None where they can't be read, which is said elsewhere. */
function netIds({ crystal }: CrystalRecord): string[] {
  try {
    return netRows(crystal).map(({ id }) => id);
  } catch {
    return [];
  }
}
