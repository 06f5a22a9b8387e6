/** The properties of structures: those of OPTIMADE 1.2, and ours under the prefix of the provider. */
import type { Field, Fields } from '../graph/field.js';
import { PREDICTED } from '../graph/prediction-tables.js';
import type { CrystalColumn } from '../graph/projection/tables.js';
import { CRYSTAL } from '../graph/tables.js';

/** Registered nowhere so far. */
export const PREFIX = 'motifgraph';

export type PropertyType = 'string' | 'integer' | 'float' | 'boolean' | 'timestamp' | 'list' | 'dictionary';

/** Where the values of a property come from. */
export type Origin =
  /** A column of the graph: can be filtered by, and sorted where it holds no lists. */
  | { readonly from: 'column'; readonly column: CrystalColumn; readonly isSortable: boolean }
  /** The same for all structures of the graph: can be filtered by. */
  | { readonly from: 'graph' }
  /** The stored structure. */
  | { readonly from: 'structure' }
  /** The crystal's properties. */
  | { readonly from: 'crystal' };

export interface Property {
  readonly type: PropertyType;
  /** Of the items of a list. */
  readonly items?: PropertyType;
  /** As in UCUM (https://ucum.org), which has no Bohr magneton; `dimensionless` of pure numbers. */
  readonly unit?: string;
  readonly description: string;
  readonly origin: Origin;
  /** It is in every answer that does not choose its fields. */
  readonly isUsual: boolean;
}

const column = (name: CrystalColumn, isSortable: boolean): Origin => ({ from: 'column', column: name, isSortable });
const FROM_STRUCTURE: Origin = { from: 'structure' };
const FROM_GRAPH: Origin = { from: 'graph' };

const STANDARD: Readonly<Record<string, Property>> = {
  id: { type: 'string', description: 'Id of the crystal.', origin: column('id', true), isUsual: true },
  type: { type: 'string', description: '`structures`.', origin: FROM_GRAPH, isUsual: true },
  last_modified: {
    type: 'timestamp',
    description:
      'When the graph was changed last: no structure was changed after it. Null of a graph that older programs wrote.',
    origin: FROM_GRAPH,
    isUsual: true,
  },
  elements: {
    type: 'list',
    items: 'string',
    description: 'Symbols of the elements in alphabetical order.',
    origin: column('elements', false),
    isUsual: true,
  },
  nelements: {
    type: 'integer',
    unit: 'dimensionless',
    description: 'Number of different elements.',
    origin: column('elementCount', true),
    isUsual: true,
  },
  elements_ratios: {
    type: 'list',
    items: 'float',
    unit: 'dimensionless',
    description: 'Atomic fractions of the elements, in their order.',
    origin: column('elementFractions', false),
    isUsual: true,
  },
  chemical_formula_descriptive: {
    type: 'string',
    description:
      'Reduced formula with elements in order of electronegativity, `TiO2`; with the fractions of shared sites, `LiNi0.8Mn0.1Co0.1O2`.',
    origin: column('formula', true),
    isUsual: true,
  },
  chemical_formula_reduced: {
    type: 'string',
    description: 'Reduced formula with elements in alphabetical order, `O2Ti`. Null with fractions.',
    origin: column('alphabeticalFormula', true),
    isUsual: true,
  },
  chemical_formula_anonymous: {
    type: 'string',
    description:
      'Reduced formula with letters in place of elements, the largest count first: `A2B`. Null with fractions.',
    origin: column('descendingFormula', true),
    isUsual: true,
  },
  dimension_types: {
    type: 'list',
    items: 'integer',
    description: 'Periodic along all three lattice vectors: `[1, 1, 1]`.',
    origin: { from: 'crystal' },
    isUsual: true,
  },
  nperiodic_dimensions: {
    type: 'integer',
    unit: 'dimensionless',
    description: '3.',
    origin: FROM_GRAPH,
    isUsual: true,
  },
  lattice_vectors: {
    type: 'list',
    items: 'list',
    unit: 'Ao',
    description: 'Lattice vectors of the cell of the file, Å.',
    origin: FROM_STRUCTURE,
    isUsual: true,
  },
  cartesian_site_positions: {
    type: 'list',
    items: 'list',
    unit: 'Ao',
    description: 'Positions of the sites in the cell, Å.',
    origin: FROM_STRUCTURE,
    isUsual: true,
  },
  nsites: {
    type: 'integer',
    unit: 'dimensionless',
    description: 'Sites in the cell of the file.',
    origin: column('cellSiteCount', true),
    isUsual: true,
  },
  species: {
    type: 'list',
    items: 'dictionary',
    description: 'Who occupies the sites; what fractions lack of 1 is `vacancy`.',
    origin: FROM_STRUCTURE,
    isUsual: true,
  },
  species_at_sites: {
    type: 'list',
    items: 'string',
    description: 'For each site, the name of its species.',
    origin: FROM_STRUCTURE,
    isUsual: true,
  },
  structure_features: {
    type: 'list',
    items: 'string',
    description: '`disorder` where sites are shared or partly empty.',
    origin: column('disorder', false),
    isUsual: true,
  },
  space_group_it_number: {
    type: 'integer',
    unit: 'dimensionless',
    description: 'Number of the space group in the International Tables, 1–230.',
    origin: column('spaceGroupNumber', true),
    isUsual: false,
  },
};

