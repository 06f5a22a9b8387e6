/**
 * Crystals, sites, connections and motifs as flat rows, whose columns the API and exports share. Each cell is a text, a number
 * or a value of an enumeration; lists become texts.
 */
import type { Field, Fields } from './field.js';
import type { CrystalSummary, MotifContent, MotifSiteNode, SiteConnection } from './model.js';
import { MOTIF } from './motif-tables.js';
import { MOTIF_SITE, SHARES } from './site-tables.js';
import type { MotifRow } from './store.js';
import { sharesRow, siteRow } from './stored-rows.js';
import { CRYSTAL } from './tables.js';

export type Cell = string | number | boolean | null;
export type FlatRow = Readonly<Record<string, Cell>>;

const { id: CRYSTAL_ID, structure: _s, connectivity: _c, cell: _cell, ...OF_CRYSTAL } = CRYSTAL.fields;
const {
  id: SITE_ID,
  crystalId: _ofCrystal,
  ligandSites: _sites,
  ligandImages: _images,
  ligandDistances: _distances,
  fingerprint: _fingerprint,
  ...OF_SITE
} = { ...MOTIF_SITE.fields, ...MOTIF_SITE.derived };
const { bondLengths: _bondLengths, ...OF_CONNECTION } = { ...SHARES.fields, ...SHARES.derived };
const { id: MOTIF_ID, ...OF_MOTIF } = { ...MOTIF.fields, ...MOTIF.derived };

const CELL = {
  a: { column: 'real', description: 'Length of a in the cell as given, Å.' },
  b: { column: 'real', description: 'Length of b, Å.' },
  c: { column: 'real', description: 'Length of c, Å.' },
  alpha: { column: 'real', description: 'Angle between b and c, degrees.' },
  beta: { column: 'real', description: 'Angle between a and c, degrees.' },
  gamma: { column: 'real', description: 'Angle between a and b, degrees.' },
} as const satisfies Fields;

const FORMULA = { ...CRYSTAL.fields.formula, description: 'Reduced formula of the crystal.' } as const;
const { crystalId } = MOTIF_SITE.fields;

/** The columns of a crystal's row, by their names; the row is no node, and its id therefore has another name. */
export const CRYSTAL_ROW: Fields = {
  crystalId: CRYSTAL_ID,
  ...shown(OF_CRYSTAL),
  ...CELL,
  motifIds: { column: 'texts', vocabulary: 'motif', description: 'Ids of its motifs, most frequent first.' },
};

export const SITE_ROW: Fields = { siteId: SITE_ID, crystalId, formula: FORMULA, ...shown(OF_SITE) };

/** A class of equivalent connections as seen from one site. */
export const CONNECTION_ROW: Fields = {
  crystalId,
  formula: FORMULA,
  fromSiteId: { ...SITE_ID, description: 'Id of the site that the connection is seen from.' },
  toSiteId: { ...SITE_ID, description: 'Id of the partner.' },
  multiplicity: {
    column: 'integer',
    description: 'Sites like the first one in the primitive cell, each with `count` such partners.',
  },
  fromElement: { ...MOTIF_SITE.fields.element, description: 'Element at the centre of the first site.' },
  fromMotifId: { ...MOTIF_SITE.fields.motifId, description: 'Id of its motif; null if it has none.' },
  toElement: { ...MOTIF_SITE.fields.element, description: 'Element at the centre of the partner.' },
  toMotifId: { ...MOTIF_SITE.fields.motifId, description: "Id of the partner's motif; null if it has none." },
  ...shown(OF_CONNECTION),
};

export const MOTIF_ROW: Fields = { motifId: MOTIF_ID, ...shown(OF_MOTIF) };

/** Values are those of the graph: `shownValue` names enumerations. */
export function crystalCells(crystal: CrystalSummary, contents: readonly MotifContent[]): FlatRow {
  const [a, b, c, alpha, beta, gamma] = crystal.cell;
  const motifIds = contents.toSorted((one, other) => other.count - one.count).map(({ motifId }) => motifId);
  return {
    crystalId: crystal.id,
    ...cells(OF_CRYSTAL, crystal),
    ...cells(CELL, { a, b, c, alpha, beta, gamma }),
    motifIds: motifIds.join(' '),
  };
}

export function siteCells(site: MotifSiteNode, { formula }: Pick<CrystalSummary, 'formula'>): FlatRow {
  return { siteId: site.id, crystalId: site.crystalId, formula, ...cells(OF_SITE, siteRow(site)) };
}

/** @param to the partner; null if it can't be found */
export function connectionCells(
  connection: SiteConnection,
  from: MotifSiteNode,
  to: MotifSiteNode | null,
  { formula }: Pick<CrystalSummary, 'formula'>,
): FlatRow {
  return {
    crystalId: from.crystalId,
    formula,
    fromSiteId: from.id,
    toSiteId: connection.toSite,
    multiplicity: from.multiplicity,
    fromElement: from.element,
    fromMotifId: from.motifId,
    toElement: to?.element ?? null,
    toMotifId: to?.motifId ?? null,
    ...cells(OF_CONNECTION, sharesRow(connection)),
  };
}

export function motifCells(motif: MotifRow): FlatRow {
  return { motifId: motif.id, ...cells(OF_MOTIF, motif) };
}

/** Of lists that become texts: between two words or numbers, and between two sentences. */
function gapOf({ column, vocabulary }: Field): '; ' | ' ' {
  return column === 'texts' && vocabulary === undefined ? '; ' : ' ';
}

export function isList({ column }: Field): boolean {
  return column === 'texts' || column === 'integers' || column === 'reals';
}

function shown(fields: Fields): Fields {
  return Object.fromEntries(Object.entries<Field>(fields).map(([name, field]) => [field.shownAs ?? name, field]));
}

function cells(fields: Fields, values: object): Record<string, Cell> {
  const row = values as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries<Field>(fields).map(([name, field]) => {
      const value = row[name] ?? null;
      return [field.shownAs ?? name, Array.isArray(value) ? value.join(gapOf(field)) : (value as Cell)];
    }),
  );
}
