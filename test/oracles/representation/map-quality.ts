/** What a map in the plane keeps of its vectors' neighbourhoods, from all pairs, by the definitions. */

/** Distances of all pairs: of i and j at [i][j]. */
export type Distances = readonly (readonly number[])[];

/** @param points one after another, of `dimensions` numbers each. */
export function distancesOf(points: ArrayLike<number>, dimensions: number): Distances {
  const count = points.length / dimensions;
  return Array.from({ length: count }, (_, i) =>
    Array.from({ length: count }, (_, j) => {
      let square = 0;
      for (let k = 0; k < dimensions; k++) square += (points[i * dimensions + k]! - points[j * dimensions + k]!) ** 2;
      return Math.sqrt(square);
    }),
  );
}

/** The Kullback–Leibler divergence that t-SNE makes small (L. van der Maaten & G. Hinton, J. Mach. Learn. Res. 9, 2579 (2008)). */
export function divergence(vectors: Distances, map: Distances, perplexity: number): number {
  const count = vectors.length;
  const conditional = vectors.map((distances, i) => neighbourChances(distances, i, perplexity));
  const closeness = map.map((distances, i) => distances.map((d, j) => (i === j ? 0 : 1 / (1 + d * d))));
  const total = closeness.flat().reduce((sum, q) => sum + q, 0);
  let result = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      const p = (conditional[i]![j]! + conditional[j]![i]!) / (2 * count);
      if (p > 0) result += p * Math.log(p / (closeness[i]![j]! / total));
    }
  }
  return result;
}

/** p(j|i) of all j: Gaussian, as wide as gives them the entropy ln(perplexity). */
function neighbourChances(distances: readonly number[], self: number, perplexity: number): number[] {
  const at = (beta: number) => {
    const weights = distances.map((d, j) => (j === self ? 0 : Math.exp(-beta * d * d)));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  };
  const entropy = (chances: readonly number[]) =>
    chances.reduce((total, p) => total - (p > 0 ? p * Math.log(p) : 0), 0);
  let [low, high] = [0, 1e4];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (entropy(at(middle)) > Math.log(perplexity)) low = middle;
    else high = middle;
  }
  return at(low);
}

/**
 * 1 where each point's nearest neighbours on the map are those among the vectors; those that are not count by how far down
 * the list of the vectors' neighbours they stand (J. Venna & S. Kaski, ICANN 2001).
 */
export function trustworthiness(vectors: Distances, map: Distances, neighbours: number): number {
  const count = vectors.length;
  let penalty = 0;
  for (let i = 0; i < count; i++) {
    const order = nearestOf(vectors, i);
    for (const j of nearestOf(map, i).slice(0, neighbours)) penalty += Math.max(0, order.indexOf(j) + 1 - neighbours);
  }
  return 1 - (2 * penalty) / (count * neighbours * (2 * count - 3 * neighbours - 1));
}

/** Mean share of each point's nearest neighbours that are among its nearest on the map, too. */
export function keptNeighbours(vectors: Distances, map: Distances, neighbours: number): number {
  const kept = vectors.map((_, i) => {
    const onMap = new Set(nearestOf(map, i).slice(0, neighbours));
    return nearestOf(vectors, i)
      .slice(0, neighbours)
      .filter((j) => onMap.has(j)).length;
  });
  return kept.reduce((sum, n) => sum + n, 0) / (neighbours * vectors.length);
}

/** All others, nearest first. */
function nearestOf(distances: Distances, of: number): number[] {
  const row = distances[of]!;
  return [...row.keys()].filter((j) => j !== of).sort((a, b) => row[a]! - row[b]!);
}
