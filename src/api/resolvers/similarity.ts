/** What is like a motif or a crystal, and why. */
import { GraphQLError } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { CrystalSummary } from '../../graph/model.js';
import type { MotifRow } from '../../graph/store.js';
import { geometryOf } from '../../motif/geometries.js';
import type { LearnedMotif, MotifNames } from '../../representation/motif-vectors.js';
import type { Context } from '../context.js';
import { itemsTimes, pageTimes } from '../cost.js';
import { crystalCriteria, crystalFilter, motifCriteria, motifFilter } from '../criteria.js';
import { motifMeant } from '../missing.js';
import { apiError } from '../errors.js';
import type { Limits } from '../limits.js';
import { pageSize } from '../pages.js';
import { type CrystalHit, scoreOf, sharedFeatures, sharedMotifs, similarCrystals } from '../similar-crystals.js';
import type { Soon } from '../soon.js';
import { Crystal } from '../types/crystal.js';
import { type Sameness, SamenessEnum, type SimilarityBasis, SimilarityBasisEnum } from '../types/enums.js';
import { CrystalFilter, MotifFilter } from '../types/filters.js';
import { Motif } from '../types/motif.js';

/** Reasons that an answer lists for each hit. */
const REASONS = 10;

@ObjectType({ simpleResolvers: true, description: 'A feature that two motifs or two crystals share.' })
export class SharedFeature {
  @Field(() => String, {
    description:
      'The feature. For motifs: an environment, `8 corner O:6` (8 corners shared with octahedra), or the numbers of all connections. For crystals: a shape (`T:4`, also with its site symmetry, `at -43m`, or with ligands of two elements, `of 3+1 ligands`), a coordination number (`CN 4`), the connections of either (`O:6: 8 corner O:6 of the same element`; `<1`: most sites have none), the `order parameters` of the sites (for FINGERPRINT one by one: `mean octahedral CN_6`, or `deviation of …`, the standard deviation over the sites; `wt` is the weight of a coordination number), stoichiometry, number of atoms in the cell, space group, element or oxidation state.',
  })
  readonly feature!: string;

  @Field(() => Float, {
    description: 'Its part of the similarity, 0–1; the parts of all shared features add up to at most 1.',
  })
  readonly share!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A similar motif.' })
export class SimilarMotif {
  @Field(() => ID, { description: 'Id of the motif.' })
  readonly motifId!: string;

  @Field(() => Float, { description: 'Cosine similarity of the two vectors, −1 to 1 (identical).' })
  readonly score!: number;

  @Field(() => String, { description: 'Element at its centre.' })
  readonly element!: string;

  @Field(() => String, { description: 'Symbol of its geometry, `O:6`.' })
  readonly geometry!: string;

  @Field(() => Int, { description: 'Number of crystals that its vector was learned from.' })
  readonly learnedFrom!: number;

  /** The motif that it is like; null where that one was not learned. */
  readonly query!: LearnedMotif | null;
}

@ObjectType({ simpleResolvers: true, description: 'Motifs similar to a given one, by their learned vectors.' })
export class SimilarMotifs {
  @Field(() => [ID], {
    nullable: true,
    description:
      'If no vector was learned for the motif (too rare, or not in the data): the chemically similar motifs of the same geometry whose mean vector is used instead. Null if it was learned.',
  })
  readonly standIns!: readonly string[] | null;

  @Field(() => String, {
    description: 'Data that the vectors were learned from, and motifs that are used in place of this one.',
  })
  readonly note!: string;

  @Field(() => [SimilarMotif], { description: 'Similar motifs, most similar first.' })
  readonly hits!: readonly SimilarMotif[];

  @Field(() => Boolean, { description: 'Whether there are more behind these.' })
  readonly hasMore!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'A similar crystal.' })
export class SimilarCrystal {
  @Field(() => Float, {
    description:
      'Similarity: cosine of the two vectors, −1 to 1 (identical); for MOTIFS the shared fraction of sites, 0–1.',
  })
  readonly score!: number;
}

