/** Crystals, their sites and their connections as flat rows: every cell is a text or a number. */
import { connectionsBySite } from '../../graph/crystal-parts.js';
import type { Field, Fields } from '../../graph/field.js';
import type { CrystalSummary } from '../../graph/model.js';
import type { GraphStore } from '../../graph/store.js';
import { sharesRow, siteRow } from '../../graph/stored-rows.js';
import { CRYSTAL, MOTIF_SITE, SHARES } from '../../graph/tables.js';
import { mapInSteps } from '../../graph/turns.js';

export type Cell = string | number | null;
export type FlatRow = Readonly<Record<string, Cell>>;

export interface TableColumn {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'real';
  readonly description: string;
}

export interface FlatTable {
  readonly columns: readonly TableColumn[];
  /** The rows of these crystals, in their order. */
  readonly rowsOf: (crystals: readonly CrystalSummary[], store: GraphStore) => Promise<FlatRow[]>;
}

export const TABLE_NAMES = ['crystals', 'sites', 'connections'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

const CELL_COLUMNS = ['a', 'b', 'c', 'alpha', 'beta', 'gamma'] as const;
const FORMULA = { name: 'formula', type: 'text', description: 'Reduced formula of the crystal.' } as const;
const { structure: _structure, connectivity: _connectivity, cell: _cell, ...CRYSTAL_FIELDS } = CRYSTAL.fields;
const {
  ligandSites: _sites,
  ligandImages: _images,
  ligandDistances: _distances,
  fingerprint: _fingerprint,
  ...SITE_FIELDS
} = MOTIF_SITE.fields;
const { bondLengths: _bondLengths, ...SHARES_FIELDS } = SHARES.fields;

const END_FIELDS = { element: MOTIF_SITE.fields.element, motifId: MOTIF_SITE.fields.motifId } as const;

export const FLAT_TABLES: Readonly<Record<TableName, FlatTable>> = {
  crystals: {
    columns: [
      ...columnsOf(CRYSTAL_FIELDS),
      ...CELL_COLUMNS.map((name) => ({
        name,
        type: 'real' as const,
        description: name.length === 1 ? `Length of ${name} in the cell as given, Å.` : `Angle ${name}, degrees.`,
      })),
      { name: 'motifs', type: 'text', description: 'Ids of its motifs, most frequent first.' },
    ],
    rowsOf: async (crystals, store) => {
      const parts = await store.partsOfCrystals(crystals.map(({ id }) => id));
      return mapInSteps([...crystals.entries()], ([i, crystal]) => {
        const motifs = parts[i]!.contents.toSorted((one, other) => other.count - one.count).map(
          ({ motifId }) => motifId,
        );
        const cell = Object.fromEntries(CELL_COLUMNS.map((name, axis) => [name, crystal.cell[axis] ?? null]));
        return { ...cellsOf(CRYSTAL_FIELDS, crystal), ...cell, motifs: motifs.join(' ') };
      });
    },
  },
  sites: {
    columns: [FORMULA, ...columnsOf({ ...SITE_FIELDS, ...MOTIF_SITE.derived })],
    rowsOf: async (crystals, store) => {
      const parts = await store.partsOfCrystals(crystals.map(({ id }) => id));
      const formulas = new Map(crystals.map(({ id, formula }) => [id, formula]));
      const sites = parts.flatMap((part) => part.sites);
      return mapInSteps(sites, (site) => ({
        formula: formulas.get(site.crystalId) ?? null,
        ...cellsOf({ ...SITE_FIELDS, ...MOTIF_SITE.derived }, siteRow(site)),
      }));
    },
  },
  connections: {
    columns: [
      { name: 'crystalId', type: 'text', description: 'Id of the crystal.' },
      FORMULA,
      { name: 'fromSite', type: 'text', description: 'Id of the site that the connection is seen from.' },
      { name: 'toSite', type: 'text', description: 'Id of the partner.' },
      {
        name: 'multiplicity',
        type: 'integer',
        description: 'Sites like the first one in the primitive cell, each with `count` such partners.',
      },
      ...['from', 'to'].flatMap((end) =>
        columnsOf(END_FIELDS).map(({ name, ...rest }) => ({ name: nameAt(end, name), ...rest })),
      ),
      ...columnsOf({ ...SHARES_FIELDS, ...SHARES.derived }),
    ],
    rowsOf: async (crystals, store) => {
      const parts = await store.partsOfCrystals(crystals.map(({ id }) => id));
      const formulas = new Map(crystals.map(({ id, formula }) => [id, formula]));
      const byId = new Map(parts.flatMap(({ sites }) => sites.map((site) => [site.id, site])));
      const connections = parts.flatMap((part) => [...connectionsBySite(part).values()].flat());
      return mapInSteps(connections, (connection) => {
        const { fromSite, toSite } = connection;
        const from = byId.get(fromSite)!;
        const to = byId.get(toSite);
        const { crystalId, multiplicity } = from;
        return {
          crystalId,
          formula: formulas.get(crystalId) ?? null,
          fromSite,
          toSite,
          multiplicity,
          fromElement: from.element,
          fromMotifId: from.motifId,
          toElement: to?.element ?? null,
          toMotifId: to?.motifId ?? null,
          ...cellsOf({ ...SHARES_FIELDS, ...SHARES.derived }, sharesRow(connection)),
        };
      });
    },
  },
};

/** `fromElement` */
function nameAt(end: string, name: string): string {
  return `${end}${name[0]!.toUpperCase()}${name.slice(1)}`;
}

function columnsOf(fields: Fields): TableColumn[] {
  return Object.entries<Field>(fields).map(([name, { column, description }]) => ({
    name,
    type: column === 'integer' || column === 'real' ? column : 'text',
    description,
  }));
}

/** Lists become texts: words and numbers with spaces between them, sentences with semicolons. */
function cellsOf(fields: Fields, values: object): Record<string, Cell> {
  const row = values as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries<Field>(fields).map(([name, { column, vocabulary }]) => {
      const value = row[name] ?? null;
      const gap = column === 'texts' && vocabulary === undefined ? '; ' : ' ';
      return [name, Array.isArray(value) ? value.join(gap) : (value as Cell)];
    }),
  );
}
