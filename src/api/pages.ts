/** Pages of lists: arguments, cursors, and what goes to the store. */
import { createHash } from 'node:crypto';
import type { GraphQLError } from 'graphql';
import { ArgsType, Field, Int } from 'type-graphql';
import { z } from 'zod';
import type { Keyset, Page, Sort } from '../graph/store.js';
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

/** A page that is asked for, and the version of the graph that its cursor was made in. */
export interface AskedPage {
  readonly page: Page;
  /** Null without a cursor. */
  readonly cursorVersion: string | null;
}

/** @throws GraphQLError BAD_PAGE, LIMIT_EXCEEDED (pageSize) or BAD_CURSOR. */
export function pageOf(args: PageArgs, list: ListIdentity, limits: Limits): AskedPage {
  const first = args.first ?? undefined;
  const last = args.last ?? undefined;
  if (first !== undefined && last !== undefined) {
    throw apiError('BAD_PAGE', 'A page has `first` or `last`, not both.');
  }
  const limit = pageSize(first === undefined && last !== undefined ? 'last' : 'first', first ?? last, limits);
  const after = args.after == null ? null : readCursor('after', args.after, list);
  const before = args.before == null ? null : readCursor('before', args.before, list);
  const page = {
    limit,
    fromEnd: last !== undefined,
    ...(after !== null && { after: after.place }),
    ...(before !== null && { before: before.place }),
  };
  return { page, cursorVersion: (after ?? before)?.version ?? null };
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

/** Without keys that came before: they change no order, but each takes memory and time. */
export function distinctSorts<Key extends string>(sorts: readonly Sort<Key>[]): readonly Sort<Key>[] {
  const keys = new Set<string>();
  return sorts.filter(({ key }) => !keys.has(key) && keys.add(key));
}

/** What makes a list: a cursor is good for the list that it comes from. */
export interface ListIdentity {
  readonly sorts: readonly Sort<string>[];
  /** Its filter, or what it hangs on. */
  readonly filter: unknown;
}

/** Digest of the filter, sort keys, version of the graph, values of the sort keys, id. */
const cursorContent = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.array(z.union([z.string(), z.number(), z.null()])),
  z.string(),
]);

/** Characters of a cursor: an id and some values, in JSON and then in Base64, are some hundreds. */
const LONGEST_CURSOR = 8192;

export function writeCursor({ values, id }: Keyset, { filter, sorts }: ListIdentity, version: string): string {
  return Buffer.from(JSON.stringify([digestOf(filter), sortName(sorts), version, values, id])).toString('base64url');
}

function readCursor(argument: string, cursor: string, { filter, sorts }: ListIdentity) {
  if (cursor.length > LONGEST_CURSOR) throw noCursor(argument);
  const content = cursorContent.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!content.success) throw noCursor(argument);
  const [digest, name, version, values, id] = content.data;
  if (name !== sortName(sorts)) {
    throw badCursor(
      `\`${argument}\` belongs to a list sorted by ${name}, and this one is sorted by ${sortName(sorts)}.`,
    );
  }
  if (digest !== digestOf(filter)) throw badCursor(`\`${argument}\` belongs to a list with another filter.`);
  if (values.length !== sorts.length) throw noCursor(argument);
  return { place: { values, id }, version };
}

/** Of 48 bits: it tells lists apart that one client uses, and keeps cursors short. */
function digestOf(filter: unknown): string {
  return createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 8);
}

function noCursor(argument: string): GraphQLError {
  return badCursor(`\`${argument}\` is not a cursor of this server.`);
}

function badCursor(message: string): GraphQLError {
  return apiError('BAD_CURSOR', `${message} Start again without it.`);
}

function sortName(sorts: readonly Sort<string>[]): string {
  return sorts.map(({ key, descending }) => (descending ? `${key} descending` : key)).join(', ');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
