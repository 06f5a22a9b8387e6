/** What an export is asked for, from the members of JSON or the parameters of an address. */
import { coerceInputValue, type GraphQLInputType, type GraphQLSchema, parseType, typeFromAST } from 'graphql';
import {
  columnNames,
  EXPORT_FORMATS,
  type ExportContent,
  type ExportFormat,
  type ExportRequest,
} from '../pipeline/result-set/export.js';
import { crystalCriteria, crystalFilter } from './criteria.js';
import { cut } from './echo.js';
import { apiError } from './errors.js';
import type { Limits } from './limits.js';
import type { CrystalFilter, CrystalSort } from './types/filters.js';

/** As JSON has them. */
export type ExportMembers = Readonly<Record<string, unknown>>;

const NAMES = ['format', 'of', 'filter', 'sort', 'columns'];
const FORMAT_NAMES = Object.keys(EXPORT_FORMATS) as ExportFormat[];

/**
 * @param schema whose `CrystalFilter` and `CrystalSort` the filter and the order have to fit
 * @throws GraphQLError BAD_USER_INPUT, and what filters of GraphQL throw
 */
export function exportRequest(members: ExportMembers, schema: GraphQLSchema, limits: Limits): ExportRequest {
  const unknown = Object.keys(members).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) {
    throw apiError('BAD_USER_INPUT', `An export has no "${cut(unknown)}"; it has ${NAMES.join(', ')}.`);
  }
  const format = oneOf('format', FORMAT_NAMES, members['format'] ?? null);
  const { contents } = EXPORT_FORMATS[format];
  const of = oneOf('of', contents, members['of'] ?? contents[0], ` in ${format}`);
  const filter = fitting<CrystalFilter | null>('filter', 'CrystalFilter', members['filter'] ?? null, schema);
  const sort = fitting<CrystalSort[] | null>('sort', '[CrystalSort!]', members['sort'] ?? null, schema);
  const columns = columnsIn(members['columns'] ?? null, of);
  return {
    format,
    of,
    filter: crystalFilter(crystalCriteria(filter, limits)),
    sorts: sort ?? [],
    ...(columns !== null && { columns }),
  };
}

function oneOf<Name extends string>(member: string, names: readonly Name[], given: unknown, where = ''): Name {
  const name = names.find((known) => known === given);
  if (name !== undefined) return name;
  const found = given === null ? 'is missing' : `is ${cut(JSON.stringify(given))}`;
  throw apiError('BAD_USER_INPUT', `\`${member}\` ${found}; it can be ${names.join(', ')}${where}.`);
}

/** As a variable of a query would have to. */
function fitting<Value>(member: string, type: string, given: unknown, schema: GraphQLSchema): Value {
  return coerceInputValue(given, typeFromAST(schema, parseType(type)) as GraphQLInputType, (path, _, { message }) => {
    const place = path.map((part) => `.${part}`).join('');
    throw apiError('BAD_USER_INPUT', `\`${member}${place}\`: ${message}`);
  }) as Value;
}

function columnsIn(given: unknown, of: ExportContent): readonly string[] | null {
  if (given === null) return null;
  const known = columnNames(of);
  if (known.length === 0) throw apiError('BAD_USER_INPUT', `\`columns\` can be chosen of tables, not of ${of}.`);
  if (!Array.isArray(given) || given.length === 0) {
    throw apiError('BAD_USER_INPUT', '`columns` is a list of names, separated by commas in an address.');
  }
  for (const name of given) oneOf('columns', known, name, `, of ${of}`);
  return [...new Set(given as string[])];
}
