/** All polyhedra of a crystal, what they share and the nets that they form, as the graph keeps them in one text. */
import type { PolyhedronNet } from '../motif/analysis.js';
import type { CrystalConnectivity } from '../motif/pattern/connectivity-of.js';
import { unpacked } from './packed.js';

export interface Polyhedra extends CrystalConnectivity {
  readonly nets: readonly PolyhedronNet[];
}

/** @param connectivity of the crystal's node */
export function polyhedraOf({ connectivity }: { readonly connectivity: string }): Polyhedra {
  return unpacked(connectivity) as Polyhedra;
}

/** A net, and its number among all nets of the crystal. */
export interface NumberedNet {
  readonly number: number;
  readonly net: PolyhedronNet;
}

/**
 * What the graph and the service call nets: those that join at least two polyhedra. With clusters of one, crystals with nets
 * of TiO₆ octahedra that share edges would be all that have TiO₆ octahedra, and the graph a tenth larger.
 */
export function netsThatJoin({ nets }: Pick<Polyhedra, 'nets'>): NumberedNet[] {
  return nets.flatMap((net, number) => (joinsPolyhedra(net) ? [{ number, net }] : []));
}

const ATOMS = /([A-Z][a-z]?)([\d.]*)/g;
/** Centres of several elements are one by the sum of their fractions, which are rounded. */
const ROUNDING = 0.01;

/** The formula of a cluster counts all of its centres. */
function joinsPolyhedra({ dimensionality, formula, centres }: PolyhedronNet): boolean {
  if (dimensionality > 0) return true;
  let count = 0;
  for (const [, symbol, times] of formula.matchAll(ATOMS)) {
    if (centres.includes(symbol!)) count += Number(times || 1);
  }
  return count > 1 + ROUNDING;
}
