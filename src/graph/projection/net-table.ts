/** Nets as rows: those of each crystal one behind the other. */

import type { Image } from '../../crystal/crystal.js';
import type { Connectivity, Dimensionality, PolyhedronNet } from '../../motif/analysis.js';
import type { MotifId } from '../../motif/motif-type.js';
import { CountColumn } from '../../motif/pattern/columns.js';
import { NET } from '../site-tables.js';
import type { NetFilter } from '../store.js';
import { inSteps, type Steps } from '../turns.js';
import { type Column, Table, TextColumn } from './columns.js';
import { combined, rowsThatMeet } from './conditions.js';
import { intersect, type Mask } from './mask.js';

/** Those of one crystal that meet the filter. */
export async function netsThatMeet(nets: readonly PolyhedronNet[], filter: NetFilter): Promise<PolyhedronNet[]> {
  const table = new NetTable();
  table.append(nets);
  const mask = await inSteps(table.thatMeet(filter, nets.length));
  return nets.filter((_, index) => mask[index] === 1);
}

export class NetTable {
  readonly table = new Table(NET.fields);
  readonly crystals = new CountColumn();
  /** Nets of crystal c: from first[c] to first[c + 1]. */
  private readonly first = new CountColumn();
  /** `0 0 1`. */
  private readonly along = new TextColumn();

  /** Nets of polyhedra that have all of their elements at each centre. */
  private readonly shared = new Set<number>();

  constructor() {
    this.first.push(0);
  }

  /** Those of the next crystal. */
  append(nets: readonly PolyhedronNet[]): void {
    const crystal = this.first.length - 1;
    for (const { along, isShared, ...net } of nets) {
      if (isShared) this.shared.add(this.table.length);
      this.table.append({ ...net });
      this.crystals.push(crystal);
      this.along.append(along?.join(' '));
    }
    this.first.push(this.table.length);
  }

  column(name: string): Column | undefined {
    return name === 'along' ? this.along : this.table.column(name);
  }

  ofCrystal(crystal: number): PolyhedronNet[] {
    const begin = this.first.at(crystal);
    return Array.from({ length: this.first.at(crystal + 1) - begin }, (_, i) => this.net(begin + i));
  }

  /** Whether the polyhedra of the strongly bound cations form sheets, by connections of any kind. */
  isLayered(crystal: number): boolean {
    const [isStrong, kinds] = [this.table.texts('isStrong'), this.table.texts('kind')];
    const dimensionalities = this.table.numbers('dimensionality').values;
    for (let net = this.first.at(crystal); net < this.first.at(crystal + 1); net++) {
      if (isStrong.textAt(net) === 'true' && kinds.textAt(net) === 'any') return dimensionalities[net] === 2;
    }
    return false;
  }

  *thatMeet(filter: NetFilter, length: number): Steps<Mask> {
    return yield* combined(filter, (own) => this.thatMeetAll(own, length));
  }

  private *thatMeetAll({ elements, isStrong, along, ...filter }: NetFilter, length: number): Steps<Mask> {
    const mask = yield* rowsThatMeet(this.table, filter, length);
    if (elements !== undefined) intersect(mask, this.centredOn(elements, length));
    if (isStrong !== undefined) keepThose(mask, this.table.texts('isStrong'), String(isStrong));
    if (along !== undefined) keepThose(mask, this.along, along.join(' '));
    return mask;
  }

  /** Nets whose polyhedra are all centred on one of these elements, alone or with others. */
  private centredOn(elements: readonly string[], length: number): Mask {
    const { codes, starts, dictionary } = this.table.lists('centres');
    const wanted = Uint8Array.from({ length: dictionary.size }, (_, code) =>
      Number(elements.includes(dictionary.textOf(code))),
    );
    return Uint8Array.from({ length }, (_, net) => {
      const centres = codes.subarray(starts[net], starts[net + 1]);
      const isWanted = (code: number) => wanted[code] === 1;
      return Number(this.shared.has(net) ? centres.some(isWanted) : centres.every(isWanted));
    });
  }

  private net(row: number): PolyhedronNet {
    const { table } = this;
    return {
      centres: table.lists('centres').textsAt(row),
      ...(this.shared.has(row) && { isShared: true as const }),
      motif: table.valueOf('motif', row) as MotifId | null,
      isStrong: table.valueOf('isStrong', row) === 'true',
      kind: table.valueOf('kind', row) as Connectivity,
      dimensionality: table.valueOf('dimensionality', row) as Dimensionality,
      components: table.valueOf('components', row) as number,
      along: (this.along.textAt(row)?.split(' ').map(Number) as Image | undefined) ?? null,
      formula: table.valueOf('formula', row) as string,
    };
  }
}

function keepThose(mask: Mask, { codes, dictionary }: TextColumn, text: string): void {
  const wanted = dictionary.codeOf(text);
  for (let row = 0; row < mask.length; row++) mask[row]! &= codes[row] === wanted ? 1 : 0;
}
