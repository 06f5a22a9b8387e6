/** Properties of the motif sites of a crystal, of the connections between them, and of the nets that these form. */
import { type NodeTable, oneOf, range } from './field.js';
import { MEASURES } from './measure-fields.js';

export const MOTIF_SITE = {
  fields: {
    id: {
      column: 'text',
      vocabulary: 'id',
      description: 'Id, `CRYSTAL/ORBIT`; stable as long as the crystal does not change.',
    },
    crystalId: { column: 'text', vocabulary: 'id', description: 'Id of the crystal.', indexed: true },
    orbit: {
      column: 'integer',
      description: "Index of the symmetry orbit among the crystal's orbits, counted from 0.",
    },
    element: {
      column: 'text',
      vocabulary: 'element',
      description: 'Symbol of the element at the centre; of several the most frequent.',
      filter: oneOf('elements', 'One of these elements at the centre, possibly among others that share it.'),
    },
    occupantElements: {
      column: 'texts',
      vocabulary: 'element',
      description:
        'Elements that share the site, the most frequent first; of a partly occupied site its element; empty for one whole atom.',
      part: null,
    },
    occupantFractions: {
      column: 'reals',
      description: 'Shares of the site that these elements occupy, 0–1; what they lack of 1 is empty.',
      part: null,
    },
    wyckoff: {
      column: 'text',
      description: 'Wyckoff letter in the standard setting.',
      filter: oneOf('wyckoff', 'One of these Wyckoff letters.'),
    },
    siteSymmetry: {
      column: 'text',
      description: 'Site symmetry, oriented along the axes of the conventional cell: `m.mm`.',
    },
    multiplicity: {
      column: 'integer',
      description: 'Sites of the orbit in the primitive cell.',
      filter: range('multiplicity', 'Sites of the orbit in the primitive cell.'),
    },
    oxidationState: {
      column: 'real',
      nullable: true,
      description:
        'Oxidation state, given or guessed from bonds, bond lengths and neutrality (a mean where equal sites can’t be told apart); null if unknown: see `ionAssignment` and `ionConfidence` of the crystal.',
      filter: range('oxidationState', 'Oxidation state, given or guessed.'),
    },
    coordinationNumber: {
      column: 'integer',
      description: 'Number of ligands.',
      filter: range('coordinationNumber', 'Number of ligands.'),
    },
    averageCoordinationNumber: {
      column: 'real',
      nullable: true,
      description: 'Sum of the occupancies of the ligands; null where all of them are 1.',
    },
    motifId: {
      column: 'text',
      vocabulary: 'motif',
      nullable: true,
      description: 'Id of the motif; null if there is none (`noMotif` says why).',
      filter: oneOf('motifs', 'One of these motifs.'),
      indexed: true,
    },
    geometry: {
      column: 'text',
      vocabulary: 'geometry',
      nullable: true,
      description: 'Symbol of the coordination geometry; null without a motif.',
      part: null,
      filter: oneOf('geometries', 'One of these coordination geometries, by symbol.'),
    },
    noMotif: {
      column: 'text',
      vocabulary: 'no motif',
      nullable: true,
      description: 'Why there is no motif; null if there is one.',
      part: null,
    },
    csm: {
      column: 'real',
      nullable: true,
      description:
        'Continuous symmetry measure with respect to the ideal geometry, 0 (ideal) to 100 (Pinsky & Avnir 1998); above about 15 the polyhedron no longer has this shape. Null without a motif.',
      part: 'Distortion',
      filter: range('csm', 'Continuous symmetry measure, 0 (ideal) to 100: `{ max: 1 }` finds regular polyhedra.'),
    },
    ligandElements: {
      column: 'texts',
      vocabulary: 'element',
      description: "Elements of the ligands of the orbit's first site, nearest first.",
      part: null,
    },
    ligandSites: { column: 'integers', description: 'Indices of these ligands in the cell.', part: null },
    ligandImages: {
      column: 'integers',
      description: 'Lattice translations of these ligands, three numbers each.',
      part: null,
    },
    ligandDistances: { column: 'reals', description: 'Bond lengths to these ligands, Å.', part: null },
    bondLengthMean: {
      column: 'real',
      nullable: true,
      description: 'Mean bond length, Å; null without ligands.',
      part: 'Distortion',
      filter: range('bondLengthMean', 'Mean bond length, Å.'),
    },
    bondLengthSpread: {
      column: 'real',
      nullable: true,
      description: 'Range of the bond lengths (longest minus shortest), Å; null without ligands.',
      part: 'Distortion',
      filter: range('bondLengthSpread', 'Range of the bond lengths (longest minus shortest), Å.'),
    },
    polyhedronVolume: {
      column: 'real',
      nullable: true,
      description: "Volume of the ligands' convex hull, Å³; null for fewer than four ligands and for flat polyhedra.",
      part: 'Distortion',
      filter: range('polyhedronVolume', "Volume of the ligands' convex hull, Å³."),
    },
    ...MEASURES,
    fingerprint: {
      column: 'reals',
      description:
        'CrystalNN fingerprint of the site (Zimmermann & Jain 2020), values 0–1: the weight of each coordination number and, for each of its shapes, the weight times the order parameter. `service { fingerprintLabels }` names the values in order.',
    },
  },
  derived: {
    bondLengthMin: { column: 'real', nullable: true, description: 'Shortest bond length, Å.' },
    bondLengthMax: { column: 'real', nullable: true, description: 'Longest bond length, Å.' },
    bondLengthVariance: { column: 'real', nullable: true, description: 'Variance of the bond lengths, Å².' },
  },
} as const satisfies NodeTable;

