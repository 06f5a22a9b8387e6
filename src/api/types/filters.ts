/** What lists can be narrowed down and sorted by. */
import { Field, ID, InputType, Int } from 'type-graphql';
import type { CrystalSortKey, MotifSortKey } from '../../graph/store.js';
import type { ConnectionKind, CrystalSystem, Dimensionality } from '../../motif/analysis.js';
import { FloatRange, IntRange } from './common.js';
import { ConnectionKindEnum, CrystalSortKeyEnum, CrystalSystemEnum, MotifSortKeyEnum } from './enums.js';
import { filterDescription, PredictedFields } from './predicted.js';

@InputType({ description: 'Sets of elements, by symbol.' })
export class ElementCriterion {
  @Field(() => [String], { nullable: true, description: 'All of these, and perhaps others: `["Ti", "O"]`.' })
  readonly all?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'At least one of these.' })
  readonly any?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'None of these.' })
  readonly none?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'No elements but these; not all of them need to be there.' })
  readonly only?: string[] | null;
}

@InputType({ description: 'Sets of motifs, by id.' })
export class MotifCriterion {
  @Field(() => [ID], { nullable: true, description: 'All of these: `["Ti-O:6"]`.' })
  readonly all?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'At least one of these.' })
  readonly any?: string[] | null;
}

@InputType({ description: 'Sets of coordination geometries, by symbol.' })
export class GeometryCriterion {
  @Field(() => [String], { nullable: true, description: 'All of these: `["T:4", "O:6"]`.' })
  readonly all?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'At least one of these.' })
  readonly any?: string[] | null;
}

@InputType({ description: 'Sets of kinds of connection.' })
export class ConnectionKindCriterion {
  @Field(() => [ConnectionKindEnum], { nullable: true, description: 'All of these occur between motif sites.' })
  readonly all?: ConnectionKind[] | null;

  @Field(() => [ConnectionKindEnum], { nullable: true, description: 'None of these occurs.' })
  readonly none?: ConnectionKind[] | null;
}

@InputType({
  description: 'In how many directions nets of polyhedra run on: 0 clusters, 1 chains, 2 sheets, 3 frameworks.',
})
export class DimensionalityCriterion {
  @Field(() => [Int], { nullable: true, description: 'Of the net that all connections make, one of these: `[2]`.' })
  readonly any?: Dimensionality[] | null;

  @Field(() => [Int], { nullable: true, description: 'Of the net that shared corners alone make, one of these.' })
  readonly corner?: Dimensionality[] | null;

  @Field(() => [Int], { nullable: true, description: 'Of the net that shared edges alone make, one of these.' })
  readonly edge?: Dimensionality[] | null;

  @Field(() => [Int], { nullable: true, description: 'Of the net that shared faces alone make, one of these.' })
  readonly face?: Dimensionality[] | null;
}

