/**
 * From a filter of OPTIMADE to one of the graph. What is unknown of a crystal meets no comparison, and no negated one either:
 * NOT is brought down to the comparisons, each of which then asks for a value that is known and does not meet it.
 */
import { wholeFormulas } from '../crystal/formula.js';
import { parseFormula } from '../crystal/parse-formula.js';
import { PARTS, RELATIONS } from '../graph/projection/comparisons.js';
import { compareTexts } from '../graph/projection/order.js';
import type { CrystalColumn } from '../graph/projection/tables.js';
import type { Comparison, CrystalFilter, Relation } from '../graph/store.js';
import { OptimadeError } from './error.js';
import type { Filter, Question, Value } from './grammar.js';
import { isForeign, type Property, PREFIX, STRUCTURE_PROPERTIES, UNKNOWN_STANDARD } from './properties.js';

export interface Translation {
  readonly filter: CrystalFilter;
  /** Sentences for the client. */
  readonly warnings: readonly string[];
}

/** What is the same for all structures, by property. */
export interface GraphValues {
  readonly type: 'structures';
  readonly nperiodic_dimensions: 3;
  /** ISO 8601; null where it is unknown. */
  readonly last_modified: string | null;
}

/** @throws OptimadeError 400, 501 */
export function translated(filter: Filter, graph: GraphValues): Translation {
  const translator = new Translator(graph);
  return { filter: translator.translate(filter, false), warnings: [...translator.warnings] };
}

const EVERYTHING: CrystalFilter = {};
const NOTHING: CrystalFilter = { or: [] };

/** Of the specification: `references.id` asks for related entries. */
const ENTRY_TYPES: ReadonlySet<string> = new Set(['structures', 'references', 'calculations', 'files', 'trajectories']);

class Translator {
  readonly warnings = new Set<string>();

  constructor(private readonly graph: GraphValues) {}

  translate(filter: Filter, isNegated: boolean): CrystalFilter {
    switch (filter.kind) {
      case 'not':
        return this.translate(filter.part, !isNegated);
      case 'clause':
        return this.clause(filter.property, filter.question, isNegated);
      default: {
        const parts = filter.parts.map((part) => this.translate(part, isNegated));
        return (filter.kind === 'and') !== isNegated ? { and: parts } : { or: parts };
      }
    }
  }

  private clause(name: string, question: Question, isNegated: boolean): CrystalFilter {
    const property = STRUCTURE_PROPERTIES.get(name);
    if (property === undefined) return this.unknown(name, question, isNegated);
    const { origin } = property;
    switch (origin.from) {
      case 'column':
        this.warnOfFormula(name, question);
        return compared(origin.column, name, property, question, isNegated);
      case 'graph': {
        const value = this.graph[name as keyof GraphValues];
        return valueMeets(name, property, value, question, isNegated) ? EVERYTHING : NOTHING;
      }
      default:
        if (question.asks === 'known') return question.isKnown !== isNegated ? EVERYTHING : NOTHING;
        throw new OptimadeError(501, `Filters by \`${name}\` are not implemented here.`, 'filter');
    }
  }

  /** @throws OptimadeError 400 where the name can be of no other provider */
  private unknown(name: string, question: Question, isNegated: boolean): CrystalFilter {
    const [first = ''] = name.split('.');
    if (first !== name && (STRUCTURE_PROPERTIES.has(first) || ENTRY_TYPES.has(first))) {
      throw new OptimadeError(501, `Filters by parts of properties (\`${name}\`) are not implemented here.`, 'filter');
    }
    if (!isForeign(first) && !UNKNOWN_STANDARD.has(first)) throw unknownProperty(name, 'filter');
    if (isForeign(first)) this.warnings.add(`\`${first}\` belongs to another provider; its values are unknown here.`);
    return question.asks === 'known' && question.isKnown === isNegated ? EVERYTHING : NOTHING;
  }

  private warnOfFormula(name: string, question: Question): void {
    if (name !== 'chemical_formula_reduced' || question.asks !== 'value' || typeof question.value !== 'string') return;
    const parsed = parseFormula(question.value);
    const reduced = parsed.ok ? wholeFormulas(parsed.composition).reduced : null;
    if (reduced === null || reduced === question.value) return;
    this.warnings.add(`In \`${name}\` elements are in alphabetical order, and counts reduced: "${reduced}".`);
  }
}

