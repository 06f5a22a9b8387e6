/** What is asked about a structure that was brought: by its key, as the text would be compared at each drawing. */
import { type Answer, ask } from '../../graphql/client.js';
import {
  MineRelationsDocument,
  type MineRelationsQuery,
  MineStructureDocument,
  type MineStructureQuery,
  type SimilarityBasis,
  type Strategy,
} from '../../graphql/generated/operations.js';

interface Asked {
  readonly key: string;
  readonly text: string;
  readonly file: string;
}

interface Signalled {
  readonly signal: AbortSignal;
}

/** All that its page shows at first. */
export const structureQuestion = ({ key, text, file: name }: Asked, strategy: Strategy) => ({
  queryKey: ['mine', key, strategy],
  queryFn: ({ signal }: Signalled): Promise<Answer<MineStructureQuery>> =>
    ask(MineStructureDocument, { text, name, strategy }, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What its predictions rest on, and the crystals like it. */
export const relationsQuestion = ({ key, text, file: name }: Asked, strategy: Strategy, by: SimilarityBasis) => ({
  queryKey: ['mine', key, strategy, by],
  queryFn: ({ signal }: Signalled): Promise<Answer<MineRelationsQuery>> =>
    ask(MineRelationsDocument, { text, name, strategy, by }, signal),
  staleTime: Number.POSITIVE_INFINITY,
});
