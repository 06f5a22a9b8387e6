/** Motifs as rows: each with the live crystals and sites that have it. */
import { motifType } from '../../motif/motif-type.js';
import type { Fields } from '../field.js';
import { motifNode } from '../motif-node.js';
import { MOTIF } from '../motif-tables.js';
import type { MotifRow } from '../store.js';
import { Table } from './columns.js';
import type { Mask } from './mask.js';
import { compareTexts } from './order.js';
import type { ProjectionTables } from './tables.js';

const MOTIF_FIELDS: Fields = { ...MOTIF.fields, ...MOTIF.derived };

/** How often a motif occurs. */
export interface Occurrences {
  readonly crystals: number;
  readonly sites: number;
}

export class MotifTable {
  readonly table = new Table(MOTIF_FIELDS);
  readonly rows: readonly MotifRow[];
  private readonly rowOfId: ReadonlyMap<string, number>;

  /** @param occurrences by the motif's id */
  constructor(occurrences: ReadonlyMap<string, Occurrences>) {
    this.rows = [...occurrences]
      .map(([id, { crystals, sites }]) => ({ ...motifNode(motifType(id)), crystalCount: crystals, siteCount: sites }))
      .sort((a, b) => compareTexts(a.id, b.id));
    this.rowOfId = new Map(this.rows.map(({ id }, row) => [id, row]));
    for (const row of this.rows) this.table.append({ ...row, element: motifType(row.id).centres });
  }

  /** These motifs with what the table says of them; motifs that it lacks occur nowhere. */
  of(ids: readonly string[]): MotifTable {
    return new MotifTable(
      new Map(
        ids.map((id) => {
          const { crystalCount: crystals = 0, siteCount: sites = 0 } = this.byId(id) ?? {};
          return [id, { crystals, sites }];
        }),
      ),
    );
  }

  byId(id: string): MotifRow | null {
    const row = this.rowOfId.get(id);
    return row === undefined ? null : this.rows[row]!;
  }

  /** Those of the motifs that it has. */
  maskOf(ids: readonly string[]): Mask {
    const mask = new Uint8Array(this.rows.length);
    for (const id of ids) {
      const row = this.rowOfId.get(id);
      if (row !== undefined) mask[row] = 1;
    }
    return mask;
  }
}

/** @param chosen the crystals that count */
export function occurrencesOf({ sites, crystalOfSite }: ProjectionTables, chosen: Mask): Map<string, Occurrences> {
  const { codes, dictionary } = sites.texts('motifId');
  const multiplicities = sites.numbers('multiplicity').values;
  const crystalOf = crystalOfSite.values;
  const siteCounts = new Float64Array(dictionary.size);
  const crystalCounts = new Uint32Array(dictionary.size);
  const lastCrystal = new Int32Array(dictionary.size).fill(-1);
  for (let site = 0; site < codes.length; site++) {
    const [code, crystal] = [codes[site]!, crystalOf[site]!];
    if (code === 0 || !chosen[crystal]) continue;
    siteCounts[code]! += multiplicities[site]!;
    if (lastCrystal[code] !== crystal) crystalCounts[code]!++;
    lastCrystal[code] = crystal;
  }
  const occurrences = new Map<string, Occurrences>();
  for (let code = 1; code < dictionary.size; code++) {
    if (crystalCounts[code] === 0) continue;
    occurrences.set(dictionary.textOf(code), { crystals: crystalCounts[code]!, sites: siteCounts[code]! });
  }
  return occurrences;
}
