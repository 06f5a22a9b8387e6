/** Takes a structure out of the graph again, in the format that the user wants. */
import { FORMATS, type WrittenFormat } from '../crystal/formats/table.js';
import { readStructures } from '../crystal/read.js';
import type { CrystalNode } from '../graph/model.js';
import type { Analyst } from './analyst.js';

/** Characters of CIF that are read within some milliseconds, about 400 atoms; longer ones are for another process. */
const LONG_CIF = 32_000;

export interface StructureTextRequest extends Pick<CrystalNode, 'id' | 'structure'> {
  readonly format: WrittenFormat;
}

/** The graph holds CIF. @throws GraphQLError as `Analyst.text` */
export function structureText(
  { id, structure }: Pick<CrystalNode, 'id' | 'structure'>,
  format: WrittenFormat,
  analyst: Analyst,
): string | Promise<string> {
  if (format === 'cif') return structure;
  const request = { id, structure, format };
  return structure.length > LONG_CIF ? analyst.text(request) : rewritten(request);
}

export function rewritten({ id, structure, format }: StructureTextRequest): string {
  const [result] = readStructures(structure, { id, file: `${id}.cif`, format: 'cif' });
  if (!result?.ok) throw new Error(`the stored structure of ${id} can't be read: ${result?.refusal.message}`);
  return FORMATS[format].written.write(result.crystal);
}
