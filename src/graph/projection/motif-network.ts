/** Which motifs are connected, how often and in how many crystals: the graph of motifs that all compounds make. */
import { LRUCache } from 'lru-cache';
import type { ConnectionKind } from '../../motif/analysis.js';
import { type MotifId, motifType } from '../../motif/motif-type.js';
import { motifNode } from '../motif-node.js';
import { CONNECTED_MOTIF, type ConnectedMotifFilter, type ConnectedMotifRow } from '../neighbours.js';
import type { MatrixCell } from './matrix.js';
import { RowList } from './row-list.js';

export type ConnectedMotifs = RowList<ConnectedMotifRow, ConnectedMotifFilter>;

/** Rows of the lists that are kept, some hundred bytes each: a frequent motif has a thousand. */
const KEPT_ROWS = 40_000;

export class MotifNetwork {
  private readonly cells = new Map<string, MatrixCell[]>();
  private readonly lists = new LRUCache<string, ConnectedMotifs>({
    maxSize: KEPT_ROWS,
    sizeCalculation: ({ length }) => 1 + length,
  });

  /** @param cells of the matrix of motifs */
  constructor(cells: readonly MatrixCell[]) {
    for (const cell of cells) {
      this.add(cell);
      if (cell.from !== cell.to) this.add({ ...cell, from: cell.to, to: cell.from });
    }
  }

  /** Motifs that are connected to this one, by one kind or by any. */
  partnersOf(motif: string, kind?: ConnectionKind): string[] {
    return (this.cells.get(motif) ?? []).flatMap((cell) => (kind === undefined || cell.kind === kind ? [cell.to] : []));
  }

  /** A row for each partner and each kind. */
  connectedTo(motif: string): ConnectedMotifs {
    const known = this.lists.get(motif);
    if (known !== undefined) return known;
    const list: ConnectedMotifs = new RowList(CONNECTED_MOTIF, (this.cells.get(motif) ?? []).map(rowOf));
    this.lists.set(motif, list);
    return list;
  }

  private add(cell: MatrixCell): void {
    const cells = this.cells.get(cell.from) ?? [];
    this.cells.set(cell.from, cells);
    cells.push(cell);
  }
}

function rowOf({ from, to, kind, occurrences, crystals }: MatrixCell): ConnectedMotifRow {
  const { element, geometry } = motifNode(motifType(to));
  return {
    id: `${from} ${kind} ${to}`,
    fromMotif: from as MotifId,
    motifId: to as MotifId,
    element,
    geometry,
    kind,
    occurrences,
    crystalCount: crystals,
  };
}
