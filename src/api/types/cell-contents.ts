/** Atoms and polyhedra of a crystal's cell, as GraphQL shows them. */
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Ligand, Occupant } from './site.js';

@ObjectType({ simpleResolvers: true, description: "An atom of a crystal's cell." })
export class Atom {
  @Field(() => Int, { description: 'Its index in the cell, counted from 0, in the order of `structure`.' })
  readonly index!: number;

  @Field(() => String, { description: 'Symbol of the element; of several that share the site the most frequent.' })
  readonly element!: string;

  @Field(() => [Occupant], {
    description:
      'Elements at the site, the most frequent first: one with the fraction 1 in an ordered crystal. What the fractions lack of 1 is empty.',
    complexity: 4,
  })
  readonly occupants!: readonly Occupant[];

  @Field(() => [Float], { description: "Fractional coordinates, in basis vectors of the crystal's cell." })
  readonly position!: readonly number[];

  @Field(() => [Float], {
    description: 'Cartesian coordinates, Å; the basis vector a along x, b in the plane of x and y.',
  })
  readonly cartesian!: readonly number[];

  @Field(() => Int, { description: "Index of its symmetry orbit among the crystal's orbits, as in `MotifSite`." })
  readonly orbit!: number;

  @Field(() => String, { description: 'Wyckoff letter in the standard setting.' })
  readonly wyckoff!: string;

  @Field(() => Float, { nullable: true, description: 'Oxidation state, given or guessed; null if unknown.' })
  readonly oxidationState!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "The coordination polyhedron of a cation of a crystal's cell." })
export class Polyhedron {
  @Field(() => Int, { description: 'Index of the atom at the centre.' })
  readonly centre!: number;

  @Field(() => Int, { description: "Index of the centre's symmetry orbit." })
  readonly orbit!: number;

  @Field(() => ID, { description: 'Id of the motif site that stands for the orbit.' })
  readonly siteId!: string;

  @Field(() => [Ligand], { description: 'Its ligands, nearest first; the centre is in the home cell.', complexity: 6 })
  readonly ligands!: readonly Ligand[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'An orbit whose sites are shared by several elements, or partly empty.',
})
export class SharedOrbit {
  @Field(() => Int, { description: 'Index of the symmetry orbit.' })
  readonly orbit!: number;

  @Field(() => [Occupant], {
    description: 'Elements at each of its sites, the most frequent first. What the fractions lack of 1 is empty.',
    complexity: 4,
  })
  readonly occupants!: readonly Occupant[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    'The atoms and polyhedra of a cell as columns, a third as long as objects: n atoms in the order of `structure`, and p polyhedra with m ligands in all.',
})
export class CellColumns {
  @Field(() => [Float], {
    description: 'Basis vectors a, b, c one after the other, Å, a along x, b in the plane of x and y; 9 numbers.',
  })
  readonly lattice!: readonly number[];

  @Field(() => [String], { description: 'Symbol of each atom, of several that share the site the most frequent; n.' })
  readonly elements!: readonly string[];

  @Field(() => [SharedOrbit], {
    description: 'Orbits whose sites are shared by several elements or partly empty; none in an ordered crystal.',
    complexity: 2,
  })
  readonly sharedOrbits!: readonly SharedOrbit[];

  @Field(() => [Float], { description: 'Fractional coordinates x, y, z of one atom after the other; 3n.' })
  readonly positions!: readonly number[];

  @Field(() => [Int], { description: 'Index of the symmetry orbit of each atom; n.' })
  readonly orbits!: readonly number[];

  @Field(() => [Float], {
    nullable: 'items',
    description: 'Oxidation state of each atom, null if unknown; n.',
  })
  readonly oxidationStates!: readonly (number | null)[];

  @Field(() => [Int], { description: 'Atom at the centre of each polyhedron, ascending; p.' })
  readonly centres!: readonly number[];

  @Field(() => [Int], {
    description: 'The ligands of polyhedron i are those from `starts[i]` to before `starts[i + 1]`; p + 1.',
  })
  readonly starts!: readonly number[];

  @Field(() => [Int], { description: 'Atom of each ligand, those of a polyhedron nearest first; m.' })
  readonly ligands!: readonly number[];

  @Field(() => [Int], {
    description:
      "Lattice translation of each ligand in basis vectors of the crystal's cell, the centre being in the home cell; 3m.",
  })
  readonly images!: readonly number[];
}
