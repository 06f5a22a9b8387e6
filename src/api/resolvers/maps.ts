/** The landscapes of motifs and of crystals, drawn in the plane. */
import { Arg, Ctx, Field, FieldResolver, Float, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { atomicNumberOf, elementNameOf } from '../../crystal/elements.js';
import type { CrystalPlace } from '../../graph/model.js';
import type { MotifRow } from '../../graph/store.js';
import { inSteps } from '../../graph/turns.js';
import { geometryOf } from '../../motif/geometries.js';
import { NO_CLUSTER } from '../../representation/clusters.js';
import { mapSummary } from '../../representation/map-summary.js';
import { neighbourPurity, shuffledPurity } from '../../representation/quality.js';
import { REPRESENTATION_SETTINGS, type Representation } from '../../representation/representation.js';
import type { Context } from '../context.js';
import { itemsTimes } from '../cost.js';
import { apiError } from '../errors.js';
import { Motif } from '../types/motif.js';

/** Neighbours of a motif that its purity is measured by. */
const NEIGHBOURS = 5;
const MOST_CRYSTALS = 25_000;
/** Of `CrystalPoint`, and the point itself. */
const FIELDS_OF_POINT = 8;
const NUMBERS_OF_A_VECTOR = REPRESENTATION_SETTINGS.dimensions;

@ObjectType({ simpleResolvers: true, description: 'A cluster of points on a map.' })
export class MapCluster {
  @Field(() => Int, { description: 'Number of the cluster, from 0 in order of size.' })
  readonly cluster!: number;

  @Field(() => Int, { description: 'Number of points.' })
  readonly size!: number;

  @Field(() => String, { nullable: true, description: 'Most frequent geometry of its points.' })
  readonly geometry!: string | null;

  @Field(() => Float, { description: 'Fraction of its points with that geometry, 0–1.' })
  readonly share!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Quality of a map and its clusters.',
})
export class MapQuality {
  @Field(() => Float, {
    nullable: true,
    description:
      'Mean silhouette of the clustered points, −1 to 1 (well separated); null with fewer than two clusters.',
  })
  readonly silhouette!: number | null;

  @Field(() => Float, { description: 'Fraction of points in no cluster, 0–1.' })
  readonly outside!: number;

  @Field(() => Float, {
    description: 'Fraction of clustered points with the most frequent geometry of their cluster, 0–1.',
  })
  readonly purity!: number;
}

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

@ObjectType({ simpleResolvers: true, description: 'A crystal on the map.' })
export class CrystalPoint {
  @Field(() => ID, { name: 'crystalId', simple: false, description: 'Id of the crystal.' })
  readonly id!: string;

  @Field(() => String, { description: 'Reduced formula.' })
  readonly formula!: string;

  @Field(() => Float, { description: 'Coordinate, without unit.' })
  readonly x!: number;

  @Field(() => Float, { description: 'Coordinate.' })
  readonly y!: number;

  @Field(() => Int, { nullable: true, description: 'Its cluster; null if it is in none.' })
  readonly cluster!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Most frequent geometry of its cation sites; null without motifs.',
  })
  readonly geometry!: string | null;

  @Field(() => String, { nullable: true, description: 'Most frequent element at the centres of those sites.' })
  readonly element!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Map of crystals: a t-SNE projection of their framework vectors with density-based clusters (HDBSCAN*). Similar frameworks are close, regardless of their elements.',
})
export class CrystalMap {
  @Field(() => Int, { description: 'Number of crystals on the map; `points` may be a part of them.' })
  readonly totalCount!: number;

  @Field(() => [CrystalPoint], { description: 'Crystals: all of them, or an even sample in the order of their ids.' })
  readonly points!: readonly CrystalPoint[];

  @Field(() => [MapCluster], {
    description: 'The clusters of all crystals, largest first.',
    complexity: itemsTimes(50),
  })
  readonly clusters!: readonly MapCluster[];

