/** What a motif is connected with: its partners, those behind them, and the crystals in which they are. */
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Fields } from '../../graph/field.js';
import {
  CONNECTED_MOTIF,
  type ConnectedMotifRow,
  type ConnectedMotifSortKey,
  type ConnectedMotifFilter as ConnectedMotifsWanted,
  SECOND_NEIGHBOUR,
  type SecondNeighbourRow,
  type SecondNeighbourSortKey,
  type SecondNeighbourFilter as SecondNeighboursWanted,
} from '../../graph/neighbours.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { RowList } from '../../graph/projection/row-list.js';
import type { RowSet } from '../../graph/projection/row-set.js';
import type { Combined, ConnectionFilter as ConnectionsWanted, MotifRow, Sort } from '../../graph/store.js';
import type { MotifId } from '../../motif/motif-type.js';
import type { Context } from '../context.js';
import { pageTimes } from '../cost.js';
import { allOf, connectionFilter, declaredCriteria } from '../criteria.js';
import { whyNone } from '../empty-reason.js';
import { FiguredList } from '../list.js';
import { PageArgs, pageOf } from '../pages.js';
import type { Soon } from '../soon.js';
import {
  ConnectedMotifFilter,
  ConnectedMotifSort,
  ConnectionFilter,
  SecondNeighbourFilter,
  SecondNeighbourSort,
} from '../types/filters.js';
import { Motif } from '../types/motif.js';
import { ConnectedMotif, ConnectedMotifPage, SecondNeighbour, SecondNeighbourPage } from '../types/neighbours.js';
import { COMPLEXITY, ConnectionAggregate } from './aggregates.js';
import { type CrystalList, CrystalListArgs, CrystalPage, crystalList } from './lists.js';

@ArgsType()
class ConnectedMotifListArgs extends PageArgs {
  @Field(() => ConnectedMotifFilter, { nullable: true, description: 'Criteria; without a filter, all of them.' })
  readonly filter?: ConnectedMotifFilter | null;

  @Field(() => [ConnectedMotifSort], {
    nullable: true,
    description: 'Order, the most significant key first; by default, most connections first.',
  })
  readonly sort?: ConnectedMotifSort[] | null;
}

@ArgsType()
class SecondNeighbourListArgs extends PageArgs {
  @Field(() => SecondNeighbourFilter, { nullable: true, description: 'Criteria; without a filter, all of them.' })
  readonly filter?: SecondNeighbourFilter | null;

  @Field(() => [SecondNeighbourSort], {
    nullable: true,
    description: 'Order, the most significant key first; by default, those in most crystals first.',
  })
  readonly sort?: SecondNeighbourSort[] | null;
}

/** A search for a pattern of three polyhedra takes as long as this many values. */
const SEARCH_COMPLEXITY = 2000;

const BY_OCCURRENCES = [{ key: 'occurrences', descending: true }] as const;
const BY_CRYSTALS = [{ key: 'crystalCount', descending: true }] as const;

@Resolver(() => Motif)
export class NeighbourListsResolver {
  @FieldResolver(() => ConnectedMotifPage, {
    nullable: true,
    description:
      'Motifs whose sites share ligands with sites of this one in any compound, one entry for each kind of connection.',
    complexity: pageTimes,
  })
  connectedTo(
    @Args(() => ConnectedMotifListArgs) args: ConnectedMotifListArgs,
    @Root() { id }: MotifRow,
    @Ctx() context: Context,
  ): FiguredList<ConnectedMotifRow, ConnectedMotifSortKey> {
    return neighbourList<ConnectedMotifRow, ConnectedMotifSortKey, ConnectedMotifsWanted>(args, context, {
      motif: id,
      fields: CONNECTED_MOTIF,
      sorts: BY_OCCURRENCES,
      thing: 'connected motif',
      nothing: `Polyhedra of the motif ${id} share ligands with no others in any compound of the graph.`,
      rows: async (projection) => (await projection.network()).connectedTo(id),
    });
  }

  @FieldResolver(() => SecondNeighbourPage, {
    nullable: true,
    description:
      'Motifs two connections away from this one in the same compound, one entry for each motif between and each pair of kinds.',
    complexity: pageTimes,
  })
  secondNeighbours(
    @Args(() => SecondNeighbourListArgs) args: SecondNeighbourListArgs,
    @Root() { id }: MotifRow,
    @Ctx() context: Context,
  ): FiguredList<SecondNeighbourRow, SecondNeighbourSortKey> {
    return neighbourList<SecondNeighbourRow, SecondNeighbourSortKey, SecondNeighboursWanted>(args, context, {
      motif: id,
      fields: SECOND_NEIGHBOUR,
      sorts: BY_CRYSTALS,
      thing: 'second neighbour',
      nothing: `No polyhedron is two connections away from one of the motif ${id} in any compound of the graph.`,
      rows: (projection) => projection.secondNeighbours(id),
    });
  }
}

interface Neighbours<
  Row extends { readonly id: string; readonly motifId: MotifId },
  SortKey extends string,
  Filter extends Combined<Filter>,
