/**
 * What a motif is connected with, over all compounds: its partners, and those behind them. These rows are counted from the
 * connections of the graph; what lists of them can be narrowed down and sorted by follows from the declarations.
 */
import type { MotifId } from '../motif/motif-type.js';
import type { Fields, FilterOf, PropertiesOf, SortKeyOf } from './field.js';
import type { Combined } from './store.js';

/** The motif at the end, which lists are narrowed down by. */
const END = {
  motifId: {
    column: 'text',
    vocabulary: 'motif',
    description: 'Id of the motif.',
    filter: { by: 'one of', name: 'motifs', description: 'One of these motifs.' },
  },
  element: {
    column: 'text',
    vocabulary: 'element',
    description: 'Element at the centre of the motif.',
    part: null,
    filter: { by: 'one of', name: 'elements', description: 'One of these elements at the centre of the motif.' },
  },
  geometry: {
    column: 'text',
    vocabulary: 'geometry',
    description: 'Symbol of the geometry of the motif.',
    part: null,
    filter: {
      by: 'one of',
      name: 'geometries',
      description: 'One of these coordination geometries of the motif, by symbol.',
    },
  },
} as const satisfies Fields;

/** A motif and a kind of connection: there is one row for each kind. */
export const CONNECTED_MOTIF = {
  id: {
    column: 'text',
    vocabulary: 'id',
    description: 'Id: both motifs, and the kind of connection between them, `Ti-O:6 edge Si-T:4`.',
  },
  ...END,
  kind: {
    column: 'text',
    vocabulary: 'connection kind',
    description: 'Kind of connection.',
    filter: { by: 'one of', name: 'kind', description: 'Connected in one of these ways.' },
  },
  occurrences: {
    column: 'integer',
    description:
      'Connections between sites of the two motifs in primitive cells, each counted once, over all crystals.',
    filter: { by: 'range', name: 'occurrences', description: 'Number of connections, over all crystals.' },
    sort: 'Number of connections, over all crystals.',
  },
  crystalCount: {
    column: 'integer',
    description: 'Crystals in which sites of the two motifs are connected in this way.',
    filter: { by: 'range', name: 'crystalCount', description: 'Number of crystals that have such a connection.' },
    sort: 'Number of crystals that have such a connection.',
  },
} as const satisfies Fields;

/** A motif behind a connected one: one row for each motif between and each pair of kinds. */
export const SECOND_NEIGHBOUR = {
  id: {
    column: 'text',
    vocabulary: 'id',
    description: 'Id: the three motifs, and the kinds of connection between them, `Ti-O:6 edge Ti-O:6 corner P-T:4`.',
  },
  ...END,
  viaId: {
    column: 'text',
    vocabulary: 'motif',
    description: 'Id of the motif between.',
    filter: { by: 'one of', name: 'via', description: 'One of these motifs between.' },
  },
  firstKind: {
    column: 'text',
    vocabulary: 'connection kind',
    description: 'Kind of the connection with the motif between.',
    filter: {
      by: 'one of',
      name: 'firstKind',
      description: 'Connected with the motif between in one of these ways.',
    },
  },
  secondKind: {
    column: 'text',
    vocabulary: 'connection kind',
    description: 'Kind of the connection from the motif between.',
    filter: {
      by: 'one of',
      name: 'secondKind',
      description: 'Connected from the motif between in one of these ways.',
    },
  },
  occurrences: {
    column: 'integer',
    description:
      'Ways of two such connections that start at the sites of the first motif in primitive cells and end at another polyhedron, over all crystals.',
    filter: { by: 'range', name: 'occurrences', description: 'Number of such ways, over all crystals.' },
    sort: 'Number of such ways, over all crystals.',
  },
  crystalCount: {
    column: 'integer',
    description: 'Crystals that have three different polyhedra so connected.',
    filter: { by: 'range', name: 'crystalCount', description: 'Number of crystals that have such polyhedra.' },
    sort: 'Number of crystals that have such polyhedra.',
  },
} as const satisfies Fields;

export interface ConnectedMotifRow extends PropertiesOf<typeof CONNECTED_MOTIF> {
  /** The motif that looks. */
  readonly fromMotif: MotifId;
}

export interface SecondNeighbourRow extends PropertiesOf<typeof SECOND_NEIGHBOUR> {
  /** The motif that looks. */
  readonly fromMotif: MotifId;
}

export interface ConnectedMotifFilter extends FilterOf<typeof CONNECTED_MOTIF>, Combined<ConnectedMotifFilter> {}
export interface SecondNeighbourFilter extends FilterOf<typeof SECOND_NEIGHBOUR>, Combined<SecondNeighbourFilter> {}

export type ConnectedMotifSortKey = SortKeyOf<typeof CONNECTED_MOTIF>;
export type SecondNeighbourSortKey = SortKeyOf<typeof SECOND_NEIGHBOUR>;
