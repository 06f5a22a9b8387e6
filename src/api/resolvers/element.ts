/** Elements, as a way into crystals and motifs. */

import { Arg, Args, Ctx, FieldResolver, Float, Query, Resolver, Root } from 'type-graphql';
import { atomicNumberOf, electronegativityOf, elementNameOf } from '../../crystal/elements.js';
import type { ElementRow } from '../../graph/store.js';
import type { Context } from '../context.js';
import { pageTimes, usual } from '../cost.js';
import type { Loaders } from '../loaders.js';
import { elementSymbol } from '../notation.js';
import { Element } from '../types/element.js';
import {
  type CrystalList,
  CrystalListArgs,
  CrystalPage,
  crystalList,
  type MotifList,
  MotifListArgs,
  MotifPage,
  motifList,
} from './lists.js';

/** The element; with zero counts where no crystal contains it. */
export async function elementOf(symbol: string, { elements }: Loaders): Promise<ElementRow> {
  const row = (await elements()).get(symbol);
  if (row !== undefined) return row;
  const atomicNumber = atomicNumberOf(symbol)!;
  return { symbol, name: elementNameOf(atomicNumber), atomicNumber, crystalCount: 0, motifCount: 0, siteCount: 0 };
}

@Resolver(() => Element)
export class ElementResolver {
  @Query(() => Element, { description: 'The element with this symbol. Error for an unknown symbol: BAD_ELEMENT.' })
  element(
    @Arg('symbol', () => String, { description: 'Symbol: `Ti`.' }) symbol: string,
    @Ctx() { loaders }: Context,
  ): Promise<ElementRow> {
    return elementOf(elementSymbol(symbol), loaders);
  }

  @Query(() => [Element], {
    description: 'Elements of the graph, by atomic number. Empty if nothing has been ingested.',
    complexity: usual.allElements,
  })
  async elements(@Ctx() { loaders }: Context): Promise<ElementRow[]> {
    return [...(await loaders.elements()).values()];
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Pauling electronegativity; null for elements without one.',
  })
  electronegativity(@Root() { atomicNumber }: ElementRow): number | null {
    return electronegativityOf(atomicNumber);
  }

  @FieldResolver(() => CrystalPage, { description: 'Crystals that contain the element.', complexity: pageTimes })
  crystals(
    @Args(() => CrystalListArgs) args: CrystalListArgs,
    @Root() { symbol }: ElementRow,
    @Ctx() context: Context,
  ): CrystalList {
    return crystalList(args, context, {
      filter: { elements: { any: [symbol] } },
      nothing: `No crystal of the graph contains the element ${symbol}.`,
    });
  }

  @FieldResolver(() => MotifPage, {
    description: 'Motifs with the element at the centre.',
    complexity: pageTimes,
  })
  motifs(
    @Args(() => MotifListArgs) args: MotifListArgs,
    @Root() { symbol }: ElementRow,
    @Ctx() context: Context,
  ): MotifList {
    return motifList(args, context, {
      filter: { element: [symbol] },
      nothing: `No motif of the graph has the element ${symbol}.`,
    });
  }
}
