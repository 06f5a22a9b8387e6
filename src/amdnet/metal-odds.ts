/**
 * Whether a crystal is a metal, from both answers that speak of it: the log-odds that a network gives, and its band gap.
 * Networks get surer of the former than they are right; a logistic regression on crystals that were not trained on
 * weighs the two (Platt 1999, with two inputs instead of one).
 */
import { inverse, Matrix } from 'ml-matrix';
import type { MetalOdds } from './model.js';
import { columnOf } from './properties.js';

/** What an ensemble says of one crystal, in the units of a network's output. */
export interface MetalAnswer {
  /** May be below 0. */
  readonly gap: number;
  readonly odds: number;
}

/** @param raw a row of the output */
export function metalAnswer(raw: ArrayLike<number>): MetalAnswer {
  return { gap: raw[columnOf('bandGap')]!, odds: raw[columnOf('isMetal')]! };
}

/** The network's log-odds as they are: where little is known, the fit stays near it. */
const PRIOR = [1, 0, 0];
/** As much as one crystal that is undecided. */
const PRIOR_WEIGHT = 0.25;
const MOST_STEPS = 2000;
const SMALLEST_STEP = 1e-8;

/** Log-odds of being a metal; linear, so that what nodes add to both answers adds up here, too. */
export function metalLogOdds({ odds, gap, offset }: MetalOdds, answer: MetalAnswer): number {
  return odds * answer.odds + gap * answer.gap + offset;
}

/** The probability that log-odds stand for. */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/**
 * Least cross entropy and distance from the prior, by Newton's method with an upper bound of the curvature, which never
 * goes too far (Böhning & Lindsay 1988).
 *
 * @param isMetal of each answer's crystal
 */
export function fitMetalOdds(answers: readonly MetalAnswer[], isMetal: readonly boolean[]): MetalOdds {
  const rows = answers.map(({ odds, gap }) => [odds, gap, 1]);
  const bound = Matrix.eye(3, 3, PRIOR_WEIGHT);
  if (rows.length > 0) {
    const inputs = new Matrix(rows);
    bound.add(inputs.transpose().mmul(inputs).mul(0.25));
  }
  const step = inverse(bound);
  let weights: readonly number[] = PRIOR;
  for (let k = 0; k < MOST_STEPS; k++) {
    const slope = weights.map((weight, i) => PRIOR_WEIGHT * (weight - PRIOR[i]!));
    const soFar = oddsOf(weights);
    rows.forEach((row, i) => {
      const error = probabilityOf(metalLogOdds(soFar, answers[i]!)) - (isMetal[i] ? 1 : 0);
      for (let j = 0; j < 3; j++) slope[j]! += error * row[j]!;
    });
    const change = step.mmul(Matrix.columnVector(slope)).to1DArray();
    weights = weights.map((weight, i) => weight - change[i]!);
    if (Math.hypot(...change) < SMALLEST_STEP) break;
  }
  return oddsOf(weights);
}

/** Weights in the order of a row: log-odds, gap, 1. */
function oddsOf([odds, gap, offset]: readonly number[]): MetalOdds {
  return { odds: odds!, gap: gap!, offset: offset! };
}
