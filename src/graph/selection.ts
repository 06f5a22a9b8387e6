/** Turns filters, orders and pages into a WHERE clause: a condition for each criterion of a declared field. */
import { atomicNumberOf } from '../crystal/elements.js';
import { CONNECTION_KINDS } from '../motif/analysis.js';
import { geometryOf } from '../motif/geometries.js';
import type { Cypher } from './cypher.js';
import type { Parameters, Value } from './engine.js';
import type { Field, Fields, Range, Sets } from './field.js';
import {
  absentValue,
  type CrystalFilter,
  type MotifFilter,
  type Page,
  type RefusedFilter,
  type Sort,
} from './store.js';
import { CRYSTAL, MOTIF, MOTIF_SITE, SOURCE } from './tables.js';

/** Folders of `cypher/` that hold a list and its count. */
export type ListName = 'crystals' | 'motifs' | 'refused';

export interface Selection {
  /** Each a boolean expression over properties of the nodes. */
  readonly conditions: readonly string[];
  /** Each a boolean expression that looks at neighbours: `EXISTS { … }`. */
  readonly patterns: readonly string[];
  readonly parameters: Parameters;
}

const NOTHING: Selection = { conditions: [], patterns: [], parameters: {} };

/** The nodes of each list: their variable in the statements, and their fields. */
const NODES = {
  crystals: { variable: 'c', fields: { ...CRYSTAL.fields, ...CRYSTAL.derived } as Fields },
  motifs: { variable: 'm', fields: { ...MOTIF.fields, ...MOTIF.derived } as Fields },
  refused: { variable: 's', fields: SOURCE.fields as Fields },
} as const;
const SITES = { variable: 's', fields: MOTIF_SITE.fields as Fields };

type Nodes = (typeof NODES)[ListName] | typeof SITES;

export function crystalSelection(cypher: Cypher, { sites, ...filter }: CrystalFilter): Selection {
  const selection = conditionsOf(cypher, NODES.crystals, filter);
  if (sites === undefined) return selection;
  const { conditions, parameters } = conditionsOf(cypher, SITES, sites, 'site');
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const pattern = `EXISTS { MATCH (c)-[:HAS_SITE]->(s:MotifSite)${where} }`;
  return both(selection, { conditions: [], patterns: [pattern], parameters });
}

export function motifSelection(cypher: Cypher, { inCrystal, connectedTo, ...filter }: MotifFilter): Selection {
  const patterns: string[] = [];
  const parameters: Record<string, Value> = {};
  if (inCrystal !== undefined) {
    patterns.push('EXISTS { MATCH (c:Crystal)-[:CONTAINS]->(m) WHERE c.id = $inCrystal }');
    parameters['inCrystal'] = inCrystal;
  }
  if (connectedTo !== undefined) {
    const { motif, kind } = connectedTo;
    const ofKind = kind === undefined ? '' : ' AND r.kind = $connectedToKind';
    patterns.push(`EXISTS { MATCH (m)-[r:CONNECTED_TO]->(o:Motif) WHERE o.id = $connectedTo${ofKind} }`);
    parameters['connectedTo'] = motif;
    if (kind !== undefined) parameters['connectedToKind'] = kind;
  }
  return both({ conditions: ['m.crystalCount > 0'], patterns, parameters }, conditionsOf(cypher, NODES.motifs, filter));
}

export function refusedSelection(cypher: Cypher, filter: RefusedFilter): Selection {
  const refused = { conditions: ['s.refusalCode IS NOT NULL'], patterns: [], parameters: {} };
  return both(refused, conditionsOf(cypher, NODES.refused, filter));
}

/** The page's own conditions: what comes after, or before, a place in the sorted list. */
export function pageSelection(list: ListName, sort: Sort<string>, { after, before }: Page): Selection {
  const key = sortExpression(list, sort);
  const id = `${NODES[list].variable}.id`;
  const conditions: string[] = [];
  const parameters: Record<string, Value> = {};
  for (const [name, place] of Object.entries({ after, before })) {
    if (place === undefined) continue;
    const sign = (name === 'after') === sort.descending ? '<' : '>';
    conditions.push(`(${key} ${sign} $${name}Value OR (${key} = $${name}Value AND ${id} ${sign} $${name}Id))`);
    parameters[`${name}Value`] = place.value;
    parameters[`${name}Id`] = place.id;
  }
  return { conditions, patterns: [], parameters };
}

/** What a list is sorted by, as Cypher. */
export function sortExpression(list: ListName, sort: Sort<string>): string {
  const { variable, fields } = NODES[list];
  const property = `${variable}.${sort.key}`;
  return fields[sort.key]?.nullable ? `coalesce(${property}, ${absentValue(sort).toFixed(1)})` : property;
}

export function both(one: Selection, other: Selection): Selection {
  return {
    conditions: [...one.conditions, ...other.conditions],
    patterns: [...one.patterns, ...other.patterns],
    parameters: { ...one.parameters, ...other.parameters },
  };
}

/**
 * Empty without conditions. Each pattern stands behind a WITH: LadybugDB 0.19.1 leaves out an EXISTS with a parameter, without
 * a word, where another parameter stands in the same WHERE.
 */
