/** Properties of motif types, of what they have in common with crystals and one another, and of geometries and elements. */
import { type NodeTable, oneOf, range } from './field.js';

export const MOTIF = {
  fields: {
    id: {
      column: 'text',
      vocabulary: 'motif',
      description:
        'Stable id: `Ti-O:6` if all ligands are oxygen, otherwise with the ligands, `Ti-O:6[F2O4]`; `Co,Mn,Ni-O:6` if several elements share the centre.',
      filter: oneOf('ids', 'One of these ids.'),
      sort: 'Id of the motif.',
    },
    element: {
      column: 'text',
      vocabulary: 'element',
      description: 'Element at the centre; of several the first in alphabetical order.',
      part: null,
      filter: oneOf('elements', 'One of these elements at the centre.'),
      indexed: true,
    },
    geometry: {
      column: 'text',
      vocabulary: 'geometry',
      description: 'Symbol of the geometry.',
      part: null,
      filter: oneOf('geometries', 'One of these coordination geometries, by symbol.'),
      indexed: true,
    },
    coordinationNumber: {
      column: 'integer',
      description: 'Number of ligands.',
      filter: range('coordinationNumber', 'Number of ligands.'),
      sort: 'Number of ligands.',
    },
    ligandFormula: {
      column: 'text',
      description: 'Ligand elements with their counts, in alphabetical order: `F2O4`.',
    },
    ligandElements: {
      column: 'texts',
      vocabulary: 'element',
      description: 'Ligand elements, in alphabetical order.',
      filter: {
        by: 'any of',
        name: 'ligandElements',
        description: 'At least one of these elements among the ligands.',
      },
    },
  },
  derived: {
    crystalCount: {
      column: 'integer',
      description: 'Crystals that contain the motif.',
      filter: range('crystalCount', 'Number of crystals that contain it.'),
      sort: 'Number of crystals that contain it.',
    },
    siteCount: {
      column: 'integer',
      description: 'Sites with this motif in primitive cells, summed over all crystals.',
      sort: 'Number of its sites in primitive cells, summed over all crystals.',
    },
  },
} as const satisfies NodeTable;

/** CONTAINS. */
export const CONTAINS = {
  fields: {
    count: { column: 'integer', description: 'Sites with this motif in the primitive cell.' },
    fraction: { column: 'real', description: "Fraction of the crystal's cation sites, 0–1." },
  },
  derived: {},
} as const satisfies NodeTable;

/** CONNECTED_TO. */
export const CONNECTED_TO = {
  fields: {
    kind: { column: 'text', vocabulary: 'connection kind', description: 'Corner, edge or face.' },
    occurrences: {
      column: 'integer',
      description:
        'Connections between sites of the two motifs in the primitive cell, each counted once, summed over all crystals.',
    },
    crystals: {
      column: 'integer',
      description: 'Crystals in which sites of the two motifs are connected in this way.',
    },
  },
  derived: {},
} as const satisfies NodeTable;

export const GEOMETRY = {
  fields: {
    symbol: { column: 'text', vocabulary: 'geometry', description: "ChemEnv's symbol: `O:6`." },
    name: { column: 'text', description: 'Name: `Octahedron`.' },
    coordinationNumber: { column: 'integer', description: 'Number of ligands.' },
  },
  derived: {},
} as const satisfies NodeTable;

export const ELEMENT = {
  fields: {
    symbol: { column: 'text', vocabulary: 'element', description: 'Symbol.' },
    name: { column: 'text', description: 'English name.' },
    atomicNumber: { column: 'integer', description: 'Atomic number.' },
  },
  derived: {},
} as const satisfies NodeTable;
