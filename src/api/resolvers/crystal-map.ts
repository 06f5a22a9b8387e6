/** The landscape of crystals, drawn in the plane: many points, column by column. */
import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { PROPERTIES, type Property, properties, shownAs } from '../../amdnet/properties.js';
import type { CrystalPlace } from '../../graph/model.js';
import { NumberColumn, TextColumn } from '../../graph/projection/columns.js';
import { mapCoordinate } from '../../graph/projection/map-region.js';
import type { Projection } from '../../graph/projection/projection.js';
import { inSteps } from '../../graph/turns.js';
import { evenlySpread } from '../../representation/thinning.js';
import { Column, type ColumnItem, ColumnScalar } from '../column.js';
import type { Context } from '../context.js';
import { itemsTimes } from '../cost.js';
import { crystalCriteria, crystalFilter } from '../criteria.js';
import { type CrystalPlaces, crystalPlaces } from '../crystal-places.js';
import { apiError } from '../errors.js';
import { CrystalFilter } from '../types/filters.js';
import { MapCluster, MapQuality } from '../types/map.js';

/** Making a column of 22,420 points takes as long as so many values. */
const COLUMN_COMPLEXITY = 1000;
/** Looks at all crystals of the graph. */
const FILTER_COMPLEXITY = 100;
/** Of predictions. */
const DIGITS = 10_000;

@ObjectType({
  description: 'The crystals on the map, by id: the first items of all columns belong to the same crystal, and so on.',
})
export class CrystalMapColumns {
  readonly places!: readonly CrystalPlace[];
  /** Of these places in the projection. */
  readonly rows!: Uint32Array;
  readonly projection!: Projection;
}

@ObjectType({
  description:
    'Map of crystals: a t-SNE projection of their framework vectors with density-based clusters (HDBSCAN*). Similar frameworks are close, regardless of their elements.',
})
export class CrystalMap {
  @Field(() => Int, { description: 'Number of crystals on the map that meet the filter.' })
  readonly totalCount!: number;

  @Field(() => CrystalMapColumns, {
    description: 'These crystals, column by column; with `most`, some of them, spread evenly over the map.',
  })
  readonly columns!: CrystalMapColumns;

  readonly all!: CrystalPlaces;
}

@Resolver(() => CrystalMap)
export class CrystalMapResolver {
  @Query(() => CrystalMap, {
    nullable: true,
    description: 'Map of crystals. If null, there is an error: NOTHING_LEARNED.',
    complexity: ({ childComplexity }) => FILTER_COMPLEXITY + childComplexity,
  })
  async crystalMap(
    @Arg('filter', () => CrystalFilter, { nullable: true, description: 'Only crystals that meet these criteria.' })
    filter: CrystalFilter | null,
    @Arg('most', () => Int, {
      nullable: true,
      description:
        'Draw no more points than these, spread evenly over the area: dense regions thin out first. The same points each time.',
    })
    most: number | null,
    @Ctx() context: Context,
  ): Promise<CrystalMap> {
    if (most != null && most < 0) throw apiError('BAD_PAGE', `\`most\` cannot be negative: ${most}.`);
    const wanted = crystalFilter(crystalCriteria(filter, context.limits));
    await context.representation();
    const projection = await context.projection();
    const all = await crystalPlaces(projection, context.queryLastingly);
    const mask = await projection.select(wanted);
    const meeting = Uint32Array.from(all.rows.keys()).filter((place) => mask[all.rows[place]!] === 1);
    const drawn = most == null ? meeting : await spread(all, meeting, most);
    return {
      totalCount: meeting.length,
      columns: {
        places: Array.from(drawn, (place) => all.places[place]!),
        rows: drawn.map((place) => all.rows[place]!),
        projection,
      },
      all,
    };
  }

  @FieldResolver(() => [MapCluster], {
    description: 'The clusters of all crystals, largest first.',
    complexity: itemsTimes(50),
  })
  async clusters(@Root() { all }: CrystalMap): Promise<MapCluster[]> {
    return (await all.summary()).clusters.map(({ label, ...rest }) => ({ ...rest, geometry: label }));
  }

  @FieldResolver(() => MapQuality, { description: 'Quality of the map of all crystals and its clusters.' })
  async quality(@Root() { all }: CrystalMap): Promise<MapQuality> {
    return (await all.summary()).quality;
  }
}

async function spread({ x, y }: CrystalPlaces, places: Uint32Array, most: number): Promise<Uint32Array> {
  const of = (values: Float64Array) => Float64Array.from(places, (place) => values[place]!);
  return (await inSteps(evenlySpread(of(x), of(y), most))).map((index) => places[index]!);
}

@Resolver(() => CrystalMapColumns)
export class CrystalMapColumnsResolver {
  @FieldResolver(() => ColumnScalar, { description: 'Ids.', complexity: COLUMN_COMPLEXITY })
  crystalId(@Root() { places }: CrystalMapColumns): Column {
    return new Column(places.map(({ id }) => id));
  }

