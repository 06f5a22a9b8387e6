/** Values of fields, as filters take them. */
import { GraphQLScalarType } from 'graphql';
import type { Field } from '../../graph/field.js';
import { MOTIF } from '../../graph/motif-tables.js';
import { CONNECTED_MOTIF, SECOND_NEIGHBOUR } from '../../graph/neighbours.js';
import { MOTIF_SITE, NET, SHARES } from '../../graph/site-tables.js';
import { CRYSTAL } from '../../graph/tables.js';

export type FilterValue = string | number | boolean | readonly number[];

export const FilterValue = new GraphQLScalarType<FilterValue>({
  name: 'FilterValue',
  description:
    'A value of a field, as filters take it: a text, a number, true or false, the name of a value of an enumeration (`CUBIC`), or a list of numbers (`[0, 0, 1]`).',
});

const FIELDS: Readonly<Partial<Record<string, Field>>> = {
  ...SECOND_NEIGHBOUR,
  ...CONNECTED_MOTIF,
  ...MOTIF.fields,
  ...NET.fields,
  ...SHARES.fields,
  ...MOTIF_SITE.fields,
  ...CRYSTAL.fields,
  ...CRYSTAL.derived,
};

/**
 * @param name of the field; what stands before a point says whose it is: `from.crystal.spaceGroupNumber`
 * @param text the value as texts of the graph have it
 */
export function filterValue(name: string, text: string): FilterValue {
  const field = FIELDS[name.slice(name.lastIndexOf('.') + 1)];
  if (field?.column === 'integer' || field?.column === 'real') return Number(text);
  if (field?.column === 'boolean') return text === 'true';
  if (field?.column === 'integers') return text.split(' ').map(Number);
  const { vocabulary } = field ?? {};
  return vocabulary === 'crystal system' || vocabulary === 'connection kind' || vocabulary === 'net kind'
    ? text.toUpperCase()
    : text;
}
