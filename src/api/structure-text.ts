/** Takes a structure out of the graph again, in the format that the user wants. */
import { readStructures } from '../crystal/read.js';
import { writePoscar } from '../crystal/write.js';
import type { CrystalNode } from '../graph/model.js';
import type { TextFormat } from './types/enums.js';

/** The graph holds CIF. */
export function structureText({ id, structure }: CrystalNode, format: TextFormat): string {
  if (format === 'cif') return structure;
  const [result] = readStructures(structure, { id, file: `${id}.cif`, format: 'cif' });
  if (!result?.ok) throw new Error(`the stored structure of ${id} can't be read: ${result?.refusal.message}`);
  return writePoscar(result.crystal);
}
