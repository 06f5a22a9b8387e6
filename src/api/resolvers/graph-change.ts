/** The subscription: what an ingest has changed. */
import { Field, FieldResolver, ID, Int, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { GraphChange as Change, GraphChanges } from '../graph-changes.js';

/** An event is small, however large an ingest. */
const MOST_IDS = 100;

/** What subscriptions can reach. */
export type StreamContext = { readonly changes: GraphChanges };

@ObjectType({ simpleResolvers: true, description: 'Numbers of crystals that a change of the graph concerns.' })
export class CrystalChanges {
  @Field(() => Int, { description: 'Crystals that are new.' })
  readonly added!: number;

  @Field(() => Int, { description: 'Crystals that were there before, and are others now, or have other predictions.' })
  readonly changed!: number;

  @Field(() => Int, { description: 'Crystals that are gone.' })
  readonly removed!: number;
}

@ObjectType({
  description:
    'A change of the graph: what was written in the last seconds. New vectors (`motifgraph embed`) change the version alone.',
})
export class GraphChange {
  @Field(() => String, { description: 'Version of the graph as it is now, as in `service { graphVersion }`.' })
  readonly version!: string;
}

@Resolver(() => GraphChange)
export class GraphChangeResolver {
  @Subscription(() => GraphChange, {
    description:
      'Tells each change of the graph, at most one in two seconds. By POST to `/graphql/stream`, as server-sent events of the protocol graphql-sse (distinct connections).',
    subscribe: ({ context }: { context: StreamContext }) => context.changes.listen(),
  })
  graphChanged(@Root() change: Change): Change {
    return change;
  }

  @FieldResolver(() => CrystalChanges, { description: 'How many crystals it concerns.' })
  crystals(@Root() { added, changed, removed }: Change): CrystalChanges {
    return { added: added.length, changed: changed.length, removed: removed.length };
  }

  @FieldResolver(() => [ID], { description: `Ids of crystals that are new or changed; the first ${MOST_IDS} of them.` })
  ids(@Root() { added, changed }: Change): string[] {
    return [...added, ...changed].slice(0, MOST_IDS);
  }
}
