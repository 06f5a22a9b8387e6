/** The landscape of motifs, drawn in the plane: few points, which lead to their motifs. */
import { Ctx, Field, FieldResolver, Float, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { atomicNumberOf, elementNameOf } from '../../crystal/elements.js';
import { keptPromise } from '../../graph/kept-promise.js';
import type { MotifRow } from '../../graph/store.js';
import { inSteps, type Steps } from '../../graph/turns.js';
import { geometryOf } from '../../motif/geometries.js';
import { NO_CLUSTER } from '../../representation/clusters.js';
import { type MapSummary, mapSummary } from '../../representation/map-summary.js';
import { neighbourPurity, shuffledPurity } from '../../representation/quality.js';
import { REPRESENTATION_SETTINGS, type Representation } from '../../representation/representation.js';
import { Column, ColumnScalar } from '../column.js';
import type { Context } from '../context.js';
import { itemsTimes } from '../cost.js';
import type { Soon } from '../soon.js';
import { MapCluster, MapQuality } from '../types/map.js';
import { Motif } from '../types/motif.js';

/** Neighbours of a motif that its purity is measured by. */
const NEIGHBOURS = 5;
const NUMBERS_OF_A_VECTOR = REPRESENTATION_SETTINGS.dimensions;

@ObjectType({ simpleResolvers: true, description: 'A motif on the map.' })
export class MotifPoint {
  @Field(() => ID, { description: 'Id of the motif.' })
  readonly motifId!: string;

  @Field(() => Float, { description: 'Coordinate, without unit; only distances between near points are meaningful.' })
  readonly x!: number;

  @Field(() => Float, { description: 'Coordinate.' })
  readonly y!: number;

  @Field(() => Int, { nullable: true, description: 'Its cluster; null if it is in none.' })
  readonly cluster!: number | null;

  @Field(() => String, { description: 'Symbol of its geometry, `O:6`.' })
  readonly geometry!: string;

  @Field(() => String, { description: 'Name of its geometry, `Octahedron`.' })
  readonly geometryName!: string;

  @Field(() => String, { description: 'Symbol of the element at its centre.' })
  readonly element!: string;

  @Field(() => String, { description: 'Name of the element at its centre.' })
  readonly elementName!: string;

  @Field(() => Int, { description: 'Number of crystals that it was learned from.' })
  readonly count!: number;

  @Field(() => [Float], {
    description: 'Learned unit vector; the cosine of two of them is the similarity of the motifs.',
    complexity: NUMBERS_OF_A_VECTOR,
  })
  readonly vector!: readonly number[];
}

/** Making a column of some thousand points takes as long as so many values. */
const COLUMN_COMPLEXITY = 100;

function PointColumn(description: string): PropertyDecorator {
  return Field(() => ColumnScalar, { description, complexity: COLUMN_COMPLEXITY });
}

@ObjectType({
  simpleResolvers: true,
  description: 'The motifs on the map: the first items of all columns belong to the same motif, and so on.',
})
export class MotifMapColumns {
  @PointColumn('Ids.')
  readonly motifId!: Column;

  @PointColumn('Coordinates, without unit; only distances between near points are meaningful.')
  readonly x!: Column;

  @PointColumn('Coordinates.')
  readonly y!: Column;

  @PointColumn('Numbers of clusters; null for motifs in none.')
  readonly cluster!: Column;

  @PointColumn('Symbols of geometries, `O:6`.')
  readonly geometry!: Column;

  @PointColumn('Symbols of the elements at the centres.')
  readonly element!: Column;

  @PointColumn('Numbers of crystals that the motifs were learned from.')
  readonly count!: Column;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Map of motifs: a t-SNE projection of their vectors with density-based clusters (HDBSCAN*). Motifs that connect in similar ways are close.',
})
export class MotifMap {
  @Field(() => String, { description: 'Data that the vectors were learned from.' })
  readonly source!: string;

  @Field(() => Int, {
    description: 'Number of motif types in these data; those in too few crystals are not on the map.',
  })
  readonly motifTypes!: number;

  @Field(() => Int, { description: 'Minimum number of crystals that a motif on the map occurs in.' })
  readonly leastCrystals!: number;

