/** Which crystals meet criteria. */
import { z } from 'zod';
import { after, elements, kindOf, limit, name, names, polyhedron, range, sharing } from '../arguments.js';
import { type Ask, asked } from '../ask.js';
import { ROW_FIELDS, type Row, rowFacts, rowLine } from '../crystal-rows.js';
import { type PolyhedronCriteria, polyhedronMeant } from '../polyhedron.js';
import { tool } from '../tool.js';
import { counted, type Distribution, figures, lines, spread } from '../wording.js';

const DIMENSIONALITIES = ['clusters', 'chains', 'sheets', 'framework'] as const;

const ORDERS = {
  bandGap: 'BAND_GAP',
  formationEnergyPerAtom: 'FORMATION_ENERGY_PER_ATOM',
  metalProbability: 'METAL_PROBABILITY',
  density: 'DENSITY',
  atoms: 'ATOM_COUNT',
  elements: 'ELEMENT_COUNT',
  formula: 'FORMULA',
} as const;

const CRYSTAL_SYSTEMS = [
  'triclinic',
  'monoclinic',
  'orthorhombic',
  'tetragonal',
  'trigonal',
  'hexagonal',
  'cubic',
] as const;

const input = z.strictObject({
  words: name('Words that all occur in names, minerals, structure types or descriptions').optional(),
  name: name('Name of a structure type in any variant, or of a mineral: perovskite, spinel, rutile').optional(),
  formula: name('Formula in any notation: TiO2').optional(),
  anonymousFormula: name('Formula with letters for elements: ABC3').optional(),
  elements: elements('All of these elements').optional(),
  anyElements: elements('At least one of these elements').optional(),
  onlyElements: elements('No elements but these').optional(),
  withoutElements: elements('None of these elements').optional(),
  polyhedra: z.array(polyhedron()).min(1).max(10).describe('All of these polyhedra occur').optional(),
  connections: z
    .array(
      z.strictObject({
        from: polyhedron('One of the polyhedra').optional(),
        to: polyhedron('The other').optional(),
        sharing: sharing('What they share; anything without it').optional(),
        angle: range('Angle centre–ligand–centre, degrees').optional(),
      }),
    )
    .min(1)
    .max(10)
    .describe('All of these connections occur; for chains of several use find_pattern')
    .optional(),
  nets: z
    .strictObject({
      dimensionality: z.enum(DIMENSIONALITIES),
      elements: elements('Elements at the centres of its polyhedra').optional(),
      sharing: sharing('What its polyhedra share; anything without it').optional(),
    })
    .describe('A net that polyhedra form: sheets of edge-sharing CoO6 octahedra')
    .optional(),
  layered: z
    .boolean()
    .describe('true: strongly bound cations form sheets, as in LiCoO2; false: they do not')
    .optional(),
  molecules: names('All of these molecules or polyatomic ions, by formula: NH4, H2O').optional(),
  spaceGroup: name('Symbol in any spelling, or number: Fd-3m, 227').optional(),
  crystalSystem: z.enum(CRYSTAL_SYSTEMS).optional(),
  atoms: range('Atoms in the primitive cell, whole numbers').optional(),
  bandGap: range('Predicted band gap, eV').optional(),
  formationEnergyPerAtom: range('Predicted formation energy, eV/atom').optional(),
  metalProbability: range('Predicted probability of being a metal, 0–1').optional(),
  sortBy: z
    .enum(Object.keys(ORDERS) as [keyof typeof ORDERS])
    .describe('Order of the list; by id without it')
    .optional(),
  descending: z.boolean().default(false),
  limit: limit(),
  after,
});

type Input = z.output<typeof input>;

const FIND = `query FindCrystals($filter: CrystalFilter, $sort: [CrystalSort!], $first: Int!, $after: String) {
  crystals(filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount
    emptyReason { message }
    pageInfo { endCursor hasNextPage }
    rows { ${ROW_FIELDS} }
    aggregate {
      bandGap: distribution(of: BAND_GAP) { count mean standardDeviation min max }
      systems: groups(by: [CRYSTAL_SYSTEM], first: 7) { keys aggregate { count } }
      types: groups(by: [STRUCTURE_FAMILY], first: 6) { keys aggregate { count } }
    }
  }
}`;

interface Group {
  readonly keys: readonly (string | number)[];
  readonly aggregate: { readonly count: number };
}

interface Found {
  readonly crystals: {
    readonly totalCount: number;
    readonly emptyReason: { readonly message: string } | null;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
    readonly rows: readonly Row[];
    readonly aggregate: {
      readonly bandGap: Distribution | null;
      readonly systems: readonly Group[];
      readonly types: readonly Group[];
    };
  };
}

