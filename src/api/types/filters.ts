/** What lists can be narrowed down and sorted by. */
import { Field, ID, InputType } from 'type-graphql';
import type { CrystalSortKey, MotifSortKey } from '../../graph/store.js';
import { CRYSTAL, MOTIF, MOTIF_SITE } from '../../graph/tables.js';
import type { ConnectionKind } from '../../motif/analysis.js';
import { Filters } from './declared.js';
import { ConnectionKindEnum, CrystalSortKeyEnum, MotifSortKeyEnum } from './enums.js';

@InputType({
  description: 'Dimensionality of the nets that polyhedra form: 0 clusters, 1 chains, 2 sheets, 3 frameworks.',
})
@Filters(CRYSTAL.fields, 'dimensionality')
export class DimensionalityCriterion {}

@InputType({ description: 'Criteria for one site of a crystal, all of which it has to meet.' })
@Filters(MOTIF_SITE.fields)
export class SiteFilter {}

@InputType({ description: 'Criteria for the motif sites of a crystal.' })
export class SiteCriterion {
  @Field(() => SiteFilter, { description: 'At least one site meets all of these criteria.' })
  readonly some!: SiteFilter;
}

@InputType({ description: 'Criteria for crystals, all of which they have to meet.' })
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
    description: 'Dimensionality of the nets that polyhedra form: `{ any: [2] }` finds layered crystals.',
  })
  readonly dimensionality?: DimensionalityCriterion | null;

  @Field(() => SiteCriterion, {
    nullable: true,
    description:
      'Sites of the crystal: `{ some: { elements: ["Ti"], coordinationNumber: { max: 5 } } }` finds titanium with at most five ligands.',
  })
  readonly sites?: SiteCriterion | null;
}

@InputType({ description: 'Motifs whose sites are connected to those of a given motif in at least one crystal.' })
export class ConnectedToCriterion {
  @Field(() => ID, { description: 'Id of the given motif.' })
  readonly motif!: string;

  @Field(() => ConnectionKindEnum, { nullable: true, description: 'Kind of connection; any kind by default.' })
  readonly kind?: ConnectionKind | null;
}

@InputType({ description: 'Criteria for motifs, all of which they have to meet.' })
@Filters(MOTIF.fields)
@Filters(MOTIF.derived)
export class MotifFilter {
  @Field(() => ID, { nullable: true, description: 'Contained in the crystal with this id.' })
  readonly inCrystal?: string | null;

  @Field(() => ConnectedToCriterion, {
    nullable: true,
    description: 'Connected to this motif in at least one crystal.',
  })
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
