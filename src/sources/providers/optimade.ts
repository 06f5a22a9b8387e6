/** Providers of the OPTIMADE API (specification 1.0 to 1.2): any list of structures that a filter finds. */
import { z } from 'zod';
import { SourceError } from '../item.js';
import { type KeptList, keptPages, type List, type ListItem } from '../kept-list.js';
import { AnswerError, type Web } from '../web.js';
import type { Fetched, Missing, Provider, Session } from './provider.js';
import { reportedBy, reportsSomething } from './reported-fields.js';

export const optimade: Provider = {
  examples: [
    [
      `'optimade:https://optimade.materialsproject.org/v1?filter=elements HAS ALL "Ti","O" AND nelements=2'`,
      'what the filter finds',
    ],
    ['optimade:https://oqmd.org/optimade/v1/structures/4061139', 'one entry'],
  ],
  fetch: fetchStructures,
};

/** Entries asked for at once, where the address says nothing else. */
const PAGE_LIMIT = 100;

/** What readers of structures need. */
const STRUCTURE_FIELDS = [
  'chemical_formula_reduced',
  'lattice_vectors',
  'cartesian_site_positions',
  'species',
  'species_at_sites',
  'dimension_types',
  'structure_features',
];
/** Tells changes, also such as leave the structure what it is. */
const CHANGED_FIELD = 'last_modified';

const link = z.union([z.string(), z.object({ href: z.string() })]).nullish();
const entry = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  attributes: z.record(z.string(), z.unknown()),
});
const meta = z.looseObject({
  data_returned: z.number().nullish(),
  provider: z.looseObject({ name: z.string().nullish(), prefix: z.string().nullish() }).nullish(),
});
const answer = z.looseObject({
  data: z.union([entry.transform((one) => [one]), z.array(entry), z.null().transform(() => [])]),
  links: z.looseObject({ next: link }).nullish(),
  meta: meta.nullish(),
});
const info = z.looseObject({
  data: z.looseObject({
    properties: z.record(z.string(), z.looseObject({ unit: z.unknown().optional() }).catch({})).nullish(),
    attributes: z.looseObject({ license: link, available_licenses: z.array(z.string()).nullish() }).nullish(),
  }),
});

type Answer = z.infer<typeof answer>;

async function* fetchStructures(address: string, { web, cache }: Session): AsyncGenerator<Fetched | Missing> {
  const { base, structures } = addressesOf(address);
  const first = new URL(structures);
  const properties = (await optional(new URL(`${base}/info/structures`), web))?.properties ?? {};
  const isReported = (field: string) => reportsSomething(field, properties[field]?.unit);
  complete(first, Object.keys(properties), isReported);
  const licence = await licenceOf(base, web);
  const list: List = {
    name: 'optimade',
    address: first.href,
    first,
    revision: null,
    nextOf: (page, url) => nextOf(read(page, url), url),
    itemsOf: (page) => read(page, first).data.map(itemOf),
    isUnchanged: (kept) => isUnchanged(kept, first, web),
  };
  let isEmpty = true;
  for await (const { page, fetched } of keptPages(cache, list, web)) {
    const { data, meta } = read(page, first);
    const name = meta?.provider?.name || first.host;
    for (const { id, attributes } of data) {
      isEmpty = false;
      const structure = Object.fromEntries(STRUCTURE_FIELDS.map((field) => [field, attributes[field]]));
      yield {
        id,
        file: `${id}.json`,
        content: Buffer.from(JSON.stringify({ type: 'structures', id, attributes: structure })),
        origin: {
          provider: name,
          entry: id,
          address: `${base}/structures/${encodeURIComponent(id)}`,
          fetched,
          licence,
        },
        reported: reportedBy(attributes, isReported, name),
        dataset: meta?.provider?.prefix || first.host,
      };
    }
  }
  if (isEmpty && !isList(first)) {
    const id = first.pathname.slice(first.pathname.lastIndexOf('/') + 1);
    yield { id, message: `${first.host} has no ${id}. Check the id.` };
  }
}

