/** Keeps the projection in step with the graph, whoever writes it. */
import type { Cypher } from '../cypher.js';
import type { Engine, Row } from '../engine.js';
import type { CrystalPlace } from '../model.js';
import { polyhedraOf } from '../polyhedra.js';
import { inSteps } from '../turns.js';
import { Projection } from './projection.js';
import { type ProjectedCrystal, ProjectionTables } from './tables.js';

/** Crystals that are read with one statement: some MiB of text. */
const CRYSTALS_IN_CALL = 1000;

/** Rows of crystals that are gone, as a part of all, from which on the tables are made anew without them. */
const MOST_GONE = 0.5;

export class Projections {
  private tables = new ProjectionTables();
  /** Of the crystals that the tables hold: their rows, and the records that the rows were made of. */
  private rows = new Map<string, { readonly row: number; readonly checksum: string }>();
  private latest: Projection | null = null;
  private updating: { readonly version: string; readonly made: Promise<Projection> } | null = null;

  /**
   * @param version of the graph: texts that differ where the graph changed
   * @param readPlaces where crystals stand on their map
   */
  constructor(
    private readonly engine: Engine,
    private readonly cypher: Cypher,
    private readonly version: () => Promise<string>,
    private readonly readPlaces: () => Promise<readonly CrystalPlace[]>,
  ) {}

  /** The graph as it is now. */
  async current(): Promise<Projection> {
    const version = await this.version();
    if (this.latest?.version === version) return this.latest;
    // One that began before a write may lack it, but one at a time changes the tables.
    if (this.updating?.version !== version) {
      const before = this.updating?.made.catch(() => {});
      const made = Promise.resolve(before).then(() => this.update(version));
      this.updating = { version, made };
      const ended = () => {
        if (this.updating?.made === made) this.updating = null;
      };
      made.then(ended, ended);
    }
    return this.updating.made;
  }

  private async update(version: string): Promise<Projection> {
    const stored = await this.read('projection/checksums', {});
    const changed = stored.filter(({ id, checksum }) => this.rows.get(String(id))?.checksum !== checksum);
    if (this.tables.crystals.length + changed.length > stored.length / (1 - MOST_GONE)) {
      this.tables = new ProjectionTables();
      this.rows.clear();
      changed.splice(0, changed.length, ...stored);
    }
    const ids = changed.map(({ id }) => String(id));
    for (let begin = 0; begin < ids.length; begin += CRYSTALS_IN_CALL) {
      const rows = await this.read('projection/crystals', { ids: ids.slice(begin, begin + CRYSTALS_IN_CALL) });
      await this.append(rows);
    }
    const present = new Set(stored.map(({ id }) => String(id)));
    for (const id of this.rows.keys()) if (!present.has(id)) this.rows.delete(id);
    const rowOfId = new Map([...this.rows].map(([id, { row }]) => [id, row]));
    const live = new Uint8Array(this.tables.crystals.length);
    for (const row of rowOfId.values()) live[row] = 1;
    this.latest = new Projection(this.tables, version, live, rowOfId, this.readPlaces);
    return this.latest;
  }

  /** Tables that a crystal could not be appended to may hold parts of it, and are made anew by the next question. */
  private async append(rows: readonly Row[]): Promise<void> {
    try {
      await inSteps(this.appendEach(rows));
    } catch (error) {
      this.tables = new ProjectionTables();
      this.rows.clear();
      throw error;
    }
  }

  private *appendEach(rows: readonly Row[]): Generator<void, void> {
    for (const row of rows) {
      const crystal = projectedCrystal(row);
      const place = this.tables.crystals.length;
      this.tables.append(crystal);
      this.rows.set(String(crystal.properties['id']), { row: place, checksum: String(row['checksum']) });
      yield;
    }
  }

  private read(name: string, parameters: { readonly ids?: readonly string[] }): Promise<Row[]> {
    return this.engine.read({ text: this.cypher.text(name), parameters });
  }
}

function projectedCrystal(row: Row): ProjectedCrystal {
  const { derived, sites } = JSON.parse(String(row['projectionCache'])) as Pick<ProjectedCrystal, 'derived' | 'sites'>;
  const { node } = row;
  // LadybugDB has the text that is kept.
  const text = typeof node === 'string' ? node : JSON.stringify(node);
  const properties = (typeof node === 'string' ? JSON.parse(node) : node) as Row;
  return { text, properties, derived, sites, polyhedra: polyhedraOf({ connectivity: String(row['connectivity']) }) };
}