export const findCrystals = tool({
  name: 'find_crystals',
  title: 'Find crystals',
  description:
    'Which crystals of the graph meet criteria, and how many: elements, formula, names of minerals and structure types, coordination polyhedra and what they share, layers and other nets, symmetry, predicted band gap and formation energy. All criteria have to be met. Lists crystals with ids, motifs and predictions, and counts all of them by crystal system and structure type.',
  input,
  async answer(given, ask) {
    const wording = given.words === undefined ? null : await crystalsByWords(given.words, ask);
    if (wording?.ids.length === 0) {
      return { text: 'No crystals: none has all of these words.', facts: { total: 0, crystals: [] } };
    }
    const { crystals } = await asked<Found>(ask, FIND, {
      filter: filterOf(given, wording?.ids ?? null),
      sort: given.sortBy === undefined ? null : [{ key: ORDERS[given.sortBy], descending: given.descending }],
      first: given.limit,
      after: given.after ?? null,
    });
    const { totalCount, rows, emptyReason, pageInfo, aggregate } = crystals;
    const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    const { bandGap, systems, types } = aggregate;
    // Of a list that is shown as a whole, they would say the same again.
    const areFigured = given.after === undefined && rows.length < totalCount;
    return {
      text: lines(
        totalCount === 0
          ? `No crystals. ${emptyReason?.message ?? ''}`
          : `${counted(totalCount, 'crystal')}${rows.length < totalCount ? ` (${rows.length} listed)` : ''}:`,
        wording?.isCut === true &&
          `(Only the best ${MOST_HITS} crystals with these words were looked at; add criteria or words.)`,
        ...rows.map(rowLine),
        next !== null && `More: ask again with after: "${next}".`,
        areFigured && `Of all, by crystal system: ${groupsInWords(systems)}.`,
        areFigured && types.length > 0 && `By structure type (where it has a name): ${groupsInWords(types)}.`,
        areFigured && bandGap !== null && `Predicted band gap of all: ${spread(bandGap, ' eV', 2)}.`,
      ),
      facts: {
        total: totalCount,
        crystals: rows.map(rowFacts),
        ...(next !== null && { next }),
        ...(areFigured && {
          byCrystalSystem: groupFacts(systems),
          byStructureType: groupFacts(types),
          ...(bandGap !== null && { bandGap: figures(bandGap, 2) }),
        }),
      },
    };
  },
});

/** @throws AskError for words that name no polyhedron */
function filterOf(given: Input, ids: readonly string[] | null): Record<string, unknown> {
  const { polyhedra = [], connections = [], nets, layered, spaceGroup, name } = given;
  const all: object[] = [
    ...(ids === null ? [] : [{ ids }]),
    ...(name === undefined ? [] : [{ or: named(name) }]),
    ...polyhedra.map((text) => ({ sites: { some: polyhedronMeant(text) } })),
    ...connections.map(({ from, to, sharing, angle }) => ({
      connections: {
        some: {
          ...(from !== undefined && { from: polyhedronMeant(from) }),
          ...(to !== undefined && { to: polyhedronMeant(to) }),
          ...(sharing !== undefined && { kind: [kindOf(sharing)] }),
          ...(angle !== undefined && { angle }),
        } satisfies Record<string, PolyhedronCriteria | object>,
      },
    })),
    ...(nets === undefined ? [] : [{ nets: { some: netOf(nets) } }]),
    ...(layered === undefined ? [] : [layered ? LAYERED : { not: LAYERED }]),
  ];
  const { formula, anonymousFormula, molecules, crystalSystem } = given;
  const { elements, anyElements, onlyElements, withoutElements } = given;
  const { atoms, bandGap, formationEnergyPerAtom, metalProbability } = given;
  return {
    ...(formula !== undefined && { formulas: [formula] }),
    ...(anonymousFormula !== undefined && { anonymousFormulas: [anonymousFormula] }),
    ...(molecules !== undefined && { units: molecules }),
    ...(crystalSystem !== undefined && { crystalSystems: [crystalSystem.toUpperCase()] }),
    ...(spaceGroup !== undefined &&
      (/^\d+$/.test(spaceGroup) ? { spaceGroupNumbers: [Number(spaceGroup)] } : { spaceGroupSymbols: [spaceGroup] })),
    elements,
    anyElements,
    onlyElements,
    withoutElements,
    atomCount: atoms,
    bandGap,
    formationEnergyPerAtom,
    metalProbability,
    ...(all.length > 0 && { and: all }),
  };
}

const LAYERED = { nets: { some: { isStrong: true, kind: ['ANY'], dimensionality: [2] } } };

function netOf({ dimensionality, elements, sharing }: NonNullable<Input['nets']>): object {
  return {
    dimensionality: [DIMENSIONALITIES.indexOf(dimensionality)],
    kind: [sharing === undefined ? 'ANY' : kindOf(sharing)],
    elements,
  };
}

/** Names begin with small letters, but for those of persons and formulas. */
function named(name: string): object[] {
  const spellings = [...new Set([name, name.toLowerCase()])];
  return [{ minerals: spellings }, { structureTypes: spellings }, { structureFamilies: spellings }];
}

const MOST_HITS = 1000;

const SEARCH = `query CrystalsByWords($text: String!, $first: Int!) {
  search(text: $text, first: $first) { item { ... on Crystal { id } } }
}`;

async function crystalsByWords(text: string, ask: Ask) {
  const { search } = await asked<{ readonly search: readonly { readonly item: { readonly id?: string } }[] }>(
    ask,
    SEARCH,
    { text, first: MOST_HITS },
  );
  const ids = search.flatMap(({ item: { id } }) => (id === undefined ? [] : [id]));
  return { ids, isCut: search.length === MOST_HITS };
}

function groupsInWords(groups: readonly Group[]): string {
  return groups.map(({ keys, aggregate }) => `${inWords(keys[0])} ${aggregate.count}`).join(', ');
}

/** Values of enumerations are shouted. */
function inWords(key: string | number | undefined): string {
  const text = String(key);
  return /^[A-Z]{2,}$/.test(text) ? text.toLowerCase() : text;
}

function groupFacts(groups: readonly Group[]): Record<string, number> {
  return Object.fromEntries(groups.map(({ keys, aggregate }) => [inWords(keys[0]), aggregate.count]));
}