@ObjectType({ simpleResolvers: true, description: 'Crystals similar to a given one.' })
export class SimilarCrystals {
  @Field(() => SimilarityBasisEnum, { description: 'What the crystals are compared by.' })
  readonly by!: SimilarityBasis;

  @Field(() => String, { description: 'How the answer was obtained.' })
  readonly note!: string;

  @Field(() => [SimilarCrystal], { description: 'Similar crystals, most similar first.' })
  readonly hits!: readonly CrystalHit[];

  @Field(() => Boolean, { description: 'Whether there are more behind these.' })
  readonly hasMore!: boolean;
}

@ArgsType()
class SimilarMotifArgs {
  @Field(() => SamenessEnum, { defaultValue: 'any', description: 'Whether hits have the same geometry.' })
  readonly geometry!: Sameness;

  @Field(() => SamenessEnum, {
    defaultValue: 'any',
    description: 'Whether hits have the same element at the centre.',
  })
  readonly element!: Sameness;

  @Field(() => MotifFilter, {
    nullable: true,
    description: 'Only motifs of this graph that meet these criteria; there are as many hits all the same.',
  })
  readonly filter?: MotifFilter | null;

  @Field(() => Int, { defaultValue: 10, description: 'Maximum number of entries.' })
  readonly first!: number;

  @Field(() => Int, {
    defaultValue: 0,
    description:
      'Number of hits to skip: those already fetched. They come in the same order as long as the graph does not change.',
  })
  readonly after!: number;
}

@ArgsType()
class SimilarCrystalArgs {
  @Field(() => SimilarityBasisEnum, { defaultValue: 'framework', description: 'What to compare the crystals by.' })
  readonly by!: SimilarityBasis;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Leave out polymorphs (crystals of the same formula).',
  })
  readonly excludeSameFormula!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Leave out crystals of the same prototype: same stoichiometry, space group (or its enantiomorph) and shapes at the same numbers of sites.',
  })
  readonly excludeSamePrototype!: boolean;

  @Field(() => CrystalFilter, {
    nullable: true,
    description: 'Only crystals that meet these criteria; there are as many hits all the same.',
  })
  readonly filter?: CrystalFilter | null;

  @Field(() => Int, { defaultValue: 10, description: 'Maximum number of entries.' })
  readonly first!: number;

  @Field(() => Int, {
    defaultValue: 0,
    description:
      'Number of hits to skip: those already fetched. They come in the same order as long as the graph does not change.',
  })
  readonly after!: number;
}

@Resolver(() => Motif)
export class SimilarMotifResolver {
  @Query(() => SimilarMotifs, {
    nullable: true,
    description:
      'Motifs similar to this one, which connect to others as it does. If null, there is an error: UNKNOWN_ID or NOTHING_LEARNED.',
    complexity: pageTimes,
  })
  async similarMotifs(
    @Arg('id', () => ID, { description: 'Id of the motif: `Ti-O:6`.' }) id: string,
    @Args(() => SimilarMotifArgs) args: SimilarMotifArgs,
    @Ctx() context: Context,
  ): Promise<SimilarMotifs> {
    const { motifs } = await context.representation();
    const motif = motifs.learned(id) ?? (await motifMeant(id, context.loaders));
    if (motif instanceof GraphQLError) throw motif;
    return similarMotifs(motifs.learned(motif.id) ?? motif, args, context);
  }

  @FieldResolver(() => SimilarMotifs, {
    name: 'similarMotifs',
    nullable: true,
    description:
      'Motifs similar to this one, which connect to others as it does. If null, there is an error: NOTHING_LEARNED.',
    complexity: pageTimes,
  })
  similarToMotif(
    @Args(() => SimilarMotifArgs) args: SimilarMotifArgs,
    @Root() motif: MotifRow,
    @Ctx() context: Context,
  ): Promise<SimilarMotifs> {
    return similarMotifs(motif, args, context);
  }
}

