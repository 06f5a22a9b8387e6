/** Oxidation states that no atom can have. */
import { HYDROGEN, nobleGasAfter, nobleGasBefore } from '../element-groups.js';
import { elementNameOf } from '../elements.js';

/** Lanthanides and actinides give fewer than they have outside of a closed shell; no more than 8 are ever given. */
const MOST_GIVEN = 8;
/** Rounded charges of files. */
const ROUNDING = 0.01;

/**
 * The first state that takes more electrons from an atom than it has outside of its noble-gas core, or fills more than its shell,
 * in words; null without any. Ir⁹⁺ is known from a gas alone.
 */
export function impossibleState(atomicNumbers: Uint8Array, states: Float64Array): string | null {
  for (let site = 0; site < states.length; site++) {
    const z = atomicNumbers[site]!;
    const state = states[site]!;
    if (state > mostGiven(z) + ROUNDING || state < -mostTaken(z) - ROUNDING) {
      const sign = state > 0 ? '+' : '−';
      return `${elementNameOf(z)} can't be ${sign}${Number(Math.abs(state).toFixed(2))}`;
    }
  }
  return null;
}

function mostGiven(z: number): number {
  const outside = z - nobleGasBefore(z);
  const shell = nobleGasAfter(z) - nobleGasBefore(z);
  // Behind a filled d (and f) shell, its electrons stay: Ga 3, Tl 3, Br 7.
  const p = shell - 8;
  if (shell > 8 && outside > p + 2) return outside - p;
  return Math.min(MOST_GIVEN, outside);
}

function mostTaken(z: number): number {
  return z === HYDROGEN ? 1 : Math.min(5, nobleGasAfter(z) - z);
}
