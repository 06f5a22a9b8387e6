/** Names in a query that are longer than any name can be: to look for the right one would take GraphQL seconds. */

/** Texts in three quotes, texts, comments, and names outside of these. */
const WORDS = /"""(?:\\"""|[\s\S])*?"""|"(?:\\.|[^"\\\n\r])*"|#[^\n\r]*|(?<name>[_A-Za-z]\w*)/g;

/** Characters of the longest name among the first `tokens` words: a query of more is refused for these. */
export function longestName(query: string, tokens: number): number {
  let longest = 0;
  let words = 0;
  for (const { groups } of query.matchAll(WORDS)) {
    longest = Math.max(longest, groups?.['name']?.length ?? 0);
    if (++words > tokens) break;
  }
  return longest;
}
