/** Elements, as GraphQL shows them. */
import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from './node.js';

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: 'A chemical element, and how often it occurs in the graph.',
})
export class Element {
  @Field(() => String, { description: 'Symbol.' })
  readonly symbol!: string;

  @Field(() => String, { description: 'English name.' })
  readonly name!: string;

  @Field(() => Int, { description: 'Atomic number.' })
  readonly atomicNumber!: number;

  @Field(() => Int, { description: 'Crystals that contain the element.' })
  readonly crystalCount!: number;

  @Field(() => Int, { description: 'Motifs with the element at the centre.' })
  readonly motifCount!: number;

  @Field(() => Int, {
    description: 'Motif sites with the element at the centre, in primitive cells, summed over all crystals.',
  })
  readonly siteCount!: number;
}
