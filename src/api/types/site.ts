/** Motif sites, as GraphQL shows them. */
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { ConnectionKind, NoMotifReason } from '../../motif/analysis.js';
import { ConnectionKindEnum, NoMotifReasonEnum } from './enums.js';

@ObjectType({ simpleResolvers: true, description: 'Why a cation has no motif.' })
export class NoMotif {
  @Field(() => NoMotifReasonEnum, { description: 'The reason as a code.' })
  readonly code!: NoMotifReason;

  @Field(() => String, { description: 'The reason in words.' })
  readonly message!: string;
}

@ObjectType({ simpleResolvers: true, description: 'An anion that belongs to a coordination polyhedron.' })
export class Ligand {
  @Field(() => String, { description: 'Symbol of the element.' })
  readonly element!: string;

  @Field(() => Int, { description: "Index of the atom in the crystal's cell, counted from 0 as in `structure`." })
  readonly site!: number;

  @Field(() => [Int], { description: "Lattice translation of the atom, in basis vectors of the crystal's cell." })
  readonly image!: readonly number[];

  @Field(() => Float, { description: 'Distance from the centre, Å.' })
  readonly distance!: number;
}

@ObjectType({ simpleResolvers: true, description: 'How far a polyhedron is from the ideal one.' })
export class Distortion {
  @Field(() => Float, {
    nullable: true,
    description:
      'Continuous symmetry measure against the reference geometry, 0 (ideal) to 100; beyond about 15 it is another shape (Pinsky & Avnir 1998). Null without a motif.',
  })
  readonly csm!: number | null;

  @Field(() => Float, { nullable: true, description: 'Mean distance of the ligands, Å; null without ligands.' })
  readonly bondLengthMean!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Largest minus smallest distance of the ligands, Å; null without ligands.',
  })
  readonly bondLengthSpread!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Volume of the ligands' convex hull, Å³; null for fewer than four ligands and for flat polyhedra.",
  })
  readonly polyhedronVolume!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'Distances of a shared ligand.' })
export class SharedLigandDistances {
  @Field(() => Float, { description: 'From this site, Å.' })
  readonly from!: number;

  @Field(() => Float, { description: 'From the partner, Å.' })
  readonly to!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A polyhedron that shares ligands with this one; one entry for all partners at the same distance and angles.',
})
export class ConnectedSite {
  @Field(() => ConnectionKindEnum, { description: 'Corner, edge or face.' })
  readonly kind!: ConnectionKind;

  @Field(() => Int, { description: 'Number of ligands shared with one partner.' })
  readonly sharedLigands!: number;

  @Field(() => Int, { description: 'How many such partners stand around one site.' })
  readonly count!: number;

  @Field(() => Float, { description: 'Distance between the centres, Å.' })
  readonly distance!: number;

  @Field(() => [Float], { description: 'Angle centre–ligand–centre at each shared ligand, degrees.' })
  readonly anglesInDegrees!: readonly number[];

  @Field(() => [Int], {
    description: "Lattice translation of one such partner, in basis vectors of the crystal's cell.",
  })
  readonly image!: readonly number[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A cation of a crystal with its coordination polyhedron; stands for all sites that symmetry makes equal.',
})
export class MotifSite {
  @Field(() => ID, { description: 'Id that stays as long as the crystal does not change: `CRYSTAL/ORBIT`.' })
  readonly id!: string;

  @Field(() => ID, { description: 'Id of the crystal.' })
  readonly crystalId!: string;

  @Field(() => Int, { description: "Index of the symmetry orbit among the crystal's orbits, counted from 0." })
  readonly orbit!: number;

  @Field(() => String, { description: 'Symbol of the element at the centre.' })
  readonly element!: string;

  @Field(() => String, { description: 'Letter of the Wyckoff position in the standard setting.' })
  readonly wyckoff!: string;

  @Field(() => String, { description: 'Symmetry of the site.' })
  readonly siteSymmetry!: string;

  @Field(() => Int, { description: 'Sites of the orbit in the primitive cell.' })
  readonly multiplicity!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Oxidation state, given or guessed (then the average of the element); null where none is known: see `ionAssignment` of the crystal.',
  })
  readonly oxidationState!: number | null;

  @Field(() => Int, { description: 'Number of ligands.' })
  readonly coordinationNumber!: number;

  @Field(() => ID, { nullable: true, description: 'Id of the motif; null where `noMotif` says why.' })
  readonly motifId!: string | null;

  @Field(() => [Float], {
    description:
      'Order parameters of the site by CrystalNN (Zimmermann 2020), 0–1: for each coordination number its probability, and for each shape of it the probability times its order parameter. `service { fingerprintLabels }` names them in order.',
  })
  readonly fingerprint!: readonly number[];
}
