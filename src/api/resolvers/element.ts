/** Elements, as a way into crystals and motifs. */

import { Arg, Args, Ctx, FieldResolver, Float, ID, Query, Resolver, Root } from 'type-graphql';
import { atomicNumberOf, electronegativityOf, elementNameOf } from '../../crystal/elements.js';
import type { ElementRow } from '../../graph/store.js';
import type { Context } from '../context.js';
import { pageTimes, usual } from '../cost.js';
import type { Loaders } from '../loaders.js';
import { elementNodeId } from '../node-ids.js';
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
  @Query(() => Element, {
    nullable: true,
    description: 'The element with this symbol. If null, there is an error: BAD_ELEMENT.',
  })
  element(
    @Arg('symbol', () => String, { description: 'Symbol: `Ti`.' }) symbol: string,
    @Ctx() { loaders }: Context,
  ): Promise<ElementRow> {
    return elementOf(elementSymbol(symbol), loaders);
  }

  @Query(() => [Element], {
    nullable: true,
    description: 'Elements of the graph, by atomic number. Empty if nothing has been ingested.',
    complexity: usual.allElements,
  })
  async elements(@Ctx() { loaders }: Context): Promise<ElementRow[]> {
    return [...(await loaders.elements()).values()];
  }

  @FieldResolver(() => ID, { description: 'Id, `element/Ti`.' })
  id(@Root() { symbol }: ElementRow): string {
    return elementNodeId(symbol);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Pauling electronegativity; null for elements without one.',
  })
  electronegativity(@Root() { atomicNumber }: ElementRow): number | null {
    return electronegativityOf(atomicNumber);
  }

  @FieldResolver(() => CrystalPage, {
    nullable: true,
    description: 'Crystals that contain the element.',
    complexity: pageTimes,
  })
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
    nullable: true,
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
