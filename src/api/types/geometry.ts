/** Coordination geometries, as GraphQL shows them. */
import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from './node.js';

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: 'A reference polyhedron, with which coordination polyhedra are compared (Waroquiers 2017).',
})
export class Geometry {
  @Field(() => String, { description: 'ChemEnv symbol: shape and coordination number, `O:6`.' })
  readonly symbol!: string;

  @Field(() => String, { description: 'Name: `Octahedron`.' })
  readonly name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'IUPAC polyhedral symbol: `OC-6`. Null for shapes without one.',
  })
  readonly iupacSymbol!: string | null;

  @Field(() => String, { nullable: true, description: 'IUCr symbol: `[6o]`. Null for shapes without one.' })
  readonly iucrSymbol!: string | null;

  @Field(() => Int, { description: 'Number of ligands.' })
  readonly coordinationNumber!: number;

  @Field(() => Int, { description: 'Crystals that contain a motif of this geometry.' })
  readonly crystalCount!: number;

  @Field(() => Int, { description: 'Motifs of this geometry.' })
  readonly motifCount!: number;

  @Field(() => Int, { description: 'Motif sites of this geometry, in primitive cells, summed over all crystals.' })
  readonly siteCount!: number;
}
