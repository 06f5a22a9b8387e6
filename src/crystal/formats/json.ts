/** Shared by the JSON formats. */
import * as z from 'zod';
import { Refused } from './refused.js';

/** Whether a text is meant to be JSON. */
export function isJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/** Throws SYNTAX with the line where the text stops being JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message)?.[1];
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
    throw new Refused('SYNTAX', `The JSON is invalid: ${message.slice(0, 200)}.`, line);
  }
}

export const Vector3 = z.tuple([z.number(), z.number(), z.number()]);

/** The first fault: `sites[3].abc: expected number`. */
export function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue!.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `${path.replace(/^\./, '') || 'the whole'}: ${issue!.message}`;
}
