/** Everything that changes the graph: batches of crystals with their ledger rows. */
import { motifType } from '../motif/motif-type.js';
import { canonicalRecord, checkedVector } from './checksum.js';
import type { Blanks, Cypher } from './cypher.js';
import type { Engine, ParameterRow, Parameters, Row, Run } from './engine.js';
import { GraphError } from './errors.js';
import { type CrystalRecord, type CrystalVectorNode, type MotifNode, predictionIds, type SourceNode } from './model.js';
import { REPORTED } from './reported-fields.js';
import { sourceFrom } from './rows.js';
import { isSameStructure } from './same-structure.js';
import { SLOTS } from './slots.js';
import type { PlacedCrystals, ReportedChange } from './store.js';
import {
  crystalRow,
  elementRow,
  geometryRow,
  motifRow,
  netRows,
  predictionRow,
  sharesRow,
  siteRow,
  sourceRow,
} from './stored-rows.js';
import { connectionChanges, motifChanges, occurrenceFrom, sightingFrom, type Tally, tallyOf } from './tally.js';
import { change } from './version.js';

/** A parameter of more rows than this is split: the databases hold a whole one in memory, several times over. */
const ROWS_IN_STATEMENT = 10_000;

export class Writer {
  constructor(
    private readonly engine: Engine,
    private readonly cypher: Cypher,
  ) {}

  /**
   * One transaction. What stood under the ids of the sources is gone afterwards, whatever became of them. The counts of
   * motifs and of their connections change with it, so that they are right after every batch, whoever else writes.
   *
   * @returns the vectors that were stored
   * @throws GraphError ID_TAKEN
   */
  async write(
    analysed: readonly CrystalRecord[],
    sources: readonly SourceNode[],
    gone: readonly string[],
    placed?: PlacedCrystals,
  ): Promise<readonly CrystalVectorNode[]> {
    const records = analysed.map(canonicalRecord);
    const ids = [...new Set([...sources.map(({ id }) => id), ...records.map(({ crystal }) => crystal.id), ...gone])];
    return change(this.engine, this.cypher, async (run, changes) => {
      await this.refuseOthers(run, sources);
      const removed = await this.remove(run, ids);
      await this.run(run, 'write/delete-sources', { ids });
      if (records.length > 0) await this.writeRecords(run, records, changes);
      const vectors = placed === undefined ? [] : await this.writeVectors(run, placed);
      const added = tallyOf(records);
      await this.rows(run, 'write/count-motifs', motifChanges(added, removed));
      await this.rows(run, 'write/connected-to', connectionChanges(added, removed));
      if (removed.sightings.length > 0) await this.run(run, 'write/delete-unconnected', {});
      await this.rows(run, 'write/sources', sources.map(sourceRow));
      return vectors;
    });
  }

  /**
   * Reported values alone: vectors and all else that hangs on a crystal stay. What another process has written since is not
   * overwritten: transactions of `change` run one after the other, and the checksum is compared in it.
   *
   * @returns ids of the crystals that were as they had been read
   */
  async report(changes: readonly ReportedChange[]): Promise<ReadonlySet<string>> {
    const records = changes.map(({ record, before }) => ({ record: canonicalRecord(record), before }));
    const written = await change(this.engine, this.cypher, (run, changed) => {
      const rows = records.map(({ record, before }) => {
        const { id, checksum, propertiesCache, ...row } = crystalRow(record);
        const reported = Object.keys(REPORTED).map((name) => [name, row[name as keyof typeof REPORTED]]);
        return { id, before, checksum, propertiesCache, changed, ...Object.fromEntries(reported) };
      });
      return this.rows(run, 'write/reported', rows);
    });
    return new Set(written.map((row) => String(row['id'])));
  }

  /** Structures whose files were found under another name, as they are now. */
  async moveSources(moved: readonly SourceNode[]): Promise<void> {
    const rows = moved.map(sourceRow).map(({ id, file, place, checksum }) => ({ id, file, place, checksum }));
    await change(this.engine, this.cypher, (run) => this.rows(run, 'write/move-sources', rows));
  }

  /** Whoever gave the ids has looked into the ledger, but another process may have given them, too. */
  private async refuseOthers(run: Run, sources: readonly SourceNode[]): Promise<void> {
    const ids = sources.map(({ id }) => id);
    const rows = ids.length === 0 ? [] : (await this.run(run, 'ledger/by-id', { ids })).map(sourceFrom);
    const held = new Map(rows.map((row) => [row.id, row]));
    for (const source of sources) {
      const row = held.get(source.id);
      if (row === undefined || isSameStructure(source, row)) continue;
      throw new GraphError(
        'ID_TAKEN',
        `The id ${source.id} has been given to ${row.file} of another data set in the meantime; run the same command again to give ${source.file} another id.`,
      );
    }
  }

