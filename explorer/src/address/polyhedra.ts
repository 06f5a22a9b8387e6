/** Polyhedra of a crystal in an address: `12@0,0,0;15@0,-1,0`, the atom at the centre and the image of the cell. */

export interface NamedPolyhedron {
  /** Index of the atom at its centre in the cell, as in the API. */
  readonly index: number;
  readonly image: readonly [number, number, number];
}

export function polyhedraText(polyhedra: readonly NamedPolyhedron[]): string {
  return polyhedra.map(({ index, image }) => `${index}@${image.join(',')}`).join(';');
}

/** What can't be read is left out. */
export function polyhedraOf(text: string | null): readonly NamedPolyhedron[] {
  return (text ?? '').split(';').flatMap((part): NamedPolyhedron[] => {
    const [, index, a, b, c] = /^(\d+)@(-?\d+),(-?\d+),(-?\d+)$/.exec(part) ?? [];
    return index === undefined ? [] : [{ index: Number(index), image: [Number(a), Number(b), Number(c)] }];
  });
}
