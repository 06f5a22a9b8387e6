/** /optimade: structures, and what is to be known about them, for clients of OPTIMADE (https://www.optimade.org). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Projection } from '../graph/projection/projection.js';
import { turn } from '../graph/turns.js';
import { timeOfVersion } from '../graph/version.js';
import { entryOf, needsStructure } from '../optimade/entry.js';
import { OptimadeError, titleOf } from '../optimade/error.js';
import { infoOf, linksOf, type MetaFacts, metaOf, structuresInfo, VERSION_SEGMENTS } from '../optimade/info.js';
import { type GraphValues, translated } from '../optimade/translation.js';
import type { Admission } from './admission.js';
import { codingFor, encoded } from './compression.js';
import type { Context } from './context.js';
import { statusOf } from './errors.js';
import type { AnswerMeter } from './execution/answer-meter.js';
import type { Operations } from './execution/operations.js';
import { vary } from './headers.js';
import { hostOf, pathOf } from './hosts.js';
import type { Limits } from './limits.js';
import { refusal } from './listener.js';
import { existingCrystal } from './missing.js';
import {
  askedStructures,
  checkHint,
  fieldsIn,
  fieldWarnings,
  PARAMETERS,
  parametersIn,
  unsupportedVersion,
} from './optimade-request.js';
import { PROGRAM } from '../program.js';
import { parametersOf } from './question.js';
import { storedAttributes } from './structure-text.js';
import type { ErrorCode } from './types/error-code.js';

interface OptimadeSettings {
  readonly limits: Limits;
  readonly operations: Operations;
  readonly admit: Admission['admit'];
  readonly makeContext: (request: FastifyRequest) => Context;
}

const MEDIA_TYPE = 'application/vnd.api+json';
const ROOT = '/optimade';

/** In the answer, what a structure adds beside its other fields: as many values as usual. */
const VALUES_OF_STRUCTURE = 200;

type Asked = ReturnType<typeof parametersIn> & { readonly request: FastifyRequest };
/** All of the answer but `meta` is text, because entries are written one by one. */
interface Answer extends Omit<MetaFacts, 'program' | 'representation'> {
  readonly data: string;
  readonly next?: string | null;
}

export function optimadeRoutes(settings: OptimadeSettings) {
  const { admit } = settings;
  return async (routes: FastifyInstance): Promise<void> => {
    routes.addHook('preSerialization', async (request, reply, payload) => jsonApiErrors(request, reply, payload));
    refuseInForm(routes);
    const endpoints: readonly (readonly [
      string,
      keyof typeof PARAMETERS,
      (asked: Asked) => Answer | Promise<Answer>,
    ])[] = [
      ['/info', 'common', ({ request }) => whole(infoOf('structures', rootOf(request)))],
      ['/info/structures', 'common', () => whole(structuresInfo())],
      ['/links', 'common', ({ request }) => whole(linksOf('structures', rootOf(request)))],
      ['/structures', 'list', (asked) => list(asked, settings)],
      ['/structures/:id', 'entry', (asked) => single(asked, settings)],
      ['/index/info', 'common', ({ request }) => whole(infoOf('index', `${rootOf(request)}/index`))],
      ['/index/links', 'common', ({ request }) => whole(linksOf('index', rootOf(request)))],
    ];
    for (const [endpoint, parameters, answer] of endpoints) {
      for (const segment of ['', ...VERSION_SEGMENTS]) {
        routes.get(addressOf(endpoint, segment), { onRequest: admit }, async (request, reply) => {
          const asked = parametersIn(parametersOf(request), PARAMETERS[parameters]);
          checkHint(asked.parameters.get('api_hint'), segment !== '');
          return send(request, reply, asked.warnings, await answer({ ...asked, request }));
        });
      }
    }
    for (const endpoint of ['/versions', '/index/versions']) {
      routes.get(endpoint, { onRequest: admit }, (_, reply) =>
        reply.type('text/csv; header=present').send('version\n1\n'),
      );
    }
  };
}

