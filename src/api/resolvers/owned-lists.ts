/** Lists of motif sites and of connected pairs of them: of the whole graph, of a motif, and of two motifs that are connected. */
import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ConnectedMotifRow } from '../../graph/neighbours.js';
import type { MotifSiteNode } from '../../graph/model.js';
import type { RowSet } from '../../graph/projection/row-set.js';
import type { ConnectionNumber, SitePairRow } from '../../graph/site-pairs.js';
import type {
  ConnectionFilter as ConnectionsWanted,
  CrystalFilter as CrystalsWanted,
  MotifRow,
  SiteFilter as SitesWanted,
  Sort,
} from '../../graph/store.js';
import type { Context } from '../context.js';
import { ofWhole, pageTimes } from '../cost.js';
import { allOf, connectionCriteria, crystalCriteria, crystalFilter, siteCriteria } from '../criteria.js';
import { type Owner, whyNone } from '../empty-reason.js';
import { FiguredList } from '../list.js';
import { distinctSorts, PageArgs, pageOf } from '../pages.js';
import type { Soon } from '../soon.js';
import { Crystal } from '../types/crystal.js';
import { ConnectionFilter, CrystalFilter, SiteFilter } from '../types/filters.js';
import { SitePair, SitePairPage, SitePairSort, SitePage, SiteSort } from '../types/lists.js';
import { Motif } from '../types/motif.js';
import { ConnectedMotif } from '../types/neighbours.js';
import { MotifSite } from '../types/site.js';
import { COMPLEXITY, ConnectionAggregate, SiteAggregate } from './aggregates.js';
import { connectionsOf } from './neighbours.js';

@ArgsType()
class SiteListArgs extends PageArgs {
  @Field(() => SiteFilter, { nullable: true, description: 'Criteria; without a filter, all of them.' })
  readonly filter?: SiteFilter | null;

  @Field(() => CrystalFilter, { nullable: true, description: 'Only those of crystals that meet these criteria.' })
  readonly crystals?: CrystalFilter | null;

  @Field(() => [SiteSort], {
    nullable: true,
    description: 'Order, the most significant key first; then, and by default, by id.',
  })
  readonly sort?: SiteSort[] | null;
}

@ArgsType()
class PairListArgs extends PageArgs {
  @Field(() => ConnectionFilter, { nullable: true, description: 'Criteria; without a filter, all of them.' })
  readonly filter?: ConnectionFilter | null;

  @Field(() => CrystalFilter, { nullable: true, description: 'Only those of crystals that meet these criteria.' })
  readonly crystals?: CrystalFilter | null;

  @Field(() => [SitePairSort], {
    nullable: true,
    description: 'Order, the most significant key first; then, and by default, by id.',
  })
  readonly sort?: SitePairSort[] | null;
}

type SiteList = FiguredList<MotifSiteNode & Readonly<Record<string, never>>, string>;
type PairList = FiguredList<SitePairRow, ConnectionNumber>;

const ALL_SITES: Owner<SitesWanted> = {
  filter: {},
  nothing: 'The graph has no motif sites: nothing has been ingested yet.',
};
const ALL_CONNECTIONS: Owner<ConnectionsWanted> = { filter: {}, nothing: 'No polyhedra of the graph are connected.' };

@Resolver()
export class OwnedListsResolver {
  @Query(() => SitePage, {
    nullable: true,
    description: 'Motif sites of all crystals, one for each symmetry orbit of cations.',
    complexity: pageTimes,
  })
  sites(@Args(() => SiteListArgs) args: SiteListArgs, @Ctx() context: Context): SiteList {
    return siteList(args, context, ALL_SITES);
  }

  @Query(() => SitePairPage, {
    nullable: true,
    description: 'Connected pairs of sites in all crystals, with their distances and angles.',
    complexity: pageTimes,
  })
  sitePairs(@Args(() => PairListArgs) args: PairListArgs, @Ctx() context: Context): PairList {
    return pairList(args, context, ALL_CONNECTIONS);
  }
}

@Resolver(() => Motif)
export class MotifSitesResolver {
  @FieldResolver(() => SitePage, {
    nullable: true,
    description: 'Sites that have the motif, of all crystals.',
    complexity: pageTimes,
  })
  sites(@Args(() => SiteListArgs) args: SiteListArgs, @Root() { id }: MotifRow, @Ctx() context: Context): SiteList {
    return siteList(args, context, {
      filter: { motifId: [id] },
      nothing: `No site of the graph has the motif ${id}.`,
    });
  }
}

@Resolver(() => ConnectedMotif)
export class ConnectedMotifListsResolver {
  @FieldResolver(() => SitePage, {
    nullable: true,
    description: 'Sites of the motif that looks which have such a connection; `sitePairs` tells their partners.',
    complexity: pageTimes,
  })
  sites(
    @Args(() => SiteListArgs) args: SiteListArgs,
    @Root() row: ConnectedMotifRow,
    @Ctx() context: Context,
  ): SiteList {
    const { from, ...connection } = connectionsOf(row);
    return siteList(args, context, {
      filter: { ...from, connections: { some: connection } },
      nothing: `No crystal of the graph has the connection ${row.id}.`,
    });
  }

