/** Text of a client in messages to it: shown so that it is recognised, never whole however long it is. */

/** Characters of one text of a client: an id, a name, a formula. */
const LONGEST_WORD = 100;
/** Characters of a message with everything in it; none of ours comes near. */
const LONGEST_MESSAGE = 1000;
/** Of a message that is cut, its end is kept as well: graphql-js says there what is wrong. */
const END_OF_MESSAGE = 200;

/** The beginning of a text; an ellipsis stands for the rest. */
export function cut(text: string, longest = LONGEST_WORD): string {
  // Half of a pair of surrogates is no character.
  return text.length <= longest ? text : `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A message in which every long word is cut, and the whole in its middle where it is still too long. */
export function shortened(message: string): string {
  if (message.length <= LONGEST_WORD) return message;
  const short = message.replace(LONG_WORDS, (word) => cut(word));
  if (short.length <= LONGEST_MESSAGE) return short;
  const end = short.slice(-END_OF_MESSAGE).replace(/^[\udc00-\udfff]/, '');
  return `${cut(short, LONGEST_MESSAGE - END_OF_MESSAGE)} ${end}`;
}

/** Quotation marks around a text of a client are ours: they stay. Looked for where a word begins, not at each of its letters. */
const LONG_WORDS = new RegExp(`(?<![^\\s"'\`])[^\\s"'\`]{${LONGEST_WORD + 1},}`, 'g');

/** The same for all texts of a value that JSON can hold, such as the extensions of an error. */
export function shortenedTexts(value: unknown): unknown {
  if (typeof value === 'string') return shortened(value);
  if (Array.isArray(value)) return value.map(shortenedTexts);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shortenedTexts(inner)]));
}
