/** The two searches: crystals and motifs by any mixture of criteria. */
import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { pageTimes } from '../cost.js';
import { crystalCriteria, crystalFilter, motifCriteria, motifFilter } from '../criteria.js';
import { whyNoCrystals, whyNoMotifs } from '../empty-reason.js';
import { List } from '../list.js';
import { PageArgs, pageOf } from '../pages.js';
import { CrystalFilter, CrystalSort, MotifFilter, MotifSort } from '../types/filters.js';
import { BY_FREQUENCY, BY_ID, type CrystalList, CrystalPage, type MotifList, MotifPage } from './lists.js';

@Resolver()
export class SearchResolver {
  @Query(() => CrystalPage, {
    description: 'Crystals that meet all criteria of a filter.',
    complexity: pageTimes,
  })
  crystals(
    @Arg('filter', () => CrystalFilter, { nullable: true, description: 'Criteria; without a filter, all crystals.' })
    filter: CrystalFilter | null,
    @Arg('sort', () => CrystalSort, { nullable: true, description: 'Order; by id by default.' })
    sort: CrystalSort | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { queryGraph, loaders, limits }: Context,
  ): CrystalList {
    const criteria = crystalCriteria(filter, limits);
    const wanted = crystalFilter(criteria);
    const order = sort ?? BY_ID;
    return new List({
      sort: order,
      page: pageOf(args, order, limits),
      fetch: async (page) => {
        const rows = await queryGraph((store) => store.crystals(wanted, order, page));
        for (const row of rows) loaders.crystal.prime(row.id, row);
        return rows;
      },
      count: () => queryGraph((store) => store.countCrystals(wanted)),
      explain: () => whyNoCrystals(criteria, queryGraph),
    });
  }

  @Query(() => MotifPage, {
    description: 'Motifs that meet all criteria of a filter.',
    complexity: pageTimes,
  })
  motifs(
    @Arg('filter', () => MotifFilter, { nullable: true, description: 'Criteria; without a filter, all motifs.' })
    filter: MotifFilter | null,
    @Arg('sort', () => MotifSort, { nullable: true, description: 'Order; by default, motifs in most crystals first.' })
    sort: MotifSort | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { queryGraph, loaders, limits }: Context,
  ): MotifList {
    const criteria = motifCriteria(filter, limits);
    const wanted = motifFilter(criteria);
    const order = sort ?? BY_FREQUENCY;
    return new List({
      sort: order,
      page: pageOf(args, order, limits),
      fetch: async (page) => {
        const rows = await queryGraph((store) => store.motifs(wanted, order, page));
        for (const row of rows) loaders.motif.prime(row.id, row);
        return rows;
      },
      count: () => queryGraph((store) => store.countMotifs(wanted)),
      explain: () => whyNoMotifs(criteria, queryGraph),
    });
  }
}