  @Field(() => MapQuality, { description: 'Quality of the map and its clusters.' })
  readonly quality!: MapQuality;
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
    return {
      source,
      motifTypes,
      leastCrystals: settings.leastCrystals,
      clusters: clusters.map(({ label, ...rest }) => ({ ...rest, geometry: label })),
      quality,
      neighbourPurity: purity,
      neighbourPurityByChance: purityByChance,
      points: motifs.motifs.map(({ id, element, geometry, crystals }, i) => ({
        motifId: id,
        x: motifMap.positions[2 * i]!,
        y: motifMap.positions[2 * i + 1]!,
        cluster: motifMap.clusters[i] === NO_CLUSTER ? null : motifMap.clusters[i]!,
        geometry,
        geometryName: geometryOf(geometry)?.name ?? geometry,
        element,
        elementName: elementNameOf(atomicNumberOf(element)!),
        count: crystals,
        vector: Array.from(motifs.vectors.subarray(i * settings.dimensions, (i + 1) * settings.dimensions)),
      })),
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
  motif(@Root() { motifId }: MotifPoint, @Ctx() { loaders }: Context): Promise<MotifRow | null> {
    return loaders.motif.load(motifId);
  }
}

@Resolver(() => CrystalMap)
export class CrystalMapResolver {
  @Query(() => CrystalMap, {
    nullable: true,
    description: 'Map of crystals. If null, there is an error: NOTHING_LEARNED.',
    complexity: ({ args, childComplexity }) => FIELDS_OF_POINT * Math.abs(Number(args['first'])) + childComplexity,
  })
  async crystalMap(
    @Arg('first', () => Int, {
      defaultValue: 5000,
      description: `Maximum number of points, an even sample of all; up to ${MOST_CRYSTALS.toLocaleString('en-US')}.`,
    })
    first: number,
    @Ctx() context: Context,
  ): Promise<CrystalMap> {
    if (first < 0 || first > MOST_CRYSTALS) {
      throw apiError('BAD_PAGE', `\`first\` is ${first}; it has to be from 0 to ${MOST_CRYSTALS}.`);
    }
    const representation = await context.representation();
    const places = await context.queryGraph((store) => store.vectors.crystalMap());
    const { clusters, quality } = await crystalFigures(representation, places);
    return {
      totalCount: places.length,
      points: evenly(places, first),
      clusters: clusters.map(({ label, ...rest }) => ({ ...rest, geometry: label })),
      quality,
    };
  }
}

function evenly(places: readonly CrystalPlace[], count: number): readonly CrystalPlace[] {
  if (places.length <= count) return places;
  return Array.from({ length: count }, (_, i) => places[Math.floor((i * places.length) / count)]!);
}

/** Figures take as long as many queries; they stay the same as long as the representation and the crystals do. */
function remembered<Figures>(
  make: (representation: Representation, places: readonly CrystalPlace[]) => Iterator<void, Figures>,
) {
  const known = new WeakMap<Representation, { readonly count: number; readonly figures: Promise<Figures> }>();
  return (representation: Representation, places: readonly CrystalPlace[] = []): Promise<Figures> => {
    const before = known.get(representation);
    if (before?.count === places.length) return before.figures;
    const figures = inSteps(make(representation, places));
    known.set(representation, { count: places.length, figures });
    return figures;
  };
}

const motifFigures = remembered(function* ({ motifs, motifMap }) {
  const geometries = motifs.motifs.map(({ geometry }) => geometry);
  return {
    ...(yield* mapSummary(motifMap.positions, motifMap.clusters, geometries)),
    purity: yield* neighbourPurity(motifs.vectors, geometries, NEIGHBOURS),
    purityByChance: shuffledPurity(geometries),
  };
});

const crystalFigures = remembered((_, places) =>
  mapSummary(
    Float64Array.from(places.flatMap(({ x, y }) => [x, y])),
    Int32Array.from(places, ({ cluster }) => cluster ?? NO_CLUSTER),
    places.map(({ geometry }) => geometry),
  ),
);
