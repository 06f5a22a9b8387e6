/** What file names tell: which files of a folder or archive are structures, and which id a structure gets. */

const STRUCTURE = /(\.(cif|mcif|vasp|poscar|contcar|json)|^(POSCAR|CONTCAR)([._-].*)?)$/i;
const ARCHIVE = /\.(tar|tgz|tar\.gz|zip)$/i;

/** The kinds of files that are looked for, in words. */
export const STRUCTURE_NAMES = '.cif, .vasp, POSCAR, CONTCAR or .json, also packed as .gz';

/** Last part of a path; both slashes separate. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Hidden files are none: macOS writes `._NAME.cif` beside `NAME.cif` into archives. */
export function isHidden(path: string): boolean {
  return baseName(path).startsWith('.');
}

export function isStructureName(path: string): boolean {
  return !isHidden(path) && STRUCTURE.test(baseName(path).replace(/\.gz$/i, ''));
}

export function isArchiveName(path: string): boolean {
  return !isHidden(path) && ARCHIVE.test(path);
}

/** The file's name without folder, extension and `.gz`. */
export function idOfFile(path: string): string {
  return baseName(path)
    .replace(/\.gz$/i, '')
    .replace(/(?<=.)\.[^.]*$/, '');
}