/** @param parameter of the address */
export function unknownProperty(name: string, parameter: string): OptimadeError {
  const shown = name.length > 100 ? `${name.slice(0, 100)}…` : name;
  const hint = name.startsWith(`_${PREFIX}_`) ? '' : ` Ours begin with _${PREFIX}_.`;
  return new OptimadeError(
    400,
    `Structures have no property \`${shown}\`; /info/structures lists them.${hint}`,
    parameter,
  );
}

function compared(
  field: CrystalColumn,
  name: string,
  property: Property,
  question: Question,
  isNegated: boolean,
): CrystalFilter {
  const known: CrystalFilter = { compare: { field, by: 'known' } };
  if (question.asks === 'known') return question.isKnown !== isNegated ? known : { not: known };
  const compare: CrystalFilter = { compare: comparisonOf(field, name, property, question) };
  return isNegated ? { and: [known, { not: compare }] } : compare;
}

function comparisonOf(
  field: CrystalColumn,
  name: string,
  property: Property,
  question: Exclude<Question, { asks: 'known' }>,
): Comparison {
  switch (question.asks) {
    case 'value':
      return {
        field,
        by: 'value',
        relation: question.relation,
        value: columnValue(typed(name, property.type, question.value, question.relation)),
      };
    case 'part':
      if (property.type !== 'string') throw misfit(name, property.type, 'parts of texts');
      return { field, by: 'part', part: question.part, text: question.text };
    case 'items': {
      if (property.type !== 'list' || property.items === undefined) throw misfit(name, property.type, 'HAS');
      const { items } = property;
      const values = question.values.map((value) => String(typed(name, items, value, '=')));
      return { field, by: 'items', items: question.items, values };
    }
    case 'length':
      if (property.type !== 'list') throw misfit(name, property.type, 'LENGTH');
      return { field, by: 'length', relation: question.relation, value: question.value };
  }
}

/** Booleans are texts in their columns. */
function columnValue(value: Value): string | number {
  return typeof value === 'boolean' ? String(value) : value;
}

/** Of what is the same for all structures. */
function valueMeets(
  name: string,
  property: Property,
  value: string | number | null,
  question: Question,
  isNegated: boolean,
): boolean {
  if (question.asks === 'known') return (question.isKnown === (value !== null)) !== isNegated;
  if (question.asks === 'items' || question.asks === 'length') throw misfit(name, property.type, 'lists');
  if (question.asks === 'part') {
    if (property.type !== 'string') throw misfit(name, property.type, 'parts of texts');
    return value !== null && PARTS[question.part](question.text)(String(value)) !== isNegated;
  }
  const asked = typed(name, property.type, question.value, question.relation);
  if (value === null) return false;
  return RELATIONS[question.relation](difference(name, property.type, value, asked)) !== isNegated;
}

/** 0 of equal values. @throws OptimadeError 400 */
function difference(name: string, type: Property['type'], own: string | number, asked: Value): number {
  if (type === 'timestamp') return Date.parse(String(own)) - timeOf(name, String(asked));
  return typeof own === 'number' ? own - Number(asked) : compareTexts(own, String(asked));
}

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[-+]\d\d:\d\d)$/;

function timeOf(name: string, text: string): number {
  const time = RFC_3339.test(text) ? Date.parse(text.replace(' ', 'T').toUpperCase()) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new OptimadeError(400, `\`${name}\` is compared with times such as "2026-11-28T12:00:00Z".`, 'filter');
}

/** The value, if it is of the type. @throws OptimadeError 501, as the specification wants it */
function typed(name: string, type: Property['type'], value: Value, relation: Relation): Value {
  switch (type) {
    case 'integer':
    case 'float':
      if (typeof value !== 'number') throw misfit(name, type, `a ${typeof value}`);
      return value;
    case 'string':
      if (typeof value !== 'string') throw misfit(name, type, `a ${typeof value}`);
      return value;
    case 'timestamp':
      if (typeof value !== 'string') throw misfit(name, type, `a ${typeof value}`);
      timeOf(name, value);
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw misfit(name, type, `a ${typeof value}`);
      if (relation !== '=' && relation !== '!=') throw misfit(name, type, `"${relation}"`);
      return value;
    default:
      throw misfit(name, type, `a ${typeof value}`);
  }
}

function misfit(name: string, type: Property['type'], asked: string): OptimadeError {
  return new OptimadeError(501, `\`${name}\` is of type ${type}: it cannot be compared by ${asked}.`, 'filter');
}
