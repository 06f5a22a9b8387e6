/** Crystals in which polyhedra of two motifs meet. */
import type { CrystalFilter } from '../graphql/generated/operations.js';
import type { ConnectionKind } from '../parts/glyphs.js';

/** @param kind any kind, if it is missing */
export function meetingOf(motif: string, other: string, kind?: ConnectionKind): CrystalFilter {
  const ends = { from: { motifs: [motif] }, to: { motifs: [other] } };
  return { connections: { some: kind === undefined ? ends : { ...ends, kind: [kind] } } };
}
