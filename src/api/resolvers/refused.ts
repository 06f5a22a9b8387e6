/** The structures that were read and could not be used, each with its reason. */
import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { RefusalCode } from '../../crystal/crystal.js';
import type { SourceNode } from '../../graph/model.js';
import type { Context } from '../context.js';
import { pageTimes } from '../cost.js';
import { refuseEmpty } from '../criteria.js';
import { type Edge, List } from '../list.js';
import { refusalOf } from '../missing.js';
import { PageArgs, pageOf } from '../pages.js';
import { EmptyReason, PageInfo, Refusal } from '../types/common.js';
import { RefusalCodeEnum } from '../types/enums.js';
import { Node } from '../types/node.js';
import { BY_ID } from './lists.js';

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: 'A structure that was read but not stored. It is tried again when its file changes.',
})
export class RefusedStructure {
  @Field(() => ID, { description: 'Id that the crystal would have.' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the text that was read, hexadecimal.' })
  readonly sha256!: string | null;

  @Field(() => String, { description: 'Version of the analysis.' })
  readonly analysisVersion!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A refused structure in a list.' })
export class RefusedStructureEdge {
  @Field(() => String, { description: 'Position in the list, for `after` and `before`.' })
  readonly cursor!: string;

  @Field(() => RefusedStructure, { description: 'The structure.' })
  readonly node!: SourceNode;
}

@ObjectType('RefusedStructureConnection', {
  simpleResolvers: true,
  description: 'A page of the list of refused structures.',
})
export class RefusedStructurePage {
  @Field(() => [RefusedStructureEdge], { description: 'The structures of the page with their cursors.' })
  readonly edges!: readonly Edge<SourceNode>[];

  @Field(() => [RefusedStructure], { description: 'The structures of the page.' })
  readonly nodes!: readonly SourceNode[];

  @Field(() => PageInfo, { description: 'Position of the page in the list.' })
  readonly pageInfo!: PageInfo;

  @Field(() => Int, { description: 'Number of structures in the whole list.' })
  readonly totalCount!: number;

  @Field(() => EmptyReason, { nullable: true, description: 'Why the page is empty; null if it is not.' })
  readonly emptyReason!: EmptyReason | null;
}

@Resolver(() => RefusedStructure)
export class RefusedStructureResolver {
  @Query(() => RefusedStructurePage, {
    nullable: true,
    description: 'Structures that were read but could not be used, sorted by id.',
    complexity: pageTimes,
  })
  refusedStructures(
    @Arg('codes', () => [RefusalCodeEnum], { nullable: true, description: 'Refused for one of these reasons.' })
    codes: RefusalCode[] | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { queryGraph, limits }: Context,
  ): List<SourceNode, 'id'> {
    refuseEmpty('codes', codes);
    const filter = codes ? { refusalCode: codes } : {};
    const identity = { sorts: BY_ID, filter };
    return new List({
      identity,
      asked: pageOf(args, identity, limits),
      version: () => queryGraph((store) => store.version()),
      fetch: (page) => queryGraph((store) => store.refused(filter, page)),
      count: () => queryGraph((store) => store.countRefused(filter)),
      explain: async () => ({
        code: 'NO_MATCH',
        message: `No structure was refused${codes ? ` with ${codes.join(' or ')}` : ''}.`,
        criteria: codes ? ['codes'] : [],
      }),
    });
  }

  @FieldResolver(() => Refusal, { description: 'Why it cannot be used, and where in its file.' })
  refusal(@Root() source: SourceNode): Refusal {
    return refusalOf(source)!;
  }
}
