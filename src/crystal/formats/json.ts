/** Shared by the JSON formats. */
import * as z from 'zod';
import { Refused } from './refused.js';

/** Whether a text is meant to be JSON. */
export function isJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/** Strings, and the numbers that Python writes although JSON has none of them. */
const STRING_OR_NO_NUMBER = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

/**
 * The value of a JSON text; the values of its lines as a list, where each line is one (JSON Lines, https://jsonlines.org).
 * `NaN` and `Infinity` are read as null. Throws SYNTAX with the line where the text stops being JSON.
 */
export function parseJson(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const lines = jsonLines(text);
    if (lines === undefined) throw refusedAt(error, text, 1);
    return lines.map(({ content, line }) => {
      try {
        return parse(content);
      } catch (lineError) {
        throw refusedAt(lineError, content, line);
      }
    });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error;
    return JSON.parse(
      text.replace(STRING_OR_NO_NUMBER, (found) => (found.startsWith('"') ? found : 'null')),
    ) as unknown;
  }
}

/** The lines that are not empty, where there are several and each begins and ends like an object. */
function jsonLines(text: string): { readonly content: string; readonly line: number }[] | undefined {
  const lines = text
    .split('\n')
    .map((content, index) => ({ content: content.trim(), line: index + 1 }))
    .filter(({ content }) => content !== '');
  return lines.length > 1 && lines.every(({ content }) => content.startsWith('{') && content.endsWith('}'))
    ? lines
    : undefined;
}

function refusedAt(error: unknown, text: string, firstLine: number): Refused {
  const message = error instanceof Error ? error.message : String(error);
  const position = /position (\d+)/.exec(message)?.[1];
  const line = position === undefined ? undefined : firstLine + text.slice(0, Number(position)).split('\n').length - 1;
  return new Refused('SYNTAX', `The JSON is invalid: ${message.slice(0, 200)}.`, line);
}

export const Vector3 = z.tuple([z.number(), z.number(), z.number()]);

/** The first fault: `sites[3].abc: expected number`. */
export function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue!.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `${path.replace(/^\./, '') || 'the whole'}: ${issue!.message}`;
}
