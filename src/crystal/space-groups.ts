/** Facts of the 230 space groups (International Tables for Crystallography, Vol. A). */

/** The eleven pairs whose structures are each other's mirror images: left- and right-handed quartz are P3₁21 and P3₂21. */
const ENANTIOMORPHS: ReadonlyMap<number, number> = new Map([
  [78, 76],
  [95, 91],
  [96, 92],
  [145, 144],
  [153, 151],
  [154, 152],
  [170, 169],
  [172, 171],
  [179, 178],
  [181, 180],
  [213, 212],
]);

/** The number of a space group; of an enantiomorphic pair, the smaller one. */
export function firstEnantiomorph(spaceGroupNumber: number): number {
  return ENANTIOMORPHS.get(spaceGroupNumber) ?? spaceGroupNumber;
}