  @FieldResolver(() => SitePairPage, {
    nullable: true,
    description:
      'The pairs of sites that are so connected, with their crystals, distances and angles: `from` has the motif that looks, `to` its partner. Those of one and the same motif are there twice, once from either end.',
    complexity: pageTimes,
  })
  sitePairs(
    @Args(() => PairListArgs) args: PairListArgs,
    @Root() row: ConnectedMotifRow,
    @Ctx() context: Context,
  ): PairList {
    return pairList(args, context, {
      filter: connectionsOf(row),
      nothing: `No crystal of the graph has the connection ${row.id}.`,
    });
  }
}

@Resolver(() => SitePage)
export class SiteListAggregateResolver {
  @FieldResolver(() => SiteAggregate, {
    description: 'Figures about all sites of the list, each with its multiplicity.',
    complexity: ofWhole(COMPLEXITY),
  })
  aggregate(@Root() list: SiteList): Promise<RowSet> {
    return list.rowSet();
  }
}

@Resolver(() => SitePairPage)
export class PairListAggregateResolver {
  @FieldResolver(() => ConnectionAggregate, {
    description: 'Figures about the connections of all pairs of the list in primitive cells, each counted once.',
    complexity: ofWhole(COMPLEXITY),
  })
  aggregate(@Root() list: PairList): Promise<RowSet> {
    return list.rowSet();
  }
}

@Resolver(() => SitePair)
export class SitePairResolver {
  @FieldResolver(() => MotifSite, { nullable: true, description: 'The site that looks; null if it is gone by now.' })
  from(@Root() { fromSiteId }: SitePairRow, @Ctx() { loaders }: Context): Soon<MotifSiteNode | null> {
    return loaders.site.load(fromSiteId);
  }

  @FieldResolver(() => MotifSite, {
    nullable: true,
    description: 'The partner; it can be the same site in another cell. Null if it is gone by now.',
  })
  to(@Root() { toSiteId }: SitePairRow, @Ctx() { loaders }: Context): Soon<MotifSiteNode | null> {
    return loaders.site.load(toSiteId);
  }

  @FieldResolver(() => Crystal, { nullable: true, description: 'The crystal; null if it is gone by now.' })
  crystal(@Root() { crystalId }: SitePairRow, @Ctx() { loaders }: Context) {
    return loaders.crystal.load(crystalId);
  }
}

function siteList(args: SiteListArgs, context: Context, owner: Owner<SitesWanted>): SiteList {
  const { projection, limits, loaders } = context;
  const criteria = siteCriteria(args.filter ?? {}, limits);
  const wanted: SitesWanted = { ...owner.filter, and: [allOf(criteria)] };
  const crystals = crystalFilter(crystalCriteria(args.crystals, limits));
  const identity = identityOf('sites', args.sort, wanted, crystals);
  const rowSet = async () => (await projection()).siteSet(crystals, wanted);
  return new FiguredList(
    {
      identity,
      asked: pageOf(args, identity, limits),
      version: async () => (await projection()).version,
      fetch: async (page) => {
        const ids = await (await projection()).siteIds(crystals, wanted, identity.sorts, page);
        const sites = await Promise.all(ids.map((id) => loaders.site.load(id)));
        return sites.filter((site) => site !== null) as (MotifSiteNode & Readonly<Record<string, never>>)[];
      },
      count: async () => (await rowSet()).rows.length,
      explain: () =>
        whyNone('motif site', criteria, owner.nothing, async (part) => {
          return (await (await projection()).siteSet(crystals, { ...owner.filter, and: [part] })).rows.length;
        }),
    },
    rowSet,
  );
}

function pairList(args: PairListArgs, context: Context, owner: Owner<ConnectionsWanted>): PairList {
  const { projection, limits } = context;
  const criteria = connectionCriteria(args.filter ?? {}, limits);
  const wanted: ConnectionsWanted = { ...owner.filter, and: [allOf(criteria)] };
  const crystals = crystalFilter(crystalCriteria(args.crystals, limits));
  const identity = identityOf('pairs', args.sort, wanted, crystals);
  const rowSet = async () => (await projection()).connectionSet(crystals, wanted);
  return new FiguredList(
    {
      identity,
      asked: pageOf(args, identity, limits),
      version: async () => (await projection()).version,
      fetch: async (page) => (await projection()).sitePairs(crystals, wanted, identity.sorts, page),
      count: async () => (await rowSet()).rows.length,
      explain: () =>
        whyNone('connected pair', criteria, owner.nothing, async (part) => {
          return (await (await projection()).connectionSet(crystals, { ...owner.filter, and: [part] })).rows.length;
        }),
    },
    rowSet,
  );
}

function identityOf(
  thing: string,
  sort: readonly Sort<string>[] | null | undefined,
  filter: object,
  crystals: CrystalsWanted,
) {
  return { sorts: distinctSorts(sort ?? []), filter: [thing, filter, crystals] };
}
