/** Which motifs are connected, how often and in how many crystals: the graph of motifs that all compounds make. */
import { CONNECTION_KINDS, type ConnectionKind } from '../../motif/analysis.js';
import type { MotifId } from '../../motif/motif-type.js';
import type { MotifConnection } from '../model.js';
import type { MatrixCell } from './matrix.js';
import { compareTexts } from './order.js';

export class MotifNetwork {
  private readonly connections = new Map<string, MotifConnection[]>();

  /** @param cells of the matrix of motifs */
  constructor(cells: readonly MatrixCell[]) {
    for (const { from, to, ...rest } of cells) {
      this.add({ fromMotif: from as MotifId, toMotif: to as MotifId, ...rest });
      if (from !== to) this.add({ fromMotif: to as MotifId, toMotif: from as MotifId, ...rest });
    }
    for (const list of this.connections.values()) list.sort(byFrequency);
  }

  /** Most frequent first. */
  of(motif: string, kinds: readonly ConnectionKind[] = CONNECTION_KINDS): readonly MotifConnection[] {
    return (this.connections.get(motif) ?? []).filter(({ kind }) => kinds.includes(kind));
  }

  private add(connection: MotifConnection): void {
    const list = this.connections.get(connection.fromMotif) ?? [];
    this.connections.set(connection.fromMotif, list);
    list.push(connection);
  }
}

function byFrequency(a: MotifConnection, b: MotifConnection): number {
  return b.occurrences - a.occurrences || compareTexts(a.toMotif, b.toMotif) || compareTexts(a.kind, b.kind);
}
