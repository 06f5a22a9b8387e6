/** Motifs: the polyhedron types that all compounds share, and how they connect. */
import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { MotifConnection as MotifConnectionRow } from '../../graph/model.js';
import type { ElementRow, GeometryRow, MotifRow } from '../../graph/store.js';
import type { ConnectionKind } from '../../motif/analysis.js';
import type { Context } from '../context.js';
import { idsTimes, pageTimes, usual } from '../cost.js';
import { idList } from '../criteria.js';
import { apiError } from '../errors.js';
import { missingMotif } from '../missing.js';
import { PageArgs, pageSize } from '../pages.js';
import { Distribution } from '../types/common.js';
import { ConnectionKindEnum } from '../types/enums.js';
import { CrystalSort } from '../types/filters.js';
import { Missing } from '../types/missing.js';
import { Element, elementOf } from './element.js';
import { Geometry } from './geometry.js';
import { CrystalConnection, type CrystalList, crystalsOf } from './lists.js';

@ObjectType({
  simpleResolvers: true,
  description: 'Angles centre–ligand–centre of connections of one kind.',
})
export class AngleStatistics {
  @Field(() => ConnectionKindEnum, { description: 'Kind of the connections.' })
  readonly kind!: ConnectionKind;

  @Field(() => Distribution, { description: 'The angles, degrees, to all partners of all sites.' })
  readonly degrees!: Distribution;
}

@ObjectType({ simpleResolvers: true, description: 'Statistics of all sites of a motif, over all crystals.' })
export class MotifStatistics {
  @Field(() => Distribution, {
    nullable: true,
    description:
      'Continuous symmetry measure, 0 (ideal) to 100; sites count by their multiplicity. Null where the graph has no such site.',
  })
  readonly csm!: Distribution | null;

  @Field(() => Distribution, {
    nullable: true,
    description:
      'Mean centre–ligand distance of a site, Å; sites count by their multiplicity. Null where the graph has no such site.',
  })
  readonly bondLength!: Distribution | null;

  @Field(() => [AngleStatistics], {
    description: 'Angles centre–ligand–centre by kind of connection. An empty list: the motif is never connected.',
    complexity: usual.kinds,
  })
  readonly angles!: readonly AngleStatistics[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'A motif that shares ligands with another one, summed over all compounds.',
})
export class ConnectedMotif {
  @Field(() => ConnectionKindEnum, { description: 'Corner, edge or face.' })
  readonly kind!: ConnectionKind;

  @Field(() => Int, {
    description: 'Connections in one primitive cell, each counted once, summed over all crystals.',
  })
  readonly occurrences!: number;

  @Field(() => Int, { description: 'Crystals in which the two are connected in this way.' })
  readonly crystals!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A structure motif: centre element, coordination geometry and ligand elements (Banjade 2021). All compounds share it.',
})
export class Motif {
  @Field(() => ID, {
    description: 'Id that stays: `Ti-O:6` where all ligands are oxygen, otherwise with them, `Ti-O:6[F2O4]`.',
  })
  readonly id!: string;

  @Field(() => Int, { description: 'Number of ligands.' })
  readonly coordinationNumber!: number;

  @Field(() => String, { description: 'Elements of the ligands with their numbers, alphabetical: `F2O4`.' })
  readonly ligandFormula!: string;

  @Field(() => [String], { description: 'Elements of the ligands, alphabetical.' })
  readonly ligandElements!: readonly string[];

  @Field(() => Int, { description: 'Crystals that contain the motif.' })
  readonly crystalCount!: number;

  @Field(() => Int, { description: 'Sites with this motif, in primitive cells, over all crystals.' })
  readonly siteCount!: number;
}

@ObjectType({ simpleResolvers: true, description: 'An id, and the motif under it or the reason why there is none.' })
export class MotifLookup {
  @Field(() => ID, { description: 'The id that was asked for.' })
  readonly id!: string;

  @Field(() => Motif, { nullable: true, description: 'The motif; null where `missing` says why.' })
  readonly motif!: MotifRow | null;

  @Field(() => Missing, { nullable: true, description: 'Why there is no motif; null where there is one.' })
  readonly missing!: Missing | null;
}

