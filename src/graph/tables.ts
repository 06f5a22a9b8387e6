/**
 * The properties of the graph's nodes and relationships. From a line here follow the tables and indexes of both engines,
 * what is written and read, conditions and orders of lists, and fields, rows and filters of the GraphQL schema;
 * docs/extending.md adds one. Here are those of crystals and of the ledger; others stand beside. A change of names or columns raises `SCHEMA_VERSION`.
 */
import { CHECKSUM, equal, type Fields, type NodeTable, oneOf, range } from './field.js';
import { CONNECTED_TO, CONTAINS, ELEMENT, GEOMETRY, MOTIF } from './motif-tables.js';
import { PREDICTED, PREDICTION } from './prediction-tables.js';
import { ORIGIN, REPORTED } from './reported-fields.js';
import { MOTIF_SITE, NET, SHARES } from './site-tables.js';
import { CRYSTAL_VECTOR, MOTIF_VECTOR } from './vector-tables.js';

/** Raised when nodes, relationships, their properties or indexes change. */
export const SCHEMA_VERSION = 16;

export const CRYSTAL = {
  fields: {
    id: {
      column: 'text',
      vocabulary: 'id',
      description:
        "Stable id, safe in a URL: the name of the crystal's file without folder and extension (`NAME:BLOCK` if the file holds several structures). What follows a `~` tells it from a crystal of another data set, or marks a name that had to be changed. `analyzeStructure` gives a temporary id, which is not stored.",
      filter: oneOf('ids', 'One of these ids.'),
      sort: 'Id of the crystal.',
    },
    formula: {
      column: 'text',
      vocabulary: 'formula',
      description:
        'Reduced formula, elements in order of electronegativity: `TiO2`; of a disordered crystal with fractions, elements that share sites with the most frequent first: `LiNi0.8Mn0.1Co0.1O2`.',
      filter: oneOf(
        'formulas',
        'One of these formulas, in any notation: `TiO2`, `O2Ti`, `Ti2O4`, `TiO₂` and `Ti(O)2` mean the same.',
      ),
      sort: 'Reduced formula, alphabetically.',
      indexed: true,
    },
    chemicalFormula: {
      column: 'text',
      description:
        'Formula as chemists write it, with its molecules and ions: `CuFeS2`, `NH4Cl`, `Ca(OH)2`, `KH2PO4`, `CaSO4·2H2O`. `formula` where oxidation states are unknown or sites are shared.',
    },
    anonymousFormula: {
      column: 'text',
      vocabulary: 'anonymous formula',
      description: 'Formula with letters in place of elements, smallest counts first: `AB2`.',
      filter: oneOf('anonymousFormulas', 'One of these anonymous formulas: `AB2`, `A2B`, `ABC3`.'),
    },
    chemicalSystem: {
      column: 'text',
      vocabulary: 'chemical system',
      description: 'Symbols of the elements in alphabetical order: `O-Ti`.',
      filter: oneOf('chemicalSystems', 'Exactly the elements of one of these systems, in any order: `Ti-O`.'),
      indexed: true,
    },
    elements: {
      column: 'texts',
      vocabulary: 'element',
      description: 'Symbols of the elements in alphabetical order.',
      filter: {
        by: 'sets',
        name: 'elements',
        description: 'All of these elements, possibly among others: `["Ti", "O"]`.',
      },
    },
    elementCount: {
      column: 'integer',
      description: 'Number of different elements.',
      filter: range('elementCount', 'Number of different elements.'),
      sort: 'Number of different elements.',
    },
    atomCount: {
      column: 'integer',
      description: 'Atoms in the primitive cell; of a disordered crystal sites, occupied or not.',
      filter: range('atomCount', 'Atoms in the primitive cell.'),
      sort: 'Atoms in the primitive cell.',
    },
    spaceGroupNumber: {
      column: 'integer',
      vocabulary: 'space group',
      description: 'Number of the space group in the International Tables, 1–230.',
      part: null,
      filter: oneOf('spaceGroupNumbers', 'One of these space groups, by number (1–230).'),
      sort: 'Number of the space group.',
      indexed: true,
    },
    spaceGroupSymbol: {
      column: 'text',
      description: 'Short Hermann–Mauguin symbol of the space group, such as `P4_2/mnm`.',
      part: null,
    },
    crystalSystem: {
      column: 'text',
      vocabulary: 'crystal system',
      description: 'Crystal system.',
      part: null,
      filter: oneOf('crystalSystems', 'One of these crystal systems.'),
    },
    prototype: {
      column: 'text',
      description:
        'Label of the prototype, the same for all crystals whose atoms occupy the same positions of the same space group, whatever the elements: stoichiometry, Pearson symbol, space group, Wyckoff letters of each element, in the form of AFLOW: `AB3C_cP5_221_a_c_b`.',
      filter: oneOf('prototypes', 'One of these prototypes, by label: `AB3C_cP5_221_a_c_b`.'),
    },
    structureType: {
      column: 'text',
      nullable: true,
      description:
        'Name of the structure type, such as `perovskite (GdFeO3-type)`; null where it has no name that is known here.',
      filter: oneOf('structureTypes', 'One of these structure types: `perovskite (GdFeO3-type)`.'),
      sort: 'Name of the structure type, alphabetically.',
    },
    structureFamily: {
      column: 'text',
      nullable: true,
      description: 'Name of the structure type without what tells its variants apart: `perovskite`.',
      filter: oneOf('structureFamilies', 'One of these structure types, in any variant: `perovskite`, `spinel`.'),
    },
    mineral: {
      column: 'text',
      nullable: true,
      description:
        'Name of the mineral that has this structure type and composition, where there is one: `bridgmanite`.',
      filter: oneOf('minerals', 'One of these minerals: `rutile`.'),
      sort: 'Name of the mineral, alphabetically.',
    },
    cell: {
      column: 'reals',
      description: 'Cell as given: a, b, c in Å, alpha, beta, gamma in degrees.',
      part: null,
    },
    density: {
      column: 'real',
      description: 'Density, g/cm³.',
      unit: 'g/cm³',
      filter: range('density', 'Density, g/cm³.'),
      sort: 'Density, g/cm³.',
    },
    volumePerAtom: {
      column: 'real',
      description: 'Volume per atom, Å³.',
      unit: 'Å³',
      filter: range('volumePerAtom', 'Volume per atom, Å³.'),
      sort: 'Volume per atom, Å³.',
    },
    ...PREDICTED,
    ...REPORTED,
    structure: {
      column: 'text',
      description: 'The structure as it was read, as CIF.',
      part: null,
    },
    connectivity: {
      column: 'text',
      description:
        'Every polyhedron of the cell and every connection with its lattice translation, packed (docs/graph.md).',
      part: null,
    },
    isOrdered: {
      column: 'boolean',
      description:
        'Whether each site holds one atom of one element. Sites of other crystals are shared by several elements, or partly empty (`occupants`); nothing is predicted of them.',
      filter: equal('isOrdered', 'Whether each site holds one atom of one element.'),
    },
    ionAssignment: {
      column: 'text',
      vocabulary: 'ion assignment',
      description: 'How oxidation states, and with them cations and anions, were assigned.',
    },
    ionConfidence: {
      column: 'text',
      nullable: true,
      vocabulary: 'ion confidence',
      description: 'How sure guessed oxidation states are; null where the file gives them, and in alloys.',
    },
    units: {
      column: 'text',
      description: 'Molecules, polyatomic ions, covalent chains and layers, by kind, as JSON.',
      part: null,
    },
    unitFormulas: {
      column: 'texts',
      vocabulary: 'net formula',
      description: 'Formulas of its units, elements in order of electronegativity: `H4N`, `H2O`.',
      part: null,
      filter: {
        by: 'sets',
        name: 'units',
        description:
          'All of these molecules, polyatomic ions, covalent chains or layers, by formula in any notation, without charges: `["NH4", "H2O"]`.',
      },
    },
    description: {
      column: 'text',
      description: 'The structure in words: its polyhedra, what they share, and the nets that they form.',
    },
    dimensionality: {
      column: 'integer',
      vocabulary: 'dimensionality',
      description:
        'Dimensionality of the net that all connections form: 0 clusters, 1 chains, 2 sheets, 3 a framework. All cations count, so that weakly bound ones join the layers of LiCoO₂ into a framework.',
      filter: oneOf('dimensionality.any', 'Dimensionality of the net that all connections form, one of these: `[2]`.'),
    },
    cornerDimensionality: {
      column: 'integer',
      vocabulary: 'dimensionality',
      description:
        'Dimensionality of the net that shared corners alone form. All cations count, weakly bound ones too.',
      filter: oneOf('dimensionality.corner', 'Dimensionality of the net that shared corners alone form, one of these.'),
    },
    edgeDimensionality: {
      column: 'integer',
      vocabulary: 'dimensionality',
      description: 'Dimensionality of the net that shared edges alone form. All cations count, weakly bound ones too.',
      filter: oneOf('dimensionality.edge', 'Dimensionality of the net that shared edges alone form, one of these.'),
    },
    faceDimensionality: {
      column: 'integer',
      vocabulary: 'dimensionality',
      description: 'Dimensionality of the net that shared faces alone form. All cations count, weakly bound ones too.',
      filter: oneOf('dimensionality.face', 'Dimensionality of the net that shared faces alone form, one of these.'),
    },
    globalInstabilityIndex: {
      column: 'real',
      nullable: true,
      description:
        'Global instability index: root mean square of bond-valence sum − |oxidation state| over all ions, valence units (Salinas-Sanchez 1992). Below 0.1 in unstrained crystals, above 0.2 in strained or doubtful ones, some 0.1 more if a computed structure has bonds that are a percent or two too long; null where states or parameters are unknown.',
      unit: 'valence units',
      filter: range(
        'globalInstabilityIndex',
        'Global instability index, valence units: `{ max: 0.2 }` leaves out strained and doubtful structures.',
      ),
      sort: 'Global instability index; crystals without one come last.',
    },
    warnings: {
      column: 'texts',
      description: 'What was tolerated when the file was read, and what is doubtful in the analysis.',
    },
    file: {
      column: 'text',
      description: 'File that the structure was read from, as a path in the ingested folder or archive.',
      part: 'Provenance',
    },
    block: {
      column: 'text',
      nullable: true,
      description: 'The data block, if the file holds several structures.',
      part: 'Provenance',
    },
    format: { column: 'text', vocabulary: 'format', description: 'Format of the file.', part: 'Provenance' },
    sha256: {
      column: 'text',
      description: "SHA-256 of the structure's own text, hexadecimal.",
      part: 'Provenance',
    },
    dataset: {
      column: 'text',
      nullable: true,
      description: 'Name and version of the data set, as given when it was ingested; null if none was given.',
      part: 'Provenance',
      filter: oneOf('datasets', 'One of these data sets.'),
    },
    method: {
      column: 'text',
      description:
        'Method of the analysis and its settings, such as `chemenv simplest 1.4 0.3`; with `, symprec 0.1` where symmetry was looked for within other than 0.01 Å.',
      part: 'Provenance',
    },
    strategy: {
      column: 'text',
      vocabulary: 'strategy',
      description: 'How ligands were chosen.',
      part: 'Provenance',
      filter: oneOf('strategies', 'Ligands chosen by one of these strategies: `[MULTI_WEIGHTS]`.'),
    },
    analysisVersion: { column: 'text', description: 'Version of the analysis.', part: 'Provenance' },
    ...ORIGIN,
  },
  derived: {
    motifIds: {
      column: 'texts',
      vocabulary: 'motif',
      description: 'Motifs of the crystal.',
      filter: { by: 'sets', name: 'motifs', description: 'All of these motifs: `["Ti-O:6"]`.' },
    },
    geometries: {
      column: 'texts',
      vocabulary: 'geometry',
      description: 'Geometries of its motifs.',
      filter: {
        by: 'sets',
        name: 'geometries',
        description: 'All of these coordination geometries, by symbol: `["T:4", "O:6"]`.',
      },
    },
    centreElements: {
      column: 'texts',
      vocabulary: 'element',
      description: 'Elements at the centres of its motif sites.',
      filter: {
        by: 'any of',
        name: 'centreElements',
        description: 'At least one of these elements is the centre of a motif.',
      },
    },
    connectionKinds: {
      column: 'texts',
      vocabulary: 'connection kind',
      description: 'Kinds of connection between its motif sites.',
      filter: {
        by: 'sets',
        name: 'connectionKinds',
        description: 'All of these kinds of connection occur between its motif sites: `[EDGE]`.',
      },
    },
    cornerCount: { column: 'integer', description: 'Shared corners in the primitive cell.' },
    edgeCount: { column: 'integer', description: 'Shared edges in the primitive cell.' },
    faceCount: { column: 'integer', description: 'Shared faces in the primitive cell.' },
    checksum: CHECKSUM,
    motifsCache: {
      column: 'text',
      description: 'What a similarity search reads of the crystal and its sites, as JSON.',
    },
    projectionCache: {
      column: 'text',
      description: 'What lists and aggregates read of the crystal and its sites, as JSON.',
    },
    partsCache: {
      column: 'texts',
      description: 'Its sites, their connections and its motifs, packed (docs/graph.md); one text in pieces.',
    },
    changed: { column: 'integer', description: '`changes` of the Meta node when the crystal was written.' },
  },
} as const satisfies NodeTable;

