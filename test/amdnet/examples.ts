/** Graphs of the sample's crystals, and labels that can be learned from them. */
import { buildGraphs } from '../../src/amdnet/build-graphs.js';
import type { DualGraph, Neighbourhood } from '../../src/amdnet/graphs.js';
import type { Example, Labels } from '../../src/amdnet/labels.js';
import type { LossWeights } from '../../src/amdnet/loss.js';
import { PROPERTIES, perNumber, properties } from '../../src/amdnet/properties.js';
import type { Orbit } from '../../src/motif/analysis.js';
import { orbitGraphOf } from '../../src/motif/orbit-graph.js';
import { type Analysed, analysedCrystals } from '../sources/analysed-sample.js';

/** Nothing else is known. */
export function labelsOf(known: Partial<Labels>): Labels {
  return { ...perNumber(() => null), ...known };
}

/** The same for each property. */
export function evenWeights(weight: number): LossWeights {
  return Object.fromEntries(PROPERTIES.map((property) => [properties[property].stem, weight])) as LossWeights;
}

/** Larger ones tell no more. */
const MOST_ATOMS = 60;

/** Those of the sample's crystals whose ids are given (all without ids), in the sample's order. */
export async function sampleCrystals(ids?: readonly string[]): Promise<Analysed[]> {
  const crystals = await analysedCrystals(ids);
  return crystals.filter(({ crystal }) => crystal.atomicNumbers.length <= MOST_ATOMS);
}

export function orbitGraph({ crystal, analysis }: Analysed, neighbourhood: Neighbourhood): DualGraph {
  return buildGraphs(crystal, analysis.orbits, orbitGraphOf(crystal.atomicNumbers, analysis), neighbourhood);
}

/** Every site is a node of its own. */
export function fullGraph({ crystal, analysis }: Analysed, neighbourhood: Neighbourhood): DualGraph {
  const sites = analysis.orbits.flatMap((orbit) =>
    orbit.sites.map((site): Orbit => ({ ...orbit, sites: [site], multiplicity: 1 })),
  );
  return buildGraphs(crystal, sites, orbitGraphOf(crystal.atomicNumbers, analysis, sites), neighbourhood);
}

/** With a gap that falls with the mean atomic number (heavy ones are metals) and an energy that falls with oxygen, by which all else rises. */
export function labelled(graph: DualGraph): Example {
  const { atomicNumbers, multiplicities } = graph.atoms;
  const mean = (of: (atomicNumber: number) => number) => {
    let sum = 0;
    let count = 0;
    atomicNumbers.forEach((atomicNumber, node) => {
      sum += multiplicities[node]! * of(atomicNumber);
      count += multiplicities[node]!;
    });
    return sum / count;
  };
  const oxygen = mean((z) => (z === 8 ? 1 : 0));
  return {
    graph,
    labels: {
      ...perNumber(() => oxygen),
      bandGap: Math.max(0, 6 - mean((z) => z) / 3),
      formationEnergyPerAtom: -4 * oxygen,
    },
  };
}
