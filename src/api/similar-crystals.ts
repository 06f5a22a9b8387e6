/** Crystals that are like a given one, by one of four readings. */
import { firstEnantiomorph } from '../crystal/space-groups.js';
import type { CrystalSummary } from '../graph/model.js';
import type { CrystalFilter, Ids, SimilarVector, VectorSpace } from '../graph/store.js';
import {
  chemistryFeatures,
  frameworkFeatures,
  sharedFramework,
  sharedOrder,
} from '../representation/crystal-features.js';
import type { CrystalMotifs } from '../representation/crystal-motifs.js';
import type { Features, Shared } from '../representation/latent-space.js';
import { crystalVectors, type Representation } from '../representation/representation.js';
import type { Context } from './context.js';
import { existingCrystal } from './missing.js';
import type { SimilarityBasis } from './types/enums.js';

export interface SimilarityRequest {
  readonly by: SimilarityBasis;
  readonly first: number;
  readonly excludeSameFormula: boolean;
  readonly excludeSamePrototype: boolean;
  /** What hits have to meet; null where any crystal may be one. */
  readonly filter: CrystalFilter | null;
}

export interface CrystalHit {
  readonly score: number;
  readonly crystal: CrystalSummary;
  readonly query: CrystalSummary;
  readonly by: SimilarityBasis;
}

export interface CrystalHits {
  readonly hits: readonly CrystalHit[];
  /** Whether the graph holds a vector of the crystal that was asked about. */
  readonly stored: boolean;
  /** Candidates that were left out for their formula or prototype. */
  readonly excluded: number;
}

/** Candidates beyond those asked for that are looked at where some are excluded; more are fetched when all are. */
const SPARE_CANDIDATES = 20;
const MOST_CANDIDATES = 2000;

/**
 * @param id of the crystal that others are compared with.
 * @throws GraphQLError UNKNOWN_ID, CRYSTAL_REFUSED, NOTHING_LEARNED
 */
export async function similarCrystals(id: string, request: SimilarityRequest, context: Context): Promise<CrystalHits> {
  const { by, filter } = request;
  const among = filter === null ? undefined : await (await context.projection()).crystalIds(filter);
  const search = by === 'motifs' ? motifSearch(id, among, context) : vectorSearch(id, by, among, context);
  const excludes = request.excludeSameFormula || request.excludeSamePrototype;
  const hits: CrystalHit[] = [];
  let excluded = 0;
  // By id: a search that is approximate may find others when it is asked for more.
  const seen = new Set<string>();
  let limit = request.first + 1 + (excludes ? SPARE_CANDIDATES : 0);
  for (;;) {
    const { candidates, stored } = await search(limit);
    const fresh = candidates.filter((candidate) => !seen.has(candidate.id));
    for (const candidate of fresh) seen.add(candidate.id);
    // All at once, so that they are loaded together.
    const [query, ...crystals] = await Promise.all([
      existingCrystal(id, context.loaders),
      ...fresh.map((candidate) => context.loaders.crystal.load(candidate.id)),
    ]);
    const accepted = await Promise.all(crystals.map((crystal) => accepts(crystal, query, request, context)));
    for (const [i, crystal] of crystals.entries()) {
      if (crystal === null || crystal.id === id) continue;
      if (accepted[i]) hits.push({ score: scoreOf(fresh[i]!.score), crystal, query, by: request.by });
      else excluded++;
    }
    const exhausted = candidates.length < limit || limit >= MOST_CANDIDATES;
    if (hits.length >= request.first || exhausted) {
      return { hits: hits.sort((a, b) => b.score - a.score).slice(0, request.first), stored, excluded };
    }
    limit = Math.min(4 * limit, MOST_CANDIDATES);
  }
}

/** Unless it is gone, the one asked about, or excluded. */
async function accepts(
  crystal: CrystalSummary | null,
  query: CrystalSummary,
  { excludeSameFormula, excludeSamePrototype }: SimilarityRequest,
  context: Context,
): Promise<boolean> {
  if (crystal === null || crystal.id === query.id) return false;
  if (excludeSameFormula && crystal.formula === query.formula) return false;
  return !(excludeSamePrototype && (await samePrototype(query, crystal, context)));
}

/** To six decimals, which is what single precision holds. */
export function scoreOf(similarity: number): number {
  return Math.round(1e6 * similarity) / 1e6;
}

interface Candidates {
  /** The most like first. */
  readonly candidates: readonly { readonly id: string; readonly score: number }[];
  /** See `CrystalHits`. */
  readonly stored: boolean;
}

type Search = (limit: number) => Promise<Candidates>;

