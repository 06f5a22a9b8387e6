/** What contributions are counted from. */
import { metalLogOdds } from './metal-odds.js';
import type { ModelInfo } from './model.js';
import type { Property } from './networks/network.js';
import { formationEnergyOf } from './scales.js';

/** A model's mean answer over its training data: eV, eV/atom, and the log-odds of being a metal. */
export function meanAnswer({ scales, means, metal }: ModelInfo): Readonly<Record<Property, number>> {
  const [gap, energy, odds] = means;
  return {
    bandGap: scales.bandGap * gap,
    formationEnergyPerAtom: formationEnergyOf(energy, scales),
    isMetal: metalLogOdds(metal, { gap, odds }),
  };
}