/** @throws SourceError */
function addressesOf(address: string): { readonly base: string; readonly structures: URL } {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new SourceError(
      'The address behind optimade: has to begin with https://, as in optimade:https://oqmd.org/optimade/v1?filter=nelements=2.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new SourceError(
      `The address has a user name or a password. OPTIMADE providers ask for none: leave it out, as in optimade:${url.origin}${url.pathname}.`,
    );
  }
  url.hash = '';
  const path = url.pathname.replace(/\/+$/, '');
  const [, root = '', version = '/v1', rest = ''] = /^(.*?)(\/v\d[\d.]*)?(\/structures(?:\/.+)?)?$/.exec(path) ?? [];
  const base = `${url.origin}${root}${version}`;
  const structures = new URL(`${base}${rest || '/structures'}`);
  structures.search = url.search;
  return { base, structures };
}

function isList({ pathname }: URL): boolean {
  return pathname.endsWith('/structures');
}

/** Adds to the first address how much is asked for at once, and which fields of those that there are. */
function complete(first: URL, known: readonly string[], isReported: (field: string) => boolean): void {
  const { searchParams: asked } = first;
  if (isList(first) && !asked.has('page_limit')) asked.set('page_limit', String(PAGE_LIMIT));
  if (known.length > 0 && !asked.has('response_fields')) {
    const fields = [...STRUCTURE_FIELDS, CHANGED_FIELD].filter((field) => known.includes(field));
    asked.set('response_fields', [...fields, ...known.filter(isReported).sort()].join(','));
  }
  percentEncode(first);
}

/** Not every server reads `+` as a space. */
function percentEncode(url: URL): void {
  url.search = url.search.replaceAll('+', '%20');
}

async function licenceOf(base: string, web: Web): Promise<string | null> {
  const attributes = (await optional(new URL(`${base}/info`), web))?.attributes;
  const [name] = attributes?.available_licenses ?? [];
  return name ?? hrefOf(attributes?.license);
}

/** What a provider tells of itself; null where it does not, or tells it otherwise. */
async function optional(url: URL, web: Web): Promise<z.infer<typeof info>['data'] | null> {
  try {
    const told = info.safeParse(await web.json({ url }));
    return told.success ? told.data.data : null;
  } catch (error) {
    if (error instanceof AnswerError) return null;
    throw error;
  }
}

/** @throws SourceError */
function read(page: unknown, { host, href }: URL): Answer {
  const result = answer.safeParse(page);
  if (result.success) return result.data;
  throw new SourceError(`${host} does not answer as OPTIMADE providers do. Check the address: ${href}`);
}

function itemOf({ id, attributes }: Answer['data'][number]): ListItem {
  const changed = attributes[CHANGED_FIELD];
  return { id, changed: typeof changed === 'string' ? changed : null };
}

/** Some providers name themselves by http:// behind a proxy that speaks https://. */
function nextOf({ links }: Answer, url: URL): URL | null {
  const href = hrefOf(links?.next);
  if (href === null) return null;
  const next = URL.canParse(href, url.href) ? new URL(href, url) : null;
  if (next?.hostname !== url.hostname) {
    throw new SourceError(`${url.host} says that the next page is at ${href}, another host, which is not asked.`);
  }
  next.protocol = url.protocol;
  next.port = url.port;
  next.username = '';
  next.password = '';
  return next;
}

function hrefOf(value: z.infer<typeof link>): string | null {
  return (typeof value === 'string' ? value : value?.href) || null;
}

/** Nothing was changed since, and there are as many entries as then. Without dates of changes this can't be told. */
async function isUnchanged({ begun, items, isDated }: KeptList, first: URL, web: Web): Promise<boolean> {
  if (!isDated || !isList(first)) return false;
  const filter = first.searchParams.get('filter');
  const since = `${CHANGED_FIELD} >= "${begun}"`;
  const count = async (wanted: string | null) => {
    const url = new URL(first);
    if (wanted === null) url.searchParams.delete('filter');
    else url.searchParams.set('filter', wanted);
    url.searchParams.set('page_limit', '1');
    url.searchParams.set('response_fields', CHANGED_FIELD);
    percentEncode(url);
    const { data, meta } = read(await web.json({ url }), url);
    return meta?.data_returned ?? (data.length === 0 ? 0 : null);
  };
  try {
    return (await count(filter === null ? since : `(${filter}) AND ${since}`)) === 0 && (await count(filter)) === items;
  } catch (error) {
    // It can't compare dates.
    if (error instanceof AnswerError) return false;
    throw error;
  }
}
