/**
 * The properties of the graph's nodes and relationships. From a line here follow the tables and indexes of both engines,
 * what is written and read, conditions and orders of lists, and fields, rows and filters of the GraphQL schema;
 * docs/extending.md adds one. A change of names or columns raises `SCHEMA_VERSION`.
 *
 * `fields` are what is stored of a record, `derived` follows from the whole record: filters and statistics look into it.
 */
import { PROPERTIES, type Property, perProperty, properties, shownAs } from '../amdnet/properties.js';
import { numberWord } from '../motif/description/words.js';
import { equal, type Field, type Fields, oneOf, range } from './field.js';
import { MEASURES } from './measure-fields.js';

/** Raised when nodes, relationships, their properties or indexes change. */
export const SCHEMA_VERSION = 15;

interface NodeTable {
  readonly fields: Fields;
  readonly derived: Fields;
}

const CHECKSUM = {
  column: 'text',
  description: 'SHA-256 of the record as it was written, which `motifgraph verify` checks.',
} as const satisfies Field;

/** What AMDNet predicts, null where nothing was predicted; `PREDICTION` tells more. */
const PREDICTED = perProperty((property) => predictedField(property));

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
      filter: range('density', 'Density, g/cm³.'),
      sort: 'Density, g/cm³.',
    },
    volumePerAtom: {
      column: 'real',
      description: 'Volume per atom, Å³.',
      filter: range('volumePerAtom', 'Volume per atom, Å³.'),
      sort: 'Volume per atom, Å³.',
    },
    ...PREDICTED,
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
      description: 'How sure guessed oxidation states are; null where the file gives them.',
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
      description: 'Method of the analysis and its settings, such as `chemenv simplest 1.4 0.3`.',
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

/** LadybugDB reads columns one by one, and this one in place of 35: the fields but the structure, as JSON. */
export const PROPERTIES_CACHE = {
  propertiesCache: { column: 'text', description: "The crystal's properties as JSON." },
} as const satisfies Fields;

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

export const PREDICTION = {
  fields: {
    crystalId: { column: 'text', vocabulary: 'id', description: 'Id of the crystal.' },
    property: { column: 'text', vocabulary: 'predicted property', description: 'The predicted property.' },
    value: { column: 'real', description: 'The value, in the unit of the property.' },
    low: {
      column: 'real',
      nullable: true,
      description: 'Lower end of the 90 % prediction interval; null for probabilities.',
    },
    high: {
      column: 'real',
      nullable: true,
      description: 'Upper end of the 90 % prediction interval; null for probabilities.',
    },
    model: { column: 'text', description: 'Name of the model.' },
    version: { column: 'text', description: 'Version of the model.' },
    cautions: {
      column: 'texts',
      description: 'Reasons to treat the value with caution; empty if there are none.',
    },
  },
  derived: { id: { column: 'text', description: '`CRYSTAL/PROPERTY`.' } },
} as const satisfies NodeTable;

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

/** `Predicted band gap, eV`. */
function predicted(property: Property): string {
  const { kind, name, unit } = properties[property];
  return kind === 'number' ? `Predicted ${name}, ${unit}` : `Predicted probability of being a ${name}`;
}

/** What is to be known of all of them is said of the first. */
function predictedField(property: Property) {
  const ofFirst = (text: string) => (property === PROPERTIES[0] ? text : '');
  const { filterExample, kind } = properties[property];
  const inRange = kind === 'number' ? predicted(property) : `${predicted(property)}, 0–1`;
  const example = filterExample === undefined ? '' : `: ${filterExample}`;
  const without = `Crystals without predictions pass none of these ${numberWord(PROPERTIES.length)} filters.`;
  return {
    column: 'real',
    nullable: true,
    shownAs: shownAs(property),
    description: `${inRange}${ofFirst('; null without a prediction')}.`,
    part: null,
    filter: range(shownAs(property), `${inRange}${example}.${ofFirst(` ${without}`)}`),
    sort: `${predicted(property)}${ofFirst('; crystals without predictions come last, here and below')}.`,
    indexed: true,
  } as const satisfies Field;
}
