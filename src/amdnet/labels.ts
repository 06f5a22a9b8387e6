import type { DualGraph } from './graphs.js';

/** What is known of a crystal's properties; null where it is not. */
export interface Labels {
  /** eV; 0 = metal. */
  readonly bandGap: number | null;
  /** eV/atom. */
  readonly formationEnergyPerAtom: number | null;
}

export interface Example {
  readonly graph: DualGraph;
  readonly labels: Labels;
}
