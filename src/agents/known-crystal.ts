/** Questions about a crystal by its id, which people often do not know. */
import { type Ask, AskError, asked } from './ask.js';

/** For what asks about `id`. @throws AskError, with crystals that may be meant where there is none of this id */
export async function askedOfCrystal<Data>(id: string, ask: Ask, question: () => Promise<Data>): Promise<Data> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof AskError) || error.code !== 'UNKNOWN_ID') throw error;
    const meant = await crystalsCalled(id, ask).catch(() => []);
    const hint = meant.length === 0 ? 'find_crystals tells ids.' : `By these words there are: ${meant.join(', ')}.`;
    throw new AskError(`${error.message} ${hint}`, error.code);
  }
}

const CALLED = `query CrystalsCalled($text: String!) {
  search(text: $text, first: 8) { item { ... on Crystal { id chemicalFormula } } }
}`;

interface Called {
  readonly search: readonly { readonly item: { readonly id?: string; readonly chemicalFormula?: string } }[];
}

/** `mp-390 (TiO2)` */
async function crystalsCalled(text: string, ask: Ask): Promise<string[]> {
  const { search } = await asked<Called>(ask, CALLED, { text });
  return search.flatMap(({ item: { id, chemicalFormula } }) =>
    id === undefined ? [] : [`${id} (${chemicalFormula})`],
  );
}
