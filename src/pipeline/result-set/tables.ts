/** Crystals, their sites and their connections as tables: the rows that the API has, with its words for values. */
import { connectionsBySite } from '../../graph/crystal-parts.js';
import type { Fields } from '../../graph/field.js';
import {
  type Cell,
  CONNECTION_ROW,
  CRYSTAL_ROW,
  connectionCells,
  crystalCells,
  type FlatRow,
  isList,
  SITE_ROW,
  siteCells,
} from '../../graph/flat-rows.js';
import type { CrystalSummary } from '../../graph/model.js';
import { shownValue } from '../../graph/shown.js';
import type { GraphStore } from '../../graph/store.js';
import { mapInSteps } from '../../graph/turns.js';

export interface TableColumn {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'real' | 'boolean';
  readonly description: string;
}

export interface FlatTable {
  readonly columns: readonly TableColumn[];
  /** The rows of these crystals, in their order. */
  readonly rowsOf: (crystals: readonly CrystalSummary[], store: GraphStore) => Promise<FlatRow[]>;
}

export const TABLE_NAMES = ['crystals', 'sites', 'connections'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

export const FLAT_TABLES: Readonly<Record<TableName, FlatTable>> = {
  crystals: {
    columns: columnsOf(CRYSTAL_ROW),
    rowsOf: async (crystals, store) => {
      const parts = await store.partsOfCrystals(crystals.map(({ id }) => id));
      return mapInSteps([...crystals.entries()], ([i, crystal]) =>
        shownRow(CRYSTAL_ROW, crystalCells(crystal, parts[i]!.contents)),
      );
    },
  },
  sites: {
    columns: columnsOf(SITE_ROW),
    rowsOf: async (crystals, store) => {
      const parts = await store.partsOfCrystals(crystals.map(({ id }) => id));
      const sites = parts.flatMap((part, i) => part.sites.map((site) => ({ site, crystal: crystals[i]! })));
      return mapInSteps(sites, ({ site, crystal }) => shownRow(SITE_ROW, siteCells(site, crystal)));
    },
  },
  connections: {
    columns: columnsOf(CONNECTION_ROW),
    rowsOf: async (crystals, store) => {
      const parts = await store.partsOfCrystals(crystals.map(({ id }) => id));
      const connections = parts.flatMap((part, i) => {
        const sites = new Map(part.sites.map((site) => [site.id, site]));
        return [...connectionsBySite(part).values()].flat().map((connection) => ({
          connection,
          from: sites.get(connection.fromSite)!,
          to: sites.get(connection.toSite) ?? null,
          crystal: crystals[i]!,
        }));
      });
      return mapInSteps(connections, ({ connection, from, to, crystal }) =>
        shownRow(CONNECTION_ROW, connectionCells(connection, from, to, crystal)),
      );
    },
  },
};

function columnsOf(row: Fields): TableColumn[] {
  return Object.entries(row).map(([name, field]) => ({
    name,
    type: isList(field) ? 'text' : (field.column as TableColumn['type']),
    description: field.description,
  }));
}

/** Lists are texts already. */
function shownRow(row: Fields, cells: FlatRow): FlatRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, field]) => {
      const cell = cells[name] ?? null;
      return [name, isList(field) ? cell : (shownValue(field, cell) as Cell)];
    }),
  );
}
