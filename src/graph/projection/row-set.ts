/** Rows that are counted, summed and grouped: crystals, sites, or connections, each with its weight. */
import { inSteps, type Steps } from '../turns.js';
import { Sample } from './aggregates.js';
import { compareTexts } from './order.js';

/** Between two turns of others: some tenths of a millisecond. */
const ROWS_IN_STEP = 5000;
/** Of rows that have one value each, which are counted several times as fast. */
const SINGLE_ROWS_IN_STEP = 20_000;
/** Rows times the combinations of their values: a second of work, and some ten megabytes. */
const MOST_MEMBERSHIPS = 4_000_000;
/** They are sorted at once. */
const MOST_GROUPS = 100_000;

/** The message is written for who asked. */
export class TooManyGroupsError extends RangeError {
  override readonly name = 'TooManyGroupsError';

  constructor(most: number, what: string) {
    super(`There are more than ${most} ${what}. Group by fewer keys, or give a filter.`);
  }
}

/** What rows are grouped by: a row can have several values (the elements of a crystal), or none. */
export interface GroupKey {
  /** Number of codes; those of rows are smaller. */
  readonly size: number;
  textOf(code: number): string;
  codesOf(row: number, emit: (code: number) => void): void;
  /** Where rows have one value at most. */
  readonly single?: SingleCodes;
}

/** One code for each row, or for each of what `owners` has for the row. */
export interface SingleCodes {
  readonly codes: ArrayLike<number>;
  readonly owners: ArrayLike<number> | null;
  /** The code of rows without a value; null where all have one. */
  readonly none: number | null;
}

/** A number of rows; of a connection, there are as many angles as shared ligands. */
export type RowNumbers = (row: number, emit: (value: number) => void) => void;

/** One kind of rows of a projection. */
export interface RowSource {
  /** The crystal's row. */
  crystalOf(row: number): number;
  numbers(field: string): RowNumbers;
  key(name: string): GroupKey;
}

export interface Group {
  readonly keys: readonly string[];
  readonly rows: RowSet;
}

export interface ValueCount {
  readonly key: string;
  /** Sum of the weights. */
  readonly count: number;
  readonly crystals: number;
}

export class RowSet {
  /** @param weights of the rows; 1 each without them: sites of an orbit, connections of a class. */
  constructor(
    private readonly source: RowSource,
    readonly rows: Uint32Array,
    private readonly weights?: Float64Array,
  ) {}

  /** @param index position in `rows` */
  weightOf(index: number): number {
    return this.weights?.[index] ?? 1;
  }

  /** Row of the crystal. @param index position in `rows` */
  crystalAt(index: number): number {
    return this.source.crystalOf(this.rows[index]!);
  }

  key(name: string): GroupKey {
    return this.source.key(name);
  }

  /** Sum of the weights. */
  get count(): number {
    if (this.weights === undefined) return this.rows.length;
    let total = 0;
    for (let index = 0; index < this.weights.length; index++) total += this.weights[index]!;
    return wholeIfNear(total);
  }

  /** Different crystals. */
  get crystals(): number {
    let [count, last] = [0, -1];
    for (let index = 0; index < this.rows.length; index++) {
      const crystal = this.crystalAt(index);
      // Rows of one crystal stand together.
      if (crystal !== last) count++;
      last = crystal;
    }
    return count;
  }

  forEach(visit: (row: number, weight: number) => void): void {
    for (let index = 0; index < this.rows.length; index++) visit(this.rows[index]!, this.weightOf(index));
  }

  /** The values of a number, to be summed up. */
  sample(field: string): Promise<Sample> {
    return inSteps(this.sampled(field));
  }

  /**
   * Largest first, then by the keys' texts. Rows with several values of a key are in several groups.
   *
   * @throws TooManyGroupsError
   */
  groups(names: readonly string[], first = Number.POSITIVE_INFINITY): Promise<Group[]> {
    return inSteps(this.grouped(names, first));
  }

  /** Of each value of a key, how many of the rows have it, and how many crystals; in no order. */
  tally(name: string): Promise<ValueCount[]> {
    return inSteps(this.tallied(name));
  }

  /** Some thousand rows a step. */
  private *inParts(visit: (index: number, row: number) => void): Steps<void> {
    const { rows } = this;
    for (let begin = 0; begin < rows.length; begin += ROWS_IN_STEP) {
      visitPart(rows, begin, Math.min(rows.length, begin + ROWS_IN_STEP), visit);
      yield;
    }
  }

  private *tallied(name: string): Steps<ValueCount[]> {
    const key = this.source.key(name);
    const counts = new Float64Array(key.size);
    const crystals = new Uint32Array(key.size);
    const lastCrystal = new Int32Array(key.size).fill(-1);
    const tally = { counts, crystals, lastCrystal };
    if (key.single === undefined) {
      let [crystal, weight] = [0, 0];
      const count = (code: number) => {
        counts[code]! += weight;
        // Rows of one crystal stand together.
        if (lastCrystal[code] !== crystal) crystals[code]!++;
        lastCrystal[code] = crystal;
      };
      yield* this.inParts((index, row) => {
        crystal = this.source.crystalOf(row);
        weight = this.weightOf(index);
        key.codesOf(row, count);
      });
    } else {
      const { rows, source, weights } = this;
      for (let begin = 0; begin < rows.length; begin += SINGLE_ROWS_IN_STEP) {
        const end = Math.min(rows.length, begin + SINGLE_ROWS_IN_STEP);
        tallyPart({ rows, weights: weights ?? null, source, single: key.single }, tally, begin, end);
        yield;
      }
    }
    return Array.from(counts, (count, code) => ({ key: key.textOf(code), count, crystals: crystals[code]! })).filter(
      (value) => value.crystals > 0,
    );
  }

