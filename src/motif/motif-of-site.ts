/** The motif type of a site. */
import { symbolOf } from '../crystal/elements.js';
import type { MotifSite } from './analysis.js';
import { formatMotif, type MotifId, type MotifType } from './motif-type.js';

export interface IdentifiedMotif extends MotifType {
  readonly id: MotifId;
}

/** null where its ligands are like no reference polyhedron. */
export function motifOfSite(
  atomicNumbers: ArrayLike<number>,
  { element, geometry, ligands }: Pick<MotifSite, 'element' | 'geometry' | 'ligands'>,
): IdentifiedMotif | null {
  if (geometry === null) return null;
  const elements = ligands.map(({ site }) => symbolOf(atomicNumbers[site]!)).sort();
  const counts = new Map<string, number>();
  for (const ligand of elements) counts.set(ligand, (counts.get(ligand) ?? 0) + 1);
  const type: MotifType = { centres: [element], geometry, ligands: counts };
  return { ...type, id: formatMotif(type) };
}