> {
  /** Id of the motif that looks. */
  readonly motif: string;
  readonly fields: Fields;
  /** The order where the client gives none. */
  readonly sorts: readonly Sort<SortKey>[];
  /** What one of the rows is. */
  readonly thing: string;
  /** Said where there are none. */
  readonly nothing: string;
  readonly rows: (projection: Projection) => Promise<RowList<Row, Filter>>;
}

interface NeighbourArgs<SortKey extends string> extends PageArgs {
  readonly filter?: object | null;
  readonly sort?: readonly Sort<SortKey>[] | null;
}

function neighbourList<
  Row extends { readonly id: string; readonly motifId: MotifId } & Readonly<Record<SortKey, string | number | null>>,
  SortKey extends string,
  Filter extends Combined<Filter>,
>(
  args: NeighbourArgs<SortKey>,
  { projection, limits }: Context,
  { motif, fields, sorts, thing, nothing, rows }: Neighbours<Row, SortKey, Filter>,
): FiguredList<Row, SortKey> {
  const criteria = declaredCriteria<Filter>(fields, args.filter, limits);
  const filter = allOf(criteria);
  const identity = { sorts: args.sort?.length ? args.sort : sorts, filter: [thing, motif, filter] };
  const list = async () => rows(await projection());
  return new FiguredList<Row, SortKey>(
    {
      identity,
      asked: pageOf(args, identity, limits),
      version: async () => (await projection()).version,
      fetch: async (page) => (await list()).page(filter, identity.sorts, page),
      count: async () => (await list()).count(filter),
      explain: async () => whyNone(thing, criteria, nothing, async (part) => (await list()).count(part)),
    },
    async () => (await list()).rowSet(filter),
  );
}

@Resolver(() => ConnectedMotif)
export class ConnectedMotifResolver {
  @FieldResolver(() => Motif, { description: 'The motif.' })
  motif(@Root() { motifId }: ConnectedMotifRow, @Ctx() { loaders }: Context): Soon<MotifRow | null> {
    return loaders.motif.load(motifId);
  }

  @FieldResolver(() => CrystalPage, {
    nullable: true,
    description: 'Crystals in which sites of the two motifs are connected in this way.',
    complexity: pageTimes,
  })
  crystals(
    @Args(() => CrystalListArgs) args: CrystalListArgs,
    @Root() row: ConnectedMotifRow,
    @Ctx() context: Context,
  ): CrystalList {
    return crystalList(args, context, {
      filter: { connections: { some: connectionsOf(row) } },
      nothing: `No crystal of the graph has the connection ${row.id}.`,
    });
  }

  @FieldResolver(() => ConnectionAggregate, {
    nullable: true,
    description: 'Figures about these connections in all crystals: `from` is the motif that they are asked of.',
    complexity: COMPLEXITY,
  })
  async connections(
    @Arg('filter', () => ConnectionFilter, {
      nullable: true,
      description: 'Only connections that meet these criteria.',
    })
    filter: ConnectionFilter | null,
    @Root() row: ConnectedMotifRow,
    @Ctx() { projection, limits }: Context,
  ): Promise<RowSet> {
    const wanted = { ...connectionsOf(row), and: [connectionFilter(filter ?? {}, limits)] };
    return (await projection()).connectionSet({}, wanted);
  }
}

/** What the store calls the connections of the two motifs. */
export function connectionsOf({ fromMotif, motifId, kind }: ConnectedMotifRow) {
  return { kind: [kind], from: { motifId: [fromMotif] }, to: { motifId: [motifId] } } satisfies ConnectionsWanted;
}

@Resolver(() => SecondNeighbour)
export class SecondNeighbourResolver {
  @FieldResolver(() => Motif, { description: 'The motif.' })
  motif(@Root() { motifId }: SecondNeighbourRow, @Ctx() { loaders }: Context): Soon<MotifRow | null> {
    return loaders.motif.load(motifId);
  }

  @FieldResolver(() => Motif, { description: 'The motif between.' })
  via(@Root() { viaId }: SecondNeighbourRow, @Ctx() { loaders }: Context): Soon<MotifRow | null> {
    return loaders.motif.load(viaId);
  }

  @FieldResolver(() => CrystalPage, {
    nullable: true,
    description: 'Crystals that have three different polyhedra so connected.',
    complexity: (of) => SEARCH_COMPLEXITY + pageTimes(of),
  })
  crystals(
    @Args(() => CrystalListArgs) args: CrystalListArgs,
    @Root() { id, fromMotif, viaId, motifId, firstKind, secondKind }: SecondNeighbourRow,
    @Ctx() context: Context,
  ): CrystalList {
    const sites = [
      { name: 'first', motifs: [fromMotif] },
      { name: 'between', motifs: [viaId] },
      { name: 'second', motifs: [motifId] },
    ];
    const connections = [
      { from: 'first', to: 'between', kinds: [firstKind] },
      { from: 'between', to: 'second', kinds: [secondKind] },
    ];
    return crystalList(args, context, {
      filter: { pattern: { sites, connections } },
      nothing: `No crystal of the graph has the connections ${id}.`,
    });
  }
}
