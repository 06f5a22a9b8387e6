/** Motifs: the polyhedron types that all compounds share, and how they connect. */

import { GraphQLError } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { motifStatisticsOf } from '../../graph/projection/counts.js';
import type { ElementRow, GeometryRow, MotifRow } from '../../graph/store.js';
import { motifType } from '../../motif/motif-type.js';
import type { Context } from '../context.js';
import { idsTimes, pageTimes } from '../cost.js';
import { idList } from '../criteria.js';
import { motifMeant } from '../missing.js';
import { Element } from '../types/element.js';
import { Geometry } from '../types/geometry.js';
import { Motif, MotifStatistics } from '../types/motif.js';
import { elementOf } from './element.js';
import { type CrystalList, CrystalListArgs, CrystalPage, crystalList } from './lists.js';

@Resolver(() => Motif)
export class MotifResolver {
  @Query(() => Motif, {
    nullable: true,
    description: 'The motif with this id. If null, there is an error: UNKNOWN_ID.',
  })
  async motif(
    @Arg('id', () => ID, {
      description: 'Id of the motif: `Ti-O:6`; or another notation, such as `TiO6`, that means one motif of the graph.',
    })
    id: string,
    @Ctx() { loaders }: Context,
  ): Promise<MotifRow> {
    const motif = await motifMeant(id, loaders);
    if (motif instanceof GraphQLError) throw motif;
    return motif;
  }

  @Query(() => [Motif], {
    nullable: 'itemsAndList',
    description: 'Motifs by id, in the order of the ids. For each null there is an error at its place: UNKNOWN_ID.',
    complexity: idsTimes,
  })
  motifsById(
    @Arg('ids', () => [ID], { description: 'Ids of motifs, at most `ids` of them (a limit of this server).' })
    ids: string[],
    @Ctx() { loaders, limits }: Context,
  ): Promise<(MotifRow | GraphQLError)[]> {
    return Promise.all(idList('ids', ids, limits).map((id) => motifMeant(id, loaders)));
  }

  @FieldResolver(() => Element, {
    description: 'Element at the centre; of several (`centres`) the first in alphabetical order.',
  })
  element(@Root() { element }: MotifRow, @Ctx() { loaders }: Context): Promise<ElementRow> {
    return elementOf(element, loaders);
  }

  @FieldResolver(() => [String], {
    description: 'Symbols of the elements that share the centre, in alphabetical order: one in ordered crystals.',
  })
  centres(@Root() { id }: MotifRow): readonly string[] {
    return motifType(id).centres;
  }

  @FieldResolver(() => Geometry, { description: 'Coordination geometry.' })
  async geometry(@Root() { geometry }: MotifRow, @Ctx() { loaders }: Context): Promise<GeometryRow | undefined> {
    return (await loaders.geometries()).get(geometry);
  }

  @FieldResolver(() => CrystalPage, {
    nullable: true,
    description: 'Crystals that contain the motif.',
    complexity: pageTimes,
  })
  crystals(
    @Args(() => CrystalListArgs) args: CrystalListArgs,
    @Root() { id }: MotifRow,
    @Ctx() context: Context,
  ): CrystalList {
    return crystalList(args, context, {
      filter: { motifIds: { any: [id] } },
      nothing: `No crystal of the graph contains the motif ${id}.`,
    });
  }

  @FieldResolver(() => MotifStatistics, {
    description: 'Statistics over all its sites in all crystals.',
    complexity: 50,
  })
  async statistics(@Root() { id }: MotifRow, @Ctx() { projection }: Context): Promise<MotifStatistics> {
    return motifStatisticsOf(await projection(), id);
  }
}
