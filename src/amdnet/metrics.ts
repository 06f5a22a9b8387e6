/** How good predictions are. */
import { mean } from './statistics.js';

export interface RegressionFigures {
  readonly count: number;
  /** Mean absolute error, in the unit of the values. */
  readonly mae: number;
  /** Root of the mean square error. */
  readonly rmse: number;
  /** 1 − (square error) / (variance); NaN where all true values are equal. */
  readonly r2: number;
}

export interface ClassFigures {
  readonly count: number;
  /** Part of right answers, with probabilities of over one half as a yes. */
  readonly accuracy: number;
  /** Chance that a metal gets a higher probability than a non-metal; NaN where one of both kinds is missing. */
  readonly rocAuc: number;
  /** Mean difference between stated probability and frequency, over tenths of the probability (Naeini 2015). */
  readonly calibrationError: number;
  /** Rows: true non-metals, metals; columns: predicted as such. */
  readonly confusion: readonly [readonly [number, number], readonly [number, number]];
}

const BINS = 10;

export function regressionFigures(truth: readonly number[], predicted: readonly number[]): RegressionFigures {
  const errors = truth.map((value, i) => predicted[i]! - value);
  const middle = mean(truth);
  const square = mean(errors.map((error) => error ** 2));
  return {
    count: truth.length,
    mae: mean(errors.map(Math.abs)),
    rmse: Math.sqrt(square),
    r2: 1 - square / mean(truth.map((value) => (value - middle) ** 2)),
  };
}

/** @param probabilities of `truth` being true */
export function classFigures(truth: readonly boolean[], probabilities: readonly number[]): ClassFigures {
  const confusion: [[number, number], [number, number]] = [
    [0, 0],
    [0, 0],
  ];
  truth.forEach((isMetal, i) => {
    confusion[isMetal ? 1 : 0][probabilities[i]! > 0.5 ? 1 : 0]++;
  });
  return {
    count: truth.length,
    accuracy: (confusion[0][0] + confusion[1][1]) / truth.length,
    rocAuc: rocAuc(truth, probabilities),
    calibrationError: calibrationError(truth, probabilities),
    confusion,
  };
}

/** By ranks, ties counted half (Mann & Whitney 1947). */
function rocAuc(truth: readonly boolean[], probabilities: readonly number[]): number {
  const order = probabilities.map((_, i) => i).sort((a, b) => probabilities[a]! - probabilities[b]!);
  let ranks = 0;
  for (let begin = 0; begin < order.length; ) {
    let end = begin;
    while (end < order.length && probabilities[order[end]!] === probabilities[order[begin]!]) end++;
    const rank = (begin + 1 + end) / 2;
    for (let i = begin; i < end; i++) if (truth[order[i]!]) ranks += rank;
    begin = end;
  }
  const yes = truth.filter(Boolean).length;
  const no = truth.length - yes;
  return (ranks - (yes * (yes + 1)) / 2) / (yes * no);
}

function calibrationError(truth: readonly boolean[], probabilities: readonly number[]): number {
  const bins = Array.from({ length: BINS }, () => ({ stated: 0, found: 0 }));
  truth.forEach((isMetal, i) => {
    const bin = bins[Math.min(BINS - 1, Math.floor(probabilities[i]! * BINS))]!;
    bin.stated += probabilities[i]!;
    bin.found += isMetal ? 1 : 0;
  });
  return bins.reduce((sum, { stated, found }) => sum + Math.abs(stated - found), 0) / truth.length;
}
