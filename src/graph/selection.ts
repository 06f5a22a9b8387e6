/** Turns filters, sorting and paging into a WHERE clause: fragments of `cypher/…/where` joined by AND, with parameters. */
import { PROPERTIES, perProperty } from '../amdnet/properties.js';
import { atomicNumberOf } from '../crystal/elements.js';
import { geometryOf } from '../motif/geometries.js';
import type { Blanks, Cypher } from './cypher.js';
import type { Parameters, Value } from './engine.js';
import {
  absentValue,
  type CrystalFilter,
  type MotifFilter,
  type Page,
  type Range,
  type RefusedFilter,
  type Sort,
} from './store.js';

/** Folders of `cypher/` that hold a list, its count, and the fragments of their WHERE clause. */
export type Room = 'crystals' | 'motifs' | 'refused';

export interface Selection {
  /** Each a boolean expression. */
  readonly conditions: readonly string[];
  readonly parameters: Parameters;
}

/** A fragment's name, the parameters that it uses, and its blanks. */
type Criterion = readonly [fragment: string, parameters: Parameters, blanks?: Blanks];

export function crystalSelection(cypher: Cypher, filter: CrystalFilter): Selection {
  const { elementCount, atomCount, density, volumePerAtom, ...rest } = filter;
  const predicted = perProperty((property) => filter[property]);
  const lists = Object.fromEntries(Object.entries(rest).filter(([name]) => !isPredicted(name))) as Lists;
  return selection(cypher, 'crystals', [
    ...listCriteria(lists),
    ...rangeCriteria({ elementCount, atomCount, density, volumePerAtom, ...predicted }),
  ]);
}

export function motifSelection(cypher: Cypher, filter: MotifFilter): Selection {
  const { coordinationNumber, crystalCount, inCrystal, connectedTo, ...lists } = filter;
  const criteria: Criterion[] = [
    ['present', {}],
    ...listCriteria(lists),
    ...rangeCriteria({ coordinationNumber, crystalCount }),
  ];
  if (inCrystal !== undefined) criteria.push(['inCrystal', { inCrystal }]);
  if (connectedTo?.kind !== undefined) {
    criteria.push(['connectedTo.kind', { connectedTo: connectedTo.motif, connectedToKind: connectedTo.kind }]);
  } else if (connectedTo !== undefined) criteria.push(['connectedTo', { connectedTo: connectedTo.motif }]);
  return selection(cypher, 'motifs', criteria);
}

export function refusedSelection(cypher: Cypher, filter: RefusedFilter): Selection {
  return selection(cypher, 'refused', [['present', {}], ...listCriteria({ ...filter })]);
}

/** The page's own conditions: what comes after, or before, a place in the sorted list. */
export function pageSelection(cypher: Cypher, room: Room, sort: Sort<string>, page: Page): Selection {
  const order = sort.descending ? 'descending' : 'ascending';
  const { after, before } = page;
  const criteria: Criterion[] = [];
  if (after) criteria.push([`after.${order}`, { afterValue: after.value, afterId: after.id }]);
  if (before) criteria.push([`before.${order}`, { beforeValue: before.value, beforeId: before.id }]);
  return selection(cypher, room, criteria, sortExpression(room, sort));
}

const NODES = { crystals: 'c', motifs: 'm', refused: 's' } as const;

/** What a list is sorted by, as Cypher. */
export function sortExpression(room: Room, sort: Sort<string>): string {
  const property = `${NODES[room]}.${sort.key}`;
  return isPredicted(sort.key) ? `coalesce(${property}, ${absentValue(sort).toFixed(1)})` : property;
}

export function both(one: Selection, other: Selection): Selection {
  return {
    conditions: [...one.conditions, ...other.conditions],
    parameters: { ...one.parameters, ...other.parameters },
  };
}

function isPredicted(name: string): boolean {
  return (PROPERTIES as readonly string[]).includes(name);
}

/** Empty without conditions. */
export function whereClause({ conditions }: Selection): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join('\n  AND ')}`;
}

function selection(cypher: Cypher, room: Room, criteria: readonly Criterion[], key = ''): Selection {
  return {
    conditions: criteria.map(([fragment, , blanks]) => cypher.text(`${room}/where/${fragment}`, { key, ...blanks })),
    parameters: Object.assign({}, ...criteria.map(([, parameters]) => parameters)) as Parameters,
  };
}

/**
 * What the values of a criterion can be, where its fragment goes through them one by one for each node: LadybugDB 0.19.1
 * crashes where such a list has more than 2,048 values. Others than these occur in no node, and are left out.
 */
const VOCABULARIES: Readonly<Record<string, (value: Value) => boolean>> = {
  elementsAny: isElement,
  elementsNone: isElement,
  centreElementsAny: isElement,
  ligandElementsAny: isElement,
  geometriesAny: (value) => geometryOf(String(value)) !== undefined,
  connectionKindsNone: (value) => value === 'corner' || value === 'edge' || value === 'face',
};

function isElement(value: Value): boolean {
  return atomicNumberOf(String(value)) !== undefined;
}

type Lists = Readonly<Record<string, readonly Value[] | undefined>>;

/** A list of all or none that is empty lets everything pass; a list of alternatives that is empty, nothing. */
function listCriteria(lists: Lists): Criterion[] {
  return Object.entries(lists).flatMap(([name, given]): Criterion[] => {
    if (given === undefined) return [];
    const values = [...new Set(given)].filter(VOCABULARIES[name] ?? (() => true));
    return values.length === 0 && /(All|None)$/.test(name) ? [] : [[name, { [name]: values }]];
  });
}

function rangeCriteria(ranges: Readonly<Record<string, Range | undefined>>): Criterion[] {
  return Object.entries(ranges).flatMap(([name, range]): Criterion[] => {
    const criteria: Criterion[] = [];
    const blanks = { property: name };
    if (range?.min !== undefined) criteria.push(['range.min', { [`${name}Min`]: range.min }, blanks]);
    if (range?.max !== undefined) criteria.push(['range.max', { [`${name}Max`]: range.max }, blanks]);
    return criteria;
  });
}