@Resolver(() => Motif)
export class MotifResolver {
  @Query(() => Motif, {
    nullable: true,
    description: 'The motif of this id. Null comes with an error: UNKNOWN_ID.',
  })
  async motif(
    @Arg('id', () => ID, { description: 'Id of the motif: `Ti-O:6`.' }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<MotifRow> {
    const motif = await loaders.motif.load(id);
    if (motif === null) throw apiError('UNKNOWN_ID', missingMotif(id).message);
    return motif;
  }

  @Query(() => [MotifLookup], {
    description: 'Motifs by their ids, in the order of the ids; each that is missing comes with the reason.',
    complexity: idsTimes,
  })
  motifsById(
    @Arg('ids', () => [ID], { description: 'Ids of motifs; how many at once is the limit `ids`.' }) ids: string[],
    @Ctx() { loaders, limits }: Context,
  ): Promise<MotifLookup[]> {
    return Promise.all(
      idList('ids', ids, limits).map(async (id) => {
        const motif = await loaders.motif.load(id);
        return { id, motif, missing: motif === null ? missingMotif(id) : null };
      }),
    );
  }

  @FieldResolver(() => Element, { description: 'Element at the centre.' })
  element(@Root() { element }: MotifRow, @Ctx() { loaders }: Context): Promise<ElementRow> {
    return elementOf(element, loaders);
  }

  @FieldResolver(() => Geometry, { description: 'Coordination geometry.' })
  async geometry(@Root() { geometry }: MotifRow, @Ctx() { loaders }: Context): Promise<GeometryRow | undefined> {
    return (await loaders.geometries()).get(geometry);
  }

  @FieldResolver(() => CrystalConnection, { description: 'Crystals that contain the motif.', complexity: pageTimes })
  crystals(
    @Arg('sort', () => CrystalSort, { nullable: true, description: 'Order; by id where it is missing.' })
    sort: CrystalSort | null,
    @Args(() => PageArgs) page: PageArgs,
    @Root() { id, crystalCount }: MotifRow,
    @Ctx() context: Context,
  ): CrystalList {
    return crystalsOf({ owner: 'motif', key: id, count: crystalCount }, sort, page, context);
  }

  @FieldResolver(() => [ConnectedMotif], {
    description:
      'Motifs that share ligands with this one in any compound, most frequent first, once for each kind of connection. An empty list: it is isolated in every compound.',
    complexity: pageTimes,
  })
  async connectedTo(
    @Arg('kinds', () => [ConnectionKindEnum], { nullable: true, description: 'Only connections of these kinds.' })
    kinds: ConnectionKind[] | null,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many at most.' }) first: number,
    @Root() { id }: MotifRow,
    @Ctx() { loaders, limits }: Context,
  ): Promise<MotifConnectionRow[]> {
    const size = pageSize('first', first, limits);
    const rows = await loaders.connectionsOfMotif.load({ motifId: id, kinds: kinds ?? undefined });
    return rows.toSorted(byFrequency).slice(0, size);
  }

  @FieldResolver(() => MotifStatistics, {
    description: 'Statistics of all its sites, over all crystals.',
    complexity: 50,
  })
  async statistics(@Root() { id }: MotifRow, @Ctx() { loaders }: Context): Promise<MotifStatistics> {
    const { csm, bondLength, angles } = await loaders.statisticsOfMotif.load(id);
    return { csm: csm.count > 0 ? csm : null, bondLength: bondLength.count > 0 ? bondLength : null, angles };
  }
}

@Resolver(() => ConnectedMotif)
export class ConnectedMotifResolver {
  @FieldResolver(() => ID, { description: 'Id of the motif.' })
  motifId(@Root() { toMotif }: MotifConnectionRow): string {
    return toMotif;
  }

  @FieldResolver(() => Motif, { description: 'The motif.' })
  motif(@Root() { toMotif }: MotifConnectionRow, @Ctx() { loaders }: Context): Promise<MotifRow | null> {
    return loaders.motif.load(toMotif);
  }
}

function byFrequency(a: MotifConnectionRow, b: MotifConnectionRow): number {
  return b.occurrences - a.occurrences || (a.toMotif < b.toMotif ? -1 : a.toMotif > b.toMotif ? 1 : 0);
}