/** The version stands behind the base URL, which for the index is that of the server and `/index`. */
function addressOf(endpoint: string, segment: string): string {
  if (segment === '') return endpoint;
  return endpoint.replace(/^(\/index)?/, (base) => `${base}/${segment}`);
}

/** The host is the one that was checked, one that the server is known as (`hosts.ts`). */
function rootOf({ protocol, raw }: FastifyRequest): string {
  return `${protocol}://${hostOf(raw)}${ROOT}`;
}

function whole(data: object): Answer {
  return { data: JSON.stringify(data), isMoreAvailable: false };
}

async function list({ parameters, request }: Asked, settings: OptimadeSettings): Promise<Answer> {
  const { filter, sorts, page, next } = askedStructures(parameters, settings.limits);
  const fields = fieldsIn(parameters);
  const context = settings.makeContext(request);
  context.meter.expected = page.limit * (fields.length + (needsStructure(fields) ? VALUES_OF_STRUCTURE : 0));
  return settings.operations.inTurn(context, async () => {
    const graph = await context.projection();
    const values = graphValues(graph);
    const wanted = filter === null ? { filter: {}, warnings: [] } : translated(filter, values);
    const ids = await graph.sortedIds(wanted.filter, sorts, { ...page, limit: page.limit + 1 });
    const shown = ids.slice(0, page.limit);
    const isMoreAvailable = ids.length > page.limit;
    const [name, place] = next(shown.at(-1) ?? '');
    const address = new URL(pathOf(request.url), rootOf(request));
    address.searchParams.set(name, place);
    return {
      data: await writtenEntries(shown, fields, graph, values, context),
      isMoreAvailable,
      returned: await graph.countCrystals(wanted.filter),
      available: await graph.countCrystals({}),
      warnings: [...wanted.warnings, ...fieldWarnings(fields)],
      next: isMoreAvailable ? address.href : null,
    };
  });
}

async function single({ parameters, request }: Asked, settings: OptimadeSettings): Promise<Answer> {
  const { id } = request.params as { readonly id: string };
  const fields = fieldsIn(parameters);
  const context = settings.makeContext(request);
  context.meter.expected = fields.length + VALUES_OF_STRUCTURE;
  return settings.operations.inTurn(context, async () => {
    await existingCrystal(id, context.loaders);
    const graph = await context.projection();
    const entries = await writtenEntries([id], fields, graph, graphValues(graph), context);
    return { data: entries.slice(1, -1), isMoreAvailable: false, returned: 1, warnings: fieldWarnings(fields) };
  });
}

function graphValues({ version }: Projection): GraphValues {
  return {
    type: 'structures',
    nperiodic_dimensions: 3,
    last_modified: timeOfVersion(version)?.toISOString() ?? null,
  };
}

/** Entries whose structures are held at once: 20 of 10,000 atoms are 20 MB of text. */
const ENTRIES_AT_ONCE = 20;

/** As a list in JSON; each entry counts for the limits of the answer, which end it between two of them. */
async function writtenEntries(
  ids: readonly string[],
  fields: readonly string[],
  graph: Projection,
  values: GraphValues,
  context: Context,
): Promise<string> {
  const { loaders, meter, analyst } = context;
  const isWanted = needsStructure(fields);
  const written: string[] = [];
  for (let begin = 0; begin < ids.length; begin += ENTRIES_AT_ONCE) {
    const some = ids.slice(begin, begin + ENTRIES_AT_ONCE);
    const texts = isWanted ? await Promise.all(some.map((id) => loaders.structure.load(id))) : [];
    for (const [i, id] of some.entries()) {
      await turn();
      if (meter.error !== null) throw meter.error;
      const structure = isWanted ? await storedAttributes({ id, structure: texts[i]! }, analyst) : null;
      const entry = entryOf(id, fields, graph, values, structure);
      countMembers(entry.attributes, meter);
      written.push(JSON.stringify(entry));
      loaders.structure.clear(id);
    }
  }
  return `[${written.join()}]`;
}

