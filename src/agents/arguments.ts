/** Arguments that several tools have, with their limits. */
import { z } from 'zod';
import { POLYHEDRON_FORMS } from './polyhedron.js';

const LONGEST_NAME = 200;
const MOST_NAMES = 30;
const MOST_CRYSTALS = 50;

export const name = (description: string) => z.string().trim().min(1).max(LONGEST_NAME).describe(description);
export const names = (description: string) =>
  z.array(z.string().trim().min(1).max(LONGEST_NAME)).min(1).max(MOST_NAMES).describe(description);
export const elements = (description: string) => names(`${description}, by symbol or name`);
export const range = (description: string) =>
  z.strictObject({ min: z.number().optional(), max: z.number().optional() }).describe(`${description}, ends included`);
export const polyhedron = (description = 'A polyhedron') => name(`${description}: ${POLYHEDRON_FORMS}`);
export const sharing = (description: string) => z.enum(['corner', 'edge', 'face']).describe(description);
export const limit = (usual = 10) =>
  z
    .int()
    .min(1)
    .max(MOST_CRYSTALS)
    .default(usual)
    .describe(`How many to list, up to ${MOST_CRYSTALS}; the counts are of all`);
export const after = z
  .string()
  .max(2000)
  .optional()
  .describe('`next` of the answer before, for what comes behind it; all other arguments stay the same');

export type Sharing = 'corner' | 'edge' | 'face';

/** As the API names it. */
export function kindOf(shared: Sharing): string {
  return shared.toUpperCase();
}
