/** Lists of crystals and of motifs, page by page: as edges, as nodes, and as flat rows for tables. */
import { ArgsType, Field } from 'type-graphql';
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
import { List, type ListRequest } from '../list.js';
import { distinctSorts, PageArgs, pageOf } from '../pages.js';
import { Crystal } from '../types/crystal.js';
import { CrystalFilter, CrystalSort, MotifFilter, MotifSort } from '../types/filters.js';
import { Motif } from '../types/motif.js';
import { pageType } from '../types/page.js';

export class CrystalList extends List<CrystalSummary, CrystalSortKey> {
  /** @param filter what the crystals of the list meet; their aggregates, too */
  constructor(
    readonly filter: CrystalsWanted,
    request: ListRequest<CrystalSummary>,
  ) {
    super(request);
  }
}
export class MotifList extends List<MotifOfGraph, MotifSortKey> {
  /** @param filter what the motifs of the list meet; their aggregates, too */
  constructor(
    readonly filter: MotifsWanted,
    request: ListRequest<MotifOfGraph>,
  ) {
    super(request);
  }
}

export const CrystalPage = pageType('Crystal', 'crystal', 'crystals', () => Crystal);
export const MotifPage = pageType('Motif', 'motif', 'motifs', () => Motif);

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
  const identity = { sorts: args.sort?.length ? distinctSorts(args.sort) : BY_ID, filter: wanted };
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
  const identity = {
    sorts: args.sort?.length ? distinctSorts(args.sort.map(motifSort)) : BY_FREQUENCY,
    filter: wanted,
  };
  return new MotifList(wanted, {
    identity,
    asked: pageOf(args, identity, context.limits),
    version: async () => (await context.projection()).version,
    fetch: async (page) => (await context.projection()).motifs(wanted, identity.sorts, page),
    count: async () => (await context.projection()).countMotifs(wanted),
    explain: async () => whyNoMotifs(criteria, owner, await context.projection()),
  });
}
