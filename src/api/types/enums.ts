/** Enumerations of the schema; on the right their values in the graph. */
import { registerEnumType } from 'type-graphql';
import { PROPERTIES, type Property, properties, shownAs } from '../../amdnet/properties.js';
import type { RefusalCode, StructureFormat } from '../../crystal/crystal.js';
import { formatList, formats, type WrittenFormat, writtenFormats } from '../../crystal/formats/table.js';
import type { Fields } from '../../graph/field.js';
import { MOTIF } from '../../graph/motif-tables.js';
import {
  CONNECTED_MOTIF,
  type ConnectedMotifSortKey,
  SECOND_NEIGHBOUR,
  type SecondNeighbourSortKey,
} from '../../graph/neighbours.js';
import { enumName } from '../../graph/shown.js';
import { MOTIF_SITE, NET } from '../../graph/site-tables.js';
import type { CrystalSortKey, Facet, MotifSortKey } from '../../graph/store.js';
import { CRYSTAL } from '../../graph/tables.js';
import type {
  ConnectionKind,
  Connectivity,
  CrystalSystem,
  IonAssignment,
  IonConfidence,
  NoMotifReason,
  Strategy,
} from '../../motif/analysis.js';

/** Registers an enumeration from its values, each with its description. */
export function enumeration<Name extends string, Value extends string>(
  name: string,
  description: string,
  values: Record<Name, readonly [Value, string]>,
): Record<Name, Value> {
  const entries = Object.entries(values) as [Name, readonly [Value, string]][];
  const enumObject = Object.fromEntries(entries.map(([key, [value]]) => [key, value])) as Record<Name, Value>;
  registerEnumType(enumObject, {
    name,
    description,
    valuesConfig: Object.fromEntries(entries.map(([key, [, meaning]]) => [key, { description: meaning }])) as Record<
      Name,
      { description: string }
    >,
  });
  return enumObject;
}

export const ConnectionKindEnum = enumeration<Uppercase<ConnectionKind>, ConnectionKind>(
  'ConnectionKind',
  'How two coordination polyhedra are connected, by the number of ligands they share.',
  {
    CORNER: ['corner', 'One shared ligand.'],
    EDGE: ['edge', 'Two shared ligands.'],
    FACE: ['face', 'Three or more shared ligands.'],
  },
);

export const NetKindEnum = enumeration<Uppercase<Connectivity>, Connectivity>(
  'NetKind',
  'The connections that make a net.',
  {
    CORNER: ['corner', 'Shared corners alone.'],
    EDGE: ['edge', 'Shared edges alone.'],
    FACE: ['face', 'Shared faces alone.'],
    ANY: ['any', 'All connections together.'],
  },
);

export const CrystalSystemEnum = enumeration<Uppercase<CrystalSystem>, CrystalSystem>(
  'CrystalSystem',
  'The seven crystal systems, by the number of the space group.',
  {
    TRICLINIC: ['triclinic', 'Space groups 1–2.'],
    MONOCLINIC: ['monoclinic', 'Space groups 3–15.'],
    ORTHORHOMBIC: ['orthorhombic', 'Space groups 16–74.'],
    TETRAGONAL: ['tetragonal', 'Space groups 75–142.'],
    TRIGONAL: ['trigonal', 'Space groups 143–167.'],
    HEXAGONAL: ['hexagonal', 'Space groups 168–194.'],
    CUBIC: ['cubic', 'Space groups 195–230.'],
  },
);

export const IonAssignmentEnum = enumeration<Uppercase<IonAssignment>, IonAssignment>(
  'IonAssignment',
  'How the oxidation states of a crystal, and with them its cations and anions, were assigned.',
  {
    GIVEN: ['given', 'The file states the oxidation states.'],
    GUESSED: [
      'guessed',
      'The oxidation states come from bonds among anions, bond lengths, and neutrality, site by site; where these fit badly, from the composition.',
    ],
    ELECTRONEGATIVITY: [
      'electronegativity',
      'No combination of known oxidation states is neutral: the most electronegative element is taken as the anion, and oxidation states stay null.',
    ],
    NONE: [
      'none',
      'A metal, alloy or element: no atom is a cation or anion, and polyhedra are those of all neighbours.',
    ],
  },
);

