/** A graph of another version, read through what all versions have in common: nodes and their properties. */
import { Cypher } from './cypher.js';
import type { Engine, Parameters, Row } from './engine.js';
import type { CrystalNode, PredictionNode, SourceNode } from './model.js';
import { crystalProperties, nodeOf, partlyDecoded, predictionFrom, sourceFrom } from './rows.js';
import { CRYSTAL } from './tables.js';

/** What a crystal is made from anew; properties that a version did not have are absent. */
export type OldCrystal = Pick<CrystalNode, 'id'> & Partial<CrystalNode>;

export class OldGraph {
  private constructor(
    private readonly engine: Engine,
    private readonly cypher: Cypher,
    private readonly labels: ReadonlySet<string>,
    readonly schemaVersion: number,
  ) {}

  /** Null where the database holds no graph of Motifgraph. */
  static async of(engine: Engine): Promise<OldGraph | null> {
    const cypher = new Cypher(engine.name);
    const rows = await engine.read({ text: cypher.text('upgrade/labels'), parameters: {} });
    const labels = new Set(rows.map((row) => String(row['name'])));
    if (!labels.has('Meta')) return null;
    const [meta] = await engine.read({ text: cypher.text('schema/read-meta'), parameters: {} });
    return meta === undefined ? null : new OldGraph(engine, cypher, labels, Number(meta['schemaVersion']));
  }

  async ids(): Promise<string[]> {
    return (await this.read('Crystal', 'records/ids', {})).map((row) => String(row['id']));
  }

  async crystals(ids: readonly string[]): Promise<OldCrystal[]> {
    return (await this.read('Crystal', 'records/crystals', { ids })).map(oldCrystalFrom);
  }

  async predictions(ids: readonly string[]): Promise<PredictionNode[]> {
    const rows = await this.read('Prediction', 'records/predictions', { ids });
    return rows.map(predictionFrom);
  }

  /** The ledger in order of its ids, those behind `after`. */
  async sources(after: string, limit: number): Promise<SourceNode[]> {
    return (await this.read('Source', 'records/sources', { after, limit })).map(oldSourceFrom);
  }

  /** The bytes of what was learned; null without. */
  async representation(): Promise<Buffer | null> {
    const [row] = await this.read('Representation', 'upgrade/representation', {});
    if (row === undefined) return null;
    // Before schema 11 there was one place for vectors.
    const { slot = '' } = row['node'] as Row;
    if (slot === null) return null;
    const parts = await this.read(`RepresentationPart${slot}`, 'vectors/parts', {}, { slot: String(slot) });
    return Buffer.from(parts.map((part) => part['text']).join(''), 'base64');
  }

  private async read(label: string, name: string, parameters: Parameters, blanks = {}): Promise<Row[]> {
    if (!this.labels.has(label)) return [];
    return this.engine.read({ text: this.cypher.text(name, blanks), parameters });
  }
}

/** Before schema 12, LadybugDB had most properties of a crystal in the JSON of its column `node` alone. */
function oldCrystalFrom(row: Row): OldCrystal {
  const node = nodeOf(row);
  const properties = typeof node['node'] === 'string' ? crystalProperties(node) : node;
  return { id: String(node['id']), ...partlyDecoded('the crystal', CRYSTAL.fields, properties) };
}

/** Before schema 15 the ledger did not tell the method, which was one alone. Before schema 12 it had no names, data sets and places: the id was the name, the file the place. */
function oldSourceFrom(row: Row): SourceNode {
  const { id, file } = nodeOf(row);
  return sourceFrom({ node: { name: id, place: file, ...nodeOf(row) } });
}
