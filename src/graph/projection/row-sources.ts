/** Crystals, sites, connections and nets as rows of sets: their numbers, and what they are grouped by. */
import { CONNECTION_KINDS } from '../../motif/analysis.js';
import { kindOf } from '../../motif/connectivity.js';
import { type Column, type Dictionary, NumberColumn, type Table, TextColumn, TextsColumn } from './columns.js';
import type { GroupKey, RowNumbers, RowSource } from './row-set.js';
import type { ProjectionTables } from './tables.js';

export class CrystalSource implements RowSource {
  constructor(private readonly tables: ProjectionTables) {}

  crystalOf(row: number): number {
    return row;
  }

  numbers(field: string): RowNumbers {
    return numbersOf(this.tables.crystals, field);
  }

  key(name: string): GroupKey {
    return keyOf(this.tables.crystals, name);
  }
}

export class SiteSource implements RowSource {
  private readonly crystals: ArrayLike<number>;

  constructor(private readonly tables: ProjectionTables) {
    this.crystals = tables.crystalOfSite.values;
  }

  crystalOf(row: number): number {
    return this.crystals[row]!;
  }

  numbers(field: string): RowNumbers {
    return numbersOf(this.tables.sites, field);
  }

  /** Those of the site, and behind `crystal.` those of its crystal. */
  key(name: string): GroupKey {
    const { tables } = this;
    if (!name.startsWith(OF_CRYSTAL)) return keyOf(tables.sites, name);
    return through(keyOf(tables.crystals, name.slice(OF_CRYSTAL.length)), tables.crystalOfSite.values);
  }
}

const OF_CRYSTAL = 'crystal.';

/** Of connections: rows of their sites, and what they share. */
export type ConnectionColumns = Pick<ProjectionTables, 'from' | 'to' | 'sharings'>;

export class ConnectionSource implements RowSource {
  private readonly sites: SiteSource;

  /** @param connections those that sites see by default */
  constructor(
    private readonly tables: ProjectionTables,
    private readonly connections: ConnectionColumns = tables,
  ) {
    this.sites = new SiteSource(tables);
  }

  crystalOf(row: number): number {
    return this.sites.crystalOf(this.connections.from.at(row));
  }

  numbers(field: string): RowNumbers {
    const { graphs } = this.tables;
    const { sharings } = this.connections;
    const [firstAngles, angles] = [graphs.firstAngles.data, graphs.angles.data];
    switch (field) {
      case 'distance':
        return (row, emit) => emit(graphs.distances.data[sharings.at(row)]!);
      case 'sharedLigands':
        return (row, emit) => emit(graphs.sharedLigandsOf(sharings.at(row)));
      case 'angle':
        return (row, emit) => {
          const sharing = sharings.at(row);
          for (let i = firstAngles[sharing]!; i < firstAngles[sharing + 1]!; i++) emit(angles[i]!);
        };
      default:
        throw new Error(`connections have no number named ${field}`);
    }
  }

  /** Its kind, and behind `from.` and `to.` the keys of its sites. */
  key(name: string): GroupKey {
    const { tables, connections } = this;
    if (name === 'kind') {
      const sharings = connections.sharings.values;
      return {
        size: CONNECTION_KINDS.length,
        textOf: (code) => CONNECTION_KINDS[code]!,
        codesOf: (row, emit) => emit(CONNECTION_KINDS.indexOf(kindOf(tables.graphs.sharedLigandsOf(sharings[row]!)))),
      };
    }
    const [end, ...rest] = name.split('.');
    return through(this.sites.key(rest.join('.')), (end === 'from' ? connections.from : connections.to).values);
  }
}

export class NetSource implements RowSource {
  constructor(private readonly tables: ProjectionTables) {}

  crystalOf(row: number): number {
    return this.tables.nets.crystals.at(row);
  }

  numbers(field: string): RowNumbers {
    return numbersOf(this.tables.nets.table, field);
  }

  /** Those of the net, and behind `crystal.` those of its crystal. */
  key(name: string): GroupKey {
    const { crystals, nets } = this.tables;
    if (name.startsWith(OF_CRYSTAL))
      return through(keyOf(crystals, name.slice(OF_CRYSTAL.length)), nets.crystals.values);
    return columnKey(nets.column(name), name);
  }
}

/** Plain rows, which no crystal owns. */
export class TableSource implements RowSource {
  constructor(private readonly table: Table) {}

  crystalOf(row: number): number {
    return row;
  }

  numbers(field: string): RowNumbers {
    return numbersOf(this.table, field);
  }

  key(name: string): GroupKey {
    return keyOf(this.table, name);
  }
}

function numbersOf(table: Table, field: string): RowNumbers {
  const { values } = table.numbers(field);
  return (row, emit) => emit(values[row]!);
}

function keyOf(table: Table, name: string): GroupKey {
  return columnKey(table.column(name), name);
}

function columnKey(column: Column | undefined, name: string): GroupKey {
  if (column instanceof NumberColumn) return numberKey(column.values);
  if (column instanceof TextColumn) {
    const { codes, others, dictionary } = column;
    const codesOf: GroupKey['codesOf'] = (row, emit) => {
      if (codes[row] !== 0) emit(codes[row]!);
      for (const code of others.get(row) ?? []) emit(code);
    };
    return {
      ...textsOf(dictionary),
      codesOf,
      ...(others.size === 0 && { single: { codes, owners: null, none: 0 } }),
    };
  }
  if (column instanceof TextsColumn) {
    const { codes, starts, dictionary } = column;
    const codesOf: GroupKey['codesOf'] = (row, emit) => {
      for (let i = starts[row]!; i < starts[row + 1]!; i++) emit(codes[i]!);
    };
    return { ...textsOf(dictionary), codesOf };
  }
  throw new Error(`rows are not grouped by ${name}`);
}

function textsOf(dictionary: Dictionary): Pick<GroupKey, 'size' | 'textOf'> {
  return { size: dictionary.size, textOf: (code) => dictionary.textOf(code) };
}

/** Whole numbers, and others as they are. */
function numberKey(values: Float64Array): GroupKey {
  const distinct = [...new Set(values)].filter((value) => !Number.isNaN(value));
  const codes = new Map(distinct.map((value, code) => [value, code]));
  return {
    size: distinct.length,
    textOf: (code) => String(distinct[code]),
    codesOf: (row, emit) => {
      const code = codes.get(values[row]!);
      if (code !== undefined) emit(code);
    },
  };
}

function through({ size, textOf, codesOf, single }: GroupKey, rowOf: ArrayLike<number>): GroupKey {
  return {
    size,
    textOf,
    codesOf: (row, emit) => codesOf(rowOf[row]!, emit),
    ...(single?.owners === null && { single: { ...single, owners: rowOf } }),
  };
}