/** SHARES: one class of symmetry-equivalent connections around a site, seen from that site. */
export const SHARES = {
  fields: {
    kind: { column: 'text', vocabulary: 'connection kind', description: 'Corner, edge or face.' },
    sharedLigands: { column: 'integer', description: 'Number of ligands shared with one partner.' },
    count: { column: 'integer', description: 'Number of equivalent partners around one site.' },
    distance: { column: 'real', description: 'Distance between the centres, Å.' },
    anglesInDegrees: {
      column: 'reals',
      description: 'Angle centre–ligand–centre at each shared ligand, degrees.',
    },
    bondLengths: {
      column: 'reals',
      description: 'Bond lengths of each shared ligand, two numbers each (to this site, to the partner), Å.',
      part: null,
    },
    tilt: {
      column: 'real',
      nullable: true,
      description:
        'Tilt of two octahedra that share a corner, (180° − angle)/2, degrees (`octahedralTilt` of sites); null for other connections.',
    },
    image: {
      column: 'integers',
      description: "Lattice translation of one of these partners, in basis vectors of the crystal's cell.",
    },
  },
  derived: {
    angleMean: { column: 'real', description: 'Mean of the angles, degrees.' },
    angleSpread: { column: 'real', description: 'Standard deviation of the angles, degrees.' },
    angleMin: { column: 'real', description: 'Smallest angle, degrees.' },
    angleMax: { column: 'real', description: 'Largest angle, degrees.' },
  },
} as const satisfies NodeTable;

/** What polyhedra of one element, one motif or all strongly bound cations form by connections of one kind, where two have one. */
export const NET = {
  fields: {
    centres: {
      column: 'texts',
      vocabulary: 'element',
      description: 'Elements at the centres of the polyhedra that count, alphabetical.',
    },
    motif: {
      column: 'text',
      vocabulary: 'motif',
      nullable: true,
      shownAs: 'motifId',
      description: 'Id of their motif, if all of them have the same one.',
      filter: oneOf('motifs', 'One of these motifs.'),
    },
    isStrong: {
      column: 'boolean',
      description:
        'Whether these are the polyhedra of all strongly bound cations: those whose bond strength (charge over coordination number, Pauling) is at least 1/3; all, if none is.',
    },
    kind: {
      column: 'text',
      vocabulary: 'net kind',
      description: 'The connections that count: corner, edge, face, or any.',
      filter: oneOf('kind', 'By connections of this kind; `ANY` stands for all of them together.'),
    },
    dimensionality: {
      column: 'integer',
      vocabulary: 'dimensionality',
      description: 'Dimensionality: 0 clusters of at least two polyhedra, 1 chains, 2 sheets, 3 a framework.',
      filter: oneOf(
        'dimensionality',
        'One of these dimensionalities: 0 clusters of at least two polyhedra, 1 chains, 2 sheets, 3 frameworks.',
      ),
    },
    components: {
      column: 'integer',
      description:
        'Number of such clusters, chains, sheets or frameworks in the primitive cell; those that are copies by lattice translations count once.',
      filter: range('components', 'Number of such clusters, chains, sheets or frameworks in the primitive cell.'),
    },
    along: {
      column: 'integers',
      nullable: true,
      description:
        'Direction [u v w] of chains, Miller indices (h k l) of sheets, in the conventional cell of the space group (orthorhombic axes that its symbol leaves free are those of the file): of equivalent ones that with the fewest negative indices, then the largest h, k, l, such as [1 0 0] for ⟨100⟩; null for clusters and frameworks.',
    },
    formula: {
      column: 'text',
      vocabulary: 'net formula',
      description:
        'Formula of the polyhedra of the largest one, shared ligands counted once: `CoO2`; of clusters all of their atoms, `Si6O18`.',
      filter: oneOf(
        'formulas',
        'One of these formulas of the net, in any order of elements: `CoO2`; of clusters all of their atoms, `Si6O18`.',
      ),
    },
  },
  derived: {
    id: {
      column: 'text',
      vocabulary: 'id',
      description: '`CRYSTAL/NUMBER`, counted from 0 among all nets of the analysis.',
    },
  },
} as const satisfies NodeTable;