@InputType({ description: 'Narrows down a list of crystals: one passes when it meets every criterion that is given.' })
export class CrystalFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these ids.' })
  readonly ids?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'One of these formulas, in any notation: `TiO2`, `O2Ti`, `Ti2O4`, `TiO₂` and `Ti(O)2` mean the same.',
  })
  readonly formulas?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'One of these formulas with letters for elements: `AB2`, `A2B`, `ABC3`.',
  })
  readonly anonymousFormulas?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Exactly the elements of one of these systems, in any order: `Ti-O`.',
  })
  readonly chemicalSystems?: string[] | null;

  @Field(() => ElementCriterion, { nullable: true, description: 'Elements that the crystal contains.' })
  readonly elements?: ElementCriterion | null;

  @Field(() => IntRange, { nullable: true, description: 'Number of different elements.' })
  readonly elementCount?: IntRange | null;

  @Field(() => IntRange, { nullable: true, description: 'Atoms in the primitive cell.' })
  readonly atomCount?: IntRange | null;

  @Field(() => [Int], { nullable: true, description: 'One of these space groups, by number (1–230).' })
  readonly spaceGroupNumbers?: number[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'One of these space groups, by Hermann–Mauguin symbol in any spelling or setting: `Fd-3m`, `P 21/c`.',
  })
  readonly spaceGroupSymbols?: string[] | null;

  @Field(() => [CrystalSystemEnum], { nullable: true, description: 'One of these crystal systems.' })
  readonly crystalSystems?: CrystalSystem[] | null;

  @Field(() => MotifCriterion, { nullable: true, description: 'Motifs that the crystal contains.' })
  readonly motifs?: MotifCriterion | null;

  @Field(() => GeometryCriterion, { nullable: true, description: "Coordination geometries of the crystal's cations." })
  readonly geometries?: GeometryCriterion | null;

  @Field(() => [String], { nullable: true, description: 'At least one of these elements is the centre of a motif.' })
  readonly centreElements?: string[] | null;

  @Field(() => ConnectionKindCriterion, {
    nullable: true,
    description: 'How polyhedra of the crystal are connected: `{ all: [EDGE], none: [FACE] }`.',
  })
  readonly connectionKinds?: ConnectionKindCriterion | null;

  @Field(() => DimensionalityCriterion, {
    nullable: true,
    description: 'In how many directions the nets of polyhedra run on: `{ any: [2] }` finds layered crystals.',
  })
  readonly dimensionality?: DimensionalityCriterion | null;

  @Field(() => FloatRange, { nullable: true, description: 'Density, g/cm³.' })
  readonly density?: FloatRange | null;

  @PredictedFields(() => FloatRange, filterDescription)
  @Field(() => FloatRange, { nullable: true, description: 'Volume for each atom, Å³.' })
  readonly volumePerAtom?: FloatRange | null;

  @Field(() => [String], { nullable: true, description: 'One of these data sets.' })
  readonly datasets?: string[] | null;
}

@InputType({ description: 'Motifs that are connected to a given one in some crystal.' })
export class ConnectedToCriterion {
  @Field(() => ID, { description: 'Id of the given motif.' })
  readonly motif!: string;

  @Field(() => ConnectionKindEnum, { nullable: true, description: 'In this way; in any way where it is missing.' })
  readonly kind?: ConnectionKind | null;
}

@InputType({ description: 'Narrows down a list of motifs: one passes when it meets every criterion that is given.' })
export class MotifFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these ids.' })
  readonly ids?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'One of these elements at the centre.' })
  readonly elements?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'One of these coordination geometries, by symbol.' })
  readonly geometries?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'At least one of these elements among the ligands.' })
  readonly ligandElements?: string[] | null;

  @Field(() => IntRange, { nullable: true, description: 'Number of ligands.' })
  readonly coordinationNumber?: IntRange | null;

  @Field(() => IntRange, { nullable: true, description: 'Number of crystals that contain it.' })
  readonly crystalCount?: IntRange | null;

  @Field(() => ID, { nullable: true, description: 'Contained in the crystal of this id.' })
  readonly inCrystal?: string | null;

  @Field(() => ConnectedToCriterion, { nullable: true, description: 'Connected to another motif in some crystal.' })
  readonly connectedTo?: ConnectedToCriterion | null;
}

@InputType({ description: 'Order of a list of crystals.' })
export class CrystalSort {
  @Field(() => CrystalSortKeyEnum, { defaultValue: 'id', description: 'What to sort by.' })
  readonly key!: CrystalSortKey;

  @Field(() => Boolean, { defaultValue: false, description: 'Largest first.' })
  readonly descending!: boolean;
}

@InputType({ description: 'Order of a list of motifs.' })
export class MotifSort {
  @Field(() => MotifSortKeyEnum, { defaultValue: 'crystalCount', description: 'What to sort by.' })
  readonly key!: MotifSortKey;

  @Field(() => Boolean, { defaultValue: false, description: 'Largest first.' })
  readonly descending!: boolean;
}
