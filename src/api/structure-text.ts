/** Takes a structure out of the graph again, in the format that the user wants, or as OPTIMADE has it. */
import type { Crystal } from '../crystal/crystal.js';
import { FORMATS, type WrittenFormat } from '../crystal/formats/table.js';
import { readStructures } from '../crystal/read.js';
import type { CrystalNode } from '../graph/model.js';
import { type StructureAttributes, structureAttributes } from '../optimade/structure.js';
import type { Analyst } from './analyst.js';

/** Characters of CIF that are read within some milliseconds, about 400 atoms; longer ones are for another process. */
export const LONG_CIF = 32_000;

/** The graph holds CIF. */
export type StructureRequest = Pick<CrystalNode, 'id' | 'structure'>;

export interface StructureTextRequest extends StructureRequest {
  readonly format: WrittenFormat;
}

/** @throws GraphQLError as `Analyst.text` */
export function structureText(
  { id, structure }: StructureRequest,
  format: WrittenFormat,
  analyst: Analyst,
): string | Promise<string> {
  if (format === 'cif') return structure;
  const request = { id, structure, format };
  return structure.length > LONG_CIF ? analyst.text(request) : rewritten(request);
}

/** As OPTIMADE has it. @throws GraphQLError as `Analyst.attributes` */
export function storedAttributes(
  request: StructureRequest,
  analyst: Analyst,
): StructureAttributes | Promise<StructureAttributes> {
  return request.structure.length > LONG_CIF ? analyst.attributes(request) : attributesOf(request);
}

export function attributesOf(request: StructureRequest): StructureAttributes {
  return structureAttributes(crystalOf(request));
}

export function rewritten({ format, ...request }: StructureTextRequest): string {
  return FORMATS[format].written.write(crystalOf(request));
}

function crystalOf({ id, structure }: StructureRequest): Crystal {
  const [result] = readStructures(structure, { id, file: `${id}.cif`, format: 'cif' });
  if (!result?.ok) throw new Error(`the stored structure of ${id} can't be read: ${result?.refusal.message}`);
  return result.crystal;
}
