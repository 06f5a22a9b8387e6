/**
 * The adjusted Rand index of two partitions (L. Hubert & P. Arabie, J. Classif. 2, 193 (1985)): 1 for the same, 0 for what
 * chance would give. Points of no cluster are a part of their own.
 */
export function adjustedRandIndex(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const count = one.length;
  let [inBoth, inOne, inOther] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [one[i] === one[j], other[i] === other[j]];
      inOne += a ? 1 : 0;
      inOther += b ? 1 : 0;
      inBoth += a && b ? 1 : 0;
    }
  }
  const byChance = (inOne * inOther) / ((count * (count - 1)) / 2);
  return (inBoth - byChance) / ((inOne + inOther) / 2 - byChance);
}
