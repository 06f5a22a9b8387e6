/** Analyses as lines of JSON, as the oracle of patterns reads them, and the connectivity that ours searches. */
import { symbolOf } from '../../../src/crystal/elements.js';
import type { Crystal } from '../../../src/crystal/crystal.js';
import type { MotifAnalysis } from '../../../src/motif/analysis.js';

export function oracleLine(crystal: Crystal, { sites, connections }: MotifAnalysis): string {
  return JSON.stringify({
    id: crystal.id,
    elements: Array.from(crystal.atomicNumbers, symbolOf),
    sites,
    connections: connections.map(({ anglesInDegrees, ...connection }) => ({ ...connection, angles: anglesInDegrees })),
  });
}
