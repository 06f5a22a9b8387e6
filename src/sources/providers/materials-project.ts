/** The Materials Project, by its API; `materials/summary` of api.materialsproject.org, as mp-api 0.46 asks it. */
import { z } from 'zod';
import { atomicNumberOf } from '../../crystal/elements.js';
import { REPORTED_FIELDS, type Reported, reportedValue } from '../../crystal/reported.js';
import { SourceError } from '../item.js';
import { keptPages, type List } from '../kept-list.js';
import type { Web, WebKey } from '../web.js';
import type { Fetched, Missing, Provider, Session } from './provider.js';

export const materialsProject: Provider = {
  examples: [
    ['mp:mp-149,mp-2657', 'by ids; the key of your account is read from MP_API_KEY'],
    ['mp:Li-Mn-P-O', 'all of a chemical system'],
    ["'mp:?elements=Ti,O&is_stable=true&band_gap_min=1'", 'by parameters of its API'],
  ],
  fetch: fetchMaterials,
};

const NAME = 'The Materials Project';
/** https://materialsproject.org/about/terms */
const LICENCE = 'CC-BY-4.0';
const DATASET = 'mp';
const ENDPOINT = 'https://api.materialsproject.org';

const MATERIALS_IN_PAGE = 100;
const IDS_IN_QUERY = 100;

const FIELDS = ['material_id', 'structure', ...REPORTED_FIELDS.keys()];

const material = z.looseObject({
  material_id: z.string(),
  structure: z.record(z.string(), z.unknown()),
});
const answer = z.looseObject({
  data: z.array(material),
  meta: z.looseObject({ total_doc: z.number() }),
});
const heartbeat = z.looseObject({ db_version: z.string() });

/** Parameters, which may repeat. */
type Query = URLSearchParams;

async function* fetchMaterials(address: string, session: Session): AsyncGenerator<Fetched | Missing> {
  const { environment, web } = session;
  const endpoint = environment['MP_API_ENDPOINT'] ?? ENDPOINT;
  const value = (environment['MP_API_KEY'] ?? '').trim();
  if (value === '') {
    throw new SourceError(
      'The Materials Project asks for a key: set MP_API_KEY to that of your account, https://materialsproject.org/api.',
    );
  }
  if (!/^[!-~]+$/.test(value)) {
    throw new SourceError(
      'MP_API_KEY holds characters that no key has, such as spaces, line breaks or typographic quotes: set it to the letters of your key alone.',
    );
  }
  const advice = 'Check MP_API_KEY: the key of your account is at https://materialsproject.org/api.';
  const key: WebKey = { header: 'X-API-KEY', value, advice };
  const revision = await databaseVersion(endpoint, web);
  for (const query of queriesOf(address)) {
    const asked = new Set(query.getAll('material_ids').flatMap((ids) => ids.split(',').filter((id) => id !== '')));
    for await (const found of materials(query, endpoint, key, revision, session)) {
      asked.delete(found.id);
      yield found;
    }
    for (const id of asked) {
      yield { id, message: `The Materials Project has no ${id}. Check the id; some were replaced by others.` };
    }
  }
}

async function databaseVersion(endpoint: string, web: Web): Promise<string> {
  const url = new URL('/heartbeat', endpoint);
  const told = heartbeat.safeParse(await web.json({ url }));
  if (!told.success) throw notUnderstood(url);
  return told.data.db_version;
}

async function* materials(
  query: Query,
  endpoint: string,
  key: WebKey,
  revision: string,
  { web, cache }: Session,
): AsyncGenerator<Fetched> {
  const first = new URL('/materials/summary/', endpoint);
  for (const [name, value] of query) first.searchParams.append(name, value);
  first.searchParams.set('_fields', FIELDS.join(','));
  first.searchParams.set('_limit', String(MATERIALS_IN_PAGE));
  first.searchParams.set('_skip', '0');
  const list: List = {
    name: DATASET,
    address: first.href,
    first,
    key,
    revision,
    itemsOf: (page) => read(page, first).data.map(({ material_id: id }) => ({ id, changed: null })),
    nextOf: (page, url) => {
      const { data, meta } = read(page, first);
      const next = new URL(url);
      const skip = Number(url.searchParams.get('_skip')) + data.length;
      next.searchParams.set('_skip', String(skip));
      return data.length > 0 && skip < meta.total_doc ? next : null;
    },
    isUnchanged: async (kept) => kept.revision === revision,
  };
  for await (const { page, fetched } of keptPages(cache, list, web)) {
    for (const { material_id: id, structure, ...values } of read(page, first).data) {
      yield {
        id,
        file: `${id}.json`,
        content: Buffer.from(JSON.stringify(structure)),
        origin: {
          provider: NAME,
          entry: id,
          address: `https://materialsproject.org/materials/${id}`,
          fetched,
          licence: LICENCE,
        },
        reported: reportedOf(values),
        dataset: DATASET,
      };
    }
  }
}

function reportedOf(values: Readonly<Record<string, unknown>>): Reported[] {
  return [...REPORTED_FIELDS].flatMap(([field, property]) => {
    const value = reportedValue(property, values[field]);
    return value === null ? [] : [{ property, value, kind: 'computed', source: NAME } as const];
  });
}

/** @throws SourceError */
function queriesOf(address: string): Query[] {
  const text = address.trim();
  if (text.startsWith('?')) return [new URLSearchParams(text)];
  const words = text.split(',').map((word) => word.trim());
  if (words.every((word) => /^(mp|mvc)-\w+$/.test(word))) {
    return Array.from({ length: Math.ceil(words.length / IDS_IN_QUERY) }, (_, i) =>
      queryOf('material_ids', words.slice(i * IDS_IN_QUERY, (i + 1) * IDS_IN_QUERY)),
    );
  }
  if (words.every((word) => word.split('-').every(isSymbol))) return [queryOf('chemsys', words)];
  if (words.every((word) => /^[A-Z][A-Za-z0-9()]*$/.test(word))) return [queryOf('formula', words)];
  throw new SourceError(
    `"${text}" is neither ids (mp:mp-149,mp-2657), chemical systems (mp:Li-Mn-P-O), formulas (mp:TiO2) nor parameters of the API of the Materials Project (mp:?elements=Ti,O).`,
  );
}

function queryOf(name: string, values: readonly string[]): Query {
  return new URLSearchParams({ [name]: values.join(',') });
}

/** Its chemical systems may hold `*`, for any element. */
function isSymbol(word: string): boolean {
  return word === '*' || atomicNumberOf(word) !== undefined;
}

/** @throws SourceError */
function read(page: unknown, url: URL): z.infer<typeof answer> {
  const result = answer.safeParse(page);
  if (result.success) return result.data;
  throw notUnderstood(url);
}

function notUnderstood({ host, pathname }: URL): SourceError {
  return new SourceError(
    `${host}${pathname} sends an answer that this version of Motifgraph does not know. Update Motifgraph.`,
  );
}
