/** Search by words. */
import { Arg, Ctx, createUnionType, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { pageTimes } from '../cost.js';
import { apiError } from '../errors.js';
import { pageSize } from '../pages.js';
import { type Found, TextSearch } from '../text-search.js';
import { Crystal, SpaceGroup } from '../types/crystal.js';
import { Element } from '../types/element.js';
import { Geometry } from '../types/geometry.js';
import { Motif } from '../types/motif.js';

const SearchItem = createUnionType({
  name: 'SearchItem',
  description: 'What a search by words can find.',
  types: () => [Crystal, Element, Geometry, Motif, SpaceGroup] as const,
  resolveType: (item: object) => {
    if ('spaceGroupNumber' in item) return 'Crystal';
    if ('atomicNumber' in item) return 'Element';
    if ('ligandFormula' in item) return 'Motif';
    return 'number' in item ? 'SpaceGroup' : 'Geometry';
  },
});

@ObjectType({ simpleResolvers: true, description: 'What a search by words has found.' })
export class SearchHit {
  @Field(() => String, { description: 'What it is called: id of a crystal or a motif, symbol of the others.' })
  readonly name!: string;

  @Field(() => SearchItem, { description: 'The thing itself.' })
  readonly item!: Found['item'];
}

/** Longer texts are no words to search by. */
const LONGEST_TEXT = 200;

@Resolver()
export class TextSearchResolver {
  @Query(() => [SearchHit], {
    nullable: true,
    description:
      'Crystals, motifs, elements, geometries and space groups by words, best first: ids, formulas in any notation, symbols, names of elements and geometries, space groups by symbol in any spelling or by number (which find their crystals too), chemical systems, anonymous formulas, kinds of connections (`edge-sharing`), `layered`, structure types and minerals, descriptions of crystals. All words have to occur; of the last one, the beginning suffices, so that the search can run while somebody types.',
    complexity: pageTimes,
  })
  async search(
    @Arg('text', () => String, { description: 'Words: `titanium octahedra`, `TiO₂`, `layered cobalt`, `P4₂/mnm`.' })
    text: string,
    @Arg('first', () => Int, { defaultValue: 10, description: 'Maximum number of hits.' }) first: number,
    @Ctx() { projection, limits }: Context,
  ): Promise<Found[]> {
    const size = pageSize('first', first, limits);
    if (text.length > LONGEST_TEXT) {
      throw apiError('BAD_USER_INPUT', `\`text\` has ${text.length} characters; it can have ${LONGEST_TEXT}.`);
    }
    return (await TextSearch.of(await projection())).find(text, size);
  }
}