  /** Deletes crystals with their sites, and answers with what they counted for. */
  private async remove(run: Run, candidates: readonly string[]): Promise<Tally> {
    const known = await this.run(run, 'write/known-crystals', { ids: candidates });
    if (known.length === 0) return { occurrences: [], sightings: [] };
    const ids = known.map((row) => String(row['id']));
    const occurrences = await this.run(run, 'write/old-occurrences', { ids });
    const sightings = await this.run(run, 'write/old-sightings', { ids });
    for (const slot of SLOTS) await this.run(run, 'write/delete-vectors', { ids }, { slot });
    await this.run(run, 'write/delete-predictions', { ids: ids.flatMap(predictionIds) });
    await this.run(run, 'write/delete-nets', { ids });
    await this.run(run, 'write/delete-sites', { ids });
    await this.run(run, 'write/delete-crystals', { ids });
    return { occurrences: occurrences.map(occurrenceFrom), sightings: sightings.map(sightingFrom) };
  }

  private async writeRecords(run: Run, records: readonly CrystalRecord[], changed: number): Promise<void> {
    const motifs = new Map(records.flatMap((record) => record.motifs.map((motif) => [motif.id, motif])));
    await this.writeMotifs(run, [...motifs.values()]);
    const composition = records.flatMap(({ crystal, composition }) =>
      Object.entries(composition).map(([to, fraction]) => ({ from: crystal.id, to, fraction })),
    );
    await this.rows(run, 'write/elements', [...new Set(composition.map(({ to }) => to))].map(elementRow));
    await this.rows(
      run,
      'write/crystals',
      records.map((record) => ({ ...crystalRow(record), changed })),
    );
    const sites = records.flatMap((record) => record.sites);
    await this.rows(run, 'write/sites', sites.map(siteRow));
    await this.rows(
      run,
      'write/has-site',
      sites.map(({ crystalId, id }) => ({ from: crystalId, to: id })),
    );
    const nets = records.flatMap(({ crystal }) => netRows(crystal).map((net) => ({ crystal: crystal.id, net })));
    await this.rows(
      run,
      'write/nets',
      nets.map(({ net }) => net),
    );
    await this.rows(
      run,
      'write/has-net',
      nets.map(({ crystal, net }) => ({ from: crystal, to: net.id })),
    );
    const instances = sites.flatMap(({ id, motifId }) => (motifId === null ? [] : { from: id, to: motifId }));
    await this.rows(run, 'write/instance-of', instances);
    const shares = records.flatMap(({ connections }) => connections.map(sharesRow));
    await this.rows(run, 'write/shares', shares);
    const contains = records.flatMap((record) =>
      record.contents.map(({ crystalId, motifId, ...rest }) => ({ from: crystalId, to: motifId, ...rest })),
    );
    await this.rows(run, 'write/contains', contains);
    await this.rows(run, 'write/composed-of', composition);
    const predictions = records.flatMap((record) => record.predictions);
    await this.rows(run, 'write/predictions', predictions.map(predictionRow));
    await this.rows(
      run,
      'write/has-prediction',
      predictions.map((prediction) => ({ from: prediction.crystalId, to: predictionRow(prediction).id })),
    );
  }

  private async writeVectors(run: Run, { digest, crystals }: PlacedCrystals): Promise<readonly CrystalVectorNode[]> {
    const [current] = await this.run(run, 'vectors/representation', {});
    if (current?.['digest'] !== digest) return [];
    await this.rows(run, 'vectors/create-crystals', crystals.map(checkedVector), { slot: String(current['slot']) });
    return crystals;
  }

  private async writeMotifs(run: Run, motifs: readonly MotifNode[]): Promise<void> {
    const known = await this.run(run, 'write/known-motifs', { ids: motifs.map(({ id }) => id) });
    const knownIds = new Set(known.map((row) => row['id']));
    const added = motifs.filter(({ id }) => !knownIds.has(id));
    const geometries = [...new Set(added.map(({ geometry }) => geometry))];
    const centred = added.flatMap(({ id }) => motifType(id).centres.map((element) => ({ from: id, to: element })));
    await this.rows(run, 'write/elements', [...new Set(centred.map(({ to }) => to))].map(elementRow));
    await this.rows(run, 'write/geometries', geometries.map(geometryRow));
    await this.rows(run, 'write/motifs', added.map(motifRow));
    await this.rows(run, 'write/centered-on', centred);
    await this.rows(
      run,
      'write/has-geometry',
      added.map(({ id, geometry }) => ({ from: id, to: geometry })),
    );
  }

  private async rows(run: Run, name: string, rows: readonly object[], blanks?: Blanks): Promise<Row[]> {
    const answers: Row[][] = [];
    for (let begin = 0; begin < rows.length; begin += ROWS_IN_STATEMENT) {
      const part = rows.slice(begin, begin + ROWS_IN_STATEMENT) as readonly ParameterRow[];
      answers.push(await this.run(run, name, { rows: part }, blanks));
    }
    return answers.flat();
  }

  private run(run: Run, name: string, parameters: Parameters, blanks?: Blanks): Promise<Row[]> {
    return run({ text: this.cypher.text(name, blanks), parameters });
  }
}
