/** What lists can be narrowed down and sorted by. */
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { MOTIF } from '../../graph/motif-tables.js';
import {
  CONNECTED_MOTIF,
  type ConnectedMotifSortKey,
  SECOND_NEIGHBOUR,
  type SecondNeighbourSortKey,
} from '../../graph/neighbours.js';
import { MOTIF_SITE, NET } from '../../graph/site-tables.js';
import type { CrystalSortKey, MotifSortKey } from '../../graph/store.js';
import { CRYSTAL } from '../../graph/tables.js';
import type { ConnectionKind } from '../../motif/analysis.js';
import { Combined, type Quantified, quantified } from './combinations.js';
import { FloatRange, IntRange } from './common.js';
import { Filters } from './declared.js';
import {
  ConnectedMotifSortKeyEnum,
  ConnectionKindEnum,
  CrystalSortKeyEnum,
  MotifSortKeyEnum,
  SecondNeighbourSortKeyEnum,
} from './enums.js';

@InputType({
  description:
    'Dimensionality of the nets that the polyhedra of all cations form: 0 clusters, 1 chains, 2 sheets, 3 frameworks. Weakly bound cations count too, and join layers: those of LiCoO₂ are a framework. Layered crystals are found by `nets`.',
})
@Filters(CRYSTAL.fields, 'dimensionality')
export class DimensionalityCriterion {}

@InputType({
  description: 'Criteria for connections: two polyhedra that share ligands, seen from one of them. All have to be met.',
})
@Combined()
export class ConnectionFilter {
  @Field(() => [ConnectionKindEnum], { nullable: true, description: 'One of these kinds.' })
  readonly kind?: ConnectionKind[] | null;

  @Field(() => IntRange, { nullable: true, description: 'Number of shared ligands.' })
  readonly sharedLigands?: IntRange | null;

  @Field(() => FloatRange, { nullable: true, description: 'Distance between the centres, Å.' })
  readonly distance?: FloatRange | null;

  @Field(() => FloatRange, {
    nullable: true,
    description: 'Angle centre–ligand–centre at one of the shared ligands, degrees.',
  })
  readonly angle?: FloatRange | null;

  @Field(() => SiteFilter, { nullable: true, description: 'Criteria for the site that the connection is seen from.' })
  readonly from?: SiteFilter | null;

  @Field(() => SiteFilter, { nullable: true, description: 'Criteria for the partner.' })
  readonly to?: SiteFilter | null;
}

export const ConnectionCriterion = quantified(
  'ConnectionCriterion',
  'Criteria for connections of a site or a crystal.',
  'connection',
  () => ConnectionFilter,
);

@InputType({ description: 'Criteria for one site of a crystal, all of which it has to meet.' })
@Combined()
@Filters(MOTIF_SITE.fields)
export class SiteFilter {
  @Field(() => ConnectionCriterion, { nullable: true, description: 'Connections that start at the site.' })
  readonly connections?: Quantified<ConnectionFilter> | null;
}

export const SiteCriterion = quantified(
  'SiteCriterion',
  'Criteria for the motif sites of a crystal.',
  'site',
  () => SiteFilter,
);

@InputType({
  description:
    'Criteria for nets: what polyhedra of one element, of one motif, or of all strongly bound cations form by connections of one kind. A net joins at least two polyhedra: `{ none: { elements: ["Si"], kind: ANY } }` finds SiO₄ tetrahedra that share nothing with each other.',
})
@Combined()
@Filters(NET.fields)
export class NetFilter {
  @Field(() => [String], {
    nullable: true,
    description:
      'All of its polyhedra are centred on one of these elements, alone or with others that share the site: `["Co"]` for the CoO₆ octahedra of LiCoO₂.',
  })
  readonly elements?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it has the polyhedra of all strongly bound cations, and no others: those whose bond strength (charge over coordination number) is at least 1/3; all, if none is. By this rule Cu⁺ in CuAlO₂ and Nd³⁺ in Nd₂CuO₄ count, although these are often called layered.',
  })
  readonly isStrong?: boolean | null;

  @Field(() => [Int], {
    nullable: true,
    description:
      'Direction [u v w] of its chains, or Miller indices (h k l) of its sheets: `[0, 0, 1]`, which `[0, 0, -1]` and `[0, 0, 2]` mean as well. Of those that symmetry makes equivalent, nets have the one with the fewest negative indices, then the largest h, k, l: `[1, 0, 0]`, not `[0, 1, 0]`, in cubic crystals.',
  })
  readonly along?: number[] | null;
}

