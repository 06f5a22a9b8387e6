/** Everything that has an identity, by its id: what clients that keep a cache refetch by. */
import { GraphQLError } from 'graphql';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { atomicNumberOf } from '../../crystal/elements.js';
import type { Context } from '../context.js';
import { idsTimes } from '../cost.js';
import { idList } from '../criteria.js';
import { cut } from '../echo.js';
import { apiError } from '../errors.js';
import { missingCrystalError, missingMotifError, missingSiteError } from '../missing.js';
import { type NodeName, nodeNameOf, spaceGroupNodeId } from '../node-ids.js';
import { Node, type Typed } from '../types/node.js';
import { elementOf } from './element.js';

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description:
      'What has this id. A structure that was refused is a `RefusedStructure`. If null, there is an error: UNKNOWN_ID.',
  })
  async node(@Arg('id', () => ID, { description: 'The id.' }) id: string, @Ctx() context: Context): Promise<Typed> {
    const found = await nodeOf(id, context, { suggests: true });
    if (found instanceof GraphQLError) throw found;
    return found;
  }

  @Query(() => [Node], {
    nullable: 'itemsAndList',
    description: 'What has these ids, in their order. For each null there is an error at its place: UNKNOWN_ID.',
    complexity: idsTimes,
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'Ids, at most `ids` of them (a limit of this server).' }) ids: string[],
    @Ctx() context: Context,
  ): Promise<(Typed | GraphQLError)[]> {
    return Promise.all(idList('ids', ids, context.limits).map((id) => nodeOf(id, context)));
  }
}

async function nodeOf(id: string, context: Context, { suggests } = { suggests: false }): Promise<Typed | GraphQLError> {
  const name = nodeNameOf(id);
  const found = name === null ? null : await lookedUp(name, context, suggests);
  return found ?? apiError('UNKNOWN_ID', `The graph has nothing with the id "${cut(id)}".`);
}

/** null where nothing more is to be said of what is missing than that. */
async function lookedUp(
  name: NodeName,
  { loaders, projection }: Context,
  suggests: boolean,
): Promise<Typed | GraphQLError | null> {
  switch (name.type) {
    case 'Crystal': {
      const crystal = await loaders.crystal.load(name.id);
      if (crystal !== null) return typed('Crystal', crystal);
      const source = await loaders.source.load(name.id);
      return source?.refusal ? typed('RefusedStructure', source) : missingCrystalError(name.id, loaders, { suggests });
    }
    case 'Motif': {
      const motif = await loaders.motif.load(name.id);
      return motif === null ? missingMotifError(name.id) : typed('Motif', motif);
    }
    case 'MotifSite': {
      const site = await loaders.site.load(name.id);
      return site === null ? missingSiteError(name.id) : typed('MotifSite', site);
    }
    case 'Prediction': {
      if ((await loaders.crystal.load(name.crystalId)) === null) return null;
      const predictions = await loaders.predictionsOfCrystal.load(name.crystalId);
      return typed('Prediction', predictions.find(({ property }) => property === name.property) ?? null);
    }
    case 'Element':
      return atomicNumberOf(name.symbol) === undefined ? null : typed('Element', await elementOf(name.symbol, loaders));
    case 'Geometry':
      return typed('Geometry', (await loaders.geometries()).get(name.symbol) ?? null);
    case 'SpaceGroup': {
      const { number } = name;
      const filter = { spaceGroupNumber: [number] };
      const [crystal] = await (await projection()).crystals(filter, [], { limit: 1, fromEnd: false });
      if (crystal === undefined) return null;
      const { spaceGroupSymbol: symbol, crystalSystem } = crystal;
      return typed('SpaceGroup', { id: spaceGroupNodeId(number), number, symbol, crystalSystem });
    }
  }
}

function typed<Value extends object>(type: string, value: Value): Value & Typed;
function typed<Value extends object>(type: string, value: Value | null): (Value & Typed) | null;
function typed<Value extends object>(type: string, value: Value | null): (Value & Typed) | null {
  return value === null ? null : { ...value, __typename: type };
}