export function whereClause(list: ListName, { conditions, patterns }: Selection): string {
  const parts = [...(conditions.length === 0 ? [] : [conditions.join('\n  AND ')]), ...patterns];
  return parts.map((part) => `WHERE ${part}`).join(`\nWITH ${NODES[list].variable}\n`);
}

/** @param prefix of the names of parameters, where two kinds of nodes stand in one statement. */
function conditionsOf(cypher: Cypher, { variable, fields }: Nodes, filter: object, prefix = ''): Selection {
  const selections = Object.entries(filter).flatMap(([name, criterion]) => {
    const field = fields[name];
    if (field?.filter === undefined) throw new Error(`${name} is not a field that lists can be filtered by`);
    if (criterion === undefined) return [];
    const place = { property: `${variable}.${name}`, parameter: `${prefix}${name}`, field };
    return CONDITIONS[field.filter.by](cypher, place, criterion as never);
  });
  return selections.reduce(both, NOTHING);
}

interface Place {
  /** `c.density`. */
  readonly property: string;
  readonly parameter: string;
  readonly field: Field;
}

type Items = readonly (string | number)[];

const CONDITIONS = {
  'one of': (_: Cypher, { property, parameter }: Place, values: Items): Selection => ({
    ...NOTHING,
    conditions: [`${property} IN $${parameter}`],
    parameters: { [parameter]: distinct(values) },
  }),
  range: (_: Cypher, { property, parameter }: Place, { min, max }: Range): Selection => ({
    ...NOTHING,
    conditions: [
      ...(min === undefined ? [] : [`${property} >= $${parameter}Min`]),
      ...(max === undefined ? [] : [`${property} <= $${parameter}Max`]),
    ],
    parameters: {
      ...(min !== undefined && { [`${parameter}Min`]: min }),
      ...(max !== undefined && { [`${parameter}Max`]: max }),
    },
  }),
  'any of': hasAny,
  sets: (cypher: Cypher, { property, parameter, field }: Place, { all, any, none }: Sets<string>): Selection =>
    [
      // A list of all or none that is empty lets everything pass; a list of alternatives that is empty, nothing.
      ...(all?.length ? [hasAll(cypher, { property, parameter: `${parameter}All`, field }, all)] : []),
      ...(any === undefined ? [] : [hasAny(cypher, { property, parameter: `${parameter}Any`, field }, any)]),
      ...(none?.length ? [hasNone(cypher, { property, parameter: `${parameter}None`, field }, none)] : []),
    ].reduce(both, NOTHING),
} as const;

function hasAll({ engine }: Cypher, { property, parameter }: Place, values: Items): Selection {
  const condition =
    engine === 'ladybug'
      ? `list_has_all(${property}, CAST($${parameter} AS STRING[]))`
      : `all(x IN $${parameter} WHERE x IN ${property})`;
  return { ...NOTHING, conditions: [condition], parameters: { [parameter]: distinct(values) } };
}

function hasAny(cypher: Cypher, place: Place, values: Items): Selection {
  const { property, parameter, field } = place;
  const parameters = { [parameter]: ofVocabulary(field, values) };
  // There is no end of motifs: see `ofVocabulary`.
  if (field.vocabulary === 'motif') return { ...NOTHING, patterns: [containsAny(parameter)], parameters };
  const condition = cypher.dialect(`any(x IN {{$${parameter}:STRING[]}} WHERE x IN ${property})`);
  return { ...NOTHING, conditions: [condition], parameters };
}

function hasNone(cypher: Cypher, { property, parameter, field }: Place, values: Items): Selection {
  const known = ofVocabulary(field, values);
  if (known.length === 0) return NOTHING;
  if (field.vocabulary === 'motif') {
    return { ...NOTHING, patterns: [`NOT ${containsAny(parameter)}`], parameters: { [parameter]: known } };
  }
  const condition = cypher.dialect(`none(x IN {{$${parameter}:STRING[]}} WHERE x IN ${property})`);
  return { ...NOTHING, conditions: [condition], parameters: { [parameter]: known } };
}

function containsAny(parameter: string): string {
  return `EXISTS { MATCH (c)-[:CONTAINS]->(o:Motif) WHERE o.id IN $${parameter} }`;
}

/**
 * Values that can occur, where the condition goes through them one by one for each node: LadybugDB 0.19.1 crashes where such
 * a list has more than 2,048 values.
 */
function ofVocabulary({ vocabulary }: Field, values: Items): Items {
  const isKnown = VOCABULARIES[vocabulary ?? ''] ?? (() => true);
  return distinct(values).filter((value) => isKnown(String(value)));
}

const VOCABULARIES: Readonly<Record<string, (value: string) => boolean>> = {
  element: (value) => atomicNumberOf(value) !== undefined,
  geometry: (value) => geometryOf(value) !== undefined,
  'connection kind': (value) => (CONNECTION_KINDS as readonly string[]).includes(value),
};

function distinct(values: Items): Items {
  return [...new Set(values)];
}
