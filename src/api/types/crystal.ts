/** Crystals, as GraphQL shows them. */
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CONTAINS } from '../../graph/motif-tables.js';
import { CRYSTAL } from '../../graph/tables.js';
import type { CrystalSystem } from '../../motif/analysis.js';
import { Declared } from './declared.js';
import { CrystalSystemEnum } from './enums.js';
import { Node } from './node.js';

@ObjectType({ simpleResolvers: true, implements: Node, description: 'A space group.' })
export class SpaceGroup extends Node {
  @Field(() => ID, { description: 'Id, `spaceGroup/No.136`.' })
  declare readonly id: string;

  @Field(() => Int, { description: 'Number in the International Tables, 1–230.' })
  readonly number!: number;

  @Field(() => String, { description: 'Short Hermann–Mauguin symbol, such as `P4_2/mnm`.' })
  readonly symbol!: string;

  @Field(() => CrystalSystemEnum, { description: 'Crystal system.' })
  readonly crystalSystem!: CrystalSystem;
}

@ObjectType({ simpleResolvers: true, description: 'The unit cell as the file gives it.' })
export class Cell {
  @Field(() => Float, { description: 'Length of a, Å.' })
  readonly a!: number;

  @Field(() => Float, { description: 'Length of b, Å.' })
  readonly b!: number;

  @Field(() => Float, { description: 'Length of c, Å.' })
  readonly c!: number;

  @Field(() => Float, { description: 'Angle between b and c, degrees.' })
  readonly alpha!: number;

  @Field(() => Float, { description: 'Angle between a and c, degrees.' })
  readonly beta!: number;

  @Field(() => Float, { description: 'Angle between a and b, degrees.' })
  readonly gamma!: number;

  @Field(() => Float, { description: 'Volume, Å³.' })
  readonly volume!: number;
}

@ObjectType({ simpleResolvers: true, description: 'An element of a crystal and its amount.' })
export class ElementFraction {
  @Field(() => String, { description: 'Symbol of the element.' })
  readonly symbol!: string;

  @Field(() => Int, {
    description: 'Atoms in the reduced formula; of a disordered crystal `amount`, rounded, and at least 1.',
  })
  readonly count!: number;

  @Field(() => Float, { description: 'Atoms in the reduced formula; of a disordered crystal with fractions.' })
  readonly amount!: number;

  @Field(() => Float, { description: 'Atomic fraction, 0–1.' })
  readonly fraction!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A molecule, polyatomic ion, covalent chain or layer that a crystal holds as a whole: atoms that covalent bonds join.',
})
export class MolecularUnit {
  @Field(() => String, {
    description:
      'Formula as chemists write it: `NH4`, `C8H4O4`; of chains and layers the fewest atoms that have a whole charge.',
  })
  readonly formula!: string;

  @Field(() => String, { nullable: true, description: 'Its name, where it is well known: `ammonium`.' })
  readonly name!: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Sum of the oxidation states of its atoms; null where these are unknown. Of a chain or layer that of its atoms in the cell.',
  })
  readonly charge!: number | null;

  @Field(() => Int, { description: '0 molecules and ions, 1 chains, 2 layers, 3 a framework.' })
  readonly dimensionality!: number;

  @Field(() => Int, { description: 'How many of these there are in the primitive cell.' })
  readonly count!: number;

  @Field(() => Boolean, {
    description:
      'Whether it counts as the centre of polyhedra, as a cation of one atom does: ammonium, methylammonium. The motif site is that of its only N (or C, O).',
  })
  readonly isCentre!: boolean;

  @Field(() => [[Int]], { description: 'The atoms of each in the cell, by their indices in the order of `structure`.' })
  readonly atoms!: readonly (readonly number[])[];
}

@ObjectType({ simpleResolvers: true, description: 'A motif of a crystal, and how often it occurs in it.' })
@Declared(CONTAINS.fields)
export class MotifContent {
  @Field(() => ID, { description: 'Id of the motif.' })
  readonly motifId!: string;
}

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: 'A crystal structure, its symmetry, and the coordination polyhedra (motifs) of its cations.',
})
@Declared(CRYSTAL.fields)
export class Crystal {}
