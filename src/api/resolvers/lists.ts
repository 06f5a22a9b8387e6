/** Lists of crystals and of motifs, page by page: as edges, as nodes, and as flat rows for tables. */
import { Field, Int, ObjectType } from 'type-graphql';
import type { CrystalNode } from '../../graph/model.js';
import type {
  CrystalOwner,
  CrystalSortKey,
  MotifRow as MotifOfGraph,
  MotifOwner,
  MotifSortKey,
} from '../../graph/store.js';
import type { Context } from '../context.js';
import { type Edge, List } from '../list.js';
import { type PageArgs, pageOf } from '../pages.js';
import { EmptyReason, PageInfo } from '../types/common.js';
import { Crystal } from '../types/crystal.js';
import type { CrystalSort, MotifSort } from '../types/filters.js';
import { Motif } from '../types/motif.js';

export type CrystalList = List<CrystalNode, CrystalSortKey>;
export type MotifList = List<MotifOfGraph, MotifSortKey>;

@ObjectType({ simpleResolvers: true, description: 'A crystal in a list.' })
export class CrystalEdge {
  @Field(() => String, { description: 'Position in the list, for `after` and `before`.' })
  readonly cursor!: string;

  @Field(() => Crystal, { description: 'The crystal.' })
  readonly node!: CrystalNode;
}

@ObjectType({ simpleResolvers: true, description: 'A motif in a list.' })
export class MotifEdge {
  @Field(() => String, { description: 'Position in the list, for `after` and `before`.' })
  readonly cursor!: string;

  @Field(() => Motif, { description: 'The motif.' })
  readonly node!: MotifOfGraph;
}

@ObjectType('CrystalConnection', { simpleResolvers: true, description: 'A page of a list of crystals.' })
export class CrystalPage {
  @Field(() => [CrystalEdge], { description: 'The crystals of the page with their cursors.' })
  readonly edges!: readonly Edge<CrystalNode>[];

  @Field(() => [Crystal], { description: 'The crystals of the page.' })
  readonly nodes!: readonly CrystalNode[];

  @Field(() => PageInfo, { description: 'Position of the page in the list.' })
  readonly pageInfo!: PageInfo;

  @Field(() => Int, { description: 'Number of crystals in the whole list.' })
  readonly totalCount!: number;

  @Field(() => EmptyReason, { nullable: true, description: 'Why the page is empty; null if it is not.' })
  readonly emptyReason!: EmptyReason | null;
}

@ObjectType('MotifConnection', { simpleResolvers: true, description: 'A page of a list of motifs.' })
export class MotifPage {
  @Field(() => [MotifEdge], { description: 'The motifs of the page with their cursors.' })
  readonly edges!: readonly Edge<MotifOfGraph>[];

  @Field(() => [Motif], { description: 'The motifs of the page.' })
  readonly nodes!: readonly MotifOfGraph[];

  @Field(() => PageInfo, { description: 'Position of the page in the list.' })
  readonly pageInfo!: PageInfo;

  @Field(() => Int, { description: 'Number of motifs in the whole list.' })
  readonly totalCount!: number;

  @Field(() => EmptyReason, { nullable: true, description: 'Why the page is empty; null if it is not.' })
  readonly emptyReason!: EmptyReason | null;
}

/** What a list hangs on, and how long the list is. */
interface Owner<Kind extends string> {
  readonly owner: Kind;
  readonly key: string;
  readonly count: number;
}

const NAMES = { motif: 'the motif', element: 'the element', geometry: 'the geometry' } as const;

export const BY_ID = { key: 'id', descending: false } as const;
export const BY_FREQUENCY = { key: 'crystalCount', descending: true } as const;

/** A page of the crystals of one owner; those of many owners are fetched in one call. */
export function crystalsOf(
  { owner, key, count }: Owner<CrystalOwner>,
  sort: CrystalSort | null | undefined,
  args: PageArgs,
  { loaders, limits }: Context,
): CrystalList {
  const order = sort ?? BY_ID;
  return new List({
    sort: order,
    page: pageOf(args, order, limits),
    fetch: (page) => loaders.crystalsOf.load({ owner, key, sort: order, page }),
    count: async () => count,
    explain: async () => nothingOf(`No crystal of the graph contains ${NAMES[owner]} ${key}.`),
  });
}

/** A page of the motifs of one owner; those of many owners are fetched in one call. */
export function motifsOf(
  { owner, key, count }: Owner<MotifOwner>,
  sort: MotifSort | null | undefined,
  args: PageArgs,
  { loaders, limits }: Context,
): MotifList {
  const order = sort ?? BY_FREQUENCY;
  return new List({
    sort: order,
    page: pageOf(args, order, limits),
    fetch: (page) => loaders.motifsOf.load({ owner, key, sort: order, page }),
    count: async () => count,
    explain: async () => nothingOf(`No motif of the graph has ${NAMES[owner]} ${key}.`),
  });
}

function nothingOf(message: string): EmptyReason {
  return { code: 'NO_MATCH', message, criteria: [] };
}
