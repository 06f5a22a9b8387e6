/** Who may ask, and how often: keys, and a rate for each client. */
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLoopback } from './hosts.js';
import { type ApiKey, findKey } from './keys.js';
import { refusal } from './listener.js';

export interface AdmissionSettings {
  /** Without any, everybody may ask. */
  readonly keys: readonly ApiKey[];
  readonly requestsPerMinute: number;
  /** Whether programs on this machine have a rate as well where there are no keys. */
  readonly limitsThisMachine: boolean;
  /** Whether proxies are trusted to say who the client is. */
  readonly behindProxy: boolean;
}

/** Hooks of routes: each answers what may not pass, and does nothing otherwise. */
export interface Admission {
  /** For questions. */
  admit(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  /** For what concerns the operator: a key is needed, or a program on this machine where there are none. */
  admitOperator(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
}

const MINUTE = 60_000;
/** Clients that are counted; beyond, those that have not asked for the longest time begin anew. */
const COUNTED_CLIENTS = 10_000;

export async function makeAdmission(http: FastifyInstance, settings: AdmissionSettings): Promise<Admission> {
  const { keys, requestsPerMinute, limitsThisMachine, behindProxy } = settings;
  await http.register(rateLimit, { global: false, timeWindow: MINUTE, cache: COUNTED_CLIENTS });
  // Counted apart, so that no flood of addresses can push a key's count out. IPv6 counts by networks of 64 bits.
  const countAddress = http.createRateLimit({ max: requestsPerMinute });
  const countKey = http.createRateLimit({
    keyGenerator: (request) => request.note.client,
    max: (request) => rateOf(keys.find(({ name }) => name === request.note.client)!),
  });
  const rateOf = (key: ApiKey) => key.requestsPerMinute ?? requestsPerMinute;

  /** A program on this machine itself, not a proxy on it that speaks for others. */
  const isLocal = ({ ip, headers }: FastifyRequest) =>
    isLoopback(ip) &&
    (behindProxy || !(headers['x-forwarded-for'] || headers.forwarded || headers['x-real-ip'] || headers.via));

  const counted = async (count: typeof countAddress, request: FastifyRequest, reply: FastifyReply) => {
    const counts = await count(request);
    if (counts.isAllowed || !counts.isExceeded) return undefined;
    const seconds = Math.max(1, counts.ttlInSeconds);
    reply.header('retry-after', seconds);
    const message = `This client asks more often than the limit "requestsPerMinute" allows it: ${counts.max} requests in a minute. Try again in ${seconds} s.`;
    return reply.send(
      refusal(request, reply, 429, 'RATE_LIMITED', message, {
        limit: { name: 'requestsPerMinute', value: counts.max, found: null },
      }),
    );
  };

  const admit = async (request: FastifyRequest, reply: FastifyReply) => {
    if (keys.length === 0) {
      if (!limitsThisMachine && isLocal(request)) return undefined;
      return counted(countAddress, request, reply);
    }
    const shown = keyIn(request);
    const key = shown === null ? null : findKey(keys, shown);
    if (key !== null) {
      request.note.client = key.name;
      return counted(countKey, request, reply);
    }
    // Whoever tries keys is counted too.
    await counted(countAddress, request, reply);
    if (reply.sent) return reply;
    reply.header('www-authenticate', shown === null ? 'Bearer' : 'Bearer error="invalid_token"');
    const message =
      shown === null
        ? 'This server requires a key: send it as the header "Authorization: Bearer KEY". The operator of the server gives out keys.'
        : 'This server does not know the key in the header "Authorization". The operator of the server gives out keys.';
    return reply.send(refusal(request, reply, 401, 'UNAUTHENTICATED', message));
  };

  const admitOperator = async (request: FastifyRequest, reply: FastifyReply) => {
    if (keys.length > 0 || isLocal(request)) return admit(request, reply);
    const message =
      'Without keys, the metrics are shown to programs on the machine of the server alone. Give the server keys (MOTIFGRAPH_API_KEYS), and send one.';
    return reply.send(refusal(request, reply, 403, 'UNAUTHENTICATED', message));
  };

  return { admit, admitOperator };
}

/** null where none is shown, or no single one. */
function keyIn({ raw }: FastifyRequest): string | null {
  const shown = raw.headersDistinct['authorization'] ?? [];
  return shown.length === 1 ? (/^Bearer +(\S+) *$/i.exec(shown[0]!)?.[1] ?? null) : null;
}
