/** The schema, built from the resolvers. `schema/schema.graphql` is its print. */
import 'reflect-metadata';
import {
  type GraphQLArgument,
  GraphQLBoolean,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isIntrospectionType,
  isObjectType,
  printType,
} from 'graphql';
import { buildSchema } from 'type-graphql';
import { SUBGRAPH, subgraphOf, typesInOrder } from './subgraph.js';
import {
  AGGREGATE_RESOLVERS,
  ConnectedMotifListAggregateResolver,
  ListAggregatesResolver,
  MotifListAggregateResolver,
  SecondNeighbourListAggregateResolver,
} from './resolvers/aggregates.js';
import { AnalysisResolver } from './resolvers/analysis.js';
import { CellContentsResolver } from './resolvers/cell-contents.js';
import { CrystalResolver, ElementFractionResolver, MotifContentResolver } from './resolvers/crystal.js';
import { CrystalMapColumnsResolver, CrystalMapResolver } from './resolvers/crystal-map.js';
import { ElementResolver } from './resolvers/element.js';
import { EntityResolver } from './resolvers/entities.js';
import { GraphStatisticsResolver } from './resolvers/facets.js';
import { GeometryResolver } from './resolvers/geometry.js';
import { GraphChangeResolver } from './resolvers/graph-change.js';
import { MotifResolver } from './resolvers/motif.js';
import { MotifMapResolver, MotifPointResolver } from './resolvers/motif-map.js';
import { ConnectedMotifResolver, NeighbourListsResolver, SecondNeighbourResolver } from './resolvers/neighbours.js';
import { NodeResolver } from './resolvers/node.js';
import {
  ConnectedMotifListsResolver,
  MotifSitesResolver,
  OwnedListsResolver,
  PairListAggregateResolver,
  SitePairResolver,
  SiteListAggregateResolver,
} from './resolvers/owned-lists.js';
import {
  CrystalPatternsResolver,
  ListPlacementsResolver,
  PatternResolver,
  PLACEMENT_RESOLVERS,
  PlacedSiteResolver,
  PlacementSetResolver,
} from './resolvers/patterns.js';
import { PredictionBasisResolver, PredictionContributionResolver, PredictionResolver } from './resolvers/prediction.js';
import { RefusedStructureResolver } from './resolvers/refused.js';
import { CrystalRowsResolver, MotifRowsResolver } from './resolvers/rows.js';
import { SearchResolver } from './resolvers/search.js';
import { ServiceResolver } from './resolvers/service.js';
import {
  SimilarCrystalHitResolver,
  SimilarCrystalResolver,
  SimilarMotifHitResolver,
  SimilarMotifResolver,
} from './resolvers/similarity.js';
import { ConnectedSiteResolver, MotifSiteResolver } from './resolvers/site.js';
import { TextSearchResolver } from './resolvers/text-search.js';

/** @param isShown whether clients may see the schema, as a subgraph of others too */
export async function buildApiSchema({ isShown = true } = {}): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      AnalysisResolver,
      ...AGGREGATE_RESOLVERS,
      CellContentsResolver,
      ConnectedMotifListAggregateResolver,
      ConnectedMotifListsResolver,
      ConnectedMotifResolver,
      ConnectedSiteResolver,
      CrystalMapColumnsResolver,
      CrystalMapResolver,
      CrystalPatternsResolver,
      CrystalResolver,
      CrystalRowsResolver,
      ElementFractionResolver,
      ElementResolver,
      EntityResolver,
      GeometryResolver,
      GraphChangeResolver,
      GraphStatisticsResolver,
      ListAggregatesResolver,
      ListPlacementsResolver,
      MotifContentResolver,
      MotifListAggregateResolver,
      MotifMapResolver,
      MotifPointResolver,
      MotifResolver,
      MotifRowsResolver,
      MotifSiteResolver,
      MotifSitesResolver,
      NodeResolver,
      NeighbourListsResolver,
      OwnedListsResolver,
      PatternResolver,
      PlacedSiteResolver,
      PlacementSetResolver,
      ...PLACEMENT_RESOLVERS,
      PredictionBasisResolver,
      PredictionContributionResolver,
      PredictionResolver,
      RefusedStructureResolver,
      SearchResolver,
      SecondNeighbourListAggregateResolver,
      SecondNeighbourResolver,
      ServiceResolver,
      PairListAggregateResolver,
      SitePairResolver,
      SiteListAggregateResolver,
      SimilarCrystalHitResolver,
      SimilarCrystalResolver,
      SimilarMotifHitResolver,
      SimilarMotifResolver,
      TextSearchResolver,
    ],
    // Arguments are checked where they are used, with messages of ours.
    validate: false,
    // Asked for by type-graphql; the one subscription listens by itself (`graph-changes.ts`).
    pubSub: { publish: () => {}, subscribe: noTopics },
  });
  schema.getSubscriptionType()!.description = 'What the service tells by itself: by POST to `/graphql/stream`.';
  describeNulls(schema);
  schema.extensions = { ...schema.extensions, [SUBGRAPH]: isShown ? subgraphOf(schema) : null };
  return schema;
}

function noTopics(): never {
  throw new Error('there are no topics');
}

/** Fields that are null where an argument is wrong say so. */
function describeNulls(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.args.some(canBeWrong) || field.description?.includes('null')) continue;
      field.description = `${field.description} If null, there is an error about an argument.`;
    }
  }
}

/** The schema itself lets nothing but their values through to enumerations and Booleans. */
function canBeWrong({ type }: GraphQLArgument): boolean {
  const named = getNamedType(type);
  return !isEnumType(named) && named !== GraphQLBoolean;
}

/** As `schema/schema.graphql` has it. */
export async function printApiSchema(): Promise<string> {
  const schema = await buildApiSchema();
  return `${typesInOrder(schema)
    .map((type) => printType(type))
    .join('\n\n')}\n`;
}
