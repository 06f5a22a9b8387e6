/** Crystals, as GraphQL shows them. */
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { CrystalNode } from '../../graph/model.js';
import type { CrystalSystem, IonAssignment } from '../../motif/analysis.js';
import { CrystalSystemEnum, IonAssignmentEnum } from './enums.js';
import { Missing } from './missing.js';

@ObjectType({ simpleResolvers: true, description: 'A space group.' })
export class SpaceGroup {
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

@ObjectType({ simpleResolvers: true, description: 'An element of a crystal, and how much of it.' })
export class ElementFraction {
  @Field(() => String, { description: 'Symbol of the element.' })
  readonly symbol!: string;

  @Field(() => Int, { description: 'Atoms in one formula unit of the reduced formula.' })
  readonly count!: number;

  @Field(() => Float, { description: 'Atomic fraction, 0–1.' })
  readonly fraction!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A motif of a crystal, and how often it occurs there.' })
export class MotifContent {
  @Field(() => ID, { description: 'Id of the motif.' })
  readonly motifId!: string;

  @Field(() => Int, { description: 'Sites of the primitive cell with this motif.' })
  readonly count!: number;

  @Field(() => Float, { description: "Share of the crystal's cation sites, 0–1." })
  readonly fraction!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A crystal structure, its symmetry, and the coordination polyhedra (motifs) of its cations.',
})
export class Crystal {
  @Field(() => ID, {
    description:
      "Stable id, safe in an address: the name of the crystal's file without folder and extension (`NAME:BLOCK` in a file of several), with characters behind `~` where another data set has the name already, or it had to be changed. A crystal of `analyzeStructure` has a temporary id, under which nothing is stored.",
  })
  readonly id!: string;

  @Field(() => String, { description: 'Reduced formula, elements in order of electronegativity: `TiO2`.' })
  readonly formula!: string;

  @Field(() => String, { description: 'Formula with letters for elements, smallest counts first: `AB2`.' })
  readonly anonymousFormula!: string;

  @Field(() => String, { description: 'Symbols of the elements in alphabetical order: `O-Ti`.' })
  readonly chemicalSystem!: string;

  @Field(() => [String], { description: 'Symbols of the elements in alphabetical order.' })
  readonly elements!: readonly string[];

  @Field(() => Int, { description: 'Number of different elements.' })
  readonly elementCount!: number;

  @Field(() => Int, { description: 'Atoms in the primitive cell.' })
  readonly atomCount!: number;

  @Field(() => Float, { description: 'Density, g/cm³.' })
  readonly density!: number;

  @Field(() => Float, { description: 'Volume for each atom, Å³.' })
  readonly volumePerAtom!: number;

  @Field(() => IonAssignmentEnum, { description: 'How cations and anions were told apart.' })
  readonly ionAssignment!: IonAssignment;

  @Field(() => String, {
    description: 'The structure in words: its polyhedra, what they share, the nets that come of it; from the analysis.',
  })
  readonly description!: string;

  @Field(() => Int, {
    description: 'Dimensionality of the net that all connections form: 0 clusters, 1 chains, 2 sheets, 3 a framework.',
  })
  readonly dimensionality!: number;

  @Field(() => Int, { description: 'The same of the net that shared corners alone make.' })
  readonly cornerDimensionality!: number;

  @Field(() => Int, { description: 'The same of the net that shared edges alone make.' })
  readonly edgeDimensionality!: number;

  @Field(() => Int, { description: 'The same of the net that shared faces alone make.' })
  readonly faceDimensionality!: number;

  @Field(() => [String], { description: 'What was tolerated when the file was read, and doubts of the analysis.' })
  readonly warnings!: readonly string[];
}

@ObjectType({ simpleResolvers: true, description: 'An id, and the crystal under it or the reason why there is none.' })
export class CrystalLookup {
  @Field(() => ID, { description: 'The id that was asked for.' })
  readonly id!: string;

  @Field(() => Crystal, { nullable: true, description: 'The crystal; null where `missing` says why.' })
  readonly crystal!: CrystalNode | null;

  @Field(() => Missing, { nullable: true, description: 'Why there is no crystal; null where there is one.' })
  readonly missing!: Missing | null;
}
