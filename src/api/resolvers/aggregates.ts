/** Aggregates of lists of crystals, of their sites, connections and nets. */
import { Arg, Ctx, Field, FieldResolver, Float, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { MatrixCell, MatrixKey } from '../../graph/projection/matrix.js';
import { type Group, type RowSet, TooManyGroupsError } from '../../graph/projection/row-set.js';
import type { ConnectionKind } from '../../motif/analysis.js';
import type { Context } from '../context.js';
import { groupsTimes, ofWhole } from '../cost.js';
import { connectionFilter, crystalCriteria, crystalFilter, netFilter, refuseEmpty, siteFilter } from '../criteria.js';
import { apiError } from '../errors.js';
import { pageSize } from '../pages.js';
import { Histogram, Quantile } from '../types/aggregate.js';
import { Distribution } from '../types/common.js';
import {
  ConnectionGroupKeyEnum,
  ConnectionKindEnum,
  ConnectionNumberEnum,
  CrystalGroupKeyEnum,
  CrystalNumberEnum,
  ConnectedMotifGroupKeyEnum,
  ConnectedMotifNumberEnum,
  MotifGroupKeyEnum,
  MotifNumberEnum,
  SecondNeighbourGroupKeyEnum,
  SecondNeighbourNumberEnum,
  MatrixKeyEnum,
  NetGroupKeyEnum,
  NetNumberEnum,
  SiteGroupKeyEnum,
  SiteNumberEnum,
} from '../types/enums.js';
import { FilterValue, filterValue } from '../types/filter-value.js';
import { ConnectionFilter, CrystalFilter, NetFilter, SiteFilter } from '../types/filters.js';
import { ConnectedMotifPage, SecondNeighbourPage } from '../types/neighbours.js';
import { type CrystalList, CrystalPage, type MotifList, MotifPage } from './lists.js';

/** Looks at all rows of the graph, which take as long as a hundred values. */
export const COMPLEXITY = 100;
const MOST_BINS = 1000;
const MOST_KEYS = 3;

interface Words {
  /** Whether each of them belongs to a crystal, so that these can be counted. */
  readonly ofCrystals?: false;
  /** `CrystalAggregate`. */
  readonly name: string;
  /** `crystals`. */
  readonly things: string;
  readonly numbers: object;
  readonly keys: object;
}

/** The types and the resolver of one kind of things. */
export function aggregateOf({ name, things, numbers, keys, ofCrystals }: Words) {
  @ObjectType(name, { description: `Figures about many ${things}.` })
  class Aggregate {
    @Field(() => Float, { description: `Number of ${things}.` })
    readonly count!: number;
  }
  if (ofCrystals !== false) {
    Field(() => Int, { description: 'Number of crystals that have them.' })(Aggregate.prototype, 'crystals');
  }

  @ObjectType(`${name}Group`, { description: `Those of the ${things} that have the same values.` })
  class AggregateGroup {
    @Field(() => [FilterValue], { description: 'The values, in the order of `by`.' })
    readonly keys!: readonly FilterValue[];

    @Field(() => Aggregate, { description: 'Figures about them.' })
    aggregate(@Root() { rows }: Pick<Group, 'rows'>): RowSet {
      return rows;
    }
  }

  @Resolver(() => Aggregate)
  class AggregateResolver {
    @FieldResolver(() => Distribution, {
      nullable: true,
      description: 'Mean, standard deviation, smallest and largest value; null without values.',
      complexity: COMPLEXITY,
    })
    async distribution(
      @Arg('of', () => numbers, { description: 'The number.' }) field: string,
      @Root() rows: RowSet,
    ): Promise<Distribution | null> {
      return (await rows.sample(field)).summary();
    }

    @FieldResolver(() => [Quantile], {
      nullable: true,
      description: 'Quantiles; empty without values.',
      complexity: COMPLEXITY,
    })
    async quantiles(
      @Arg('of', () => numbers, { description: 'The number.' }) field: string,
      @Arg('parts', () => [Float], { defaultValue: [0.25, 0.5, 0.75], description: 'Parts of the values, 0–1.' })
      parts: number[],
      @Root() rows: RowSet,
      @Ctx() { limits }: Context,
    ): Promise<Quantile[]> {
      pageSize('parts', parts.length, limits);
      if (parts.some((part) => !(part >= 0 && part <= 1))) {
        throw apiError('BAD_USER_INPUT', '`parts` are from 0 to 1: 0.5 is the median.');
      }
      const values = (await rows.sample(field)).quantiles(parts);
      return parts.flatMap((part, i) => (values[i] == null ? [] : [{ part, value: values[i] }]));
    }

    @FieldResolver(() => Histogram, {
      nullable: true,
      description: 'Numbers of values in bins of equal width; null without values.',
      complexity: COMPLEXITY,
    })
    async histogram(
      @Arg('of', () => numbers, { description: 'The number.' }) field: string,
      @Arg('bins', () => Int, { defaultValue: 20, description: `Number of bins, up to ${MOST_BINS}.` }) bins: number,
      @Arg('min', () => Float, {
        nullable: true,
        description: 'Start of the first bin; the smallest value by default.',
      })
      min: number | null,
      @Arg('max', () => Float, { nullable: true, description: 'End of the last bin; the largest value by default.' })
      max: number | null,
      @Root() rows: RowSet,
    ): Promise<Histogram | null> {
      if (bins < 1 || bins > MOST_BINS) {
        throw apiError('BAD_USER_INPUT', `\`bins\` is ${bins}; it has to be from 1 to ${MOST_BINS}.`);
      }
      if (min != null && max != null && min >= max) {
        throw apiError('BAD_RANGE', `The histogram has no width: from ${min} to ${max}.`);
      }
      const range = { ...(min != null && { min }), ...(max != null && { max }) };
      return (await rows.sample(field)).histogram(bins, range);
    }

    @FieldResolver(() => [AggregateGroup], {
      nullable: true,
      description: `The ${things} grouped by one to ${MOST_KEYS} of their properties, largest group first. Those with several values of a property are in several groups.`,
      complexity: groupsTimes(COMPLEXITY),
    })
    async groups(
      @Arg('by', () => [keys], { description: 'The properties.' }) by: string[],
      @Arg('first', () => Int, { defaultValue: 100, description: 'Maximum number of groups.' }) first: number,
      @Root() rows: RowSet,
      @Ctx() { limits }: Context,
    ): Promise<Pick<AggregateGroup, 'keys'>[]> {
      const size = pageSize('first', first, limits);
      refuseEmpty('by', by);
      if (by.length > MOST_KEYS)
        throw apiError('BAD_USER_INPUT', `\`by\` has ${by.length} values; it can have ${MOST_KEYS}.`);
      if (new Set(by).size < by.length) throw apiError('BAD_USER_INPUT', '`by` has the same value twice.');
      const groups = await rows.groups(by, size).catch((error: unknown) => {
        throw error instanceof TooManyGroupsError ? apiError('BAD_USER_INPUT', error.message) : error;
      });
      return groups.map(({ keys: texts, rows }) => ({
        keys: texts.map((text, i) => filterValue(by[i]!, text)),
        rows,
      }));
    }
  }
  return { Aggregate, AggregateResolver };
}

const crystals = aggregateOf({
  name: 'CrystalAggregate',
  things: 'crystals',
  numbers: CrystalNumberEnum,
  keys: CrystalGroupKeyEnum,
});

const sites = aggregateOf({
  name: 'SiteAggregate',
  things: 'motif sites in primitive cells',
  numbers: SiteNumberEnum,
  keys: SiteGroupKeyEnum,
});

const connections = aggregateOf({
  name: 'ConnectionAggregate',
  things: 'connections in primitive cells, each counted once',
  numbers: ConnectionNumberEnum,
  keys: ConnectionGroupKeyEnum,
});

const nets = aggregateOf({
  name: 'NetAggregate',
  things: 'nets',
  numbers: NetNumberEnum,
  keys: NetGroupKeyEnum,
});

const motifs = aggregateOf({
  name: 'MotifAggregate',
  things: 'motifs',
  numbers: MotifNumberEnum,
  keys: MotifGroupKeyEnum,
  ofCrystals: false,
});

const connectedMotifs = aggregateOf({
  name: 'ConnectedMotifAggregate',
  things: 'connected motifs, one for each kind of connection',
  numbers: ConnectedMotifNumberEnum,
  keys: ConnectedMotifGroupKeyEnum,
  ofCrystals: false,
});

const secondNeighbours = aggregateOf({
  name: 'SecondNeighbourAggregate',
  things: 'second neighbours, one for each motif between and each pair of kinds',
  numbers: SecondNeighbourNumberEnum,
  keys: SecondNeighbourGroupKeyEnum,
  ofCrystals: false,
});

export const SiteAggregate = sites.Aggregate;
export const ConnectionAggregate = connections.Aggregate;

export const AGGREGATE_RESOLVERS = [crystals, sites, connections, nets, motifs, connectedMotifs, secondNeighbours].map(
  ({ AggregateResolver }) => AggregateResolver,
);

@Resolver(() => MotifPage)
export class MotifListAggregateResolver {
  @FieldResolver(() => motifs.Aggregate, {
    description: 'Figures about all motifs of the list.',
    complexity: ofWhole(COMPLEXITY),
  })
  async aggregate(@Root() { filter }: MotifList, @Ctx() { projection }: Context): Promise<RowSet> {
    return (await projection()).motifSet(filter);
  }
}

@Resolver(() => ConnectedMotifPage)
export class ConnectedMotifListAggregateResolver {
  @FieldResolver(() => connectedMotifs.Aggregate, {
    description: 'Figures about all connected motifs of the list.',
    complexity: ofWhole(COMPLEXITY),
  })
  aggregate(@Root() list: NeighbourList): Promise<RowSet> {
    return list.rowSet();
  }
}

@Resolver(() => SecondNeighbourPage)
export class SecondNeighbourListAggregateResolver {
  @FieldResolver(() => secondNeighbours.Aggregate, {
    description: 'Figures about all second neighbours of the list.',
    complexity: ofWhole(COMPLEXITY),
  })
  aggregate(@Root() list: NeighbourList): Promise<RowSet> {
    return list.rowSet();
  }
}

interface NeighbourList {
  rowSet(): Promise<RowSet>;
}

@ObjectType({ simpleResolvers: true, description: 'How often polyhedra of two kinds are connected in one way.' })
export class ConnectionMatrixCell {
  @Field(() => String, { description: 'One kind, the first in the alphabet.' })
  readonly from!: string;

  @Field(() => String, { description: 'The other kind.' })
  readonly to!: string;

  @Field(() => ConnectionKindEnum, { description: 'Kind of connection.' })
  readonly kind!: ConnectionKind;

  @Field(() => Float, { description: 'Connections in primitive cells, each counted once.' })
  readonly occurrences!: number;

  @Field(() => Int, { description: 'Crystals that have such a connection.' })
  readonly crystals!: number;
}

@Resolver(() => CrystalPage)
export class ListAggregatesResolver {
  @FieldResolver(() => crystals.Aggregate, {
    description: 'Figures about all crystals of the list.',
    complexity: ofWhole(COMPLEXITY),
  })
  async aggregate(@Root() { filter }: CrystalList, @Ctx() { projection }: Context): Promise<RowSet> {
    return (await projection()).crystalSet(filter);
  }

  @FieldResolver(() => sites.Aggregate, {
    nullable: true,
    description: 'Figures about the motif sites of all crystals of the list.',
    complexity: ofWhole(COMPLEXITY),
  })
  async sites(
    @Arg('filter', () => SiteFilter, { nullable: true, description: 'Only sites that meet these criteria.' })
    filter: SiteFilter | null,
    @Root() list: CrystalList,
    @Ctx() { projection, limits }: Context,
  ): Promise<RowSet> {
    return (await projection()).siteSet(list.filter, siteFilter(filter ?? {}, limits));
  }

  @FieldResolver(() => connections.Aggregate, {
    nullable: true,
    description: 'Figures about the connections in all crystals of the list.',
    complexity: ofWhole(COMPLEXITY),
  })
  async connections(
    @Arg('filter', () => ConnectionFilter, {
      nullable: true,
      description: 'Only connections that meet these criteria.',
    })
    filter: ConnectionFilter | null,
    @Root() list: CrystalList,
    @Ctx() { projection, limits }: Context,
  ): Promise<RowSet> {
    return (await projection()).connectionSet(list.filter, connectionFilter(filter ?? {}, limits));
  }

  @FieldResolver(() => nets.Aggregate, {
    nullable: true,
    description: 'Figures about the nets of all crystals of the list.',
    complexity: ofWhole(COMPLEXITY),
  })
  async nets(
    @Arg('filter', () => NetFilter, { nullable: true, description: 'Only nets that meet these criteria.' })
    filter: NetFilter | null,
    @Root() list: CrystalList,
    @Ctx() { projection, limits }: Context,
  ): Promise<RowSet> {
    return (await projection()).netSet(list.filter, netFilter(filter ?? {}, limits));
  }

  @Query(() => [ConnectionMatrixCell], {
    nullable: true,
    description: 'Which polyhedra are connected with which, and how often; most frequent first.',
    complexity: ({ args, childComplexity }) => COMPLEXITY + Math.abs(Number(args['first'])) * childComplexity,
  })
  async connectionMatrix(
    @Arg('by', () => MatrixKeyEnum, { defaultValue: 'motifId', description: 'What tells polyhedra apart.' })
    by: MatrixKey,
    @Arg('filter', () => CrystalFilter, { nullable: true, description: 'Only crystals that meet these criteria.' })
    filter: CrystalFilter | null,
    @Arg('connections', () => ConnectionFilter, {
      nullable: true,
      description: 'Only connections that meet these criteria.',
    })
    connections: ConnectionFilter | null,
    @Arg('first', () => Int, { defaultValue: 500, description: 'Maximum number of cells.' }) first: number,
    @Ctx() { projection, limits }: Context,
  ): Promise<readonly MatrixCell[]> {
    const size = pageSize('first', first, limits);
    const crystals = crystalFilter(crystalCriteria(filter, limits));
    const wanted = connectionFilter(connections ?? {}, limits);
    return (await (await projection()).connectionMatrix(crystals, wanted, by)).slice(0, size);
  }
}
