/** Which crystals of the graph are like one, and why. */
import { z } from 'zod';
import { limit, name } from '../arguments.js';
import { type Ask, AskError, asked } from '../ask.js';
import { askedOfCrystal } from '../known-crystal.js';
import { format, structureText } from '../structure.js';
import { tool } from '../tool.js';
import { lines, listed, present, rounded } from '../wording.js';

const BASES = ['framework', 'chemistry', 'motifs', 'fingerprint'] as const;

const input = z.strictObject({
  id: name('Id of a crystal of the graph; or else give `text`').optional(),
  text: structureText('of your own, instead of `id`').optional(),
  format,
  by: z
    .enum(BASES)
    .default('framework')
    .describe(
      'framework: shapes, connections, symmetry, whatever the elements; chemistry: elements and oxidation states; motifs: motifs that both contain; fingerprint: order parameters of the sites',
    ),
  otherFormula: z.boolean().default(false).describe('true leaves out crystals of the same formula'),
  otherPrototype: z.boolean().default(false).describe('true leaves out crystals of the same prototype'),
  limit: limit(5),
});

const HITS = `by: $by, excludeSameFormula: $otherFormula, excludeSamePrototype: $otherPrototype, first: $first) {
    note hasMore
    hits {
      score
      sharedMotifs
      why { feature share }
      crystal { id chemicalFormula mineral structureType spaceGroup { symbol } }
    }
  }`;
const VARIABLES = '$by: SimilarityBasis!, $otherFormula: Boolean!, $otherPrototype: Boolean!, $first: Int!';
const OF_STORED = `query SimilarMaterials($id: ID!, ${VARIABLES}) {
  similarCrystals(id: $id, ${HITS}
}`;
const OF_TEXT = `query SimilarToStructure($text: String!, $format: StructureFormat, ${VARIABLES}) {
  analyzeStructure(text: $text, format: $format) { chemicalFormula similarCrystals(${HITS} }
}`;

interface Similar {
  readonly note: string;
  readonly hasMore: boolean;
  readonly hits: readonly Hit[];
}

interface Hit {
  readonly score: number;
  readonly sharedMotifs: readonly string[];
  readonly why: readonly { readonly feature: string; readonly share: number }[];
  readonly crystal: {
    readonly id: string;
    readonly chemicalFormula: string;
    readonly mineral: string | null;
    readonly structureType: string | null;
    readonly spaceGroup: { readonly symbol: string };
  };
}

/** What tells most. */
const MOST_REASONS = 6;
const MOST_MOTIFS = 6;

export const similarMaterials = tool({
  name: 'similar_materials',
  title: 'Similar materials',
  description:
    'Which crystals of the graph are most similar to a stored one (id) or to a structure given as text, by framework, chemistry, shared motifs or fingerprint, with the features that make them similar.',
  input,
  async answer({ id, text, format, by, otherFormula, otherPrototype, limit }, ask) {
    const variables = { by: by.toUpperCase(), otherFormula, otherPrototype, first: limit };
    const { of, similar } = await similarTo({ id, text, format }, variables, ask);
    const { hits, note, hasMore } = similar;
    return {
      text: lines(
        hits.length === 0 ? `Nothing is similar to ${of}.` : `Most similar to ${of} by ${by} (1 is identical):`,
        ...hits.map(hitLine),
        hasMore && `There are more: ask with a larger limit than ${limit}.`,
        note,
      ),
      facts: {
        of,
        by,
        hits: hits.map(({ score, sharedMotifs, why, crystal }) => ({
          score: rounded(score, 3),
          ...present({
            id: crystal.id,
            formula: crystal.chemicalFormula,
            spaceGroup: crystal.spaceGroup.symbol,
            mineral: crystal.mineral,
            structureType: crystal.structureType,
            sharedMotifs: sharedMotifs.slice(0, MOST_MOTIFS),
          }),
          why: why.slice(0, MOST_REASONS).map(({ feature, share }) => ({ feature, share: rounded(share, 2) })),
        })),
        hasMore,
        note,
      },
    };
  },
});

async function similarTo(
  { id, text, format }: Pick<z.output<typeof input>, 'id' | 'text' | 'format'>,
  variables: Record<string, unknown>,
  ask: Ask,
): Promise<{ readonly of: string; readonly similar: Similar }> {
  if (id !== undefined && text === undefined) {
    const { similarCrystals } = await askedOfCrystal(id, ask, () =>
      asked<{ readonly similarCrystals: Similar }>(ask, OF_STORED, { id, ...variables }),
    );
    return { of: id, similar: similarCrystals };
  }
  if (id !== undefined || text === undefined) throw new AskError('Give either `id` or `text`.');
  const { analyzeStructure } = await asked<{
    readonly analyzeStructure: { readonly chemicalFormula: string; readonly similarCrystals: Similar };
  }>(ask, OF_TEXT, { text, format: format?.toUpperCase(), ...variables });
  return { of: `this ${analyzeStructure.chemicalFormula}`, similar: analyzeStructure.similarCrystals };
}

function hitLine({ score, sharedMotifs, why, crystal }: Hit): string {
  const { id, chemicalFormula, mineral, structureType, spaceGroup } = crystal;
  const what = [chemicalFormula, spaceGroup.symbol, mineral ?? structureType]
    .filter((part) => part !== null)
    .join(', ');
  const reasons = why.slice(0, MOST_REASONS).map(({ feature, share }) => `${feature} (${Math.round(100 * share)} %)`);
  return [
    `- ${rounded(score, 3)} ${id}: ${what}`,
    ...(sharedMotifs.length > 0 ? [`both have ${listed(sharedMotifs, MOST_MOTIFS)}`] : []),
    ...(reasons.length > 0 ? [`because of: ${reasons.join('; ')}`] : []),
  ].join('; ');
}
