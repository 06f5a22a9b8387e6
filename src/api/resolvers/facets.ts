/** What the graph holds, counted: for dashboards, and as the values that filters can take. */
import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { atomicNumberOf, elementNameOf } from '../../crystal/elements.js';
import { facetOf, fieldOf, isNetFacet } from '../../graph/projection/counts.js';
import type { Count, Facet, GraphStatistics as GraphTotals } from '../../graph/store.js';
import { geometryOf } from '../../motif/geometries.js';
import { usualFormula } from '../../motif/unit-formula.js';
import type { Context } from '../context.js';
import { pageTimes } from '../cost.js';
import { crystalCriteria, crystalFilter, netFilter } from '../criteria.js';
import { apiError } from '../errors.js';
import { pageSize } from '../pages.js';
import { FacetFieldEnum } from '../types/enums.js';
import { FilterValue, filterValue } from '../types/filter-value.js';
import { CrystalFilter, NetFilter } from '../types/filters.js';

@ObjectType({ simpleResolvers: true, description: 'A value that occurs in the graph, and how often.' })
export class FacetValue {
  @Field(() => FilterValue, { description: 'The value, as filters take it.' })
  readonly value!: FilterValue;

  @Field(() => String, {
    nullable: true,
    description:
      'Name of a geometry or an element, symbol of a space group, formula of a molecule or ion as chemists write it; null for other values.',
  })
  readonly label!: string | null;

  @Field(() => Int, { description: 'Crystals with this value; for REFUSAL, structures that were refused.' })
  readonly crystals!: number;

  @Field(() => Int, {
    description:
      'Motif sites with this value, or connections of this kind, in primitive cells; nets with this value; crystals if none of these applies.',
  })
  readonly occurrences!: number;
}

@ObjectType({ simpleResolvers: true, description: 'Totals of the graph.' })
export class GraphStatistics {
  @Field(() => Int, { description: 'Crystals.' })
  readonly crystals!: number;

  @Field(() => Int, { description: 'Motifs.' })
  readonly motifs!: number;

  @Field(() => Int, { description: 'Motif sites: symmetry orbits of cations, over all crystals.' })
  readonly motifSites!: number;

  @Field(() => Int, { description: 'Connections between motif sites in primitive cells, summed over all crystals.' })
  readonly connections!: number;

  @Field(() => Int, { description: 'Structures that were read but refused; `refusedStructures` lists them.' })
  readonly refused!: number;
}

@Resolver(() => GraphStatistics)
export class GraphStatisticsResolver {
  @Query(() => GraphStatistics, {
    nullable: true,
    description: 'Contents of the graph: totals, and counts by any field.',
  })
  statistics(@Ctx() { queryGraph }: Context): Promise<GraphTotals> {
    return queryGraph((store) => store.statistics());
  }

  @Query(() => [FacetValue], {
    nullable: true,
    description: 'Values of a field that occur in the graph, most frequent first: what filters can take.',
    complexity: pageTimes,
  })
  facet(
    @Arg('field', () => FacetFieldEnum, { description: 'What to count by.' }) field: Facet,
    @Arg('first', () => Int, { defaultValue: 100, description: 'Maximum number of values.' }) first: number,
    @Arg('filter', () => CrystalFilter, {
      nullable: true,
      description: 'Only crystals that meet these criteria; refused structures are counted all the same.',
    })
    filter: CrystalFilter | null,
    @Arg('nets', () => NetFilter, {
      nullable: true,
      description: 'For fields of nets: only nets that meet these criteria count.',
    })
    nets: NetFilter | null,
    @Ctx() context: Context,
  ): Promise<FacetValue[]> {
    return valuesOf(field, { crystals: filter, nets }, first, context);
  }

  @FieldResolver(() => [FacetValue], {
    nullable: true,
    description:
      'Counts by a field, most frequent first. Aliases count by several fields: `byElement: counts(by: ELEMENT) { … }`.',
    complexity: pageTimes,
  })
  counts(
    @Arg('by', () => FacetFieldEnum, { description: 'What to count by.' }) field: Facet,
    @Arg('first', () => Int, { defaultValue: 100, description: 'Maximum number of values.' }) first: number,
    @Arg('filter', () => CrystalFilter, {
      nullable: true,
      description: 'Only crystals that meet these criteria; refused structures are counted all the same.',
    })
    filter: CrystalFilter | null,
    @Arg('nets', () => NetFilter, {
      nullable: true,
      description: 'For fields of nets: only nets that meet these criteria count.',
    })
    nets: NetFilter | null,
    @Root() _: GraphTotals,
    @Ctx() context: Context,
  ): Promise<FacetValue[]> {
    return valuesOf(field, { crystals: filter, nets }, first, context);
  }
}

async function valuesOf(
  field: Facet,
  filters: { readonly crystals: CrystalFilter | null; readonly nets: NetFilter | null },
  first: number,
  { projection, queryGraph, limits }: Context,
): Promise<FacetValue[]> {
  const size = pageSize('first', first, limits);
  const wanted = crystalFilter(crystalCriteria(filters.crystals, limits));
  const nets = netFilter(filters.nets ?? {}, limits);
  if (filters.nets != null && !isNetFacet(field)) {
    throw apiError('BAD_USER_INPUT', '`nets` says which nets count; it belongs to fields of nets.');
  }
  if (size === 0) return [];
  const counts =
    field === 'refusal'
      ? await queryGraph((store) => store.refusalCounts())
      : await facetOf(await projection(), field, wanted, nets);
  const symbols = field === 'spaceGroup' ? (await projection()).spaceGroupSymbols() : null;
  return counts.slice(0, size).map((count) => ({
    ...count,
    value: field === 'refusal' ? count.key : filterValue(fieldOf(field), count.key),
    label: symbols?.get(Number(count.key)) ?? labelOf(field, count),
  }));
}

function labelOf(field: Facet, { key }: Count): string | null {
  if (field === 'geometry') return geometryOf(key)?.name ?? null;
  if (field === 'element' || field === 'centreElement') return elementNameOf(atomicNumberOf(key)!);
  if (field === 'unit') return usualFormula(key);
  return null;
}
