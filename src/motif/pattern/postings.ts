/** Which crystals hold a site type, and which hold two of them connected in a way: for choosing candidates. */
import { CONNECTION_KINDS, type ConnectionKind } from '../analysis.js';
import { CountColumn } from './columns.js';
import type { SiteTypeIndex } from './site-types.js';

/** Lists of crystals in flat columns: most of the many lists are short. Each entry points at the one before it in its list. */
class PostingLists {
  /** Of each list: one more than its last entry, 0 while it is empty. */
  private readonly lasts = new CountColumn();
  private readonly lengths = new CountColumn();
  /** Of each entry: its crystal, and one more than the entry before it. */
  private readonly crystals = new CountColumn();
  private readonly previous = new CountColumn();

  /** Crystals come in ascending order; one that comes again is there once. */
  add(list: number, crystal: number): void {
    while (this.lasts.length <= list) {
      this.lasts.push(0);
      this.lengths.push(0);
    }
    const last = this.lasts.data[list]!;
    if (last > 0 && this.crystals.data[last - 1] === crystal) return;
    this.crystals.push(crystal);
    this.previous.push(last);
    this.lasts.set(list, this.crystals.length);
    this.lengths.set(list, this.lengths.data[list]! + 1);
  }

  lengthOf(list: number): number {
    return list < this.lengths.length ? this.lengths.data[list]! : 0;
  }

  /** Latest crystal first. */
  forEach(list: number, visit: (crystal: number) => void): void {
    if (list >= this.lasts.length) return;
    for (let entry = this.lasts.data[list]!; entry > 0; entry = this.previous.data[entry - 1]!) {
      visit(this.crystals.data[entry - 1]!);
    }
  }
}

export class Postings {
  private readonly ofTypes = new PostingLists();
  private readonly ofConnections = new PostingLists();
  /** Of each list of `ofConnections`: site types at the ends, the first not above the second, and the kind's position. */
  private readonly firsts = new CountColumn();
  private readonly seconds = new CountColumn();
  private readonly kinds = new CountColumn();
  private readonly lists = new Map<number, number>();

  addSite(crystal: number, type: SiteTypeIndex): void {
    this.ofTypes.add(type, crystal);
  }

  addConnection(crystal: number, from: SiteTypeIndex, to: SiteTypeIndex, kind: ConnectionKind): void {
    const [first, second] = from < to ? [from, to] : [to, from];
    const position = CONNECTION_KINDS.indexOf(kind);
    const key = (first * 2 ** 24 + second) * CONNECTION_KINDS.length + position;
    let list = this.lists.get(key);
    if (list === undefined) {
      list = this.firsts.length;
      this.lists.set(key, list);
      this.firsts.push(first);
      this.seconds.push(second);
      this.kinds.push(position);
    }
    this.ofConnections.add(list, crystal);
  }

  countWith(type: SiteTypeIndex): number {
    return this.ofTypes.lengthOf(type);
  }

  forEachWith(type: SiteTypeIndex, visit: (crystal: number) => void): void {
    this.ofTypes.forEach(type, visit);
  }

  /** Crystals in which such types are connected so; some are visited several times. */
  forEachConnecting(
    accepts: (first: SiteTypeIndex, second: SiteTypeIndex, kind: ConnectionKind) => boolean,
    visit: (crystal: number) => void,
  ): void {
    for (let list = 0; list < this.firsts.length; list++) {
      const first = this.firsts.data[list]! as SiteTypeIndex;
      const second = this.seconds.data[list]! as SiteTypeIndex;
      if (accepts(first, second, CONNECTION_KINDS[this.kinds.data[list]!]!)) this.ofConnections.forEach(list, visit);
    }
  }
}
