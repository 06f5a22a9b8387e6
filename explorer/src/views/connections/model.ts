/** The matrix: motifs in their order, and how often each two of them connect. */
import { SHAPES, shapeOf } from '../../design/shapes.js';
import type { ConnectionsBetweenQuery, ConnectionsMotifsQuery } from '../../graphql/generated/operations.js';
import type { ConnectionKind } from '../../parts/glyphs.js';
import type { Count, KindChoice, Sort } from './state.js';

export interface MatrixMotif {
  readonly id: string;
  readonly crystals: number;
  readonly element: string;
  readonly atomicNumber: number;
  readonly shape: string;
}

/** How often two motifs connect in one way. */
export type Tally = Readonly<Record<Count, number>>;
export type Tallies = Partial<Record<ConnectionKind, Tally>>;

export interface Pair {
  readonly motifs: readonly [motif: string, other: string];
  readonly tallies: Tallies;
}

/** Each two motifs that connect, once. */
export type Pairs = ReadonlyMap<string, Pair>;

export interface Order {
  readonly motifs: readonly MatrixMotif[];
  /** Where another shape or element begins. */
  readonly borders: readonly number[];
}

export function motifsOf({ motifs }: ConnectionsMotifsQuery): MatrixMotif[] {
  return (motifs?.nodes ?? []).map(({ id, crystalCount, element, geometry }) => ({
    id,
    crystals: crystalCount,
    element: element.symbol,
    atomicNumber: element.atomicNumber,
    shape: geometry.symbol,
  }));
}

function keyOf(motif: string, other: string): string {
  return motif < other ? `${motif} ${other}` : `${other} ${motif}`;
}

/** Either motif of a pair tells of it: the same. */
export function pairsOf(answers: readonly ConnectionsBetweenQuery[]): Pairs {
  const pairs = new Map<string, Pair & { tallies: Tallies }>();
  for (const motif of answers.flatMap(({ motifsById }) => motifsById ?? [])) {
    for (const { motifId, kind, crystalCount, occurrences } of motif?.connectedTo?.nodes ?? []) {
      const key = keyOf(motif!.id, motifId);
      const motifs = [motif!.id, motifId].sort() as [string, string];
      const pair = pairs.get(key) ?? { motifs, tallies: {} };
      pairs.set(key, pair);
      pair.tallies[kind] = { crystals: crystalCount, connections: occurrences };
    }
  }
  return pairs;
}

export function talliesOf(pairs: Pairs, motif: string, other: string): Tallies {
  return pairs.get(keyOf(motif, other))?.tallies ?? {};
}

/** @param motifs most frequent first */
export function arrange(motifs: readonly MatrixMotif[], sort: Sort): Order {
  if (sort === 'frequency') return { motifs, borders: [] };
  const group = (motif: MatrixMotif) => (sort === 'shape' ? shapeOf(motif.shape).symbol : motif.element);
  const rank = new Map(sort === 'shape' ? SHAPES.map(({ symbol }, index) => [symbol, index]) : []);
  const sorted = [...motifs].sort((a, b) =>
    sort === 'element'
      ? a.atomicNumber - b.atomicNumber
      : // Shapes without a colour of their own stand last.
        (rank.get(a.shape) ?? SHAPES.length) - (rank.get(b.shape) ?? SHAPES.length) ||
        (rank.has(a.shape) ? 0 : a.shape < b.shape ? -1 : a.shape > b.shape ? 1 : 0),
  );
  const borders = sorted.flatMap((motif, index) =>
    index > 0 && group(motif) !== group(sorted[index - 1]!) ? [index] : [],
  );
  return { motifs: sorted, borders };
}

/** The kind that a cell shows; both of the split on the diagonal. */
export function kindsAt(choice: KindChoice, row: number, column: number): readonly ConnectionKind[] {
  if (choice !== 'split') return [choice.toUpperCase() as ConnectionKind];
  if (row === column) return ['CORNER', 'EDGE'];
  return [row > column ? 'CORNER' : 'EDGE'];
}

/** The largest number that a cell shows. */
export function mostOf(pairs: Pairs, choice: KindChoice, count: Count): number {
  const kinds: readonly ConnectionKind[] =
    choice === 'split' ? ['CORNER', 'EDGE'] : [choice.toUpperCase() as ConnectionKind];
  let most = 1;
  for (const { tallies } of pairs.values()) {
    for (const kind of kinds) most = Math.max(most, tallies[kind]?.[count] ?? 0);
  }
  return most;
}

/** Place on the scale, 0 for one and 1 for the most: by the logarithm, as few pairs have most connections. */
export function placeOnScale(value: number, most: number): number {
  return most <= 1 ? 1 : Math.log(value) / Math.log(most);
}

/** The pairs with most of one kind. */
export function strongestOf(pairs: Pairs, kind: ConnectionKind, count: Count, first: number): Pair[] {
  const value = ({ tallies }: Pair) => tallies[kind]?.[count] ?? 0;
  return [...pairs.values()]
    .filter((pair) => value(pair) > 0)
    .sort((a, b) => value(b) - value(a))
    .slice(0, first);
}
