/** What is like a motif or a crystal, and why. */
import { Arg, Ctx, Field, FieldResolver, Float, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { CrystalNode } from '../../graph/model.js';
import type { MotifRow } from '../../graph/store.js';
import { geometryOf } from '../../motif/geometries.js';
import type { LearnedMotif, MotifNames } from '../../representation/motif-vectors.js';
import type { Context } from '../context.js';
import { itemsTimes, pageTimes } from '../cost.js';
import { apiError } from '../errors.js';
import { missingMotif } from '../missing.js';
import { pageSize } from '../pages.js';
import { type CrystalHit, scoreOf, sharedFeatures, sharedMotifs, similarCrystals } from '../similar-crystals.js';
import { Crystal } from '../types/crystal.js';
import { type Sameness, SamenessEnum, type SimilarityBasis, SimilarityBasisEnum } from '../types/enums.js';
import { Motif } from '../types/motif.js';

/** Reasons that an answer lists for each hit. */
const REASONS = 10;

@ObjectType({ simpleResolvers: true, description: 'Something that two motifs or two crystals share.' })
export class SharedFeature {
  @Field(() => String, {
    description:
      'What it is: for motifs an environment, `8 corner O:6` (8 corners shared with octahedra) or the numbers of all connections; for crystals a shape (`T:4`, also `at -43m`, its site symmetry, or `of 3+1 ligands`, of two elements) or a coordination number (`CN 4`), its connections (`O:6: 8 corner O:6 of the same element`; `<1`: most sites have none), `order parameters` of the sites, each by itself for FINGERPRINT (`mean octahedral CN_6`; `deviation of …` over the sites; `wt` is the weight of a coordination number itself), stoichiometry, atoms of the cell, space group, element or oxidation state.',
  })
  readonly feature!: string;

  @Field(() => Float, {
    description: 'Its part of the likeness, 0–1; the parts of all shared features sum to at most 1.',
  })
  readonly share!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A motif that is like another one.' })
export class SimilarMotif {
  @Field(() => ID, { description: 'Id of the motif.' })
  readonly motifId!: string;

  @Field(() => Float, { description: 'Cosine of the two vectors, −1 to 1 (the same).' })
  readonly score!: number;

  @Field(() => String, { description: 'Element at its centre.' })
  readonly element!: string;

  @Field(() => String, { description: 'Symbol of its geometry, `O:6`.' })
  readonly geometry!: string;

  @Field(() => Int, { description: 'Crystals that its vector was learned from.' })
  readonly learnedFrom!: number;

  /** The motif that it is like; null where that one was not learned. */
  readonly query!: LearnedMotif | null;
}

@ObjectType({ simpleResolvers: true, description: 'Motifs that are like another one, by their learned vectors.' })
export class SimilarMotifs {
  @Field(() => [ID], {
    nullable: true,
    description:
      'Where the motif itself was not learned (too rare, or never seen): the motifs of the same geometry and like chemistry whose mean stands for it. Null where it was learned.',
  })
  readonly standIns!: readonly string[] | null;

  @Field(() => String, { description: 'What the vectors were learned from, and what stands for this motif.' })
  readonly note!: string;

  @Field(() => [SimilarMotif], { description: 'The nearest first.' })
  readonly hits!: readonly SimilarMotif[];
}

@ObjectType({ simpleResolvers: true, description: 'A crystal that is like another one.' })
export class SimilarCrystal {
  @Field(() => Float, {
    description:
      'How like: the cosine of the two vectors, −1 to 1 (the same); for MOTIFS the shared part of sites, 0–1.',
  })
  readonly score!: number;
}

@ObjectType({ simpleResolvers: true, description: 'Crystals that are like another one.' })
export class SimilarCrystals {
  @Field(() => SimilarityBasisEnum, { description: 'What was compared.' })
  readonly by!: SimilarityBasis;

  @Field(() => String, { description: 'How the answer came about.' })
  readonly note!: string;

  @Field(() => [SimilarCrystal], { description: 'The most like first.' })
  readonly hits!: readonly CrystalHit[];
}

const FIRST = { defaultValue: 10, description: 'How many at most.' } as const;

@Resolver(() => Motif)
export class SimilarMotifResolver {
  @Query(() => SimilarMotifs, {
    nullable: true,
    description:
      'Motifs that are like this one: that connect to others as it does. Null comes with an error: UNKNOWN_ID, NOTHING_LEARNED.',
    complexity: pageTimes,
  })
  async similarMotifs(
    @Arg('id', () => ID, { description: 'Id of the motif: `Ti-O:6`.' }) id: string,
    @Arg('geometry', () => SamenessEnum, { defaultValue: 'any', description: 'Which geometry they may have.' })
    geometry: Sameness,
    @Arg('element', () => SamenessEnum, { defaultValue: 'any', description: 'Which element may be at their centre.' })
    element: Sameness,
    @Arg('first', () => Int, FIRST) first: number,
    @Ctx() context: Context,
  ): Promise<SimilarMotifs> {
    const learned = (await context.learned()).motifs.learned(id);
    const motif = learned ?? (await context.loaders.motif.load(id));
    if (motif === null) throw apiError('UNKNOWN_ID', missingMotif(id).message);
    return similarMotifs(motif, geometry, element, first, context);
  }

  @FieldResolver(() => SimilarMotifs, {
    name: 'similarMotifs',
    description: 'Motifs that are like this one: that connect to others as it does.',
    complexity: pageTimes,
  })
  similarToMotif(
    @Arg('geometry', () => SamenessEnum, { defaultValue: 'any', description: 'Which geometry they may have.' })
    geometry: Sameness,
    @Arg('element', () => SamenessEnum, { defaultValue: 'any', description: 'Which element may be at their centre.' })
    element: Sameness,
    @Arg('first', () => Int, FIRST) first: number,
    @Root() motif: MotifRow,
    @Ctx() context: Context,
  ): Promise<SimilarMotifs> {
    return similarMotifs(motif, geometry, element, first, context);
  }
}

@Resolver(() => SimilarMotif)
export class SimilarMotifHitResolver {
  @FieldResolver(() => Motif, {
    nullable: true,
    description:
      'The motif in this graph; null where no crystal of it contains the motif, which was learned elsewhere.',
  })
  motif(@Root() { motifId }: SimilarMotif, @Ctx() { loaders }: Context): Promise<MotifRow | null> {
    return loaders.motif.load(motifId);
  }

  @FieldResolver(() => [SharedFeature], {
    description: 'Environments that both motifs have, the one that says most first. Empty where one was not learned.',
    complexity: itemsTimes(REASONS),
  })
  async why(@Root() { query, motifId }: SimilarMotif, @Ctx() { learned }: Context): Promise<readonly SharedFeature[]> {
    if (query === null) return [];
    const { motifs } = await learned();
    return motifs.space.shared(query.environments, motifs.learned(motifId)!.environments).slice(0, REASONS);
  }
}

@Resolver(() => Crystal)
export class SimilarCrystalResolver {
  @Query(() => SimilarCrystals, {
    nullable: true,
    description:
      'Crystals of the graph that are like this one; for a structure of your own ask `analyzeStructure` for the same field. Null comes with an error: UNKNOWN_ID, CRYSTAL_REFUSED, NOTHING_LEARNED.',
    complexity: pageTimes,
  })
  similarCrystals(
    @Arg('id', () => ID, { description: 'Id of the crystal.' }) id: string,
    @Arg('by', () => SimilarityBasisEnum, { defaultValue: 'framework', description: 'What is compared.' })
    by: SimilarityBasis,
    @Arg('excludeSameFormula', () => Boolean, { defaultValue: false, description: 'Leave out polymorphs.' })
    excludeSameFormula: boolean,
    @Arg('excludeSamePrototype', () => Boolean, {
      defaultValue: false,
      description: 'Leave out crystals of the same stoichiometry, space group and shapes at the same numbers of sites.',
    })
    excludeSamePrototype: boolean,
    @Arg('first', () => Int, FIRST) first: number,
    @Ctx() context: Context,
  ): Promise<SimilarCrystals> {
    return answer(id, { by, excludeSameFormula, excludeSamePrototype, first }, context);
  }

  @FieldResolver(() => SimilarCrystals, {
    name: 'similarCrystals',
    description: 'Crystals of the graph that are like this one.',
    complexity: pageTimes,
  })
  similarToCrystal(
    @Arg('by', () => SimilarityBasisEnum, { defaultValue: 'framework', description: 'What is compared.' })
    by: SimilarityBasis,
    @Arg('excludeSameFormula', () => Boolean, { defaultValue: false, description: 'Leave out polymorphs.' })
    excludeSameFormula: boolean,
    @Arg('excludeSamePrototype', () => Boolean, {
      defaultValue: false,
      description: 'Leave out crystals of the same stoichiometry, space group and shapes at the same numbers of sites.',
    })
    excludeSamePrototype: boolean,
    @Arg('first', () => Int, FIRST) first: number,
    @Root() crystal: CrystalNode,
    @Ctx() context: Context,
  ): Promise<SimilarCrystals> {
    return answer(crystal.id, { by, excludeSameFormula, excludeSamePrototype, first }, context);
  }
}

@Resolver(() => SimilarCrystal)
export class SimilarCrystalHitResolver {
  @FieldResolver(() => Crystal, { description: 'The crystal.' })
  crystal(@Root() { crystal }: CrystalHit): CrystalNode {
    return crystal;
  }

  @FieldResolver(() => [ID], { description: 'Ids of the motifs that both contain.', complexity: itemsTimes(3) })
  async sharedMotifs(@Root() hit: CrystalHit, @Ctx() context: Context): Promise<string[]> {
    return (await sharedMotifs(hit, context)).map(({ feature }) => feature);
  }

  @FieldResolver(() => [SharedFeature], {
    description:
      'What both have in common, the most telling first: shapes, coordination numbers, connections, order parameters, stoichiometry, size of the cell and symmetry; for CHEMISTRY elements, groups and oxidation states; for MOTIFS motifs; for FINGERPRINT order parameters.',
    complexity: itemsTimes(REASONS),
  })
  why(@Root() hit: CrystalHit, @Ctx() context: Context): Promise<readonly SharedFeature[]> {
    return sharedFeatures(hit, context, REASONS);
  }
}

async function similarMotifs(
  motif: MotifNames,
  geometry: Sameness,
  element: Sameness,
  first: number,
  { learned, limits }: Context,
): Promise<SimilarMotifs> {
  const size = pageSize('first', first, limits);
  const { motifs, source } = await learned();
  const found = motifs.vectorOf(motif);
  const shape = `${motif.geometry} (${geometryOf(motif.geometry)?.name ?? 'unknown'})`;
  if (found === null) {
    return {
      standIns: [],
      note: `No motif of geometry ${shape} was learned from ${source}: nothing stands for it.`,
      hits: [],
    };
  }
  const accepts = (candidate: LearnedMotif) =>
    candidate.id !== motif.id &&
    fits(geometry, candidate.geometry === motif.geometry) &&
    fits(element, candidate.element === motif.element);
  const query = motifs.learned(motif.id);
  const hits = motifs.nearest(found.vector, size, accepts).map(({ index, cosine }) => {
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
      : `${motif.id} was not learned from ${source}: the mean of ${found.standIns.join(', ')} stands for it.`;
  return { standIns: found.standIns, note, hits };
}

function fits(wanted: Sameness, same: boolean): boolean {
  return wanted === 'any' || (wanted === 'same') === same;
}

async function answer(
  id: string,
  request: Parameters<typeof similarCrystals>[1],
  context: Context,
): Promise<SimilarCrystals> {
  const first = pageSize('first', request.first, context.limits);
  const [{ hits, stored, excluded }, missing] = await Promise.all([
    similarCrystals(id, { ...request, first }, context),
    request.by === 'motifs' ? 0 : context.ask((store) => store.vectors.crystalsWithout()),
  ]);
  const compared = await comparedBy(request.by, stored, missing, context);
  const rest = excluded === 0 ? '' : `, but for ${excluded.toLocaleString('en-US')} that were to be excluded`;
  const none = hits.length === 0 && first > 0 ? ` No other crystal of the graph is like it${rest}.` : '';
  return { by: request.by, hits, note: `${compared}${none}` };
}

/** @param missing crystals of the graph without a vector */
async function comparedBy(
  by: SimilarityBasis,
  stored: boolean,
  missing: number,
  { learned }: Context,
): Promise<string> {
  if (by === 'motifs') return 'Compared by the motifs of the graph; nothing is learned for it.';
  const { source } = await learned();
  const vectors = by === 'fingerprint' ? 'Order parameters of the sites' : `Vectors learned from ${source}`;
  const own = stored ? '' : '; the graph holds none of this crystal, so it was made from its analysis';
  const others =
    missing === 0
      ? ''
      : `; crystals that came after \`motifgraph embed\` are not compared (${missing.toLocaleString('en-US')}), until it is run again`;
  return `${vectors}${own}${others}.`;
}
