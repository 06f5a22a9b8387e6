/** Lists of crystals and of motifs, page by page: as edges, as nodes, and as flat rows for tables. */
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { CrystalSummary } from '../../graph/model.js';
import type {
  CrystalSortKey,
  CrystalFilter as CrystalsWanted,
  MotifRow as MotifOfGraph,
  MotifSortKey,
  MotifFilter as MotifsWanted,
  Sort,
} from '../../graph/store.js';
import type { Context } from '../context.js';
import { crystalCriteria, crystalFilter, motifCriteria, motifFilter } from '../criteria.js';
import { type Owner, whyNoCrystals, whyNoMotifs } from '../empty-reason.js';
import { type Edge, List, type ListRequest } from '../list.js';
import { PageArgs, pageOf } from '../pages.js';
import { EmptyReason, PageInfo } from '../types/common.js';
import { Crystal } from '../types/crystal.js';
import { CrystalFilter, CrystalSort, MotifFilter, MotifSort } from '../types/filters.js';
import { Motif } from '../types/motif.js';

export class CrystalList extends List<CrystalSummary, CrystalSortKey> {
  /** @param filter what the crystals of the list meet; their aggregates, too */
  constructor(
    readonly filter: CrystalsWanted,
    request: ListRequest<CrystalSummary>,
  ) {
    super(request);
  }
}
export type MotifList = List<MotifOfGraph, MotifSortKey>;

@ObjectType({ simpleResolvers: true, description: 'A crystal in a list.' })
export class CrystalEdge {
  @Field(() => String, { description: 'Position in the list, for `after` and `before`.' })
  readonly cursor!: string;

  @Field(() => Crystal, { description: 'The crystal.' })
  readonly node!: CrystalSummary;
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
  readonly edges!: readonly Edge<CrystalSummary>[];

  @Field(() => [Crystal], { description: 'The crystals of the page.' })
  readonly nodes!: readonly CrystalSummary[];

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

export const BY_ID = [{ key: 'id', descending: false }] as const;
const BY_FREQUENCY = [{ key: 'crystalCount', descending: true }] as const;

@ArgsType()
export class CrystalListArgs extends PageArgs {
  @Field(() => CrystalFilter, { nullable: true, description: 'Criteria; without a filter, all of them.' })
  readonly filter?: CrystalFilter | null;

  @Field(() => [CrystalSort], {
    nullable: true,
    description: 'Order, the most significant key first; then, and by default, by id.',
  })
  readonly sort?: CrystalSort[] | null;
}

@ArgsType()
export class MotifListArgs extends PageArgs {
  @Field(() => MotifFilter, { nullable: true, description: 'Criteria; without a filter, all of them.' })
  readonly filter?: MotifFilter | null;

  @Field(() => [MotifSort], {
    nullable: true,
    description: 'Order, the most significant key first; by default, motifs in most crystals first.',
  })
  readonly sort?: MotifSort[] | null;
}

const ALL = { filter: {}, nothing: '' };

function motifSort({ key, descending }: MotifSort): Sort<MotifSortKey> {
  return { key, descending: descending ?? (key === 'crystalCount' || key === 'siteCount') };
}

export function crystalList(args: CrystalListArgs, context: Context, owner: Owner<CrystalsWanted> = ALL): CrystalList {
  const criteria = crystalCriteria(args.filter, context.limits);
  const wanted = { ...owner.filter, and: [crystalFilter(criteria)] };
  const identity = { sorts: args.sort?.length ? args.sort : BY_ID, filter: wanted };
  return new CrystalList(wanted, {
    identity,
    asked: pageOf(args, identity, context.limits),
    version: async () => (await context.projection()).version,
    fetch: async (page) => (await context.projection()).crystals(wanted, identity.sorts, page),
    count: async () => (await context.projection()).countCrystals(wanted),
    explain: async () => whyNoCrystals(criteria, owner, await context.projection()),
  });
}

export function motifList(args: MotifListArgs, context: Context, owner: Owner<MotifsWanted> = ALL): MotifList {
  const criteria = motifCriteria(args.filter, context.limits);
  const wanted = { ...owner.filter, and: [motifFilter(criteria)] };
  const identity = { sorts: args.sort?.length ? args.sort.map(motifSort) : BY_FREQUENCY, filter: wanted };
  return new List({
    identity,
    asked: pageOf(args, identity, context.limits),
    version: async () => (await context.projection()).version,
    fetch: async (page) => (await context.projection()).motifs(wanted, identity.sorts, page),
    count: async () => (await context.projection()).countMotifs(wanted),
    explain: async () => whyNoMotifs(criteria, owner, await context.projection()),
  });
}