  private *sampled(field: string): Steps<Sample> {
    const numbers = this.source.numbers(field);
    const sample = new Sample();
    let weight = 0;
    const add = (value: number) => sample.add(value, weight);
    yield* this.inParts((index, row) => {
      weight = this.weightOf(index);
      numbers(row, add);
    });
    return sample;
  }

  private *grouped(names: readonly string[], first: number): Steps<Group[]> {
    const keys = names.map((name) => this.source.key(name));
    const found = new Map<number, { length: number; count: number }>();
    let memberships = 0;
    yield* this.inGroups(keys, (index, code) => {
      if (++memberships > MOST_MEMBERSHIPS) throw new TooManyGroupsError(MOST_MEMBERSHIPS, 'members of groups');
      const group = found.get(code);
      if (group === undefined) {
        if (found.size === MOST_GROUPS) throw new TooManyGroupsError(MOST_GROUPS, 'groups');
        found.set(code, { length: 1, count: this.weightOf(index) });
      } else {
        group.length++;
        group.count += this.weightOf(index);
      }
    });
    for (const group of found.values()) group.count = wholeIfNear(group.count);
    const largest = largestOf(found, first, keys);
    const members = new Map(
      largest.map(({ code, length }) => [
        code,
        { end: 0, rows: new Uint32Array(length), weights: this.weights && new Float64Array(length) },
      ]),
    );
    yield;
    yield* this.inGroups(keys, (index, code) => {
      const group = members.get(code);
      if (group === undefined) return;
      group.rows[group.end] = this.rows[index]!;
      if (group.weights !== undefined) group.weights[group.end] = this.weightOf(index);
      group.end++;
    });
    return largest.map(({ code, texts }) => {
      const { rows, weights } = members.get(code)!;
      return { keys: texts, rows: new RowSet(this.source, rows, weights) };
    });
  }

  /** Each row with each combination of its values, as one code. */
  private *inGroups(keys: readonly GroupKey[], visit: (index: number, code: number) => void): Steps<void> {
    let visited = 0;
    const visitFrom = (index: number, place: number, code: number) => {
      const key = keys[place];
      if (key !== undefined) {
        key.codesOf(this.rows[index]!, (next) => visitFrom(index, place + 1, code * key.size + next));
        return;
      }
      visited++;
      visit(index, code);
    };
    for (let index = 0; index < this.rows.length; index++) {
      visitFrom(index, 0, 0);
      if (visited < ROWS_IN_STEP && index % ROWS_IN_STEP !== 0) continue;
      visited = 0;
      yield;
    }
  }
}

/** Weights can be thirds. */
function wholeIfNear(sum: number): number {
  const whole = Math.round(sum);
  return Math.abs(sum - whole) < 1e-9 * whole ? whole : sum;
}

interface FoundGroup {
  readonly code: number;
  readonly texts: string[];
  readonly length: number;
  readonly count: number;
}

/** Largest first, then by the keys' texts. */
function largestOf(
  found: ReadonlyMap<number, { readonly length: number; readonly count: number }>,
  first: number,
  keys: readonly GroupKey[],
): FoundGroup[] {
  const counts = Float64Array.from(found.values(), ({ count }) => count).sort();
  const least = counts[Math.max(0, counts.length - first)] ?? 0;
  const groups: FoundGroup[] = [];
  // Texts are made of those alone that can be among the first.
  for (const [code, { length, count }] of found) {
    if (count >= least) groups.push({ code, texts: textsOf(code, keys), length, count });
  }
  groups.sort((a, b) => b.count - a.count || compareTexts(a.texts.join('\n'), b.texts.join('\n')));
  return groups.slice(0, first);
}

/** Apart from the steps: V8 runs loops of generators slowly. */
function visitPart(rows: Uint32Array, begin: number, end: number, visit: (index: number, row: number) => void): void {
  for (let index = begin; index < end; index++) visit(index, rows[index]!);
}

interface Tallied {
  readonly rows: Uint32Array;
  readonly weights: Float64Array | null;
  readonly source: RowSource;
  readonly single: SingleCodes;
}

/** By code. */
interface Tally {
  readonly counts: Float64Array;
  readonly crystals: Uint32Array;
  readonly lastCrystal: Int32Array;
}

/** Without a function for each row, which takes longer than the counting. */
function tallyPart(
  { rows, weights, source, single: { codes, owners, none } }: Tallied,
  { counts, crystals, lastCrystal }: Tally,
  begin: number,
  end: number,
): void {
  for (let index = begin; index < end; index++) {
    const row = rows[index]!;
    const code = codes[owners === null ? row : owners[row]!]!;
    if (code === none) continue;
    counts[code]! += weights === null ? 1 : weights[index]!;
    const crystal = source.crystalOf(row);
    // Rows of one crystal stand together.
    if (lastCrystal[code] !== crystal) crystals[code]!++;
    lastCrystal[code] = crystal;
  }
}

function textsOf(code: number, keys: readonly GroupKey[]): string[] {
  const texts: string[] = [];
  let rest = code;
  for (const key of keys.toReversed()) {
    texts.unshift(key.textOf(rest % key.size));
    rest = Math.floor(rest / key.size);
  }
  return texts;
}
