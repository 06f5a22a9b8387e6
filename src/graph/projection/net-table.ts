/** Nets as rows: those of each crystal one behind the other. */
import type { Connectivity, Dimensionality, PolyhedronNet } from '../../motif/analysis.js';
import type { MotifId } from '../../motif/motif-type.js';
import type { NetFilter } from '../store.js';
import { NET } from '../tables.js';
import { inSteps, type Steps } from '../turns.js';
import { Table } from './columns.js';
import { combined, rowsThatMeet } from './conditions.js';
import { Growable } from './growable.js';
import { intersect, type Mask } from './mask.js';

const words = (length: number) => new Uint32Array(length);
const bytes = (length: number) => new Uint8Array(length);

/** Those of one crystal that meet the filter. */
export async function netsThatMeet(nets: readonly PolyhedronNet[], filter: NetFilter): Promise<PolyhedronNet[]> {
  const table = new NetTable();
  table.append(nets);
  const mask = await inSteps(table.thatMeet(filter, nets.length));
  return nets.filter((_, index) => mask[index] === 1);
}

export class NetTable {
  readonly table = new Table(NET.fields);
  readonly crystals = new Growable(words);
  /** Nets of crystal c: from first[c] to first[c + 1]. */
  private readonly first = new Growable(words);
  private readonly isStrong = new Growable(bytes);
  /** Whether there is a direction, and its three indices. */
  private readonly isOriented = new Growable(bytes);
  private readonly along = new Growable((length) => new Int16Array(length));

  constructor() {
    this.first.push(0);
  }

  /** Those of the next crystal. */
  append(nets: readonly PolyhedronNet[]): void {
    const crystal = this.first.length - 1;
    for (const { isStrong, along, ...net } of nets) {
      this.table.append({ ...net });
      this.crystals.push(crystal);
      this.isStrong.push(Number(isStrong));
      this.isOriented.push(Number(along !== null));
      for (const index of along ?? [0, 0, 0]) this.along.push(index);
    }
    this.first.push(this.table.length);
  }

  ofCrystal(crystal: number): PolyhedronNet[] {
    const begin = this.first.at(crystal);
    return Array.from({ length: this.first.at(crystal + 1) - begin }, (_, i) => this.net(begin + i));
  }

  *thatMeet(filter: NetFilter, length: number): Steps<Mask> {
    return yield* combined(filter, (own) => this.thatMeetAll(own, length));
  }

  private *thatMeetAll({ elements, isStrong, along, ...filter }: NetFilter, length: number): Steps<Mask> {
    const mask = yield* rowsThatMeet(this.table, filter, length);
    if (elements !== undefined) intersect(mask, this.centredOn(elements, length));
    if (isStrong !== undefined) {
      for (let net = 0; net < length; net++) mask[net]! &= this.isStrong.at(net) === Number(isStrong) ? 1 : 0;
    }
    if (along !== undefined) {
      for (let net = 0; net < length; net++) mask[net]! &= this.isAlong(net, along) ? 1 : 0;
    }
    return mask;
  }

  /** Nets whose polyhedra are all centred on these elements. */
  private centredOn(elements: readonly string[], length: number): Mask {
    const { codes, starts, dictionary } = this.table.lists('centres');
    const wanted = Uint8Array.from({ length: dictionary.size }, (_, code) =>
      Number(elements.includes(dictionary.textOf(code))),
    );
    return Uint8Array.from({ length }, (_, net) =>
      Number(codes.subarray(starts[net], starts[net + 1]).every((code) => wanted[code] === 1)),
    );
  }

  private isAlong(net: number, along: readonly number[]): boolean {
    return this.isOriented.at(net) === 1 && along.every((index, axis) => this.along.at(3 * net + axis) === index);
  }

  private net(row: number): PolyhedronNet {
    const { table } = this;
    const { codes, starts, dictionary } = table.lists('centres');
    return {
      centres: Array.from(codes.subarray(starts[row], starts[row + 1]), (code) => dictionary.textOf(code)),
      motif: table.valueOf('motif', row) as MotifId | null,
      isStrong: this.isStrong.at(row) === 1,
      kind: table.valueOf('kind', row) as Connectivity,
      dimensionality: table.valueOf('dimensionality', row) as Dimensionality,
      components: table.valueOf('components', row) as number,
      along:
        this.isOriented.at(row) === 1
          ? [this.along.at(3 * row), this.along.at(3 * row + 1), this.along.at(3 * row + 2)]
          : null,
      formula: table.valueOf('formula', row) as string,
    };
  }
}
