/** The two searches: crystals and motifs by any mixture of criteria. */
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { pageTimes } from '../cost.js';
import {
  type CrystalList,
  CrystalListArgs,
  CrystalPage,
  crystalList,
  type MotifList,
  MotifListArgs,
  MotifPage,
  motifList,
} from './lists.js';

@Resolver()
export class SearchResolver {
  @Query(() => CrystalPage, {
    nullable: true,
    description: 'Crystals that meet all criteria of a filter. If null, there is an error about an argument.',
    complexity: pageTimes,
  })
  crystals(@Args(() => CrystalListArgs) args: CrystalListArgs, @Ctx() context: Context): CrystalList {
    return crystalList(args, context);
  }

  @Query(() => MotifPage, {
    nullable: true,
    description: 'Motifs that meet all criteria of a filter. If null, there is an error about an argument.',
    complexity: pageTimes,
  })
  motifs(@Args(() => MotifListArgs) args: MotifListArgs, @Ctx() context: Context): MotifList {
    return motifList(args, context);
  }
}
