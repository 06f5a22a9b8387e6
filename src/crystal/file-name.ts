/** Parts of the names of files. */

/** Last part of a path; both slashes separate. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

export function withoutExtension(name: string): string {
  return name.replace(/(?<=.)\.[^.]*$/, '');
}
