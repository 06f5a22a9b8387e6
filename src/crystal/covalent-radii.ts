/**
 * Covalent radii, Å, by atomic number.
 *
 * 1–96: Cordero et al., Dalton Trans. 2832 (2008), doi:10.1039/b801115j; of C the sp² value, of Mn, Fe and Co the
 * mean of low and high spin, as in pymatgen 2026.10.24, with which CrystalNN was fitted.
 * 97–118, which that table lacks: single-bond radii of Pyykkö & Atsumi, Chem. Eur. J. 15, 186 (2009),
 * doi:10.1002/chem.200800987.
 */
// biome-ignore format: one period a line
const RADII: readonly number[] = [
  0.31, 0.28,
  1.28, 0.96, 0.84, 0.73, 0.71, 0.66, 0.57, 0.58,
  1.66, 1.41, 1.21, 1.11, 1.07, 1.05, 1.02, 1.06,
  2.03, 1.76, 1.7, 1.6, 1.53, 1.39, 1.5, 1.42, 1.38, 1.24, 1.32, 1.22, 1.22, 1.2, 1.19, 1.2, 1.2, 1.16,
  2.2, 1.95, 1.9, 1.75, 1.64, 1.54, 1.47, 1.46, 1.42, 1.39, 1.45, 1.44, 1.42, 1.39, 1.39, 1.38, 1.39, 1.4,
  2.44, 2.15, 2.07, 2.04, 2.03, 2.01, 1.99, 1.98, 1.98, 1.96, 1.94, 1.92, 1.92, 1.89, 1.9, 1.87, 1.87,
  1.75, 1.7, 1.62, 1.51, 1.44, 1.41, 1.36, 1.36, 1.32, 1.45, 1.46, 1.48, 1.4, 1.5, 1.5,
  2.6, 2.21, 2.15, 2.06, 2, 1.96, 1.9, 1.87, 1.8, 1.69, 1.68, 1.68, 1.65, 1.67, 1.73, 1.76, 1.61,
  1.57, 1.49, 1.43, 1.41, 1.34, 1.29, 1.28, 1.21, 1.22, 1.36, 1.43, 1.62, 1.75, 1.65, 1.57,
];

export function covalentRadiusOf(atomicNumber: number): number {
  const radius = RADII[atomicNumber - 1];
  if (radius === undefined) throw new RangeError(`No element has the atomic number ${atomicNumber}.`);
  return radius;
}
