/** Parts of lists that hang on one thing and can be long: the sites of a crystal, the connections of a site. */
import { ArgsType, Field, Int } from 'type-graphql';
import { apiError, limitError } from './errors.js';
import type { Limits } from './limits.js';

@ArgsType()
export class PartArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'Number of items; all of them by default, up to the limit `pageSize`.',
  })
  readonly first?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of items to skip: those already fetched.',
  })
  readonly after?: number | null;
}

/** @throws GraphQLError BAD_PAGE, LIMIT_EXCEEDED (pageSize): a list is never cut without a word. */
export function partOf<Item>(
  items: readonly Item[],
  { first, after }: PartArgs,
  { pageSize: limit }: Limits,
): readonly Item[] {
  const begin = notNegative('after', after ?? 0);
  const size = notNegative('first', first ?? Math.max(0, items.length - begin));
  if (size > limit) {
    const message =
      first == null
        ? `The list has ${items.length} items; the limit "pageSize" of this server is ${limit}. Fetch it in parts: \`first: ${limit}\`, then \`after: ${limit}\`.`
        : `\`first: ${first}\` is more than the limit "pageSize" of this server: ${limit}. Fetch it in parts, with \`after\`.`;
    throw limitError('pageSize', limit, size, message);
  }
  return begin === 0 && size >= items.length ? items : items.slice(begin, begin + size);
}

function notNegative(argument: string, value: number): number {
  if (value < 0) throw apiError('BAD_PAGE', `\`${argument}\` cannot be negative: ${value}.`);
  return value;
}
