/** How many crystals each step of a pattern leaves. */
import { useAnswer } from '../../graphql/client.js';
import {
  type CrystalFilter,
  PatternStepsDocument,
  type PatternStepsQueryVariables,
} from '../../graphql/generated/operations.js';
import { toPattern } from './api-pattern.js';
import type { Drawing } from './model.js';

/** At most as many as the query has places for. */
export const MOST_STEPS = 7;

export function usePatternCounts(filters: readonly CrystalFilter[], enabled = true) {
  const answer = useAnswer(PatternStepsDocument, stepVariables(filters), { enabled, keepPrevious: true });
  const data = answer.data?.data;
  const counts = data && [data.step1, data.step2, data.step3, data.step4, data.step5, data.step6, data.step7];
  return { answer, counts: counts?.map((step) => step?.totalCount ?? null) };
}

function stepVariables(filters: readonly CrystalFilter[]): PatternStepsQueryVariables {
  const numbers = Array.from({ length: MOST_STEPS }, (_, index) => index);
  return Object.fromEntries(
    numbers.flatMap((index) => {
      const filter = filters[index];
      return [
        [`has${index + 1}`, filter !== undefined],
        [`step${index + 1}`, filter ?? null],
      ];
    }),
  ) as PatternStepsQueryVariables;
}

export function filterOf(drawing: Drawing, criteria: CrystalFilter = {}): CrystalFilter {
  return { ...criteria, pattern: toPattern(drawing) };
}
