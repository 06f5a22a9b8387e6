/** Shared by the JSON formats. */
import * as z from 'zod';

export const Vector3 = z.tuple([z.number(), z.number(), z.number()]);

/** The first fault: `sites[3].abc: expected number`. */
export function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue!.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `${path.replace(/^\./, '') || 'the whole'}: ${issue!.message}`;
}