function motifSearch(queryId: string, among: Ids | undefined, { queryGraph, loaders }: Context): Search {
  return async (limit) => {
    const contents = await loaders.contentsOfCrystal.load(queryId);
    const shares = contents.map(({ motifId, fraction }) => ({ id: motifId, fraction }));
    const found =
      shares.length === 0 ? [] : await queryGraph((store) => store.vectors.motifOverlap(shares, limit, among));
    return { candidates: found.map(({ id, overlap }) => ({ id, score: overlap })), stored: true };
  };
}

function vectorSearch(queryId: string, by: VectorSpace, among: Ids | undefined, context: Context): Search {
  const { queryGraph } = context;
  const scored = (vectors: readonly SimilarVector[]) => vectors.map(({ id, cosine }) => ({ id, score: cosine }));
  let vector: Promise<Float32Array | null> | undefined;
  return async (limit) => {
    if (vector === undefined) {
      const nearest = queryGraph((store) => store.vectors.nearestTo(by, queryId, limit, among));
      // Awaited after the representation, whose error tells more; but nothing is like a crystal that isn't there.
      nearest.catch(() => {});
      const representation = await learnedFor(queryId, context);
      const found = await nearest;
      if (found !== null) return { candidates: scored(found), stored: true };
      vector = context.loaders.motifsOfCrystal
        .load(queryId)
        .then((motifs) => crystalVectors(motifs, representation)[by]);
    }
    const made = await vector;
    const like = made === null ? [] : await queryGraph((store) => store.vectors.nearest(by, made, limit, among));
    return { candidates: scored(like), stored: false };
  };
}

/** What was learned; that the crystal isn't there is the first thing to say. */
function learnedFor(id: string, { loaders, representation }: Context): Promise<Representation> {
  return representation().catch(async (error: unknown) => {
    await existingCrystal(id, loaders);
    throw error;
  });
}

const frameworks = new WeakMap<CrystalMotifs, Features>();

/** Kept for as long as the crystal itself: all hits of an answer are compared with the one asked about. */
function frameworkOf(crystal: CrystalMotifs): Features {
  const features = frameworks.get(crystal) ?? frameworkFeatures(crystal);
  frameworks.set(crystal, features);
  return features;
}

/** What two crystals share in the reading that they were compared by, most telling first. */
export async function sharedFeatures(hit: CrystalHit, context: Context, first: number): Promise<readonly Shared[]> {
  const { query, crystal, by } = hit;
  if (by === 'motifs') return (await sharedMotifs(hit, context)).slice(0, first);
  const { representation, loaders, pace } = context;
  const [{ framework, chemistry }, ofQuery, ofCrystal] = await Promise.all([
    representation(),
    loaders.motifsOfCrystal.load(query.id),
    loaders.motifsOfCrystal.load(crystal.id),
  ]);
  // The hits of an answer are loaded together: each is to wait for its turn again.
  await pace.ownTurn();
  const shared =
    by === 'framework'
      ? sharedFramework(framework, frameworkOf(ofQuery), frameworkFeatures(ofCrystal))
      : by === 'chemistry'
        ? chemistry.shared(chemistryFeatures(ofQuery), chemistryFeatures(ofCrystal))
        : sharedOrder(ofQuery.sites, ofCrystal.sites);
  return shared.slice(0, first);
}

/** The motifs that both contain, each with the share of cation sites that both have in it, the largest first. */
export async function sharedMotifs({ query, crystal }: CrystalHit, { loaders }: Context): Promise<Shared[]> {
  const [ofQuery, ofCrystal] = await Promise.all([query, crystal].map(({ id }) => loaders.contentsOfCrystal.load(id)));
  const fractions = new Map(ofQuery!.map(({ motifId, fraction }) => [motifId, fraction]));
  return ofCrystal!
    .flatMap(({ motifId, fraction }) => {
      const share = Math.min(fraction, fractions.get(motifId) ?? 0);
      return share > 0 ? { feature: motifId, share } : [];
    })
    .sort((a, b) => b.share - a.share);
}

/**
 * The same stoichiometry and space group (or its enantiomorph), and the same shapes at as many cation sites: a prototype as
 * crystal chemistry knows it, as far as the motifs tell.
 */
async function samePrototype(a: CrystalSummary, b: CrystalSummary, { loaders }: Context): Promise<boolean> {
  if (a.anonymousFormula !== b.anonymousFormula) return false;
  if (firstEnantiomorph(a.spaceGroupNumber) !== firstEnantiomorph(b.spaceGroupNumber)) return false;
  const [ofA, ofB] = await Promise.all([loaders.motifsOfCrystal.load(a.id), loaders.motifsOfCrystal.load(b.id)]);
  return shapesOf(ofA) === shapesOf(ofB);
}

function shapesOf({ sites }: CrystalMotifs): string {
  return sites
    .map(({ geometry, multiplicity }) => `${multiplicity} ${geometry}`)
    .sort()
    .join();
}
