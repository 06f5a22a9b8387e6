/** The entities that a router of Apollo Federation asks for, to join them with those of other services. */
import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql';
import { atomicNumberOf } from '../../crystal/elements.js';
import type { Context } from '../context.js';
import { listedTimes } from '../cost.js';
import { idList } from '../criteria.js';
import { cut } from '../echo.js';
import { apiError } from '../errors.js';
import { missingCrystalError, missingMotifError } from '../missing.js';
import { elementNodeId, nodeNameOf } from '../node-ids.js';
import { ENTITY_KEYS, isEntity, SUBGRAPH } from '../subgraph.js';
import { AnyScalar, EntityUnion, SubgraphService } from '../types/entity.js';
import type { Typed } from '../types/node.js';
import { elementOf } from './element.js';

@Resolver()
export class EntityResolver {
  @Query(() => SubgraphService, {
    name: '_service',
    description: 'This service as a subgraph of Apollo Federation 2.',
  })
  service(@Info() { schema }: GraphQLResolveInfo): SubgraphService {
    return { sdl: schema.extensions[SUBGRAPH] as string | null };
  }

  @Query(() => [EntityUnion], {
    name: '_entities',
    nullable: 'itemsAndList',
    description:
      'The things that `representations` name, in their order: crystals and motifs by `id`, elements by `id` or `symbol`. For each null there is an error at its place: UNKNOWN_ID, CRYSTAL_REFUSED, BAD_USER_INPUT.',
    complexity: listedTimes('representations'),
  })
  entities(
    @Arg('representations', () => [AnyScalar], {
      description: 'What names the entities, at most `ids` of them (a limit of this server).',
    })
    representations: readonly unknown[],
    @Ctx() context: Context,
  ): Promise<(Typed | GraphQLError)[]> {
    return Promise.all(idList('representations', representations, context.limits).map((one) => entityOf(one, context)));
  }
}

async function entityOf(representation: unknown, { loaders }: Context): Promise<Typed | GraphQLError> {
  const { __typename, id, symbol } = (representation ?? {}) as Readonly<Record<string, unknown>>;
  if (!isEntity(__typename)) {
    const names = Object.keys(ENTITY_KEYS).join(', ');
    return apiError('BAD_USER_INPUT', `The \`__typename\` of a representation is one of ${names}.`);
  }
  const key = __typename === 'Element' && typeof symbol === 'string' ? elementNodeId(symbol) : id;
  if (typeof key !== 'string') {
    return apiError('BAD_USER_INPUT', `${__typename} is named by ${ENTITY_KEYS[__typename].join(' or ')}.`);
  }
  switch (__typename) {
    case 'Crystal': {
      const crystal = await loaders.crystal.load(key);
      return crystal === null ? missingCrystalError(key, loaders) : { ...crystal, __typename };
    }
    case 'Motif': {
      const motif = await loaders.motif.load(key);
      return motif === null ? missingMotifError(key) : { ...motif, __typename };
    }
    case 'Element': {
      const name = nodeNameOf(key);
      if (name?.type !== 'Element' || atomicNumberOf(name.symbol) === undefined) {
        return apiError('UNKNOWN_ID', `There is no element "${cut(key)}".`);
      }
      return { ...(await elementOf(name.symbol, loaders)), __typename };
    }
  }
}
