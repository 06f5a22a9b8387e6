/** What contributions are counted from. */
import { metalAnswer, metalLogOdds } from './metal-odds.js';
import type { ModelInfo } from './model.js';
import { columnOf, type Property, perProperty } from './properties.js';
import { scaleOf } from './scales.js';

/** A model's mean answer over its training data, in the properties' units; of probabilities the log-odds. */
export function meanAnswer({ scales, means, metal }: ModelInfo): Readonly<Record<Property, number>> {
  return perProperty((property) => {
    if (property === 'isMetal') return metalLogOdds(metal, metalAnswer(means));
    const { offset, unit } = scaleOf(property, scales);
    return offset + unit * means[columnOf(property)]!;
  });
}
