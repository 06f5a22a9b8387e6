/** The ledger's rows of refused structures that meet a filter, as conditions of Cypher. Other lists: `projection`. */
import type { Parameters } from './engine.js';
import type { Page, RefusedFilter } from './store.js';

export interface Selection {
  /** Empty, or begins with AND. */
  readonly conditions: string;
  readonly parameters: Parameters;
}

export function refusedSelection({ refusalCode }: RefusedFilter, { after, before }: Partial<Page> = {}): Selection {
  const conditions = [
    ...(refusalCode === undefined ? [] : ['s.refusalCode IN $codes']),
    ...(after === undefined ? [] : ['s.id > $after']),
    ...(before === undefined ? [] : ['s.id < $before']),
  ];
  return {
    conditions: conditions.map((condition) => `\n  AND ${condition}`).join(''),
    parameters: {
      ...(refusalCode !== undefined && { codes: [...new Set(refusalCode)] }),
      ...(after !== undefined && { after: after.id }),
      ...(before !== undefined && { before: before.id }),
    },
  };
}
