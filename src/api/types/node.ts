/** What has an identity. */
import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({
  description:
    'Something with an identity. Its `id` is unique in the whole graph, and `node` finds it again; caches of clients can go by it alone.',
  resolveType: ({ __typename }: Typed) => __typename,
})
export abstract class Node {
  @Field(() => ID, { description: 'The id.' })
  readonly id!: string;
}

/** A value that says which type it is of, for fields that may have several. */
export interface Typed {
  readonly __typename: string;
}
