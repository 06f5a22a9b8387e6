/** Values of fields, as filters take them. */
import { GraphQLScalarType } from 'graphql';
import type { Field } from '../../graph/field.js';
import { CRYSTAL, MOTIF_SITE, SHARES } from '../../graph/tables.js';

export const FilterValue = new GraphQLScalarType<string | number>({
  name: 'FilterValue',
  description:
    'A value of a field, as filters take it: a text, a number, or the name of a value of an enumeration (`CUBIC`).',
});

const FIELDS: Readonly<Partial<Record<string, Field>>> = {
  ...SHARES.fields,
  ...MOTIF_SITE.fields,
  ...CRYSTAL.fields,
  ...CRYSTAL.derived,
};

/**
 * @param name of the field; what stands before a point says whose it is: `from.crystal.spaceGroupNumber`
 * @param text the value as texts of the graph have it
 */
export function filterValue(name: string, text: string): string | number {
  const field = FIELDS[name.slice(name.lastIndexOf('.') + 1)];
  if (field?.column === 'integer' || field?.column === 'real') return Number(text);
  const { vocabulary } = field ?? {};
  return vocabulary === 'crystal system' || vocabulary === 'connection kind' ? text.toUpperCase() : text;
}