export const StrategyEnum = enumeration<'SIMPLEST' | 'MULTI_WEIGHTS', Strategy>(
  'Strategy',
  'How the ligands of a cation are chosen among its Voronoi neighbours (Waroquiers 2020).',
  {
    SIMPLEST: [
      'simplest',
      'Those inside one pair of cut-offs, of distance (1.4) and of solid angle (0.3), for all sites.',
    ],
    MULTI_WEIGHTS: [
      'multi-weights',
      'Of many pairs of cut-offs those whose ligands fit a geometry best; sites have `environments` with fractions.',
    ],
  },
);

export const IonConfidenceEnum = enumeration<Uppercase<IonConfidence>, IonConfidence>(
  'IonConfidence',
  'How sure guessed oxidation states are.',
  {
    SURE: ['sure', 'Usual states that fit the bonds; no other neutral combination comes near.'],
    LIKELY: ['likely', 'Some states are unusual or fit the bonds less well, or another combination is not far.'],
    UNSURE: ['unsure', 'Others fit about as well, or the bonds fit no states.'],
  },
);

export const NoMotifReasonEnum = enumeration<NoMotifReason, NoMotifReason>(
  'NoMotifReason',
  'Why a cation has no motif.',
  {
    NO_LIGANDS: ['NO_LIGANDS', 'No anion is in its neighbour set.'],
    NO_REFERENCE_GEOMETRY: [
      'NO_REFERENCE_GEOMETRY',
      'There is no reference polyhedron for this coordination number, only for 1 to 13 and 20.',
    ],
  },
);

export const RefusalCodeEnum = enumeration<RefusalCode, RefusalCode>(
  'RefusalCode',
  'Why a structure cannot be used. Motifgraph never invents data to make it usable.',
  {
    UNREADABLE: ['UNREADABLE', 'Not a file, not text, a broken archive, or too large.'],
    UNKNOWN_FORMAT: ['UNKNOWN_FORMAT', `Neither ${formatList('nor')}.`],
    SYNTAX: ['SYNTAX', 'A syntax error in the file.'],
    NO_STRUCTURE: ['NO_STRUCTURE', 'The file holds no atoms, or no data block.'],
    NO_CELL: ['NO_CELL', 'The unit cell is missing or has no volume.'],
    UNKNOWN_ELEMENT: ['UNKNOWN_ELEMENT', 'A symbol is not that of a chemical element.'],
    BAD_COORDINATES: ['BAD_COORDINATES', 'Coordinates are missing or not numbers.'],
    DISORDERED: [
      'DISORDERED',
      'Occupancies contradict each other, or several elements share a site without fractions.',
    ],
    ATOMS_TOO_CLOSE: ['ATOMS_TOO_CLOSE', 'Two atoms are unphysically close to each other.'],
    UNKNOWN_SPACE_GROUP: ['UNKNOWN_SPACE_GROUP', 'The space group symbol or number is not known.'],
    SYMMETRY_FAILED: ['SYMMETRY_FAILED', 'No consistent symmetry was found.'],
    TOO_MANY_ATOMS: ['TOO_MANY_ATOMS', 'The cell holds more atoms than can be analysed.'],
    NO_ANION: ['NO_ANION', 'A metal, alloy or element, which has no cation-centred polyhedra.'],
    DUPLICATE_ID: ['DUPLICATE_ID', 'Another structure of the same data set already has this id.'],
    ANALYSIS_FAILED: ['ANALYSIS_FAILED', 'A bug in the analysis; please report it, with the structure.'],
  },
);

export const StructureFormatEnum = enumeration<Uppercase<StructureFormat>, StructureFormat>(
  'StructureFormat',
  'Formats that structures can be read from.',
  formatValues(formats.map(([key, { description }]) => [key, description])),
);

