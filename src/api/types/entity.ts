/** What Apollo Federation asks of a service that joins others. */
import { GraphQLScalarType } from 'graphql';
import { createUnionType, Field, ObjectType } from 'type-graphql';
import { Crystal } from './crystal.js';
import { Element } from './element.js';
import { Motif } from './motif.js';
import type { Typed } from './node.js';

export const AnyScalar = new GraphQLScalarType({
  name: '_Any',
  description:
    'What names an entity: `{ __typename: "Crystal", id: "mp-2657" }`. Used by routers of Apollo Federation.',
});

export const EntityUnion = createUnionType({
  name: '_Entity',
  description: 'What other services can add fields to, by Apollo Federation.',
  types: () => [Crystal, Element, Motif] as const,
  resolveType: (value) => (value as unknown as Typed).__typename,
});

@ObjectType('_Service', { description: 'This service as a subgraph of Apollo Federation 2.' })
export class SubgraphService {
  @Field(() => String, {
    nullable: true,
    description: 'The schema with the keys of its entities; null where the server hides its schema.',
  })
  readonly sdl!: string | null;
}
