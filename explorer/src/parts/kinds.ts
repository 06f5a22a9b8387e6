import type { ConnectionKind } from './glyphs.js';

/** What two polyhedra can share, fewest ligands first. */
export const KINDS: readonly ConnectionKind[] = ['CORNER', 'EDGE', 'FACE'];