export const TextFormatEnum = enumeration<Uppercase<WrittenFormat>, WrittenFormat>(
  'TextFormat',
  'Formats that a structure can be written in.',
  formatValues(writtenFormats.map(([key, { written }]) => [key, written.description])),
);

function formatValues<Key extends string>(
  rows: readonly (readonly [Key, string])[],
): Record<Uppercase<Key>, readonly [Key, string]> {
  const values = rows.map((row) => [row[0].toUpperCase(), row] as const);
  return Object.fromEntries(values) as Record<Uppercase<Key>, readonly [Key, string]>;
}

/** The keys that declared fields make, in upper case: `ATOM_COUNT`. */
function sortKeys<Key extends string>(fields: Fields): Record<string, readonly [Key, string]> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, { sort, shownAs = name }]) =>
      sort === undefined ? [] : [[enumName(shownAs), [name as Key, sort]]],
    ),
  );
}

export const CrystalSortKeyEnum = enumeration<string, CrystalSortKey>(
  'CrystalSortKey',
  'What lists of crystals can be sorted by; ties are sorted by id.',
  sortKeys(CRYSTAL.fields),
);

export const PredictedPropertyEnum = enumeration<string, Property>(
  'PredictedProperty',
  'Properties of a crystal that AMDNet predicts.',
  Object.fromEntries(
    PROPERTIES.map((property) => [enumName(shownAs(property)), [property, properties[property].description]]),
  ),
);

export const ContributorEnum = enumeration<'MOTIF' | 'ATOM', 'motif' | 'atom'>(
  'Contributor',
  'What contributes to a prediction.',
  {
    MOTIF: ['motif', 'A motif site: its shape and its connections.'],
    ATOM: ['atom', 'An atom and its surroundings, including what its own motif site adds to it.'],
  },
);

export const MotifSortKeyEnum = enumeration<string, MotifSortKey>(
  'MotifSortKey',
  'What lists of motifs can be sorted by; ties are sorted by id.',
  sortKeys({ ...MOTIF.fields, ...MOTIF.derived }),
);

export const ConnectedMotifSortKeyEnum = enumeration<string, ConnectedMotifSortKey>(
  'ConnectedMotifSortKey',
  'What lists of connected motifs can be sorted by; ties are sorted by id.',
  sortKeys(CONNECTED_MOTIF),
);

export const SecondNeighbourSortKeyEnum = enumeration<string, SecondNeighbourSortKey>(
  'SecondNeighbourSortKey',
  'What lists of second neighbours can be sorted by; ties are sorted by id.',
  sortKeys(SECOND_NEIGHBOUR),
);

export const FacetFieldEnum = enumeration<string, Facet>(
  'FacetField',
  'Fields that the graph can be counted by. The values that occur are those that the filters can take.',
  {
    ELEMENT: ['element', 'Elements of crystals: filter `elements`.'],
    CENTRE_ELEMENT: ['centreElement', 'Elements at the centre of a motif: filter `centreElements`.'],
    GEOMETRY: ['geometry', 'Coordination geometries: filter `geometries`.'],
    MOTIF: ['motif', 'Motifs: filter `motifs`.'],
    CONNECTION_KIND: ['connectionKind', 'Kinds of connection between motif sites: filter `connectionKinds`.'],
    CRYSTAL_SYSTEM: ['crystalSystem', 'Crystal systems: filter `crystalSystems`.'],
    SPACE_GROUP: ['spaceGroup', 'Numbers of space groups: filter `spaceGroupNumbers`.'],
    PROTOTYPE: ['prototype', 'Labels of prototypes: filter `prototypes`.'],
    STRUCTURE_TYPE: ['structureType', 'Names of structure types: filter `structureTypes`.'],
    STRUCTURE_FAMILY: ['structureFamily', 'Names of structure types in any variant: filter `structureFamilies`.'],
    MINERAL: ['mineral', 'Names of minerals: filter `minerals`.'],
    ELEMENT_COUNT: ['elementCount', 'Numbers of different elements: filter `elementCount`.'],
    UNIT: ['unit', 'Formulas of molecules, polyatomic ions, covalent chains and layers: filter `units`.'],
    DATASET: ['dataset', 'Data sets: filter `datasets`.'],
    PROVIDER: ['provider', 'Providers that sent structures: filter `providers`.'],
    REPORTED_MAGNETIC_ORDER: ['reportedMagneticOrder', 'Reported magnetic orders: filter `reportedMagneticOrders`.'],
    ANALYSIS_VERSION: [
      'analysisVersion',
      'Versions of the analysis behind the crystals; several of them until an ingest has renewed all crystals.',
    ],
    NET_DIMENSIONALITY: ['netDimensionality', 'Dimensionalities of nets: filter `nets`.'],
    NET_KIND: ['netKind', 'Connections that make nets: filter `nets`.'],
    NET_FORMULA: ['netFormula', 'Formulas of nets: filter `nets`.'],
    REFUSAL: ['refusal', 'Reasons why structures were read but not stored (`RefusalCode`).'],
  },
);

