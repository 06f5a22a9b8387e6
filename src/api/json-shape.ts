/** A look at JSON before it is parsed: 4 MB of brackets take seconds, and so does whatever looks into what comes of them. */

/** What makes values, and what begins a text. */
const MARKS = /[[\]{},"]/g;

export interface JsonShape {
  /** Items of lists and members of objects; what is empty counts as if it held one. */
  readonly values: number;
  /** Lists and objects that are open at the same time. */
  readonly nesting: number;
}

/** Nothing is looked at behind more than `most` values. */
export function jsonShape(json: string, most: number): JsonShape {
  let [values, nesting, open] = [0, 0, 0];
  MARKS.lastIndex = 0;
  for (let found = MARKS.exec(json); found !== null && values <= most; found = MARKS.exec(json)) {
    switch (found[0]) {
      case '"':
        MARKS.lastIndex = endOfText(json, MARKS.lastIndex);
        break;
      case ',':
        values++;
        break;
      case '[':
      case '{':
        values++;
        nesting = Math.max(nesting, ++open);
        break;
      default:
        open--;
    }
  }
  return { values, nesting };
}

function endOfText(json: string, from: number): number {
  for (let quote = json.indexOf('"', from); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let before = quote;
    while (before > from && json[before - 1] === '\\') before--;
    const isEscaped = (quote - before) % 2 === 1;
    if (!isEscaped) return quote + 1;
  }
  return json.length;
}