/** LadybugDB reads columns one by one, and this one in place of 46: the fields but the structure, as JSON. */
export const PROPERTIES_CACHE = {
  propertiesCache: { column: 'text', description: "The crystal's properties as JSON." },
} as const satisfies Fields;

/** The ledger: one row for each structure that was ever read. */
export const SOURCE = {
  fields: {
    id: { column: 'text', vocabulary: 'id', description: "The crystal's id, stored or refused." },
    name: {
      column: 'text',
      description: "The file's name without folder and extension; `NAME:BLOCK` in a file of several structures.",
    },
    dataset: {
      column: 'text',
      nullable: true,
      description: 'Data set in which it has this name; null if it was ingested without one.',
    },
    file: { column: 'text', description: 'The file, as a path in the ingested folder or archive.' },
    place: {
      column: 'text',
      description: 'Absolute path of the file, with that of its archive; for other input, a name in place of a path.',
      indexed: true,
    },
    block: { column: 'text', nullable: true, description: 'The data block, if the file holds several structures.' },
    sha256: {
      column: 'text',
      nullable: true,
      description: 'SHA-256 of the text that was read, hexadecimal; null if it could not be read.',
    },
    analysisVersion: { column: 'text', description: 'Version of the analysis.' },
    method: {
      column: 'text',
      nullable: true,
      description: 'Method of the analysis and its settings; null in rows that an older version wrote.',
    },
    refusalCode: {
      column: 'text',
      vocabulary: 'refusal',
      nullable: true,
      description: 'Why it is not stored; null if it is.',
      filter: oneOf('codes', 'Refused for one of these reasons.'),
    },
    refusalMessage: { column: 'text', nullable: true, description: 'The reason in words.' },
    refusalLine: { column: 'integer', nullable: true, description: 'The line of the file, counted from 1.' },
  },
  derived: { checksum: CHECKSUM },
} as const satisfies NodeTable;

/** All, by their labels and types; vectors as one slot has them. */
export const TABLES = {
  Crystal: CRYSTAL,
  MotifSite: MOTIF_SITE,
  Net: NET,
  Motif: MOTIF,
  Geometry: GEOMETRY,
  Element: ELEMENT,
  Prediction: PREDICTION,
  Source: SOURCE,
  MotifVector: MOTIF_VECTOR,
  CrystalVector: CRYSTAL_VECTOR,
  SHARES,
  CONTAINS,
  CONNECTED_TO,
} as const satisfies Readonly<Record<string, NodeTable>>;

export type TableName = keyof typeof TABLES;
