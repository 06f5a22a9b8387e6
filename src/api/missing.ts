/** The answer where an id leads to nothing: null, and an error at its place. */
import type { GraphQLError } from 'graphql';
import type { CrystalSummary, SourceNode } from '../graph/model.js';
import type { MotifRow } from '../graph/store.js';
import { parseMotif } from '../motif/motif-type.js';
import { motifIds } from '../motif/notation.js';
import { cut } from './echo.js';
import { apiError, refusalError } from './errors.js';
import type { Loaders } from './loaders.js';
import type { Refusal } from './types/common.js';

/** @throws GraphQLError UNKNOWN_ID, CRYSTAL_REFUSED */
export async function existingCrystal(id: string, loaders: Loaders): Promise<CrystalSummary> {
  const crystal = await loaders.crystal.load(id);
  if (crystal === null) throw await missingCrystalError(id, loaders, { suggests: true });
  return crystal;
}

/**
 * Looks the id up among the structures that were read and refused.
 *
 * @param suggests whether similar ids are looked for, among those of all crystals: where one id is asked for, not many
 */
export async function missingCrystalError(
  id: string,
  { source, idsLike }: Loaders,
  { suggests = false } = {},
): Promise<GraphQLError> {
  const refusal = refusalOf(await source.load(id));
  if (refusal === null) {
    const likely = suggests ? await idsLike(id) : [];
    const hint = likely.length === 0 ? '' : ` Did you mean ${likely.join(', ')}?`;
    const message = `The graph has no crystal "${cut(id)}"; no structure with this id was ever ingested.${hint}`;
    return apiError('UNKNOWN_ID', message);
  }
  const message = `"${cut(id)}" was read but not stored: ${refusal.message}`;
  return refusalError('CRYSTAL_REFUSED', { ...refusal, message });
}

/** The motif with this id, or the only one of the graph that the text means: of `TiO6`, any geometry. */
export async function motifMeant(text: string, { motif }: Loaders): Promise<MotifRow | GraphQLError> {
  const exact = await motif.load(text);
  if (exact !== null) return exact;
  const meant = await Promise.all(motifIds(text).map((id) => motif.load(id)));
  const [first, ...others] = meant.filter((row) => row !== null);
  return first !== undefined && others.length === 0
    ? first
    : missingMotifError(text, first === undefined ? [] : [first, ...others]);
}

/** @param meant motifs of the graph that the text may mean */
export function missingMotifError(text: string, meant: readonly MotifRow[] = []): GraphQLError {
  const form =
    meant.length > 0
      ? `Did you mean ${meant.map(({ id }) => id).join(', ')}?`
      : motifIds(text).some((id) => parseMotif(id) !== null)
        ? 'No crystal of the graph contains it.'
        : 'Ids of motifs have the form Ti-O:6 (centre and geometry), or Ti-O:6[F6] with ligands other than oxygen.';
  return apiError('UNKNOWN_ID', `The graph has no motif "${cut(text)}". ${form}`);
}

export function missingSiteError(id: string): GraphQLError {
  const form = 'Ids of sites have the form CRYSTAL/ORBIT, such as quartz/0.';
  return apiError('UNKNOWN_ID', `The graph has no motif site "${cut(id)}". ${form}`);
}

/** null where the structure was not refused. */
export function refusalOf(row: SourceNode | null): Refusal | null {
  return row?.refusal ? { ...row.refusal, file: row.file } : null;
}