export type EmptyReasonCode = 'GRAPH_EMPTY' | 'NO_MATCH' | 'NO_COMMON_MATCH' | 'END_OF_LIST';
export const EmptyReasonCodeEnum = enumeration<EmptyReasonCode, EmptyReasonCode>(
  'EmptyReasonCode',
  'Why a list has no items.',
  {
    GRAPH_EMPTY: ['GRAPH_EMPTY', 'Nothing has been ingested yet.'],
    NO_MATCH: ['NO_MATCH', 'At least one criterion is not met by anything in the graph.'],
    NO_COMMON_MATCH: ['NO_COMMON_MATCH', 'Each criterion is met by something, but nothing meets all of them.'],
    END_OF_LIST: [
      'END_OF_LIST',
      'The list has items, but none after (or before) this cursor, or a page of size 0 was requested.',
    ],
  },
);

export type SimilarityBasis = 'framework' | 'chemistry' | 'motifs' | 'fingerprint';

export const SimilarityBasisEnum = enumeration<Uppercase<SimilarityBasis>, SimilarityBasis>(
  'SimilarityBasis',
  'What crystals are compared by.',
  {
    FRAMEWORK: [
      'framework',
      'Shapes and coordination numbers of the motifs, their connections and regularity, stoichiometry, symmetry and size of the cell, regardless of the elements: cosine of learned vectors.',
    ],
    CHEMISTRY: [
      'chemistry',
      'Elements, their groups in the periodic table and oxidation states, regardless of the framework: cosine of learned vectors.',
    ],
    MOTIFS: ['motifs', 'Fraction of cation sites that both have in the same motifs (centre, shape and ligands).'],
    FINGERPRINT: [
      'fingerprint',
      'Means and standard deviations of the order parameters over the sites, regardless of the elements: cosine.',
    ],
  },
);

export type Sameness = 'any' | 'same' | 'other';

export const SamenessEnum = enumeration<Uppercase<Sameness>, Sameness>(
  'Sameness',
  'Whether a property of the hits must be the same as that of the query.',
  {
    ANY: ['any', 'The same or a different one.'],
    SAME: ['same', 'The same.'],
    OTHER: ['other', 'A different one.'],
  },
);

/** The fields of a table that are numbers. */
function numbersOf(name: string, what: string, fields: Fields) {
  const declared = Object.entries(fields).filter(
    ([, { column, filter, sort }]) => (column === 'integer' || column === 'real') && (filter?.by === 'range' || sort),
  );
  const values = Object.fromEntries(
    declared.map(([field, { description, shownAs = field }]) => [enumName(shownAs), [field, description] as const]),
  );
  return enumeration<string, string>(name, what, values);
}

