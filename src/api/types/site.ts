/** Motif sites, as GraphQL shows them. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { MOTIF_SITE, SHARES } from '../../graph/site-tables.js';
import type { NoMotifReason } from '../../motif/analysis.js';
import { Declared } from './declared.js';
import { NoMotifReasonEnum } from './enums.js';
import { Node } from './node.js';

@ObjectType({ simpleResolvers: true, description: 'Why a cation has no motif.' })
export class NoMotif {
  @Field(() => NoMotifReasonEnum, { description: 'The reason as a code.' })
  readonly code!: NoMotifReason;

  @Field(() => String, { description: 'The reason in words.' })
  readonly message!: string;
}

@ObjectType({ simpleResolvers: true, description: 'An anion of a coordination polyhedron.' })
export class Ligand {
  @Field(() => String, { description: 'Symbol of the element.' })
  readonly element!: string;

  @Field(() => Int, { description: "Index of the atom in the crystal's cell, as in `atoms`, counted from 0." })
  readonly atom!: number;

  @Field(() => [Int], { description: "Lattice translation of the atom, in basis vectors of the crystal's cell." })
  readonly image!: readonly number[];

  @Field(() => Float, { description: 'Distance from the centre, Å.' })
  readonly distance!: number;
}

@ObjectType({ simpleResolvers: true, description: 'One of the geometries that the surroundings of a cation are like.' })
export class Environment {
  @Field(() => String, { description: "ChemEnv's symbol of the geometry: `O:6`." })
  readonly geometry!: string;

  @Field(() => String, { description: 'Name of the geometry: `Octahedron`.' })
  readonly name!: string;

  @Field(() => Float, { description: 'Fraction, 0–1; those of a site sum to 1.' })
  readonly fraction!: number;

  @Field(() => Float, { description: 'Continuous symmetry measure with respect to this geometry.' })
  readonly csm!: number;
}

@ObjectType({ simpleResolvers: true, description: 'An element that occupies a site, or shares it with others.' })
export class Occupant {
  @Field(() => String, { description: 'Symbol of the element.' })
  readonly element!: string;

  @Field(() => Float, { description: 'Share of the site that it occupies, 0–1.' })
  readonly fraction!: number;
}

@ObjectType({ simpleResolvers: true, description: 'Distortion of a coordination polyhedron.' })
@Declared(MOTIF_SITE.fields, 'Distortion')
export class Distortion {}

@ObjectType({ simpleResolvers: true, description: 'Bond lengths of a shared ligand.' })
export class SharedLigandDistances {
  @Field(() => Float, { description: 'To this site, Å.' })
  readonly from!: number;

  @Field(() => Float, { description: 'To the partner, Å.' })
  readonly to!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A site whose polyhedron shares ligands with this one. Equivalent partners, with the same distance and angles, share an entry.',
})
@Declared(SHARES.fields)
export class ConnectedSite {}

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: 'A cation of a crystal with its coordination polyhedron; it represents a symmetry orbit.',
})
@Declared(MOTIF_SITE.fields)
export class MotifSite {}
