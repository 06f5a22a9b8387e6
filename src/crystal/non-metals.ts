/** H, B, C, N, O, F, Si, P, S, Cl, As, Se, Br, Te, I: elements whose atoms are bonded covalently among themselves. */
const NON_METALS: ReadonlySet<number> = new Set([1, 5, 6, 7, 8, 9, 14, 15, 16, 17, 33, 34, 35, 52, 53]);

export function isNonMetal(atomicNumber: number): boolean {
  return NON_METALS.has(atomicNumber);
}
