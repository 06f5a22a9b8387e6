/** CIF: one crystal for each data block with a list of atoms. */
import type { Occupation, ReadWarning } from '../crystal.js';
import { writeCif } from '../write.js';
import type { Draft } from './assemble.js';
import { type Atom, hasAtoms, readAtoms } from './cif/atoms.js';
import type { CifBlock } from './cif/block.js';
import { readCell } from './cif/cell.js';
import { statedContents } from './cif/contents.js';
import { buildModel } from './cif/model.js';
import { parseCif } from './cif/parse.js';
import { hasSymmetry } from './cif/symmetry.js';
import type { PlainFormat, Writable } from './format.js';
import { Refused } from './refused.js';
import type { StructureText } from './structure-text.js';

export const cif: PlainFormat & Writable = {
  syntax: 'text',
  label: 'CIF',
  description: 'Crystallographic Information File.',
  names: ['.cif'],
  fileName: /\.m?cif$/i,
  recognises: (text) =>
    /^\s*(?:#[^\n]*\n\s*)*(?:data_|_cell_|_?loop_)/i.test(text.slice(0, 100_000)) ||
    /^(?:data_\S|_cell_length_a|_atom_site_)/im.test(text),
  split: splitCif,
  written: {
    description: 'Crystallographic Information File with all atoms of the cell (P 1).',
    write: writeCif,
  },
};

/**
 * The blocks that hold structures: those with atoms, or with a cell and its symmetry, whose atoms are missing; those with
 * a cell alone where there are none of these. Publication texts, powder patterns and the like stand in
 * blocks of their own. Throws NO_STRUCTURE, or SYNTAX where that is why there is none.
 */
function splitCif(text: string): StructureText[] {
  const { blocks, warnings } = parseCif(text);
  const hasCell = (block: CifBlock): boolean => block.hasCategory('_cell_length_');
  for (const isStructure of [(block: CifBlock) => hasAtoms(block) || (hasCell(block) && hasSymmetry(block)), hasCell]) {
    const structures = blocks.flatMap((block, index): StructureText[] => {
      const end = blocks[index + 1]?.start ?? text.length;
      const own = text.slice(block.start, end);
      return isStructure(block) ? [{ name: block.name, text: own, read: () => readBlock(block, warnings) }] : [];
    });
    if (structures.length > 0) return structures;
  }
  for (const block of blocks) block.refuseDefect();
  throw new Refused('NO_STRUCTURE', 'The file has no data block with a list of atoms (_atom_site_fract_x and so on).');
}

function occupationOf({ z, oxidationState, occupation }: Atom): Occupation {
  return occupation ?? [{ z, fraction: 1, ...(oxidationState !== undefined && { oxidationState }) }];
}

function readBlock(
  block: CifBlock,
  fileWarnings: readonly ReadWarning[],
): { readonly draft: Draft; readonly warnings: readonly ReadWarning[] } {
  block.refuseDefect();
  const warnings = [...fileWarnings, ...block.warnings];
  const lattice = readCell(block, warnings);
  const stated = statedContents(block);
  const atoms = readAtoms(block, lattice, stated && new Set(stated.formula.keys()), warnings);
  const model = buildModel(block, atoms, lattice, stated);
  const sites = model.atomOf.map((atom) => atoms[atom]!);
  return {
    draft: {
      lattice,
      atomicNumbers: sites.map(({ z }) => z),
      ...(sites.some(({ occupation }) => occupation !== undefined) && { occupations: sites.map(occupationOf) }),
      fractional: model.fractional,
      oxidationStates: sites.map(({ oxidationState }) => oxidationState),
      labels: sites.map(({ label }) => label),
      lines: sites.map(({ line }) => line),
    },
    warnings: [...warnings, ...model.warnings],
  };
}
