/** Patterns that people look for, one click away. */

export interface Example {
  readonly name: string;
  /** Where one meets it. */
  readonly where: string;
  readonly pattern: string;
}

export const EXAMPLES: readonly Example[] = [
  {
    name: 'Ring of three edge-sharing octahedra',
    where: 'cubic close packing: rock salt, spinel, LiCoO2',
    pattern: 'O:6(1)-edge-O:6(2)-edge-O:6(3)-edge-(1)',
  },
  {
    name: 'Chain of corner-sharing octahedra',
    where: 'perovskites, ReO3, tungsten bronzes',
    pattern: 'O:6(1)-corner[angle:150..180]-O:6(2)-corner[angle:150..180]-O:6(3)',
  },
  {
    name: 'Tetrahedron between two octahedra',
    where: 'garnets, olivine phosphates, NASICON',
    pattern: 'O:6(1)-corner-T:4(2)-corner-O:6(3)',
  },
  { name: 'Face-sharing pair', where: 'corundum, hexagonal perovskites', pattern: 'O:6(1)-face-O:6(2)' },
  {
    name: 'Cuboctahedron in its cage',
    where: 'perovskites: a 12-fold site on faces of octahedra',
    pattern: 'C:12(1)-face-O:6(2)-corner-O:6(3)-face-(1)',
  },
  {
    name: 'Two tetrahedra at a corner',
    where: 'silicates, diphosphates',
    pattern: 'T:4(1)-corner-T:4(2)',
  },
  {
    name: 'Three octahedra under one tetrahedron',
    where: 'spinel, Zn2Mo3O8',
    pattern: 'O:6(1)-edge-O:6(2)-edge-O:6(3)-edge-(1)-corner-T:4(4)-corner-(2);(3)-corner-(4)',
  },
  {
    name: 'Ring of four tetrahedra',
    where: 'feldspars, zeolites',
    pattern: 'T:4(1)-corner-T:4(2)-corner-T:4(3)-corner-T:4(4)-corner-(1)',
  },
];
