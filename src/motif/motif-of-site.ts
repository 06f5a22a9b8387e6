/** The motif type of a site. */
import { symbolOf } from '../crystal/elements.js';
import type { MotifSite } from './analysis.js';
import { formatMotif, type MotifId, type MotifType } from './motif-type.js';

export interface IdentifiedMotif extends MotifType {
  readonly id: MotifId;
}

/** Of a ligand that several elements share the most frequent counts. null where its ligands are like no reference polyhedron. */
export function motifOfSite(
  atomicNumbers: ArrayLike<number>,
  site: Pick<MotifSite, 'element' | 'occupants' | 'geometry' | 'ligands'>,
): IdentifiedMotif | null {
  const { geometry, ligands } = site;
  if (geometry === null) return null;
  const elements = ligands.map((ligand) => symbolOf(atomicNumbers[ligand.site]!)).sort();
  const counts = new Map<string, number>();
  for (const ligand of elements) counts.set(ligand, (counts.get(ligand) ?? 0) + 1);
  const type: MotifType = { centres: centresOf(site), geometry, ligands: counts };
  return { ...type, id: formatMotif(type) };
}

/** Elements at the centre, alphabetical. */
export function centresOf({ element, occupants }: Pick<MotifSite, 'element' | 'occupants'>): string[] {
  return occupants === undefined ? [element] : occupants.map((occupant) => occupant.element).sort();
}
