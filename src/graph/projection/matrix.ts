/** Who connects to whom: the connections between motifs, elements or geometries, each counted once. */
import type { ConnectionKind } from '../../motif/analysis.js';
import type { ConnectionFilter, CrystalFilter } from '../store.js';
import { compareTexts } from './order.js';
import type { Projection } from './projection.js';

/** What stands at the rows and columns. */
export type MatrixKey = 'motifId' | 'element' | 'geometry';

export interface MatrixCell {
  readonly from: string;
  readonly to: string;
  readonly kind: ConnectionKind;
  /** Connections in primitive cells. */
  readonly occurrences: number;
  /** Crystals that have one. */
  readonly crystals: number;
}

/** Each pair once, `from` before `to` in the alphabet; most frequent first. */
export async function connectionMatrix(
  projection: Projection,
  crystals: CrystalFilter,
  connections: ConnectionFilter,
  key: MatrixKey,
): Promise<MatrixCell[]> {
  const set = await projection.connectionSet(crystals, connections);
  const cells = new Map<string, MatrixCell>();
  for (const { keys, rows } of await set.groups([`from.${key}`, `to.${key}`, 'kind'])) {
    const [from, to] = [keys[0]!, keys[1]!].sort(compareTexts) as [string, string];
    const kind = keys[2] as ConnectionKind;
    const name = `${from} ${to} ${kind}`;
    const known = cells.get(name);
    // The crystals of the other direction are the same ones.
    const { crystals: found } = known ?? rows;
    cells.set(name, { from, to, kind, occurrences: (known?.occurrences ?? 0) + rows.count, crystals: found });
  }
  return [...cells.values()].sort(
    (a, b) =>
      b.occurrences - a.occurrences || compareTexts(`${a.from} ${a.to} ${a.kind}`, `${b.from} ${b.to} ${b.kind}`),
  );
}