export const CrystalNumberEnum = numbersOf('CrystalNumber', 'Numbers of a crystal.', CRYSTAL.fields);
export const NetNumberEnum = numbersOf('NetNumber', 'Numbers of a net.', NET.fields);
export const SiteNumberEnum = numbersOf('SiteNumber', 'Numbers of a motif site.', MOTIF_SITE.fields);
export const MotifNumberEnum = numbersOf('MotifNumber', 'Numbers of a motif.', { ...MOTIF.fields, ...MOTIF.derived });
export const ConnectedMotifNumberEnum = numbersOf(
  'ConnectedMotifNumber',
  'Numbers of a connected motif.',
  CONNECTED_MOTIF,
);
export const SecondNeighbourNumberEnum = numbersOf(
  'SecondNeighbourNumber',
  'Numbers of a second neighbour.',
  SECOND_NEIGHBOUR,
);
export const ConnectionNumberEnum = enumeration<string, string>('ConnectionNumber', 'Numbers of a connection.', {
  ANGLE: ['angle', 'Angle centre–ligand–centre at each shared ligand, degrees.'],
  DISTANCE: ['distance', 'Distance between the centres, Å.'],
  SHARED_LIGANDS: ['sharedLigands', 'Number of shared ligands.'],
});

const CRYSTAL_KEYS = {
  ELEMENT: ['elements', 'Elements of the crystal: it is in the group of each.'],
  CHEMICAL_SYSTEM: ['chemicalSystem', 'Exactly these elements.'],
  FORMULA: ['formula', 'Reduced formula.'],
  ANONYMOUS_FORMULA: ['anonymousFormula', 'Formula with letters in place of elements.'],
  CRYSTAL_SYSTEM: ['crystalSystem', 'Crystal system.'],
  SPACE_GROUP: ['spaceGroupNumber', 'Number of the space group.'],
  PROTOTYPE: ['prototype', 'Label of the prototype.'],
  STRUCTURE_TYPE: ['structureType', 'Name of the structure type; crystals without one are in no group.'],
  STRUCTURE_FAMILY: [
    'structureFamily',
    'Name of the structure type in any variant; crystals without one are in no group.',
  ],
  MINERAL: ['mineral', 'Name of the mineral; crystals that are none are in no group.'],
  ELEMENT_COUNT: ['elementCount', 'Number of different elements.'],
  DATASET: ['dataset', 'Data set.'],
  PROVIDER: ['provider', 'Provider that sent the structure; crystals of files are in no group.'],
  REPORTED_MAGNETIC_ORDER: ['reportedMagneticOrder', 'Reported magnetic order; crystals without one are in no group.'],
} as const;

export const CrystalGroupKeyEnum = enumeration<string, string>('CrystalGroupKey', 'What crystals are grouped by.', {
  ...CRYSTAL_KEYS,
  MOTIF: ['motifIds', 'Motifs of the crystal: it is in the group of each.'],
  GEOMETRY: ['geometries', 'Coordination geometries of the crystal: it is in the group of each.'],
  CENTRE_ELEMENT: ['centreElements', 'Elements at the centres of polyhedra: it is in the group of each.'],
  CONNECTION_KIND: ['connectionKinds', 'Kinds of connection in the crystal: it is in the group of each.'],
  DIMENSIONALITY: ['dimensionality', 'Dimensionality of the net that all connections form.'],
});

/** Those of a crystal, for what belongs to it. */
function ofCrystal(prefix: string): Record<string, readonly [string, string]> {
  return Object.fromEntries(
    Object.entries(CRYSTAL_KEYS).map(([name, [field, description]]) => [
      `CRYSTAL_${name}`.replace('CRYSTAL_CRYSTAL', 'CRYSTAL'),
      [`${prefix}crystal.${field}`, `Of the crystal: ${description}`] as const,
    ]),
  );
}

