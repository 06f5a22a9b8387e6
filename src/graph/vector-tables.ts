/** Properties of vectors that `motifgraph embed` has learned. */
import { CHECKSUM, type NodeTable } from './field.js';

/** In each slot (`slots.ts`). */
export const MOTIF_VECTOR = {
  fields: {
    id: { column: 'text', vocabulary: 'id', description: 'Id of the motif, which need not occur in the graph.' },
    vector: { column: 'reals', description: 'Unit vector.' },
  },
  derived: { checksum: CHECKSUM },
} as const satisfies NodeTable;

export const CRYSTAL_VECTOR = {
  fields: {
    id: { column: 'text', vocabulary: 'id', description: 'Id of the crystal.' },
    formula: { column: 'text', description: 'Reduced formula.' },
    geometry: {
      column: 'text',
      nullable: true,
      description: 'Most frequent geometry of its cation sites; null if none has a motif.',
    },
    element: { column: 'text', nullable: true, description: 'Most frequent element at the centres of those sites.' },
    x: { column: 'real', nullable: true, description: 'Coordinate on the map; null if it is not on the map.' },
    y: { column: 'real', nullable: true, description: 'Coordinate on the map; null if it is not on the map.' },
    cluster: { column: 'integer', nullable: true, description: 'Number of its cluster; null if it is in none.' },
    framework: { column: 'reals', nullable: true, description: 'Unit vector; null if it has none.' },
    chemistry: { column: 'reals', nullable: true, description: 'Unit vector; null if it has none.' },
    fingerprint: { column: 'reals', nullable: true, description: 'Unit vector; null if it has none.' },
  },
  derived: { checksum: CHECKSUM },
} as const satisfies NodeTable;
