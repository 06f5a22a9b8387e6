/** The schema, built from the resolvers. `schema/schema.graphql` is its print. */
import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { AnalysisResolver } from './resolvers/analysis.js';
import { CrystalResolver, ElementFractionResolver, MotifContentResolver } from './resolvers/crystal.js';
import { ElementResolver } from './resolvers/element.js';
import { GraphStatisticsResolver } from './resolvers/facets.js';
import { GeometryResolver } from './resolvers/geometry.js';
import { ConnectedMotifResolver, MotifResolver } from './resolvers/motif.js';
import { CrystalRowsResolver, MotifRowsResolver } from './resolvers/rows.js';
import { SearchResolver } from './resolvers/search.js';
import { ServiceResolver } from './resolvers/service.js';
import { ConnectedSiteResolver, MotifSiteResolver } from './resolvers/site.js';

export function buildApiSchema(): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: [
      AnalysisResolver,
      ConnectedMotifResolver,
      ConnectedSiteResolver,
      CrystalResolver,
      CrystalRowsResolver,
      ElementFractionResolver,
      ElementResolver,
      GeometryResolver,
      GraphStatisticsResolver,
      MotifContentResolver,
      MotifResolver,
      MotifRowsResolver,
      MotifSiteResolver,
      SearchResolver,
      ServiceResolver,
    ],
    // Arguments are checked where they are used, with messages of ours.
    validate: false,
  });
}

/** In an order that does not depend on that of the code. */
export async function printApiSchema(): Promise<string> {
  return `${printSchema(lexicographicSortSchema(await buildApiSchema()))}\n`;
}