const SITE_KEYS = {
  ELEMENT: ['element', 'Element at the centre.'],
  MOTIF: ['motifId', 'Motif.'],
  GEOMETRY: ['geometry', 'Coordination geometry.'],
  COORDINATION_NUMBER: ['coordinationNumber', 'Number of ligands.'],
  OXIDATION_STATE: ['oxidationState', 'Oxidation state.'],
  WYCKOFF: ['wyckoff', 'Wyckoff letter.'],
  IS_AMBIGUOUS: ['isAmbiguous', '`true` for sites to which other ways to choose ligands give others.'],
} as const;

export const SiteGroupKeyEnum = enumeration<string, string>('SiteGroupKey', 'What motif sites are grouped by.', {
  ...SITE_KEYS,
  ...ofCrystal(''),
});

export const MotifGroupKeyEnum = enumeration<string, string>('MotifGroupKey', 'What motifs are grouped by.', {
  ELEMENT: ['element', 'Element at the centre.'],
  GEOMETRY: ['geometry', 'Coordination geometry.'],
  COORDINATION_NUMBER: ['coordinationNumber', 'Number of ligands.'],
  LIGAND_ELEMENT: ['ligandElements', 'Elements of the ligands: it is in the group of each.'],
});

/** Of the motif at the end. */
const END_KEYS = {
  MOTIF: ['motifId', 'The motif.'],
  ELEMENT: ['element', 'Element at the centre of the motif.'],
  GEOMETRY: ['geometry', 'Coordination geometry of the motif.'],
} as const;

export const ConnectedMotifGroupKeyEnum = enumeration<string, string>(
  'ConnectedMotifGroupKey',
  'What connected motifs are grouped by.',
  { ...END_KEYS, KIND: ['kind', 'Kind of connection.'] },
);

export const SecondNeighbourGroupKeyEnum = enumeration<string, string>(
  'SecondNeighbourGroupKey',
  'What second neighbours are grouped by.',
  {
    ...END_KEYS,
    VIA: ['viaId', 'The motif between.'],
    FIRST_KIND: ['firstKind', 'Kind of the connection with the motif between.'],
    SECOND_KIND: ['secondKind', 'Kind of the connection from the motif between.'],
  },
);

export const NetGroupKeyEnum = enumeration<string, string>('NetGroupKey', 'What nets are grouped by.', {
  KIND: ['kind', 'The connections that count.'],
  DIMENSIONALITY: ['dimensionality', 'Dimensionality.'],
  ELEMENT: ['centres', 'Elements at the centres of its polyhedra: it is in the group of each.'],
  MOTIF: ['motif', 'Motif, if all polyhedra have the same one; others are in no group.'],
  IS_STRONG: ['isStrong', '`true` for the nets of all strongly bound cations, `false` for others.'],
  FORMULA: ['formula', 'Formula.'],
  ALONG: ['along', 'Direction of chains, Miller indices of sheets: `0 0 1`; clusters and frameworks are in no group.'],
  COMPONENTS: ['components', 'Number of components in the primitive cell.'],
  ...ofCrystal(''),
});

/** Those of the site at one end. */
function ofEnd(end: 'from' | 'to', what: string): Record<string, readonly [string, string]> {
  return Object.fromEntries(
    Object.entries(SITE_KEYS).map(([name, [field, description]]) => [
      `${end.toUpperCase()}_${name}`,
      [`${end}.${field}`, `${what}: ${description}`] as const,
    ]),
  );
}

export const ConnectionGroupKeyEnum = enumeration<string, string>(
  'ConnectionGroupKey',
  'What connections are grouped by. Both ends see a connection: where the filter does not tell them apart, half of it counts from each.',
  {
    KIND: ['kind', 'Kind of connection.'],
    ...ofEnd('from', 'Of the site that looks'),
    ...ofEnd('to', 'Of its partner'),
    ...ofCrystal('from.'),
  },
);

export const MatrixKeyEnum = enumeration<string, string>('MatrixKey', 'What tells polyhedra apart.', {
  MOTIF: ['motifId', 'Their motif.'],
  ELEMENT: ['element', 'The element at the centre.'],
  GEOMETRY: ['geometry', 'The coordination geometry.'],
});
