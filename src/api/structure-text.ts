/** Takes a structure out of the graph again, in the format that the user wants. */
import { readStructures } from '../crystal/read.js';
import { writePoscar } from '../crystal/write.js';
import type { CrystalNode } from '../graph/model.js';
import type { Analyst } from './analyst.js';
import type { TextFormat } from './types/enums.js';

/** Characters of CIF that are read within some milliseconds, about 400 atoms; longer ones are for another process. */
const LONG_CIF = 32_000;

/** The graph holds CIF. @throws GraphQLError as `Analyst.poscar` */
export function structureText(crystal: CrystalNode, format: TextFormat, analyst: Analyst): string | Promise<string> {
  if (format === 'cif') return crystal.structure;
  return crystal.structure.length > LONG_CIF ? analyst.poscar(crystal) : poscarOf(crystal);
}

export function poscarOf({ id, structure }: Pick<CrystalNode, 'id' | 'structure'>): string {
  const [result] = readStructures(structure, { id, file: `${id}.cif`, format: 'cif' });
  if (!result?.ok) throw new Error(`the stored structure of ${id} can't be read: ${result?.refusal.message}`);
  return writePoscar(result.crystal);
}
