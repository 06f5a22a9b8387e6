/**
 * One value for each point of a drawing, as one value of an answer. GraphQL completes and counts the items of a list one by
 * one, which takes longer than making them, and hundreds of thousands of points would exceed what an answer may hold.
 */
import { GraphQLError, GraphQLScalarType } from 'graphql';

export type ColumnItem = string | number | null | readonly (string | number)[];

export class Column {
  /** As JSON, about. */
  readonly bytes: number;

  constructor(readonly items: readonly ColumnItem[]) {
    this.bytes = items.reduce((sum: number, item) => sum + 1 + bytesOf(item), 2);
  }
}

/** Digits of a number, two quotation marks of a text. */
function bytesOf(item: ColumnItem): number {
  if (typeof item === 'string') return item.length + 2;
  if (typeof item === 'number') return 6;
  return item === null ? 4 : 2 + item.length * 6;
}

function outputOnly(): never {
  throw new GraphQLError('Columns are no input.');
}

export const ColumnScalar = new GraphQLScalarType<unknown, readonly ColumnItem[]>({
  name: 'Column',
  description:
    'A JSON list with one item for each point, in the order of all other columns. It counts as one value of the answer.',
  serialize: (column) => (column as Column).items,
  parseValue: outputOnly,
  parseLiteral: outputOnly,
});