/** Optional properties of the standard that no structure has here: always null. */
export const UNKNOWN_STANDARD: ReadonlySet<string> = new Set([
  'immutable_id',
  'chemical_formula_hill',
  'space_group_symmetry_operations_xyz',
  'space_group_symbol_hall',
  'space_group_symbol_hermann_mauguin',
  'space_group_symbol_hermann_mauguin_extended',
  'assemblies',
]);

const TYPES: Readonly<Record<Field['column'], Pick<Property, 'type' | 'items'>>> = {
  text: { type: 'string' },
  boolean: { type: 'boolean' },
  integer: { type: 'integer' },
  real: { type: 'float' },
  texts: { type: 'list', items: 'string' },
  integers: { type: 'list', items: 'integer' },
  reals: { type: 'list', items: 'float' },
};

/** Of those that have another symbol there. */
const UNITS: Readonly<Record<string, string>> = {
  'eV/atom': 'eV',
  'µB per formula unit': 'bohrmagneton',
  'g/cm³': 'g.cm-3',
  'Å³': 'Ao3',
  'valence units': '{valence_unit}',
  '1': 'dimensionless',
};

/** Whole numbers are counts. @throws Error of a field that tells none: what follows would be false */
function unitOf(name: string, { column, unit }: Field): string | undefined {
  if (unit !== undefined) return UNITS[unit] ?? unit;
  if (column === 'real' || column === 'reals') throw new Error(`the field ${name} has no unit`);
  return column === 'integer' ? UNITS['1'] : undefined;
}

/** Have a standard property of their own. */
const SHOWN_ABOVE: ReadonlySet<string> = new Set(
  Object.values(STANDARD).flatMap(({ origin }) => (origin.from === 'column' ? [origin.column] : [])),
);

/** Every column that lists of crystals can be narrowed down by. */
function ownColumns(fields: Fields): [string, Property][] {
  return Object.entries(fields)
    .filter(([name, { filter }]) => filter !== undefined && !SHOWN_ABOVE.has(name))
    .map(([name, field]) => {
      const { type, items } = TYPES[field.column];
      const unit = unitOf(name, field);
      const property: Property = {
        type,
        ...(items !== undefined && { items }),
        ...(unit !== undefined && { unit }),
        description: field.description,
        origin: column(name as CrystalColumn, type !== 'list'),
        isUsual: false,
      };
      return [`_${PREFIX}_${ownName(name, field)}`, property];
    });
}

/** `motifs` of `motifIds`, `predicted_band_gap` of `bandGap`. */
function ownName(name: string, { filter, shownAs }: Field): string {
  const shown = filter?.by === 'sets' ? filter.name : (shownAs ?? name);
  const prefix = name in PREDICTED ? 'predicted_' : '';
  return prefix + shown.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const OWN: Readonly<Record<string, Property>> = {
  ...Object.fromEntries(ownColumns({ ...CRYSTAL.fields, ...CRYSTAL.derived })),
  [`_${PREFIX}_connectivity`]: {
    type: 'dictionary',
    description:
      'Dimensionality (0–3) of the net that all connections between polyhedra form (`any`), and of those that shared corners, edges and faces alone form.',
    origin: { from: 'crystal' },
    isUsual: false,
  },
  [`_${PREFIX}_description`]: {
    type: 'string',
    description: CRYSTAL.fields.description.description,
    origin: { from: 'crystal' },
    isUsual: false,
  },
};

/** By name, in the order of /info/structures. */
export const STRUCTURE_PROPERTIES: ReadonlyMap<string, Property> = new Map(Object.entries({ ...STANDARD, ...OWN }));

/** Those in answers that do not choose. */
export const USUAL_FIELDS: readonly string[] = [...STRUCTURE_PROPERTIES].flatMap(([name, { isUsual }]) =>
  isUsual ? [name] : [],
);

/** A name under the prefix of another provider: its values are unknown here. */
export function isForeign(name: string): boolean {
  return name.startsWith('_') && !name.startsWith(`_${PREFIX}_`);
}
