/** Patterns and their placements, as GraphQL shows them; as input they are in `filters.ts`. */
import { GraphQLScalarType } from 'graphql';
import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import type { ConnectionKind } from '../../motif/analysis.js';
import type { Pattern as PatternOfSearch } from '../../motif/pattern/pattern.js';
import type { Likeness } from '../../motif/pattern/pattern-of.js';
import type { Placement as PlacementFound } from '../../motif/pattern/search.js';
import { ConnectionKindEnum, enumeration } from './enums.js';

@ObjectType({ simpleResolvers: true, description: 'A polyhedron that has a name of a pattern.' })
export class PlacedSite {
  @Field(() => String, { description: 'The name.' })
  readonly name!: string;

  @Field(() => Int, { description: 'Index of its centre in the cell as the file gives it, from 0.' })
  readonly index!: number;

  @Field(() => [Int], { description: 'Lattice translation of that cell; [0, 0, 0] for the first name.' })
  readonly image!: readonly number[];

  @Field(() => Float, { nullable: true, description: 'Continuous symmetry measure, 0 (ideal) to 100.' })
  readonly csm!: number | null;

  @Field(() => Float, { nullable: true, description: 'Mean bond length, Å.' })
  readonly bondLengthMean!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The connection between two polyhedra that have names of a pattern.',
})
export class ConnectedPair {
  @Field(() => String, { description: 'Name of one.' })
  readonly from!: string;

  @Field(() => String, { description: 'Name of the other.' })
  readonly to!: string;

  @Field(() => ConnectionKindEnum, { description: 'Kind of connection.' })
  readonly kind!: ConnectionKind;

  @Field(() => Int, { description: 'Number of shared ligands.' })
  readonly sharedLigands!: number;

  @Field(() => Float, { description: 'Distance between the centres, Å.' })
  readonly distance!: number;

  @Field(() => [Float], { description: 'Angle centre–ligand–centre at each shared ligand, ascending, degrees.' })
  readonly anglesInDegrees!: readonly number[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'Polyhedra of the infinite crystal that have the names of a pattern.',
})
export class Placement {
  @Field(() => [PlacedSite], { description: 'The polyhedra, in the order of the pattern.' })
  readonly sites!: readonly PlacedSite[];

  @Field(() => [ConnectedPair], { description: 'Their connections, in the order of the pattern.' })
  readonly connections!: PlacementFound['connections'];
}

@ObjectType({ simpleResolvers: true, description: 'The placements of a pattern in a crystal.' })
export class PlacementPart {
  @Field(() => Float, {
    description:
      'Number of placements in a primitive cell: sets of polyhedra with their roles; names that can be exchanged make no difference.',
  })
  readonly count!: number;

  @Field(() => [Placement], {
    description: 'Those asked for, of the placements in the cell as the file gives it, always in the same order.',
  })
  readonly nodes!: readonly Placement[];

  @Field(() => Boolean, { description: 'Whether there are more.' })
  readonly hasMore!: boolean;
}

export const LikenessEnum = enumeration<Uppercase<Likeness>, Likeness>(
  'Likeness',
  'What other polyhedra must have in common with the chosen ones.',
  {
    MOTIF: ['motif', 'The motif; without one, the element at the centre and the number of ligands.'],
    GEOMETRY: [
      'geometry',
      'The coordination geometry, with any centre and ligands; without one, the number of ligands.',
    ],
    ANY: ['any', 'Nothing: only how they are connected counts.'],
  },
);

@InputType({ description: 'A polyhedron of a crystal: the one around a site, in an image of the cell.' })
export class ChosenSite {
  @Field(() => Int, {
    nullable: true,
    description: 'Index of its centre in the cell as the file gives it, from 0; or else give `orbit`.',
  })
  readonly index?: number | null;

  @Field(() => Int, { nullable: true, description: 'Its orbit; the first site of it in the cell is meant.' })
  readonly orbit?: number | null;

  @Field(() => [Int], { defaultValue: [0, 0, 0], description: 'Lattice translation of that cell.' })
  readonly image!: number[];
}

/** Plain JSON of the form of `PatternInput`, so that no client has to strip `__typename`. */
export const PatternValue = new GraphQLScalarType<PatternOfSearch, unknown>({
  name: 'PatternValue',
  description: 'A pattern as a value of the form of `PatternInput`, to be sent back as a variable.',
});

@ObjectType({ description: 'A pattern of connected polyhedra.' })
export class Pattern {}
