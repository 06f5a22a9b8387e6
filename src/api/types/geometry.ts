/** Coordination geometries, as GraphQL shows them. */
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({
  simpleResolvers: true,
  description: 'A reference polyhedron that coordination polyhedra are compared with (Waroquiers 2017).',
})
export class Geometry {
  @Field(() => String, { description: 'Symbol: letters for the shape and the coordination number, `O:6`.' })
  readonly symbol!: string;

  @Field(() => String, { description: 'Name: `Octahedron`.' })
  readonly name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Polyhedral symbol of IUPAC: `OC-6`. Null for shapes that have none.',
  })
  readonly iupacSymbol!: string | null;

  @Field(() => String, { nullable: true, description: 'Symbol of the IUCr: `[6o]`. Null for shapes that have none.' })
  readonly iucrSymbol!: string | null;

  @Field(() => Int, { description: 'Number of ligands.' })
  readonly coordinationNumber!: number;

  @Field(() => Int, { description: 'Crystals that contain a motif of this geometry.' })
  readonly crystalCount!: number;

  @Field(() => Int, { description: 'Motifs of this geometry.' })
  readonly motifCount!: number;

  @Field(() => Int, { description: 'Motif sites of this geometry, in primitive cells, over all crystals.' })
  readonly siteCount!: number;
}
