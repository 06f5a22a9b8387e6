/** Enumerations of the schema; on the right their values in the graph. */
import { registerEnumType } from 'type-graphql';
import { PROPERTIES, type Property, properties } from '../../amdnet/properties.js';
import type { RefusalCode, StructureFormat } from '../../crystal/crystal.js';
import { formatList, formats, type WrittenFormat, writtenFormats } from '../../crystal/formats/table.js';
import type { Fields } from '../../graph/field.js';
import type { CrystalSortKey, Facet, MotifSortKey } from '../../graph/store.js';
import { CRYSTAL, MOTIF } from '../../graph/tables.js';
import type { ConnectionKind, CrystalSystem, IonAssignment, NoMotifReason } from '../../motif/analysis.js';

/** Registers an enumeration from its values, each with its description. */
function enumeration<Name extends string, Value extends string>(
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
  'How cations and anions of a crystal were told apart.',
  {
    GIVEN: ['given', 'The file states the oxidation states.'],
    GUESSED: ['guessed', 'The oxidation states are the most frequent ones that make the composition neutral.'],
    ELECTRONEGATIVITY: [
      'electronegativity',
      'No neutral combination of known oxidation states exists: the most electronegative element is the anion, and oxidation states stay null.',
    ],
  },
);

export const NoMotifReasonEnum = enumeration<NoMotifReason, NoMotifReason>(
  'NoMotifReason',
  'Why a cation has no motif.',
  {
    NO_LIGANDS: ['NO_LIGANDS', 'No anion belongs to its neighbour set.'],
    NO_REFERENCE_GEOMETRY: [
      'NO_REFERENCE_GEOMETRY',
      'No reference polyhedron has this coordination number: they exist for 1 to 13 and 20 ligands.',
    ],
  },
);

export const RefusalCodeEnum = enumeration<RefusalCode, RefusalCode>(
  'RefusalCode',
  'Why a structure cannot be used. Nothing is ever invented to make it usable.',
  {
    UNREADABLE: ['UNREADABLE', 'Not a file, not text, a broken archive, or too large.'],
    UNKNOWN_FORMAT: ['UNKNOWN_FORMAT', `Neither ${formatList('nor')}.`],
    SYNTAX: ['SYNTAX', "The format's grammar is broken."],
    NO_STRUCTURE: ['NO_STRUCTURE', 'There are no atoms, or no data block, in it.'],
    NO_CELL: ['NO_CELL', 'The unit cell is missing or has no volume.'],
    UNKNOWN_ELEMENT: ['UNKNOWN_ELEMENT', 'A symbol that is no chemical element.'],
    BAD_COORDINATES: ['BAD_COORDINATES', 'Coordinates are missing or no numbers.'],
    DISORDERED: ['DISORDERED', 'Partial or mixed occupancy of sites.'],
    ATOMS_TOO_CLOSE: ['ATOMS_TOO_CLOSE', 'Atoms on top of each other.'],
    UNKNOWN_SPACE_GROUP: ['UNKNOWN_SPACE_GROUP', 'The space group symbol or number is not known.'],
    SYMMETRY_FAILED: ['SYMMETRY_FAILED', 'No consistent symmetry was found.'],
    TOO_MANY_ATOMS: ['TOO_MANY_ATOMS', 'More atoms than an analysis takes.'],
    NO_ANION: ['NO_ANION', 'A metal or alloy: there are no cation-centred polyhedra in it.'],
    DUPLICATE_ID: ['DUPLICATE_ID', 'Another structure of the same data already has this id.'],
    ANALYSIS_FAILED: ['ANALYSIS_FAILED', 'A defect of the analysis; please report it with the structure.'],
  },
);

export const StructureFormatEnum = enumeration<Uppercase<StructureFormat>, StructureFormat>(
  'StructureFormat',
  'Formats in which structures are read.',
  formatValues(formats.map(([key, { description }]) => [key, description])),
);

export const TextFormatEnum = enumeration<Uppercase<WrittenFormat>, WrittenFormat>(
  'TextFormat',
  'Formats in which a structure can be taken out.',
  formatValues(writtenFormats.map(([key, { written }]) => [key, written.description])),
);

function formatValues<Key extends string>(
  rows: readonly (readonly [Key, string])[],
): Record<Uppercase<Key>, readonly [Key, string]> {
  const values = rows.map((row) => [row[0].toUpperCase(), row] as const);
  return Object.fromEntries(values) as Record<Uppercase<Key>, readonly [Key, string]>;
}

/** `ATOM_COUNT` of `atomCount`. */
function upperCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** The keys that declared fields make, in upper case: `ATOM_COUNT`. */
function sortKeys<Key extends string>(fields: Fields): Record<string, readonly [Key, string]> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, { sort }]) =>
      sort === undefined ? [] : [[upperCase(name), [name as Key, sort]]],
    ),
  );
}

