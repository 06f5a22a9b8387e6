/** The two searches: crystals and motifs by any mixture of criteria. */
import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { pageTimes } from '../cost.js';
import { PageArgs } from '../pages.js';
import { CrystalFilter, CrystalSort, MotifFilter, MotifSort } from '../types/filters.js';
import { type CrystalList, CrystalPage, crystalList, type MotifList, MotifPage, motifList } from './lists.js';

@Resolver()
export class SearchResolver {
  @Query(() => CrystalPage, {
    nullable: true,
    description: 'Crystals that meet all criteria of a filter. If null, there is an error about an argument.',
    complexity: pageTimes,
  })
  crystals(
    @Arg('filter', () => CrystalFilter, { nullable: true, description: 'Criteria; without a filter, all crystals.' })
    filter: CrystalFilter | null,
    @Arg('sort', () => [CrystalSort], {
      nullable: true,
      description: 'Order, the most significant key first; then, and by default, by id.',
    })
    sort: CrystalSort[] | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): CrystalList {
    return crystalList({ filter, sort }, page, context);
  }

  @Query(() => MotifPage, {
    nullable: true,
    description: 'Motifs that meet all criteria of a filter. If null, there is an error about an argument.',
    complexity: pageTimes,
  })
  motifs(
    @Arg('filter', () => MotifFilter, { nullable: true, description: 'Criteria; without a filter, all motifs.' })
    filter: MotifFilter | null,
    @Arg('sort', () => [MotifSort], {
      nullable: true,
      description: 'Order, the most significant key first; by default, motifs in most crystals first.',
    })
    sort: MotifSort[] | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): MotifList {
    return motifList({ filter, sort }, page, context);
  }
}
