/** Connections by the sites that see them. */
import type { ProjectionTables } from './tables.js';

/** Where the connections of each site stand in the table of connections: one behind the other. */
export class ConnectionIndex {
  private readonly begins: Uint32Array;
  private readonly ends: Uint32Array;

  constructor({ from, sites }: ProjectionTables) {
    this.begins = new Uint32Array(sites.length);
    this.ends = new Uint32Array(sites.length);
    const looking = from.values;
    for (let row = 0; row < looking.length; row++) {
      const site = looking[row]!;
      if (this.ends[site] === 0) this.begins[site] = row;
      this.ends[site] = row + 1;
    }
  }

  begin(site: number): number {
    return this.begins[site]!;
  }

  end(site: number): number {
    return this.ends[site]!;
  }

  /** Connections of these sites, ascending as the sites do. */
  rowsOf(sites: Uint32Array): Uint32Array {
    let length = 0;
    for (let index = 0; index < sites.length; index++) length += this.end(sites[index]!) - this.begin(sites[index]!);
    const rows = new Uint32Array(length);
    let next = 0;
    for (let index = 0; index < sites.length; index++) {
      const end = this.end(sites[index]!);
      for (let row = this.begin(sites[index]!); row < end; row++) rows[next++] = row;
    }
    return rows;
  }
}
