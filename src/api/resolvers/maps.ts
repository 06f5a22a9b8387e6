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

@ObjectType({ simpleResolvers: true, description: 'Points that stand close together on a map.' })
export class MapCluster {
  @Field(() => Int, { description: 'Number of the cluster, from 0 by size.' })
  readonly cluster!: number;

  @Field(() => Int, { description: 'Points in it.' })
  readonly size!: number;

  @Field(() => String, { nullable: true, description: 'The geometry that most of its points have.' })
  readonly geometry!: string | null;

  @Field(() => Float, { description: 'Share of its points with that geometry, 0–1.' })
  readonly share!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'How well a map and its clusters keep together what belongs together.',
})
export class MapQuality {
  @Field(() => Float, {
    nullable: true,
    description: 'Mean silhouette of the points in clusters, −1 to 1 (well apart); null with fewer than two clusters.',
  })
  readonly silhouette!: number | null;

  @Field(() => Float, { description: 'Share of points in no cluster, 0–1.' })
  readonly outside!: number;

  @Field(() => Float, { description: 'Share of clustered points with the geometry of most of their cluster, 0–1.' })
  readonly purity!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A motif on the map.' })
export class MotifPoint {
  @Field(() => ID, { description: 'Id of the motif.' })
  readonly motifId!: string;

  @Field(() => Float, { description: 'Coordinate; without unit, only distances between near points mean something.' })
  readonly x!: number;

  @Field(() => Float, { description: 'Coordinate.' })
  readonly y!: number;

  @Field(() => Int, { nullable: true, description: 'Its cluster; null in none.' })
  readonly cluster!: number | null;

  @Field(() => String, { description: 'Symbol of its geometry, `O:6`.' })
  readonly geometry!: string;

  @Field(() => String, { description: 'Name of its geometry, `Octahedron`.' })
  readonly geometryName!: string;

  @Field(() => String, { description: 'Symbol of the element at its centre.' })
  readonly element!: string;

  @Field(() => String, { description: 'Name of the element at its centre.' })
  readonly elementName!: string;

  @Field(() => Int, { description: 'Crystals that it was learned from.' })
  readonly count!: number;

  @Field(() => [Float], {
    description: 'Its learned vector, of length 1: the cosine of two of them tells how alike two motifs are.',
    complexity: NUMBERS_OF_A_VECTOR,
  })
  readonly vector!: readonly number[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    'The landscape of motifs: a t-SNE projection of their vectors, with clusters by density (HDBSCAN*). Motifs with like connections stand together.',
})
export class MotifMap {
  @Field(() => String, { description: 'What the vectors were learned from.' })
  readonly source!: string;

  @Field(() => Int, { description: 'Motif types there; those in too few crystals are not on the map.' })
  readonly motifTypes!: number;

  @Field(() => Int, { description: 'Crystals that a motif must be in to be on the map.' })
  readonly leastCrystals!: number;

  @Field(() => [MotifPoint], { description: 'The motifs.', complexity: itemsTimes(1000) })
  readonly points!: readonly MotifPoint[];

  @Field(() => [MapCluster], { description: 'The clusters, largest first.', complexity: itemsTimes(50) })
  readonly clusters!: readonly MapCluster[];

  @Field(() => MapQuality, { description: 'How good map and clusters are.' })
  readonly quality!: MapQuality;

  @Field(() => Float, {
    description: `Share of the ${NEIGHBOURS} nearest neighbours of motifs with their geometry, 0–1.`,
  })
  readonly neighbourPurity!: number;

  @Field(() => Float, { description: 'What that share would be if geometries were dealt out at random.' })
  readonly neighbourPurityByChance!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A crystal on the map.' })
export class CrystalPoint {
  @Field(() => ID, { description: 'Id of the crystal.' })
  readonly id!: string;

  @Field(() => String, { description: 'Reduced formula.' })
  readonly formula!: string;

  @Field(() => Float, { description: 'Coordinate; without unit.' })
  readonly x!: number;

  @Field(() => Float, { description: 'Coordinate.' })
  readonly y!: number;

  @Field(() => Int, { nullable: true, description: 'Its cluster; null in none.' })
  readonly cluster!: number | null;

  @Field(() => String, { nullable: true, description: 'Geometry of most of its cation sites; null without motifs.' })
  readonly geometry!: string | null;

  @Field(() => String, { nullable: true, description: 'Element at the centre of those sites.' })
  readonly element!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'The landscape of crystals: a t-SNE projection of their framework vectors, with clusters by density (HDBSCAN*). Like frameworks stand together, whatever their elements.',
})
export class CrystalMap {
  @Field(() => Int, { description: 'Crystals on the map, of which `points` may be a part.' })
  readonly totalCount!: number;

  @Field(() => [CrystalPoint], { description: 'Crystals, evenly taken from all in order of their ids.' })
  readonly points!: readonly CrystalPoint[];

  @Field(() => [MapCluster], {
    description: 'The clusters of all crystals, largest first.',
    complexity: itemsTimes(50),
  })
  readonly clusters!: readonly MapCluster[];

  @Field(() => MapQuality, { description: 'How good map and clusters are.' })
  readonly quality!: MapQuality;
}

@Resolver(() => MotifMap)
export class MotifMapResolver {
  @Query(() => MotifMap, {
    nullable: true,
    description: 'The map of motifs. Null comes with an error: NOTHING_LEARNED.',
  })
  async motifMap(@Ctx() { learned }: Context): Promise<MotifMap> {
    const representation = await learned();
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
    description:
      'The motif in this graph; null where no crystal of it contains the motif, which was learned elsewhere.',
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
    description: 'The map of crystals. Null comes with an error: NOTHING_LEARNED.',
    complexity: ({ args, childComplexity }) => FIELDS_OF_POINT * Math.abs(Number(args['first'])) + childComplexity,
  })
  async crystalMap(
    @Arg('first', () => Int, {
      defaultValue: 5000,
      description: `How many points at most, evenly taken from all; up to ${MOST_CRYSTALS.toLocaleString('en-US')}.`,
    })
    first: number,
    @Ctx() { learned, ask }: Context,
  ): Promise<CrystalMap> {
    if (first < 0 || first > MOST_CRYSTALS) {
      throw apiError('BAD_PAGE', `\`first\` is ${first}; a map has from 0 to ${MOST_CRYSTALS} points.`);
    }
    const representation = await learned();
    const places = await ask((store) => store.vectors.crystalMap());
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