  @FieldResolver(() => ColumnScalar, {
    description: 'Coordinates, without unit; only distances between near points are meaningful.',
    complexity: COLUMN_COMPLEXITY,
  })
  x(@Root() { places }: CrystalMapColumns): Column {
    return new Column(places.map(({ x }) => mapCoordinate(x)));
  }

  @FieldResolver(() => ColumnScalar, { description: 'Coordinates.', complexity: COLUMN_COMPLEXITY })
  y(@Root() { places }: CrystalMapColumns): Column {
    return new Column(places.map(({ y }) => mapCoordinate(y)));
  }

  @FieldResolver(() => ColumnScalar, {
    description: 'Numbers of clusters; null for crystals in none.',
    complexity: COLUMN_COMPLEXITY,
  })
  cluster(@Root() { places }: CrystalMapColumns): Column {
    return new Column(places.map(({ cluster }) => cluster));
  }

  @FieldResolver(() => ColumnScalar, {
    description: 'Most frequent geometries of cation sites; null for crystals without motifs.',
    complexity: COLUMN_COMPLEXITY,
  })
  geometry(@Root() { places }: CrystalMapColumns): Column {
    return new Column(places.map(({ geometry }) => geometry));
  }

  @FieldResolver(() => ColumnScalar, {
    description: 'Most frequent elements at the centres of those sites.',
    complexity: COLUMN_COMPLEXITY,
  })
  element(@Root() { places }: CrystalMapColumns): Column {
    return new Column(places.map(({ element }) => element));
  }

  @FieldResolver(() => ColumnScalar, { description: 'Reduced formulas.', complexity: COLUMN_COMPLEXITY })
  formula(@Root() columns: CrystalMapColumns): Column {
    return columnOf(columns, 'formula');
  }

  @FieldResolver(() => ColumnScalar, {
    description: 'Formulas with letters in place of elements.',
    complexity: COLUMN_COMPLEXITY,
  })
  anonymousFormula(@Root() columns: CrystalMapColumns): Column {
    return columnOf(columns, 'anonymousFormula');
  }

  @FieldResolver(() => ColumnScalar, { description: 'Numbers of space groups.', complexity: COLUMN_COMPLEXITY })
  spaceGroupNumber(@Root() columns: CrystalMapColumns): Column {
    return columnOf(columns, 'spaceGroupNumber');
  }

  @FieldResolver(() => ColumnScalar, { description: 'Hermann–Mauguin symbols.', complexity: COLUMN_COMPLEXITY })
  spaceGroupSymbol(@Root() { rows, projection }: CrystalMapColumns): Column {
    const symbols = projection.spaceGroupSymbols();
    const { values } = projection.tables.crystals.numbers('spaceGroupNumber');
    return new Column(Array.from(rows, (row) => symbols.get(values[row]!)!));
  }

  @FieldResolver(() => [ID], {
    description: 'All motifs of the graph, which `motifs` numbers from 0.',
    complexity: itemsTimes(2500),
  })
  motifIds(@Root() { projection }: CrystalMapColumns): readonly string[] {
    const { dictionary } = projection.tables.crystals.lists('motifIds');
    return Array.from({ length: dictionary.size - 1 }, (_, code) => dictionary.textOf(code + 1));
  }

  @FieldResolver(() => ColumnScalar, {
    description: 'Motifs of each crystal: a list of positions in `motifIds`.',
    complexity: COLUMN_COMPLEXITY,
  })
  motifs(@Root() { rows, projection }: CrystalMapColumns): Column {
    const { codes, starts } = projection.tables.crystals.lists('motifIds');
    return new Column(
      Array.from(rows, (row) => Array.from(codes.subarray(starts[row], starts[row + 1]), (code) => code - 1)),
    );
  }
}

for (const property of PROPERTIES) addPrediction(property);

/** A column for each property that the graph holds predictions of. */
function addPrediction(property: Property): void {
  const { prototype } = CrystalMapColumnsResolver;
  const resolve = (columns: CrystalMapColumns) => columnOf(columns, property);
  const field = shownAs(property);
  Object.defineProperty(prototype, field, { value: resolve, writable: true });
  const { kind, name, unit } = properties[property];
  const what = kind === 'number' ? `Predicted ${name}, ${unit}` : `Predicted probability of being a ${name}`;
  FieldResolver(() => ColumnScalar, {
    description: `${what}; null without a prediction.`,
    complexity: COLUMN_COMPLEXITY,
  })(prototype, field, { value: resolve });
  Root()(prototype, field, 0);
}

/** Of a declared field of crystals with one value. */
function columnOf({ rows, projection }: CrystalMapColumns, name: string): Column {
  const column = projection.tables.crystals.column(name);
  if (column instanceof TextColumn) return new Column(Array.from(rows, (row) => column.textAt(row)));
  if (!(column instanceof NumberColumn)) throw new Error(`crystals have no column ${name}`);
  const { values } = column;
  return new Column(Array.from(rows, (row): ColumnItem => rounded(values[row]!)));
}

function rounded(value: number): number | null {
  return Number.isNaN(value) ? null : Math.round(value * DIGITS) / DIGITS;
}