  @Field(() => [MotifPoint], { description: 'The motifs.', complexity: itemsTimes(1000) })
  readonly points!: readonly MotifPoint[];

  @Field(() => MotifMapColumns, { description: 'The motifs, column by column, a tenth as long as `points`.' })
  readonly columns!: MotifMapColumns;

  @Field(() => [MapCluster], { description: 'The clusters, largest first.', complexity: itemsTimes(50) })
  readonly clusters!: readonly MapCluster[];

  @Field(() => MapQuality, { description: 'Quality of the map and its clusters.' })
  readonly quality!: MapQuality;

  @Field(() => Float, {
    description: `Fraction of the ${NEIGHBOURS} nearest neighbours of a motif that have its geometry, 0–1.`,
  })
  readonly neighbourPurity!: number;

  @Field(() => Float, { description: 'That fraction for randomly assigned geometries.' })
  readonly neighbourPurityByChance!: number;
}

@Resolver(() => MotifMap)
export class MotifMapResolver {
  @Query(() => MotifMap, {
    nullable: true,
    description: 'Map of motifs. If null, there is an error: NOTHING_LEARNED.',
  })
  async motifMap(@Ctx() context: Context): Promise<MotifMap> {
    const representation = await context.representation();
    const { source, motifTypes, settings, motifs, motifMap } = representation;
    const { clusters, quality, purity, purityByChance } = await motifFigures(representation);
    const points = motifs.motifs.map(({ id, element, geometry, crystals }, i) => ({
      motifId: id,
      x: motifMap.positions[2 * i]!,
      y: motifMap.positions[2 * i + 1]!,
      cluster: motifMap.clusters[i] === NO_CLUSTER ? null : motifMap.clusters[i]!,
      geometry,
      element,
      count: crystals,
    }));
    return {
      source,
      motifTypes,
      leastCrystals: settings.leastCrystals,
      clusters: clusters.map(({ label, ...rest }) => ({ ...rest, geometry: label })),
      quality,
      neighbourPurity: purity,
      neighbourPurityByChance: purityByChance,
      points: points.map((point, i) => ({
        ...point,
        geometryName: geometryOf(point.geometry)?.name ?? point.geometry,
        elementName: elementNameOf(atomicNumberOf(point.element)!),
        vector: Array.from(motifs.vectors.subarray(i * settings.dimensions, (i + 1) * settings.dimensions)),
      })),
      columns: {
        motifId: columnOf(points, 'motifId'),
        x: columnOf(points, 'x'),
        y: columnOf(points, 'y'),
        cluster: columnOf(points, 'cluster'),
        geometry: columnOf(points, 'geometry'),
        element: columnOf(points, 'element'),
        count: columnOf(points, 'count'),
      },
    };
  }
}

@Resolver(() => MotifPoint)
export class MotifPointResolver {
  @FieldResolver(() => Motif, {
    nullable: true,
    description: 'The motif in this graph; null if it was learned from other data and does not occur here.',
    complexity: ({ childComplexity }) => 1 + childComplexity,
  })
  motif(@Root() { motifId }: MotifPoint, @Ctx() { loaders }: Context): Soon<MotifRow | null> {
    return loaders.motif.load(motifId);
  }
}

function columnOf<Name extends string>(
  points: readonly Readonly<Record<Name, string | number | null>>[],
  name: Name,
): Column {
  return new Column(points.map((point) => point[name]));
}

/** Figures take as long as many queries; they stay the same as long as the representation does. */
const FIGURES = new WeakMap<Representation, Promise<MotifFigures>>();

interface MotifFigures extends MapSummary {
  readonly purity: number;
  readonly purityByChance: number;
}

function motifFigures(representation: Representation): Promise<MotifFigures> {
  return keptPromise(FIGURES, representation, () => inSteps(figuresOf(representation)));
}

function* figuresOf({ motifs, motifMap }: Representation): Steps<MotifFigures> {
  const geometries = motifs.motifs.map(({ geometry }) => geometry);
  return {
    ...(yield* mapSummary(motifMap.positions, motifMap.clusters, geometries)),
    purity: yield* neighbourPurity(motifs.vectors, geometries, NEIGHBOURS),
    purityByChance: shuffledPurity(geometries),
  };
}
