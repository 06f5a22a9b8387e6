/** Which crystals hold a site type, and which hold two of them connected in a way: for choosing candidates. */
import { CONNECTION_KINDS, type ConnectionKind } from '../analysis.js';
import { CountColumn } from './columns.js';
import type { SiteTypeIndex } from './site-types.js';

/** Crystals, ascending. */
export interface Posting {
  readonly data: ArrayLike<number>;
  readonly length: number;
}

/** Site types at the two ends of connections of a kind; the first is not above the second. */
export interface ConnectedTypes {
  readonly first: SiteTypeIndex;
  readonly second: SiteTypeIndex;
  readonly kind: ConnectionKind;
  readonly crystals: Posting;
}

export class Postings {
  private readonly ofTypes: CountColumn[] = [];
  private readonly connected: (ConnectedTypes & { readonly crystals: CountColumn })[] = [];
  /** Positions in `connected`. */
  private readonly positions = new Map<number, number>();

  /** Crystals are added in ascending order; what a crystal holds several times is posted once. */
  addSite(crystal: number, type: SiteTypeIndex): void {
    while (this.ofTypes.length <= type) this.ofTypes.push(new CountColumn());
    post(this.ofTypes[type]!, crystal);
  }

  addConnection(crystal: number, from: SiteTypeIndex, to: SiteTypeIndex, kind: ConnectionKind): void {
    const [first, second] = from < to ? [from, to] : [to, from];
    const key = (first * 2 ** 24 + second) * CONNECTION_KINDS.length + CONNECTION_KINDS.indexOf(kind);
    let position = this.positions.get(key);
    if (position === undefined) {
      position = this.connected.length;
      this.positions.set(key, position);
      this.connected.push({ first, second, kind, crystals: new CountColumn() });
    }
    post(this.connected[position]!.crystals, crystal);
  }

  crystalsWith(type: SiteTypeIndex | number): Posting {
    return this.ofTypes[type]!;
  }

  get connectedTypes(): readonly ConnectedTypes[] {
    return this.connected;
  }
}

function post(column: CountColumn, crystal: number): void {
  if (column.length === 0 || column.data[column.length - 1] !== crystal) column.push(crystal);
}
