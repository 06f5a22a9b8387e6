/**
 * Signs that look like those of ASCII and mean the same: word processors, web pages and publishers put them into
 * symbols, operations and numbers. Subscripts, superscripts and wide forms are those of Unicode's compatibility
 * decomposition (Unicode Standard Annex 15, NFKC).
 */

/** Hyphens, dashes, the minus sign, and bars that stand before their digit. */
const MINUS = /[\u00af\u2010-\u2015\u203e\u2212\ufe58\ufe63\uff0d]/g;
const MINUS_IN_COMPATIBLE_FORMS = /\u2212/g;
/** A bar over the digit before it: macron, overline. */
const OVERBAR = /(\d)[\u0304\u0305]/g;
/** `⁄` of `½`, which is decomposed to `1⁄2`. */
const FRACTION_SLASH = /\u2044/g;

/** `P 2₁/c` → `P 21/c`, `P −1` and `P 1̅` → `P -1`, `x+½` → `x+1/2`. Other characters stay as they are. */
export function plainSigns(text: string): string {
  // Most texts are plain already.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  // A fraction behind a number would run into it: 1½ is 3/2, not 11/2; no symbol has one.
  return text
    .replace(MINUS, '-')
    .normalize('NFKC')
    .replace(MINUS_IN_COMPATIBLE_FORMS, '-')
    .replace(OVERBAR, '-$1')
    .replace(FRACTION_SLASH, '/');
}