export const NetCriterion = quantified('NetCriterion', 'Criteria for the nets of a crystal.', 'net', () => NetFilter);

@InputType({
  description:
    'A polyhedron of a pattern. Other names stand for other polyhedra; two images of one site are different polyhedra.',
})
export class PatternSite {
  @Field(() => String, { description: 'A name, for the connections: `a`.' })
  readonly name!: string;

  @Field(() => [String], { nullable: true, description: 'One of these elements at the centre.' })
  readonly elements?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'One of these coordination geometries, by symbol: `O:6`.' })
  readonly geometries?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'This motif, or one of several: `"Ti-O:6"`.' })
  readonly motif?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Every ligand is one of these elements.' })
  readonly ligands?: string[] | null;

  @Field(() => IntRange, { nullable: true, description: 'Number of ligands.' })
  readonly coordinationNumber?: IntRange | null;

  @Field(() => FloatRange, { nullable: true, description: 'Continuous symmetry measure, 0 (ideal) to 100.' })
  readonly csm?: FloatRange | null;

  @Field(() => FloatRange, { nullable: true, description: 'Oxidation state.' })
  readonly oxidationState?: FloatRange | null;

  @Field(() => FloatRange, { nullable: true, description: 'Mean bond length, Å.' })
  readonly bondLengthMean?: FloatRange | null;
}

@InputType({ description: 'A connection of a pattern, which holds between these two polyhedra.' })
export class PatternConnection {
  @Field(() => String, { description: 'Name of a polyhedron.' })
  readonly from!: string;

  @Field(() => String, { description: 'Name of another one.' })
  readonly to!: string;

  @Field(() => [ConnectionKindEnum], { nullable: true, description: 'One of these kinds; any by default.' })
  readonly kind?: ConnectionKind[] | null;

  @Field(() => IntRange, { nullable: true, description: 'Number of shared ligands.' })
  readonly sharedLigands?: IntRange | null;

  @Field(() => FloatRange, {
    nullable: true,
    description: 'Angle centre–ligand–centre at one of the shared ligands, degrees.',
  })
  readonly angle?: FloatRange | null;

  @Field(() => FloatRange, { nullable: true, description: 'Distance between the centres, Å.' })
  readonly distance?: FloatRange | null;
}

@InputType({
  description:
    'Connected polyhedra: up to six, which hang together. A crystal holds the pattern if different polyhedra of the infinite crystal can take the names so that all criteria are met; rings have to close.',
})
export class PatternInput {
  @Field(() => [PatternSite], { description: 'The polyhedra.' })
  readonly sites!: PatternSite[];

  @Field(() => [PatternConnection], { defaultValue: [], description: 'How they are connected.' })
  readonly connections!: PatternConnection[];
}

@InputType({ description: 'A point of a map, in its coordinates.' })
export class MapPointInput {
  @Field(() => Float, { description: 'To the right.' })
  readonly x!: number;

  @Field(() => Float, { description: 'Upwards.' })
  readonly y!: number;
}

