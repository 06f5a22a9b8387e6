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