/** Those of objects in it as well, which the meter leaves to whoever counts. */
function countMembers(object: object, meter: AnswerMeter): void {
  for (const [name, value] of Object.entries(object)) {
    meter.count(name, value);
    for (const item of Array.isArray(value) ? value : [value]) {
      if (typeof item === 'object' && item !== null && !Array.isArray(item)) countMembers(item, meter);
    }
  }
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  warnings: readonly string[],
  { data, next, ...facts }: Answer,
): Promise<FastifyReply> {
  const meta = metaOf(databaseOf(request), {
    ...facts,
    program: PROGRAM.version,
    representation: representationOf(request),
    warnings: [...warnings, ...(facts.warnings ?? [])],
  });
  const base = databaseOf(request) === 'index' ? `${rootOf(request)}/index` : rootOf(request);
  const links = { base_url: base, next: next ?? null };
  const bytes = Buffer.from(
    `{"data":${data},"links":${JSON.stringify(links)},"meta":${JSON.stringify(meta)},"included":[]}`,
  );
  vary(reply, 'Accept-Encoding');
  const coding = codingFor(bytes.length, request.headers['accept-encoding']);
  if (coding !== 'identity') reply.header('content-encoding', coding);
  reply.headers({ 'content-type': MEDIA_TYPE, 'cache-control': 'no-cache' });
  return reply.send(coding === 'identity' ? bytes : await encoded(bytes, coding));
}

function databaseOf({ url }: FastifyRequest) {
  return pathOf(url).startsWith(`${ROOT}/index/`) ? 'index' : 'structures';
}

/** Longer addresses are cut: a filter that is refused comes back with its error anyway. */
const LONGEST_REPRESENTATION = 2000;

function representationOf({ url }: FastifyRequest): string {
  return (
    pathOf(url)
      .replace(/^\/optimade(\/index)?(\/v[\d.]+)?/, '')
      .slice(0, LONGEST_REPRESENTATION) || '/'
  );
}

/** Our codes of errors, for the log. */
const CODES: Readonly<Record<number, ErrorCode>> = {
  403: 'LIMIT_EXCEEDED',
  404: 'UNKNOWN_ID',
  405: 'BAD_REQUEST',
  553: 'BAD_REQUEST',
};

function refuseInForm(routes: FastifyInstance): void {
  routes.setErrorHandler(async (error, request, reply) => {
    if (error instanceof OptimadeError) {
      const { status, message, parameter } = error;
      return refusal(request, reply, status, CODES[status] ?? 'BAD_USER_INPUT', message, { parameter });
    }
    // The handler of all routes knows the others.
    if (!(error instanceof GraphQLError)) throw error;
    const { code, ...extensions } = error.extensions;
    return refusal(request, reply, statusOf(error), code as ErrorCode, error.message, extensions);
  });
  routes.setNotFoundHandler(async ({ url, method }, reply) => {
    const version = /^\/optimade(?:\/index)?\/(v\d[^/?]*)/.exec(pathOf(url))?.[1];
    if (version !== undefined && !VERSION_SEGMENTS.some((segment) => segment === version)) {
      throw unsupportedVersion(version);
    }
    if (method !== 'GET' && method !== 'HEAD') {
      reply.header('allow', 'GET, HEAD');
      throw new OptimadeError(405, `OPTIMADE is asked by GET, not by ${method}.`);
    }
    throw new OptimadeError(
      404,
      'There is nothing here. Structures are at /optimade/v1/structures, what is known of them at /optimade/v1/info/structures.',
    );
  });
}

interface Refused {
  readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** Errors of this server in the form of JSON:API, whoever found them. */
function jsonApiErrors(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (!isRefused(payload)) return payload;
  reply.type(MEDIA_TYPE);
  const status = reply.statusCode;
  return {
    errors: payload.errors.map(({ message, extensions: { code, requestId, parameter } }) => ({
      id: requestId,
      status: String(status),
      code,
      title: titleOf(status),
      detail: message,
      ...(parameter !== undefined && { source: { parameter } }),
    })),
    meta: metaOf(databaseOf(request), {
      program: PROGRAM.version,
      representation: representationOf(request),
      isMoreAvailable: false,
    }),
  };
}

function isRefused(payload: unknown): payload is Refused {
  return typeof payload === 'object' && payload !== null && 'errors' in payload;
}
