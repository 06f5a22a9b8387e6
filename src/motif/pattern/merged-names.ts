/**
 * Names that must stand for different polyhedra, counted by way of names that may coincide. If hom(P) counts the ways to give
 * polyhedra to the names of P so that all criteria are met, those ways in which they differ are a sum over all partitions of
 * the names,
 *
 *     Σ μ(π) hom(P/π),   μ(π) = Π (−1)^(|B| − 1) (|B| − 1)!   over the blocks B of π,
 *
 * where P/π gives one polyhedron to all names of a block (Möbius inversion in the lattice of partitions: L. Lovász, Large
 * networks and graph limits, AMS 2012, eq. 5.18). No polyhedron is connected with itself, so that blocks in which names are
 * connected count nothing.
 */

export interface MergedPattern {
  /** μ(π). */
  readonly coefficient: number;
  /** For each name of the pattern, the number of its block. */
  readonly blockOf: readonly number[];
  readonly blocks: number;
}

/** @param isJoined whether two names are connected, by their positions */
export function mergedPatterns(names: number, isJoined: (name: number, other: number) => boolean): MergedPattern[] {
  const merged: MergedPattern[] = [];
  const extend = (blockOf: readonly number[], sizes: readonly number[]): void => {
    const name = blockOf.length;
    if (name === names) {
      merged.push({
        coefficient: sizes.reduce((product, size) => product * blockCoefficient(size), 1),
        blockOf,
        blocks: sizes.length,
      });
      return;
    }
    for (let block = 0; block <= sizes.length; block++) {
      if (blockOf.some((other, at) => other === block && isJoined(at, name))) continue;
      extend([...blockOf, block], block === sizes.length ? [...sizes, 1] : sizes.with(block, sizes[block]! + 1));
    }
  };
  extend([], []);
  return merged;
}

function blockCoefficient(size: number): number {
  let coefficient = 1;
  for (let factor = 1; factor < size; factor++) coefficient *= -factor;
  return coefficient;
}
