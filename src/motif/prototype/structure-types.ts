/**
 * Structure types that have names, and the minerals among them, as far as symmetry, occupied positions and polyhedra tell them.
 *
 * Positions of the types: R. W. G. Wyckoff, Crystal Structures (1963–1971); the encyclopedia of crystallographic prototypes,
 * M. J. Mehl et al., Comput. Mater. Sci. 136, S1 (2017), D. Hicks et al., ibid. 161, S1 (2019) and 199, 110450 (2021). Names: U.
 * Müller, Inorganic Structural Chemistry (2006); A. F. Wells, Structural Inorganic Chemistry (1984). Minerals: E. H. Nickel & M.
 * C. Nichols's and the IMA's list of names; H. Strunz & E. H. Nickel, Strunz Mineralogical Tables (2001).
 */
import type { StructureType } from './structure-type.js';
import { ALLOYS } from './types/alloys.js';
import { BINARY } from './types/binary.js';
import { OXOSALTS } from './types/oxosalts.js';
import { PEROVSKITES } from './types/perovskites.js';
import { TERNARY } from './types/ternary.js';

export const STRUCTURE_TYPES: readonly StructureType[] = [
  ...PEROVSKITES,
  ...BINARY,
  ...TERNARY,
  ...OXOSALTS,
  ...ALLOYS,
];
