/**
 * A look at a query before it is parsed: names that are longer than any name can be (to look for the right one would take
 * GraphQL seconds), and brackets in brackets, which its parser follows until the stack ends.
 */

/** Texts in three quotes, texts, comments, and outside of these names and brackets. */
const WORDS =
  /"""(?:\\"""|[\s\S])*?"""|"(?:\\.|[^"\\\n\r])*"|#[^\n\r]*|(?<name>[_A-Za-z]\w*)|(?<open>[{[(])|(?<close>[}\])])/g;

export interface QueryShape {
  /** Characters of the longest name. */
  readonly longestName: number;
  /** Brackets, of whatever kind, that are open at the same time. */
  readonly nesting: number;
}

/** Of the first `words` words alone: a query of more tokens is refused for these. */
export function shapeOf(query: string, words: number): QueryShape {
  let [longestName, nesting, open, count] = [0, 0, 0, 0];
  for (const { groups } of query.matchAll(WORDS)) {
    longestName = Math.max(longestName, groups?.['name']?.length ?? 0);
    if (groups?.['open'] !== undefined) nesting = Math.max(nesting, ++open);
    if (groups?.['close'] !== undefined) open--;
    if (++count > words) break;
  }
  return { longestName, nesting };
}
