/** Coordination geometries, as a way into crystals and motifs. */

import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { GeometryRow } from '../../graph/store.js';
import { geometryOf } from '../../motif/geometries.js';
import type { Context } from '../context.js';
import { pageTimes, usual } from '../cost.js';
import { geometryNodeId } from '../node-ids.js';
import { geometrySymbol } from '../notation.js';
import { Geometry } from '../types/geometry.js';
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

@Resolver(() => Geometry)
export class GeometryResolver {
  @Query(() => Geometry, {
    nullable: true,
    description: 'The geometry with this symbol. If null, there is an error: BAD_GEOMETRY.',
  })
  async geometry(
    @Arg('symbol', () => String, { description: 'Symbol: `O:6`.' }) symbol: string,
    @Ctx() { loaders }: Context,
  ): Promise<GeometryRow | null> {
    return (await loaders.geometries()).get(geometrySymbol(symbol)) ?? null;
  }

  @FieldResolver(() => ID, { description: 'Id, `geometry/O:6`.' })
  id(@Root() { symbol }: GeometryRow): string {
    return geometryNodeId(symbol);
  }

  @FieldResolver(() => String, { nullable: true })
  iupacSymbol(@Root() { symbol }: GeometryRow): string | null {
    return geometryOf(symbol)?.iupacSymbol ?? null;
  }

  @FieldResolver(() => String, { nullable: true })
  iucrSymbol(@Root() { symbol }: GeometryRow): string | null {
    return geometryOf(symbol)?.iucrSymbol ?? null;
  }

  @Query(() => [Geometry], {
    nullable: true,
    description: 'All reference geometries, by coordination number, including those that do not occur in the graph.',
    complexity: usual.geometries,
  })
  async geometries(
    @Arg('present', () => Boolean, {
      nullable: true,
      description: 'Only geometries that occur in the graph (true), or that do not (false).',
    })
    present: boolean | null,
    @Ctx() { loaders }: Context,
  ): Promise<GeometryRow[]> {
    const rows = [...(await loaders.geometries()).values()];
    return present == null ? rows : rows.filter(({ crystalCount }) => crystalCount > 0 === present);
  }

  @FieldResolver(() => CrystalPage, {
    nullable: true,
    description: 'Crystals with a motif of this geometry.',
    complexity: pageTimes,
  })
  crystals(
    @Args(() => CrystalListArgs) args: CrystalListArgs,
    @Root() { symbol }: GeometryRow,
    @Ctx() context: Context,
  ): CrystalList {
    return crystalList(args, context, {
      filter: { geometries: { any: [symbol] } },
      nothing: `No crystal of the graph contains the geometry ${symbol}.`,
    });
  }

  @FieldResolver(() => MotifPage, {
    nullable: true,
    description: 'Motifs of this geometry.',
    complexity: pageTimes,
  })
  motifs(
    @Args(() => MotifListArgs) args: MotifListArgs,
    @Root() { symbol }: GeometryRow,
    @Ctx() context: Context,
  ): MotifList {
    return motifList(args, context, {
      filter: { geometry: [symbol] },
      nothing: `No motif of the graph has the geometry ${symbol}.`,
    });
  }
}
