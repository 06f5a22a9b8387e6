/** Patterns of connected polyhedra: their placements in crystals, figures over these, and parts of crystals as patterns. */
import { Arg, Args, Ctx, Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { CrystalSummary, MotifSiteNode } from '../../graph/model.js';
import type { RowSet } from '../../graph/projection/row-set.js';
import { PatternError, type Pattern as PatternOfSearch } from '../../motif/pattern/pattern.js';
import { type ChosenPolyhedron, type Likeness, patternOf as partAsPattern } from '../../motif/pattern/pattern-of.js';
import type { Context } from '../context.js';
import { ofWhole, pageTimes } from '../cost.js';
import { cut } from '../echo.js';
import { apiError } from '../errors.js';
import { pageSize } from '../pages.js';
import { patternInput, patternOf } from '../pattern.js';
import type { Soon } from '../soon.js';
import type { PlacementFigures } from '../pattern-work.js';
import { Crystal } from '../types/crystal.js';
import { ConnectionGroupKeyEnum, ConnectionNumberEnum, SiteGroupKeyEnum, SiteNumberEnum } from '../types/enums.js';
import { PatternInput } from '../types/filters.js';
import { ChosenSite, LikenessEnum, Pattern, PatternValue, PlacedSite, PlacementPart } from '../types/pattern.js';
import { MotifSite } from '../types/site.js';
import { aggregateOf } from './aggregates.js';
import { type CrystalList, CrystalListArgs, CrystalPage, crystalList } from './lists.js';

/** A search of one crystal takes some milliseconds, of all crystals up to seconds. */
const ONE_CRYSTAL = 100;
const MANY_CRYSTALS = 200;

const placedSites = aggregateOf({
  name: 'PlacedSiteAggregate',
  things: 'placements in primitive cells, by the polyhedron of one name',
  numbers: SiteNumberEnum,
  keys: SiteGroupKeyEnum,
});
const placedConnections = aggregateOf({
  name: 'PlacedConnectionAggregate',
  things: 'placements in primitive cells, by the connection of two names',
  numbers: ConnectionNumberEnum,
  keys: ConnectionGroupKeyEnum,
});

export const PLACEMENT_RESOLVERS = [placedSites.AggregateResolver, placedConnections.AggregateResolver];

@ObjectType({ description: 'Figures over the placements of a pattern in many crystals.' })
class PlacementAggregate {
  @Field(() => Int, { description: 'Number of crystals that hold the pattern.' })
  readonly crystals!: number;
}

interface AskedPlacements {
  readonly figures: PlacementFigures;
  readonly pattern: PatternOfSearch;
  readonly crystals: number;
}

@Resolver(() => CrystalPage)
export class ListPlacementsResolver {
  @FieldResolver(() => PlacementAggregate, {
    nullable: true,
    description: 'Figures over all placements of a pattern in the crystals of the list.',
    complexity: ofWhole(MANY_CRYSTALS),
  })
  async placements(
    @Arg('pattern', () => PatternInput, { description: 'The pattern.' }) given: PatternInput,
    @Root() { filter }: CrystalList,
    @Ctx() { patterns }: Context,
  ): Promise<AskedPlacements> {
    const pattern = patternOf(given);
    const figures = await patterns.placements(filter, pattern);
    return { figures, pattern, crystals: figures.crystals };
  }
}

@Resolver(() => PlacementAggregate)
export class PlacementSetResolver {
  @FieldResolver(() => Float, {
    description: 'Number of placements in primitive cells.',
    complexity: MANY_CRYSTALS,
  })
  count(@Root() { figures }: AskedPlacements): Promise<number> {
    return figures.count();
  }

  @FieldResolver(() => placedSites.Aggregate, {
    nullable: true,
    description:
      'Figures about the polyhedra of one name, each counted as often as placements have it. Where names can be exchanged, those of all of them count alike.',
    complexity: ({ childComplexity }) => MANY_CRYSTALS + childComplexity,
  })
  site(
    @Arg('name', () => String, { description: 'The name.' }) name: string,
    @Root() { figures, pattern }: AskedPlacements,
  ): Promise<RowSet> {
    refuseUnknown(pattern, name);
    return figures.rows({ of: 'sites', name });
  }

  @FieldResolver(() => placedConnections.Aggregate, {
    nullable: true,
    description:
      'Figures about the connections of two names, each counted as often as placements have it. Where names can be exchanged, those of all of them count alike.',
    complexity: ({ childComplexity }) => MANY_CRYSTALS + childComplexity,
  })
  connection(
    @Arg('from', () => String, { description: 'Name of the polyhedron that looks.' }) from: string,
    @Arg('to', () => String, { description: 'Name of its partner.' }) to: string,
    @Root() { figures, pattern }: AskedPlacements,
  ): Promise<RowSet> {
    refuseUnknown(pattern, from);
    refuseUnknown(pattern, to);
    const joined = pattern.connections.some(
      (one) => (one.from === from && one.to === to) || (one.from === to && one.to === from),
    );
    if (!joined) throw apiError('BAD_PATTERN', `The pattern has no connection between "${from}" and "${to}".`);
    return figures.rows({ of: 'connections', from, to });
  }
}

@Resolver(() => Crystal)
export class CrystalPatternsResolver {
  @FieldResolver(() => PlacementPart, {
    nullable: true,
    description: 'Placements of a pattern in the crystal.',
    complexity: pageTimes,
  })
  async placements(
    @Arg('pattern', () => PatternInput, { description: 'The pattern.' }) given: PatternInput,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Maximum number of placements.' }) first: number,
    @Arg('after', () => Int, { defaultValue: 0, description: 'Number of placements to skip: those already fetched.' })
    after: number,
    @Root() { id }: CrystalSummary,
    @Ctx() { loaders, limits, patterns }: Context,
  ): Promise<object> {
    const size = pageSize('first', first, limits);
    if (after < 0) throw apiError('BAD_PAGE', `\`after\` cannot be negative: ${after}.`);
    const { graphs, crystal } = await loaders.graphOfCrystal.load(id);
    const shared = patterns.search(graphs, patternOf(given));
    const found = await shared.run((search) => some(search.placements(crystal), after, size + 1));
    return {
      count: () => shared.run((search) => search.count(crystal)),
      hasMore: found.length > size,
      nodes: found.slice(0, size).map(({ sites, connections }) => ({
        connections,
        sites: sites.map(({ site, ...rest }) => ({ ...rest, index: site, crystalId: id })),
      })),
    };
  }

  @FieldResolver(() => [Boolean], {
    nullable: true,
    description: 'Which of these patterns the crystal holds, in their order.',
    complexity: ({ args }) => ONE_CRYSTAL * (1 + (Array.isArray(args['patterns']) ? args['patterns'].length : 1)),
  })
  async holds(
    @Arg('patterns', () => [PatternInput], { description: 'The patterns.' }) given: PatternInput[],
    @Root() { id }: CrystalSummary,
    @Ctx() { loaders, patterns }: Context,
  ): Promise<boolean[]> {
    const wanted = given.map(patternOf);
    const { graphs, crystal } = await loaders.graphOfCrystal.load(id);
    const held: boolean[] = [];
    for (const pattern of wanted) {
      const shared = patterns.search(graphs, pattern);
      held.push((await shared.run((search) => some(search.matches([crystal]), 0, 1))).length > 0);
    }
    return held;
  }

  @FieldResolver(() => Pattern, {
    nullable: true,
    description: 'A part of the crystal as a pattern: the chosen polyhedra and all connections among them.',
    complexity: ({ childComplexity }) => ONE_CRYSTAL + childComplexity,
  })
  async pattern(
    @Arg('sites', () => [ChosenSite], { description: 'The polyhedra, up to six, which hang together by connections.' })
    sites: ChosenSite[],
    @Arg('like', () => LikenessEnum, {
      defaultValue: 'motif',
      description: 'What other polyhedra must have in common with them.',
    })
    like: Likeness,
    @Arg('sameKinds', () => Boolean, {
      defaultValue: true,
      description: 'Whether connections must be of the same kinds.',
    })
    sameKinds: boolean,
    @Root() { id }: CrystalSummary,
    @Ctx() { loaders }: Context,
  ): Promise<PatternOfSearch> {
    const { graphs, crystal } = await loaders.graphOfCrystal.load(id);
    try {
      return partAsPattern(graphs, crystal, sites.map(chosen), { sites: like, sameKinds });
    } catch (error) {
      if (error instanceof PatternError) throw apiError('BAD_PATTERN', error.message);
      throw error;
    }
  }
}

@Resolver(() => Pattern)
export class PatternResolver {
  @FieldResolver(() => PatternValue, {
    description: 'To be sent back as a variable, such as the `pattern` of a filter.',
  })
  input(@Root() pattern: PatternOfSearch): object {
    return patternInput(pattern);
  }

  @FieldResolver(() => CrystalPage, {
    nullable: true,
    description: 'Crystals of the graph that hold the pattern.',
    complexity: pageTimes,
  })
  crystals(
    @Args(() => CrystalListArgs) args: CrystalListArgs,
    @Root() pattern: PatternOfSearch,
    @Ctx() context: Context,
  ): CrystalList {
    return crystalList(args, context, { filter: { pattern }, nothing: 'No crystal of the graph holds the pattern.' });
  }
}

@Resolver(() => PlacedSite)
export class PlacedSiteResolver {
  @FieldResolver(() => MotifSite, { description: 'Its motif site: the orbit that it belongs to.' })
  site(
    @Root() { crystalId, orbit }: { readonly crystalId: string; readonly orbit: number },
    @Ctx() { loaders }: Context,
  ): Soon<MotifSiteNode | null> {
    return loaders.site.load(`${crystalId}/${orbit}`);
  }
}

function chosen({ index, orbit, image }: ChosenSite): ChosenPolyhedron {
  const [i, j, k, ...more] = image;
  if (i === undefined || j === undefined || k === undefined || more.length > 0) {
    throw apiError('BAD_PATTERN', `[${cut(image.join(', '))}] is no image: give three whole numbers.`);
  }
  if ((index == null) === (orbit == null)) {
    throw apiError('BAD_PATTERN', 'Choose a polyhedron by its `index` or by its `orbit`, not by both.');
  }
  return { image: [i, j, k], ...(index == null ? { orbit: orbit! } : { site: index }) };
}

function refuseUnknown({ sites }: PatternOfSearch, name: string): void {
  if (sites.some((site) => site.name === name)) return;
  const names = sites.map((site) => site.name).join(', ');
  throw apiError('BAD_PATTERN', `No site of the pattern is named "${name}"; the names are ${names}.`);
}

/** Some of what is found, where nulls stand between slices of work. */
function* some<Found>(work: Iterable<Found | null>, skipped: number, most: number): Generator<void, Found[]> {
  const found: Found[] = [];
  let position = 0;
  for (const one of work) {
    if (one === null) yield;
    else if (position++ >= skipped) found.push(one);
    if (found.length >= most) break;
    if (position % 1000 === 999) yield;
  }
  return found;
}
