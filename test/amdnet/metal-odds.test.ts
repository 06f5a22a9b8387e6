import { describe, expect, it } from 'vitest';
import { fitMetalOdds, metalLogOdds } from '../../src/amdnet/metal-odds.js';
import { seeded } from '../motif/random.js';

const random = seeded(5);
const answers = Array.from({ length: 4000 }, () => ({ gap: 2 * random() - 0.5, odds: 8 * random() - 4 }));
const truth = { odds: 0.3, gap: -2, offset: 0.4 };
const isMetal = answers.map((answer) => random() < 1 / (1 + Math.exp(-metalLogOdds(truth, answer))));

describe('metal or not from log-odds and gap', () => {
  it('finds the weights by which metals were drawn', () => {
    const fit = fitMetalOdds(answers, isMetal);
    expect(Math.abs(fit.odds - truth.odds)).toBeLessThan(0.06);
    expect(Math.abs(fit.gap - truth.gap)).toBeLessThan(0.2);
    expect(Math.abs(fit.offset - truth.offset)).toBeLessThan(0.15);
  });

  it('leaves the log-odds as they are where nothing is known', () => {
    expect(fitMetalOdds([], [])).toEqual({ odds: 1, gap: 0, offset: 0 });
  });

  it('stays finite where one number parts metals from the others', () => {
    const parted = answers.map(({ odds }) => odds > 0);
    expect(Object.values(fitMetalOdds(answers, parted)).every((weight) => Math.abs(weight) < 1000)).toBe(true);
  });
});