@Resolver(() => SimilarMotif)
export class SimilarMotifHitResolver {
  @FieldResolver(() => Motif, {
    nullable: true,
    description: 'The motif in this graph; null if it was learned from other data and does not occur here.',
  })
  motif(@Root() { motifId }: SimilarMotif, @Ctx() { loaders }: Context): Soon<MotifRow | null> {
    return loaders.motif.load(motifId);
  }

  @FieldResolver(() => [SharedFeature], {
    description:
      'Environments that both motifs have, most significant first. Empty if one of the motifs was not learned.',
    complexity: itemsTimes(REASONS),
  })
  async why(
    @Root() { query, motifId }: SimilarMotif,
    @Ctx() { representation }: Context,
  ): Promise<readonly SharedFeature[]> {
    if (query === null) return [];
    const { motifs } = await representation();
    return motifs.space.shared(query.environments, motifs.learned(motifId)!.environments).slice(0, REASONS);
  }
}

@Resolver(() => Crystal)
export class SimilarCrystalResolver {
  @Query(() => SimilarCrystals, {
    nullable: true,
    description:
      'Crystals of the graph similar to this one. For a structure of your own, `analyzeStructure` has the same field. If null, there is an error: UNKNOWN_ID, CRYSTAL_REFUSED or NOTHING_LEARNED.',
    complexity: pageTimes,
  })
  similarCrystals(
    @Arg('id', () => ID, { description: 'Id of the crystal.' }) id: string,
    @Args(() => SimilarCrystalArgs) args: SimilarCrystalArgs,
    @Ctx() context: Context,
  ): Promise<SimilarCrystals> {
    return answer(id, args, context);
  }

  @FieldResolver(() => SimilarCrystals, {
    name: 'similarCrystals',
    nullable: true,
    description: 'Crystals of the graph similar to this one. If null, there is an error: NOTHING_LEARNED.',
    complexity: pageTimes,
  })
  similarToCrystal(
    @Args(() => SimilarCrystalArgs) args: SimilarCrystalArgs,
    @Root() crystal: CrystalSummary,
    @Ctx() context: Context,
  ): Promise<SimilarCrystals> {
    return answer(crystal.id, args, context);
  }
}

@Resolver(() => SimilarCrystal)
export class SimilarCrystalHitResolver {
  @FieldResolver(() => Crystal, { description: 'The crystal.' })
  crystal(@Root() { crystal }: CrystalHit): CrystalSummary {
    return crystal;
  }

  @FieldResolver(() => [ID], { description: 'Ids of the motifs that both contain.', complexity: itemsTimes(3) })
  async sharedMotifs(@Root() hit: CrystalHit, @Ctx() context: Context): Promise<string[]> {
    return (await sharedMotifs(hit, context)).map(({ feature }) => feature);
  }

  @FieldResolver(() => [SharedFeature], {
    description:
      'What both have in common, most significant first: shapes, coordination numbers, connections, order parameters, stoichiometry, size of the cell and symmetry; for CHEMISTRY elements, groups and oxidation states; for MOTIFS motifs; for FINGERPRINT order parameters.',
    complexity: itemsTimes(REASONS),
  })
  why(@Root() hit: CrystalHit, @Ctx() context: Context): Promise<readonly SharedFeature[]> {
    return sharedFeatures(hit, context, REASONS);
  }
}

