/**
 * A look at a query before it is parsed: names that are longer than any name can be (to look for the right one would take
 * GraphQL seconds), and brackets in brackets, which its parser follows until the stack ends.
 */

/** Names, brackets, and what begins a text or a comment. */
const WORDS = /"""|["#]|(?<name>[_A-Za-z]\w*)|(?<open>[{[(])|(?<close>[}\])])/g;

/**
 * What ends a text or a comment, by what begins it; what is escaped does not. Each place is looked at once: a pattern of whole
 * texts would come back to where it began for each one that has no end.
 */
const ENDS: Readonly<Record<string, RegExp>> = {
  '"""': /\\"""|"""/g,
  '"': /\\[^\n\r]|["\n\r]/g,
  '#': /[\n\r]/g,
};

export interface QueryShape {
  /** Names, brackets, texts and comments. */
  readonly words: number;
  /** Characters of the longest name. */
  readonly longestName: number;
  /** Brackets, of whatever kind, that are open at the same time. */
  readonly nesting: number;
}

/** Nothing is looked at behind more than `most` words. */
export function shapeOf(query: string, most: number): QueryShape {
  let [words, longestName, nesting, open] = [0, 0, 0, 0];
  WORDS.lastIndex = 0;
  for (let found = WORDS.exec(query); found !== null && words <= most; found = WORDS.exec(query)) {
    const [word] = found;
    const { name, open: opening, close } = found.groups!;
    words++;
    longestName = Math.max(longestName, name?.length ?? 0);
    if (opening !== undefined) nesting = Math.max(nesting, ++open);
    if (close !== undefined) open--;
    if (word in ENDS) WORDS.lastIndex = endOf(word, query, WORDS.lastIndex);
  }
  return { words, longestName, nesting };
}

/** The end of the query for what is not closed: the parser goes no further either. */
function endOf(beginning: string, query: string, from: number): number {
  const end = ENDS[beginning]!;
  end.lastIndex = from;
  for (let found = end.exec(query); found !== null; found = end.exec(query)) {
    if (!found[0].startsWith('\\')) return end.lastIndex;
  }
  return query.length;
}
