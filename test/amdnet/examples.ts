/** Graphs of the sample's crystals, and labels that can be learned from them. */
import { buildGraphs } from '../../src/amdnet/build-graphs.js';
import type { DualGraph, Neighbourhood } from '../../src/amdnet/graphs.js';
import type { Example, Labels } from '../../src/amdnet/labels.js';
import type { LossWeights } from '../../src/amdnet/loss.js';
import { PROPERTIES, perNumber, properties } from '../../src/amdnet/properties.js';
import type { Crystal } from '../../src/crystal/crystal.js';
import { readStructures } from '../../src/crystal/read.js';
import type { MotifAnalysis, Orbit } from '../../src/motif/analysis.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { orbitGraphOf } from '../../src/motif/orbit-graph.js';
import { openSample } from '../../src/sources/sample.js';

export interface Analysed {
  readonly crystal: Crystal;
  readonly analysis: MotifAnalysis;
}

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

export async function sampleCrystals(): Promise<Analysed[]> {
  const analysed: Analysed[] = [];
  for await (const { id, file, content } of openSample()) {
    const [read] = readStructures(content, { id, file });
    if (!read?.ok) throw new Error(`${id} can't be read`);
    if (read.crystal.atomicNumbers.length > MOST_ATOMS) continue;
    const result = analyzeMotifs(read.crystal, { fingerprints: true });
    if (!result.ok) throw new Error(`${id}: ${result.refusal.message}`);
    analysed.push({ crystal: read.crystal, analysis: result.analysis });
  }
  return analysed;
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
