/** The formats of structure files, one a row: all that reads, writes or lists formats follows from this table. */
import { cif } from './cif.js';
import { extendedXyz } from './extended-xyz.js';
import type { FileFormat, Writable } from './format.js';
import { optimade } from './optimade.js';
import { poscar } from './poscar.js';
import { pymatgen } from './pymatgen.js';

/** In the order in which they are listed, and in which a text is compared with them. */
export const FORMATS = { cif, poscar, pymatgen, optimade, xyz: extendedXyz } satisfies Readonly<
  Record<string, FileFormat>
>;

export type StructureFormat = keyof typeof FORMATS;

/** Formats that structures are also written in. */
export type WrittenFormat = {
  [Key in StructureFormat]: (typeof FORMATS)[Key] extends Writable ? Key : never;
}[StructureFormat];

export const formats = Object.entries(FORMATS) as readonly (readonly [StructureFormat, FileFormat])[];

export const writtenFormats = formats.filter(
  (entry): entry is readonly [WrittenFormat, FileFormat & Writable] => 'written' in entry[1],
);

/** Those whose files have such a name, given without folder and `.gz`. */
export function formatsNamed(name: string): StructureFormat[] {
  return formats.flatMap(([key, { fileName }]) => (fileName.test(name) ? [key] : []));
}

/** `CIF, POSCAR or …`, with the word that the sentence needs. */
export function formatList(word: 'or' | 'nor'): string {
  return listed(
    formats.map(([, { label }]) => label),
    word,
  );
}

/** `.cif, POSCAR or …`. */
export function fileNameList(): string {
  return listed([...new Set(formats.flatMap(([, { names }]) => names))], 'or');
}

function listed(items: readonly string[], word: string): string {
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}
