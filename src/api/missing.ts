/** The answer where an id leads to nothing: as an error where one thing was asked for, as data in lists. */
import type { GraphQLError } from 'graphql';
import type { CrystalSummary, SourceNode } from '../graph/model.js';
import { parseMotif } from '../motif/motif-type.js';
import { cut } from './echo.js';
import { apiError, refusalError } from './errors.js';
import type { Loaders } from './loaders.js';
import type { Missing } from './types/missing.js';

/**
 * An answer about one of many ids, found when its fields are asked for: of thousands in one go, the last would hold up
 * everybody else.
 */
export type WhenAsked<Answer> = { readonly [Name in keyof Answer]: Answer[Name] | (() => Promise<Answer[Name]>) };

/** Looks the id up among the structures that were read and refused. */
export async function missingCrystal(id: string, { source }: Loaders): Promise<Missing> {
  const refusal = refusalOf(await source.load(id));
  return refusal === null
    ? {
        code: 'UNKNOWN_ID',
        message: `The graph has no crystal "${cut(id)}"; no structure with this id was ever ingested.`,
        refusal,
      }
    : { code: 'CRYSTAL_REFUSED', message: `"${cut(id)}" was read but not stored: ${refusal.message}`, refusal };
}

/** @throws GraphQLError UNKNOWN_ID, CRYSTAL_REFUSED */
export async function existingCrystal(id: string, loaders: Loaders): Promise<CrystalSummary> {
  const crystal = await loaders.crystal.load(id);
  if (crystal === null) throw await missingCrystalError(id, loaders);
  return crystal;
}

export async function missingCrystalError(id: string, loaders: Loaders): Promise<GraphQLError> {
  const { message, refusal } = await missingCrystal(id, loaders);
  return refusal === null ? apiError('UNKNOWN_ID', message) : refusalError('CRYSTAL_REFUSED', { ...refusal, message });
}

export function missingMotif(id: string): Missing {
  const form =
    parseMotif(id) !== null
      ? 'No crystal of the graph contains it.'
      : 'Ids of motifs have the form Ti-O:6 (centre and geometry), or Ti-O:6[F6] with ligands other than oxygen.';
  return { code: 'UNKNOWN_ID', message: `The graph has no motif "${cut(id)}". ${form}`, refusal: null };
}

/** null where the structure was not refused. */
export function refusalOf(row: SourceNode | null): Missing['refusal'] {
  return row?.refusal ? { ...row.refusal, file: row.file } : null;
}
