/**
 * Patterns as JSON:
 *
 *     { "sites": { "a": { "element": ["Ti"], "geometry": ["O:6"], "csm": [0, 5] }, "b": { "motif": ["P-T:4"] } },
 *       "connections": [ { "from": "a", "to": "b", "kind": "corner", "angle": [120, null] } ] }
 *
 * All criteria but the names may be missing. A list with one value may be that value alone; a range is [least, largest],
 * null for an open end. The form of `PatternInput` in GraphQL is taken as well: a list of sites with names, and ranges
 * `{ "min": 0, "max": 5 }`.
 */
import { z } from 'zod';
import { type ConnectionInput, checkedPattern, type SiteInput } from './check.js';
import { CONNECTION_RANGES, type Pattern, PatternError, SITE_RANGES } from './pattern.js';

const list = z.union([z.array(z.string()), z.string().transform((value) => [value])], {
  error: 'expected a text or a list of texts',
});
const end = z.number().nullable();
const range = z.union(
  [
    z.tuple([end, end]).transform(([min, max]) => ({ min, max })),
    z.strictObject({ min: end.default(null), max: end.default(null) }),
  ],
  {
    error: ({ input }) =>
      typeof input === 'number'
        ? `expected [least, largest]: write [${input}, ${input}] for ${input} alone`
        : 'expected [least, largest], with null for an open end',
  },
);

/** Keys of the file to those of `PatternInput`. */
const SITE_LISTS = {
  element: 'elements',
  elements: 'elements',
  geometry: 'geometries',
  geometries: 'geometries',
  motif: 'motifs',
  motifs: 'motifs',
  ligands: 'ligands',
} as const;
const CONNECTION_LISTS = { kind: 'kinds', kinds: 'kinds' } as const;

const object = z.record(z.string(), z.unknown(), { error: 'expected an object' });
const namedSite = z.looseObject({ name: z.string() });
const sites = z.union(
  [
    z.record(z.string(), object).transform((named) => Object.entries(named)),
    z.array(namedSite).transform((list) => list.map(({ name, ...criteria }) => [name, criteria] as const)),
  ],
  { error: 'expected an object with a name for each site' },
);
const connections = z.array(object, { error: 'expected a list of objects' });

/** @throws PatternError */
export function parsePattern(text: string): Pattern {
  const content = parsed(object, json(text), 'the pattern');
  refuseUnknown(content, ['sites', 'connections'], 'the pattern');
  return checkedPattern({
    sites: parsed(sites, content['sites'], 'sites').map(([name, criteria]) => siteOf(name, criteria)),
    connections: parsed(connections, content['connections'] ?? [], 'connections').map(connectionOf),
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PatternError(`The pattern is no JSON: ${(error as Error).message}`);
  }
}

function siteOf(name: string, criteria: Record<string, unknown>): SiteInput {
  return { name, ...criteriaOf(criteria, SITE_LISTS, SITE_RANGES, `sites.${name}`) };
}

function connectionOf({ from, to, ...criteria }: Record<string, unknown>, index: number): ConnectionInput {
  const where = `connections[${index}]`;
  return {
    from: parsed(z.string(), from, `${where}.from`),
    to: parsed(z.string(), to, `${where}.to`),
    ...criteriaOf(criteria, CONNECTION_LISTS, CONNECTION_RANGES, where, ['from', 'to']),
  };
}

type Criteria<Lists extends string, Ranges extends string> = {
  [key in Lists]?: string[];
} & { [key in Ranges]?: z.infer<typeof range> };

function criteriaOf<Lists extends string, Ranges extends string>(
  criteria: Record<string, unknown>,
  lists: { readonly [key: string]: Lists },
  ranges: readonly Ranges[],
  where: string,
  otherKeys: readonly string[] = [],
): Criteria<Lists, Ranges> {
  refuseUnknown(criteria, [...otherKeys, ...Object.keys(lists), ...ranges], where);
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(criteria)) {
    const at = `${where}.${key}`;
    const target = lists[key] ?? key;
    if (target in result) throw new PatternError(`${at}: ${target} are given twice, as singular and plural.`);
    result[target] = target === lists[key] ? parsed(list, value, at) : parsed(range, value, at);
  }
  return result as Criteria<Lists, Ranges>;
}

function refuseUnknown(value: Record<string, unknown>, known: readonly string[], where: string): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new PatternError(`${where}: the key "${unknown}" is unknown; known ones are ${known.join(', ')}.`);
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new PatternError(`${where}: ${result.error.issues[0]!.message}`);
}
