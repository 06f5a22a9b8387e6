/** Pages of lists, as Relay has them. */
import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { Edge } from '../list.js';
import { EmptyReason, PageInfo } from './common.js';

/**
 * The types of a page and of its items.
 *
 * @param name of the page, without `Connection`
 * @param thing an item
 * @param things several of them
 */
export function pageType<Node extends object>(
  name: string,
  thing: string,
  things: string,
  node: () => ClassType<Node>,
): ClassType<object> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One of a list of ${things}.` })
  class ItemEdge {
    @Field(() => String, { description: 'Position in the list, for `after` and `before`.' })
    readonly cursor!: string;

    @Field(node, { description: `The ${thing}.` })
    readonly node!: Node;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${things}.` })
  class Page {
    @Field(() => [ItemEdge], { description: `The ${things} of the page with their cursors.` })
    readonly edges!: readonly Edge<Node>[];

    @Field(() => [node()], { description: `The ${things} of the page.` })
    readonly nodes!: readonly Node[];

    @Field(() => PageInfo, { description: 'Position of the page in the list.' })
    readonly pageInfo!: PageInfo;

    @Field(() => Int, { description: `Number of ${things} in the whole list.` })
    readonly totalCount!: number;

    @Field(() => EmptyReason, { nullable: true, description: 'Why the page is empty; null if it is not.' })
    readonly emptyReason!: EmptyReason | null;
  }
  return Page;
}
