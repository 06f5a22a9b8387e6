/** Structures as entries of OPTIMADE. */
import type { CrystalSummary } from '../graph/model.js';
import type { Projection } from '../graph/projection/projection.js';
import { PREFIX, type Property, STRUCTURE_PROPERTIES } from './properties.js';
import type { StructureAttributes } from './structure.js';
import type { GraphValues } from './translation.js';

export interface Entry {
  readonly type: 'structures';
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Members of the entry itself, not of its attributes. */
const OUTSIDE = new Set(['id', 'type']);

/** Whether one of the fields needs the stored structure. */
export function needsStructure(fields: readonly string[]): boolean {
  return fields.some((name) => STRUCTURE_PROPERTIES.get(name)?.origin.from === 'structure');
}

/**
 * @param fields names of properties; those that are unknown here are null
 * @param structure null where no field needs it
 */
export function entryOf(
  id: string,
  fields: readonly string[],
  graph: Projection,
  values: GraphValues,
  structure: StructureAttributes | null,
): Entry {
  const attributes = fields
    .filter((name) => !OUTSIDE.has(name))
    .map((name) => [name, propertyOf(name, id, graph, values, structure)]);
  return { type: 'structures', id, attributes: Object.fromEntries(attributes) };
}

function propertyOf(
  name: string,
  id: string,
  graph: Projection,
  values: GraphValues,
  structure: StructureAttributes | null,
): unknown {
  const property = STRUCTURE_PROPERTIES.get(name);
  if (property === undefined) return null;
  const { origin } = property;
  switch (origin.from) {
    case 'column':
      return shown(property, graph.columnOf(id, origin.column));
    case 'graph':
      return values[name as keyof GraphValues];
    case 'structure':
      return structure![name as keyof StructureAttributes];
    case 'crystal':
      return OF_CRYSTAL[name]!(graph.crystal(id)!);
  }
}

/** Columns hold booleans, and the items of lists, as texts. */
function shown({ type, items }: Property, value: string | number | readonly string[] | null): unknown {
  if (type === 'boolean') return value === null ? null : value === 'true';
  if (items === 'float') return (value as readonly string[]).map(Number);
  return value;
}

const OF_CRYSTAL: Readonly<Record<string, (crystal: CrystalSummary) => unknown>> = {
  dimension_types: () => [1, 1, 1],
  [`_${PREFIX}_description`]: ({ description }) => description,
  [`_${PREFIX}_connectivity`]: (crystal) => ({
    any: crystal.dimensionality,
    corner: crystal.cornerDimensionality,
    edge: crystal.edgeDimensionality,
    face: crystal.faceDimensionality,
  }),
};