async function similarMotifs(
  motif: MotifNames,
  { geometry, element, filter, first, after }: SimilarMotifArgs,
  { projection, representation, limits }: Context,
): Promise<SimilarMotifs> {
  const end = endOfPage(first, after, limits);
  const wanted = filter == null ? null : motifFilter(motifCriteria(filter, limits));
  const among = wanted === null ? null : await (await projection()).motifIds(wanted);
  const { motifs, source } = await representation();
  const found = motifs.vectorOf(motif);
  const shape = `${motif.geometry} (${geometryOf(motif.geometry)?.name ?? 'unknown'})`;
  if (found === null) {
    return {
      standIns: [],
      note: `${motif.id} was not learned from ${source}, and neither was any other motif of its geometry, ${shape}.`,
      hits: [],
      hasMore: false,
    };
  }
  const accepts = (candidate: LearnedMotif) =>
    candidate.id !== motif.id &&
    among?.has(candidate.id) !== false &&
    fits(geometry, candidate.geometry === motif.geometry) &&
    fits(element, candidate.element === motif.element);
  const query = motifs.learned(motif.id);
  const nearest = motifs.nearest(found.vector, end + 1, accepts);
  const hits = nearest.slice(after, end).map(({ index, cosine }) => {
    const hit = motifs.motifs[index]!;
    return {
      motifId: hit.id,
      score: scoreOf(cosine),
      element: hit.element,
      geometry: hit.geometry,
      learnedFrom: hit.crystals,
      query,
    };
  });
  const note =
    found.standIns === null
      ? `Learned from ${source}.`
      : `${motif.id} was not learned from ${source}. The mean of these similar motifs is used instead: ${found.standIns.join(', ')}.`;
  return { standIns: found.standIns, note, hits, hasMore: end < MOST_HITS && nearest.length > end };
}

/** Hits of one question, on all of its pages: each page is found with those before it. */
const MOST_HITS = 1000;

/** @returns the number of hits up to the end of the page. @throws GraphQLError BAD_PAGE, LIMIT_EXCEEDED (pageSize) */
function endOfPage(first: number, after: number, limits: Limits): number {
  const size = pageSize('first', first, limits);
  if (after < 0) throw apiError('BAD_PAGE', `\`after\` cannot be negative: ${after}.`);
  if (after > MOST_HITS) {
    throw apiError('BAD_PAGE', `\`after\` is ${after}; there are no more than ${MOST_HITS} hits. Give a filter.`);
  }
  return Math.min(after + size, MOST_HITS);
}

function fits(wanted: Sameness, same: boolean): boolean {
  return wanted === 'any' || (wanted === 'same') === same;
}

async function answer(
  id: string,
  { filter: given, ...request }: SimilarCrystalArgs,
  context: Context,
): Promise<SimilarCrystals> {
  const { after } = request;
  const end = endOfPage(request.first, after, context.limits);
  const filter = given == null ? null : crystalFilter(crystalCriteria(given, context.limits));
  const [{ hits: found, stored, excluded }, missing] = await Promise.all([
    similarCrystals(id, { ...request, filter, first: end + 1 }, context),
    request.by === 'motifs' ? 0 : context.queryGraph((store) => store.vectors.crystalsWithout()),
  ]);
  const hits = found.slice(after, end);
  const compared = await comparedBy(request.by, stored, missing, context);
  const rest = excluded === 0 ? '' : `, except for ${excluded.toLocaleString('en-US')} that the request excludes`;
  const none =
    found.length === 0
      ? ` No other crystal of the graph${filter === null ? '' : ' that meets the filter'} is similar${rest}.`
      : '';
  return { by: request.by, hits, note: `${compared}${none}`, hasMore: end < MOST_HITS && found.length > end };
}

/** @param missing crystals of the graph without a vector */
async function comparedBy(
  by: SimilarityBasis,
  stored: boolean,
  missing: number,
  { representation }: Context,
): Promise<string> {
  if (by === 'motifs') return 'Compared by the motifs in the graph, without learned vectors.';
  const { source } = await representation();
  const vectors = by === 'fingerprint' ? 'Order parameters of the sites' : `Vectors learned from ${source}`;
  const own = stored ? '' : '; for this crystal, computed on request';
  const others =
    missing === 0
      ? ''
      : `; ${missing.toLocaleString('en-US')} crystals without vectors are left out until \`motifgraph embed\` is run again`;
  return `${vectors}${own}${others}.`;
}