export const CrystalSortKeyEnum = enumeration<string, CrystalSortKey>(
  'CrystalSortKey',
  'What lists of crystals can be sorted by; equal values are sorted by id.',
  sortKeys(CRYSTAL.fields),
);

export const PredictedPropertyEnum = enumeration<string, Property>(
  'PredictedProperty',
  'What AMDNet predicts of a crystal.',
  Object.fromEntries(PROPERTIES.map((property) => [upperCase(property), [property, properties[property].description]])),
);

export const ContributorEnum = enumeration<'MOTIF' | 'ATOM', 'motif' | 'atom'>(
  'Contributor',
  'What contributes to a prediction.',
  {
    MOTIF: ['motif', 'A motif site: its shape and how it is connected.'],
    ATOM: ['atom', 'An atom in its surroundings, with what its own motif tells it.'],
  },
);

export const MotifSortKeyEnum = enumeration<string, MotifSortKey>(
  'MotifSortKey',
  'What lists of motifs can be sorted by; equal values are sorted by id.',
  sortKeys({ ...MOTIF.fields, ...MOTIF.derived }),
);

export const FacetFieldEnum = enumeration<string, Facet>(
  'FacetField',
  'What the graph can be counted by: the values that occur are the values that filters can take.',
  {
    ELEMENT: ['element', 'Elements of crystals: filter `elements`.'],
    CENTRE_ELEMENT: ['centreElement', 'Elements at the centre of a motif: filter `centreElements`.'],
    GEOMETRY: ['geometry', 'Coordination geometries: filter `geometries`.'],
    MOTIF: ['motif', 'Motifs: filter `motifs`.'],
    CONNECTION_KIND: ['connectionKind', 'Kinds of connection between motif sites: filter `connectionKinds`.'],
    CRYSTAL_SYSTEM: ['crystalSystem', 'Crystal systems: filter `crystalSystems`.'],
    SPACE_GROUP: ['spaceGroup', 'Numbers of space groups: filter `spaceGroupNumbers`.'],
    ELEMENT_COUNT: ['elementCount', 'Numbers of different elements: filter `elementCount`.'],
    DATASET: ['dataset', 'Data sets: filter `datasets`.'],
    ANALYSIS_VERSION: [
      'analysisVersion',
      'Versions of the analysis that the crystals were made with; several while an ingest renews them.',
    ],
    REFUSAL: ['refusal', 'Reasons for which structures were read but not stored (`RefusalCode`).'],
  },
);

export type EmptyReasonCode = 'GRAPH_EMPTY' | 'NO_MATCH' | 'NO_COMMON_MATCH' | 'END_OF_LIST';
export const EmptyReasonCodeEnum = enumeration<EmptyReasonCode, EmptyReasonCode>(
  'EmptyReasonCode',
  'Why a list has no items.',
  {
    GRAPH_EMPTY: ['GRAPH_EMPTY', 'Nothing was ever ingested.'],
    NO_MATCH: ['NO_MATCH', 'A criterion, taken alone, is met by nothing in the graph.'],
    NO_COMMON_MATCH: ['NO_COMMON_MATCH', 'Each criterion is met by something, but nothing meets all of them.'],
    END_OF_LIST: ['END_OF_LIST', 'The list has items, but none after (or before) this cursor, or none was asked for.'],
  },
);

export type SimilarityBasis = 'framework' | 'chemistry' | 'motifs' | 'fingerprint';

export const SimilarityBasisEnum = enumeration<Uppercase<SimilarityBasis>, SimilarityBasis>(
  'SimilarityBasis',
  'What two crystals are compared by.',
  {
    FRAMEWORK: [
      'framework',
      'Shapes and coordination numbers of the motifs, how they connect and how regular they are, stoichiometry, symmetry and size of the cell, whatever the elements: the cosine of learned vectors.',
    ],
    CHEMISTRY: [
      'chemistry',
      'Elements, their groups of the periodic table and oxidation states, whatever the framework: the cosine of learned vectors.',
    ],
    MOTIFS: ['motifs', 'The share of cation sites in motifs of the same type: centre, shape and ligands.'],
    FINGERPRINT: [
      'fingerprint',
      "The sites' order parameters, means and standard deviations, whatever the elements: the cosine of the two.",
    ],
  },
);

export type Sameness = 'any' | 'same' | 'other';

export const SamenessEnum = enumeration<Uppercase<Sameness>, Sameness>(
  'Sameness',
  'Whether a property of what is found must be that of what it is compared with.',
  {
    ANY: ['any', 'The same or another one.'],
    SAME: ['same', 'The same.'],
    OTHER: ['other', 'Another one.'],
  },
);
