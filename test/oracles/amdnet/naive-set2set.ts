/**
 * Set2Set (O. Vinyals et al., ICLR 2016, equations 3 to 7), one set at a time: an LSTM without input (S. Hochreiter &
 * J. Schmidhuber, Neural Comput. 9, 1735 (1997), with the forget gate of F. A. Gers 2000) asks, and attention answers.
 */
import { placesOf, weightedMean } from './naive-graph.js';
import { dense, linear, type Matrix, plus, type Row, sigmoid, sum, type Weights } from './naive-layers.js';

/** Exponents beyond ± this count as this. */
const LARGEST_EXPONENT = 30;

export function naiveSet2set(
  p: Weights,
  name: string,
  members: Matrix,
  numbers: Row,
  sets: readonly number[],
  { count, steps, units }: { readonly count: number; readonly steps: number; readonly units: number },
): Matrix {
  const memories = members.map((member) => dense(p, `${name}/members`, member));
  return Array.from({ length: count }, (_, set) => {
    const own = placesOf(sets, set);
    let read: number[] = Array(2 * units).fill(0);
    let cell: number[] = Array(units).fill(0);
    let query: number[] = Array(units).fill(0);
    for (let step = 0; step < steps; step++) {
      const gates = plus(dense(p, `${name}/input`, read), linear(p, `${name}/recurrent`, query));
      const [input, forget, output, candidate] = [0, 1, 2, 3].map((gate) =>
        gates.slice(gate * units, (gate + 1) * units),
      );
      cell = cell.map((c, k) => sigmoid(forget![k]!) * c + sigmoid(input![k]!) * Math.tanh(candidate![k]!));
      query = cell.map((c, k) => sigmoid(output![k]!) * Math.tanh(c));
      const weights = own.map((member) => {
        const exponent = sum(memories[member]!.map((value, k) => value * query[k]!));
        return numbers[member]! * Math.exp(Math.min(LARGEST_EXPONENT, Math.max(-LARGEST_EXPONENT, exponent)));
      });
      const attended = weightedMean(
        own.map((member) => memories[member]!),
        weights,
        units,
      );
      read = [...query, ...attended];
    }
    return read;
  });
}
