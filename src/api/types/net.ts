/** Nets of polyhedra, as GraphQL shows them. */
import { Field, Int, ObjectType } from 'type-graphql';
import { NET } from '../../graph/tables.js';
import { Declared } from './declared.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'What polyhedra of one element, of one motif, or of all strongly bound cations form by connections of one kind.',
})
@Declared(NET.fields)
export class Net {
  @Field(() => Boolean, {
    description:
      'Whether these are the polyhedra of all strongly bound cations: those whose bond strength (charge over coordination number, Pauling) is at least 1/3; all, if none is.',
  })
  readonly isStrong!: boolean;

  @Field(() => [Int], {
    nullable: true,
    description:
      'Direction [u v w] of chains, Miller indices (h k l) of sheets, in the conventional cell of the space group; null for clusters and frameworks.',
  })
  readonly along!: readonly number[] | null;
}
