/** Pages of lists: arguments, cursors, and what goes to the store. */
import type { GraphQLError } from 'graphql';
import { ArgsType, Field, Int } from 'type-graphql';
import { z } from 'zod';
import type { CrystalSortKey, Keyset, MotifSortKey, Page, Sort } from '../graph/store.js';
import { apiError, limitError } from './errors.js';
import { DEFAULT_PAGE_SIZE, type Limits } from './limits.js';

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `Number of items from the start, or after the cursor \`after\`; ${DEFAULT_PAGE_SIZE} if neither \`first\` nor \`last\` is given.`,
  })
  readonly first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only items after this cursor.' })
  readonly after?: string | null;

  @Field(() => Int, { nullable: true, description: 'Number of items from the end, or before the cursor `before`.' })
  readonly last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only items before this cursor.' })
  readonly before?: string | null;
}

/** @throws GraphQLError BAD_PAGE, LIMIT_EXCEEDED (pageSize) or BAD_CURSOR. */
export function pageOf(args: PageArgs, sort: Sort<string>, limits: Limits): Page {
  const first = args.first ?? undefined;
  const last = args.last ?? undefined;
  if (first !== undefined && last !== undefined) {
    throw apiError('BAD_PAGE', 'A page has `first` or `last`, not both.');
  }
  const limit = pageSize(first === undefined && last !== undefined ? 'last' : 'first', first ?? last, limits);
  return {
    limit,
    fromEnd: last !== undefined,
    ...(args.after != null && { after: readCursor('after', args.after, sort) }),
    ...(args.before != null && { before: readCursor('before', args.before, sort) }),
  };
}

/** @throws GraphQLError BAD_PAGE or LIMIT_EXCEEDED (pageSize). */
export function pageSize(argument: string, asked: number | undefined, { pageSize: limit }: Limits): number {
  const size = asked ?? Math.min(DEFAULT_PAGE_SIZE, limit);
  if (size < 0) throw apiError('BAD_PAGE', `\`${argument}\` cannot be negative: ${size}.`);
  if (size > limit) {
    const message = `\`${argument}: ${size}\` is more than the limit "pageSize" of this server: ${limit}. Fetch several pages, with \`pageInfo { endCursor hasNextPage }\`.`;
    throw limitError('pageSize', limit, size, message);
  }
  return size;
}

/** The sorting's name, the sorted value and the id: a cursor is good for every list of the same sorting. */
const cursorContent = z.tuple([z.string(), z.union([z.string(), z.number()]), z.string()]);

/** Characters of a cursor: an id and a formula, in JSON and then in Base64, are some hundreds. */
const LONGEST_CURSOR = 8192;

/** Sort keys whose values are texts; those of the others are numbers. */
const TEXT_KEYS: ReadonlySet<string> = new Set<CrystalSortKey | MotifSortKey>(['id', 'formula']);

export function writeCursor({ value, id }: Keyset, sort: Sort<string>): string {
  return Buffer.from(JSON.stringify([sortName(sort), value, id])).toString('base64url');
}

function readCursor(argument: string, cursor: string, sort: Sort<string>): Keyset {
  if (cursor.length > LONGEST_CURSOR) throw noCursor(argument);
  const content = cursorContent.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!content.success) throw noCursor(argument);
  const [name, value, id] = content.data;
  if (name !== sortName(sort)) {
    throw badCursor(
      `\`${argument}\` belongs to a list sorted by ${name}, and this one is sorted by ${sortName(sort)}.`,
    );
  }
  if (typeof value !== (TEXT_KEYS.has(sort.key) ? 'string' : 'number')) throw noCursor(argument);
  return { value, id };
}

function noCursor(argument: string): GraphQLError {
  return badCursor(`\`${argument}\` is not a cursor of this server.`);
}

function badCursor(message: string): GraphQLError {
  return apiError('BAD_CURSOR', `${message} Start again without it.`);
}

function sortName({ key, descending }: Sort<string>): string {
  return descending ? `${key} descending` : key;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
