/** How often each value occurs in each crystal, made once for a version of the graph, and summed up for the crystals that are chosen. */
import type { Steps } from '../turns.js';
import type { Mask } from './mask.js';
import type { GroupKey, RowSet, ValueCount } from './row-set.js';

/** Some tenths of a millisecond. */
const CRYSTALS_IN_STEP = 20_000;

export class CrystalTally {
  /**
   * @param starts for each crystal where its values begin, and behind the last one where they end
   * @param weights of the values, summed over the rows of the crystal that have them: some twenty bytes a value in all
   */
  private constructor(
    private readonly key: GroupKey,
    private readonly starts: Uint32Array,
    private readonly codes: Uint32Array,
    private readonly weights: Float64Array,
  ) {}

  /** @param rows in the order of their crystals. @param crystals rows of the table of crystals */
  static *of(rows: RowSet, name: string, crystals: number): Steps<CrystalTally> {
    const key = rows.key(name);
    const starts = new Uint32Array(crystals + 1);
    const codes: number[] = [];
    const weights: number[] = [];
    const ofCrystal = new Map<number, number>();
    let index = 0;
    for (let crystal = 0; crystal < crystals; crystal++) {
      starts[crystal] = codes.length;
      for (; index < rows.rows.length && rows.crystalAt(index) === crystal; index++) {
        const weight = rows.weightOf(index);
        key.codesOf(rows.rows[index]!, (code) => ofCrystal.set(code, (ofCrystal.get(code) ?? 0) + weight));
      }
      for (const [code, weight] of ofCrystal) {
        codes.push(code);
        weights.push(weight);
      }
      ofCrystal.clear();
      if (crystal % 1000 === 0) yield;
    }
    starts[crystals] = codes.length;
    return new CrystalTally(key, starts, Uint32Array.from(codes), Float64Array.from(weights));
  }

  /** In no order. */
  *ofChosen(chosen: Mask): Steps<ValueCount[]> {
    const { key } = this;
    const sums = { counts: new Float64Array(key.size), crystals: new Uint32Array(key.size) };
    for (let begin = 0; begin < chosen.length; begin += CRYSTALS_IN_STEP) {
      this.sum(chosen, begin, Math.min(chosen.length, begin + CRYSTALS_IN_STEP), sums);
      yield;
    }
    const found: ValueCount[] = [];
    for (const [code, crystals] of sums.crystals.entries()) {
      if (crystals > 0) found.push({ key: key.textOf(code), count: sums.counts[code]!, crystals });
    }
    return found;
  }

  /** Apart from the steps: V8 runs loops of generators slowly. */
  private sum(
    chosen: Mask,
    begin: number,
    end: number,
    { counts, crystals }: { readonly counts: Float64Array; readonly crystals: Uint32Array },
  ): void {
    const { starts, codes, weights } = this;
    for (let crystal = begin; crystal < end; crystal++) {
      if (!chosen[crystal]) continue;
      for (let i = starts[crystal]!; i < starts[crystal + 1]!; i++) {
        counts[codes[i]!]! += weights[i]!;
        crystals[codes[i]!]!++;
      }
    }
  }
}
