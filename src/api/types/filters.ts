/** What lists can be narrowed down and sorted by. */
import { Field, ID, InputType } from 'type-graphql';
import type { CrystalSortKey, MotifSortKey } from '../../graph/store.js';
import { CRYSTAL, MOTIF, MOTIF_SITE } from '../../graph/tables.js';
import type { ConnectionKind } from '../../motif/analysis.js';
import { Filters } from './declared.js';
import { ConnectionKindEnum, CrystalSortKeyEnum, MotifSortKeyEnum } from './enums.js';

@InputType({
  description: 'In how many directions nets of polyhedra run on: 0 clusters, 1 chains, 2 sheets, 3 frameworks.',
})
@Filters(CRYSTAL.fields, 'dimensionality')
export class DimensionalityCriterion {}

@InputType({ description: 'What one site of a crystal has to meet: every criterion that is given.' })
@Filters(MOTIF_SITE.fields)
export class SiteFilter {}

@InputType({ description: 'Motif sites of a crystal.' })
export class SiteCriterion {
  @Field(() => SiteFilter, { description: 'At least one site meets all of this.' })
  readonly some!: SiteFilter;
}

@InputType({ description: 'Narrows down a list of crystals: one passes when it meets every criterion that is given.' })
@Filters(CRYSTAL.fields)
@Filters(CRYSTAL.derived)
export class CrystalFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'One of these space groups, by Hermann–Mauguin symbol in any spelling or setting: `Fd-3m`, `P 21/c`.',
  })
  readonly spaceGroupSymbols?: string[] | null;

  @Field(() => DimensionalityCriterion, {
    nullable: true,
    description: 'In how many directions the nets of polyhedra run on: `{ any: [2] }` finds layered crystals.',
  })
  readonly dimensionality?: DimensionalityCriterion | null;

  @Field(() => SiteCriterion, {
    nullable: true,
    description:
      'Sites of the crystal: `{ some: { elements: ["Ti"], coordinationNumber: { max: 5 } } }` finds titanium with few ligands.',
  })
  readonly sites?: SiteCriterion | null;
}

@InputType({ description: 'Motifs that are connected to a given one in some crystal.' })
export class ConnectedToCriterion {
  @Field(() => ID, { description: 'Id of the given motif.' })
  readonly motif!: string;

  @Field(() => ConnectionKindEnum, { nullable: true, description: 'In this way; in any way where it is missing.' })
  readonly kind?: ConnectionKind | null;
}

@InputType({ description: 'Narrows down a list of motifs: one passes when it meets every criterion that is given.' })
@Filters(MOTIF.fields)
@Filters(MOTIF.derived)
export class MotifFilter {
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