@InputType({ description: 'Criteria for crystals, all of which they have to meet.' })
@Combined()
@Filters(CRYSTAL.fields)
@Filters(CRYSTAL.derived)
export class CrystalFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'No other elements than these; not all of them need to occur.',
  })
  readonly onlyElements?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'One of these space groups, by Hermann–Mauguin symbol in any spelling or setting: `Fd-3m`, `P 21/c`.',
  })
  readonly spaceGroupSymbols?: string[] | null;

  @Field(() => DimensionalityCriterion, {
    nullable: true,
    description:
      'Dimensionality of the nets that the polyhedra of all cations form, weakly bound ones too: `{ edge: [1] }` finds chains that share edges. For layered crystals use `nets`.',
  })
  readonly dimensionality?: DimensionalityCriterion | null;

  @Field(() => SiteCriterion, {
    nullable: true,
    description:
      'Sites of the crystal: `{ some: { elements: ["Ti"], coordinationNumber: { max: 5 } } }` finds titanium with at most five ligands.',
  })
  readonly sites?: Quantified<SiteFilter> | null;

  @Field(() => ConnectionCriterion, {
    nullable: true,
    description:
      'Connections in the crystal: `{ some: { from: { motifs: ["Ti-O:6"] }, to: { motifs: ["Ti-O:6"] }, kind: EDGE } }` finds crystals in which TiO₆ octahedra share edges.',
  })
  readonly connections?: Quantified<ConnectionFilter> | null;

  @Field(() => NetCriterion, {
    nullable: true,
    description:
      'Nets of the crystal: `{ some: { elements: ["Co"], kind: EDGE, dimensionality: [2] } }` finds sheets of CoO₆ octahedra that share edges, `{ some: { isStrong: true, kind: ANY, dimensionality: [2] } }` layered crystals: without weakly bound cations, such as Li in LiCoO₂, sheets are left.',
  })
  readonly nets?: Quantified<NetFilter> | null;

  @Field(() => PatternInput, { nullable: true, description: 'The crystal holds this pattern of connected polyhedra.' })
  readonly pattern?: PatternInput | null;

  @Field(() => [MapPointInput], {
    nullable: true,
    description:
      'The crystal stands within this polygon of its map (`crystalMap`); none does in a graph without a map. Corners in their order, at least three; each counts as a part of the filter for the limit `filterParts`.',
  })
  readonly mapRegion?: MapPointInput[] | null;
}

@InputType({ description: 'Motifs whose sites are connected to those of a given motif in at least one crystal.' })
export class ConnectedToCriterion {
  @Field(() => ID, { description: 'The given motif: `Ti-O:6`, or `TiO6` with any geometry.' })
  readonly motif!: string;

  @Field(() => ConnectionKindEnum, { nullable: true, description: 'Kind of connection; any kind by default.' })
  readonly kind?: ConnectionKind | null;
}

@InputType({ description: 'Criteria for motifs, all of which they have to meet.' })
@Combined()
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

@InputType({ description: 'Criteria for motifs that are connected to a given one, all of which they have to meet.' })
@Combined()
@Filters(CONNECTED_MOTIF)
export class ConnectedMotifFilter {}

@InputType({ description: 'Criteria for second neighbours of a motif, all of which they have to meet.' })
@Combined()
@Filters(SECOND_NEIGHBOUR)
export class SecondNeighbourFilter {}

@InputType({ description: 'Order of a list of crystals.' })
export class CrystalSort {
  @Field(() => CrystalSortKeyEnum, { defaultValue: 'id', description: 'What to sort by.' })
  readonly key!: CrystalSortKey;

  @Field(() => Boolean, { defaultValue: false, description: 'Largest first.' })
  readonly descending!: boolean;
}

@InputType({ description: 'Order of a list of motifs; by default, those in most crystals first.' })
export class MotifSort {
  @Field(() => MotifSortKeyEnum, { defaultValue: 'crystalCount', description: 'What to sort by.' })
  readonly key!: MotifSortKey;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Largest first; by default, numbers of crystals and sites are, ids and numbers of ligands are not.',
  })
  readonly descending?: boolean | null;
}

@InputType({ description: 'Order of a list of connected motifs.' })
export class ConnectedMotifSort {
  @Field(() => ConnectedMotifSortKeyEnum, { defaultValue: 'occurrences', description: 'What to sort by.' })
  readonly key!: ConnectedMotifSortKey;

  @Field(() => Boolean, { defaultValue: true, description: 'Largest first.' })
  readonly descending!: boolean;
}

@InputType({ description: 'Order of a list of second neighbours.' })
export class SecondNeighbourSort {
  @Field(() => SecondNeighbourSortKeyEnum, { defaultValue: 'crystalCount', description: 'What to sort by.' })
  readonly key!: SecondNeighbourSortKey;

  @Field(() => Boolean, { defaultValue: true, description: 'Largest first.' })
  readonly descending!: boolean;
}
