/** Requests to providers of structures: one at a time, with patience where they are busy, and with limits. */
import { setTimeout as paused } from 'node:timers/promises';
import { PROGRAM } from '../program.js';
import { mebibytes, SourceError } from './item.js';

const USER_AGENT = `motifgraph/${PROGRAM.version} (+${PROGRAM.homepage})`;

export interface WebOptions {
  /** Requests for one answer, the first included. */
  readonly attempts: number;
  /** Before the second attempt; each further pause is twice as long. */
  readonly pauseSeconds: number;
  /** A provider that asks for a longer pause is not waited for. */
  readonly longestPauseSeconds: number;
  /** Without a byte. */
  readonly stallSeconds: number;
  /** Of one answer, unpacked. */
  readonly answerBytes: number;
}

const WEB_OPTIONS: WebOptions = {
  attempts: 5,
  pauseSeconds: 2,
  longestPauseSeconds: 300,
  stallSeconds: 60,
  answerBytes: 64 * 1024 * 1024,
};

export interface WebRequest {
  readonly url: URL;
  readonly key?: WebKey;
  /** `ETag` and `Last-Modified` of what is kept: the provider may answer that it still holds. */
  readonly kept?: Validators;
}

/** A header with the user's key, sent to the host of the request alone. */
export interface WebKey {
  readonly header: string;
  readonly value: string;
  /** A sentence for the user whose key is refused. */
  readonly advice: string;
}

export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface WebAnswer extends Validators {
  readonly status: number;
  readonly body: Uint8Array;
  /** When it was sent, by the provider's clock: milliseconds since 1970; null where it does not tell. */
  readonly date: number | null;
}

/** The provider answered, but not with what was asked for. */
export class AnswerError extends SourceError {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Statuses of a provider that is busy or out of order for a while. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 5;

export class Web {
  private readonly options: WebOptions;

  constructor(
    options: Partial<WebOptions> = {},
    private readonly signal?: AbortSignal,
  ) {
    this.options = { ...WEB_OPTIONS, ...options };
  }

  get isEnded(): boolean {
    return this.signal?.aborted === true;
  }

  /**
   * The answer, of status 200, or 304 where `kept` holds.
   *
   * @throws AnswerError for another status, SourceError where there is no answer
   */
  async get(request: WebRequest): Promise<WebAnswer> {
    const { attempts, pauseSeconds, longestPauseSeconds } = this.options;
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.attempt(request);
      if ('answer' in outcome) return outcome.answer;
      const { pauseSeconds: asked = 0 } = outcome;
      if (attempt >= attempts || asked > longestPauseSeconds) {
        const waits = asked > longestPauseSeconds ? ` and asks for a pause of ${Math.ceil(asked)} s` : '';
        throw new SourceError(
          `${request.url.host} ${outcome.trouble}${waits}. Run the same command again later: it goes on from here.`,
        );
      }
      const pause = Math.max(asked, pauseSeconds * 2 ** (attempt - 1));
      await paused(1000 * pause, undefined, this.signal && { signal: this.signal });
    }
  }

  async json(request: WebRequest): Promise<unknown> {
    return parsed((await this.get(request)).body, request.url);
  }

  private async attempt(request: WebRequest): Promise<Outcome> {
    const stall = new Stall(this.options.stallSeconds);
    const signal = this.signal === undefined ? stall.signal : AbortSignal.any([stall.signal, this.signal]);
    try {
      const response = await this.followed(request, signal);
      stall.restart();
      const { status, headers } = response;
      if (PASSING.has(status)) {
        await response.body?.cancel();
        const pauseSeconds = retryAfter(headers.get('retry-after'));
        return { trouble: `answers ${status} (${PASSING_WORDS[status] ?? 'out of order'})`, pauseSeconds };
      }
      const body = await this.read(response, request.url, stall);
      if (status !== 200 && status !== 304) throw new AnswerError(status, refusalOf(status, body, request));
      const validators = { etag: headers.get('etag'), lastModified: headers.get('last-modified') };
      return { answer: { status, body, date: dateOf(headers.get('date')), ...validators } };
    } catch (error) {
      if (error instanceof SourceError || this.isEnded) throw error;
      if (stall.signal.aborted) return { trouble: `sent nothing for ${this.options.stallSeconds} s` };
      // A failure of the network has a cause. Anything else is a mistake of ours, which would be the same the next time.
      if (!(error instanceof Error) || error.cause === undefined) throw error;
      return { trouble: noAnswer(error.cause) };
    } finally {
      stall.end();
    }
  }

  private async followed({ url, key, kept }: WebRequest, signal: AbortSignal): Promise<Response> {
    const conditions = {
      ...(kept?.etag && { 'If-None-Match': kept.etag }),
      ...(kept?.lastModified && { 'If-Modified-Since': kept.lastModified }),
    };
    let at = url;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const headers = {
        'User-Agent': USER_AGENT,
        Accept: '*/*',
        ...conditions,
        ...(key && { [key.header]: key.value }),
      };
      const response = await fetch(at, { headers, redirect: 'manual', signal });
      const location = response.headers.get('location');
      if (!REDIRECTS.has(response.status) || location === null) return response;
      await response.body?.cancel();
      const next = new URL(location, at);
      if (key !== undefined && next.origin !== url.origin) {
        throw new SourceError(
          `${url.host} redirects to ${next.host}, another host, to which the key is not sent. Check the address, and the proxy if there is one.`,
        );
      }
      if (next.protocol !== 'http:' && next.protocol !== 'https:') {
        throw new SourceError(`${url.host} redirects to ${next.protocol}, which is no address of the web.`);
      }
      next.username = '';
      next.password = '';
      at = next;
    }
    throw new SourceError(`${url.host} redirects more than ${MOST_REDIRECTS} times. Check the address.`);
  }

  private async read(response: Response, url: URL, stall: Stall): Promise<Uint8Array> {
    const { answerBytes } = this.options;
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body ?? []) {
      stall.restart();
      length += chunk.length;
      if (length > answerBytes) {
        throw new SourceError(
          `${url.host} sends an answer of more than ${mebibytes(answerBytes)}. Ask for fewer structures at once: \`page_limit=10\` in the address of an OPTIMADE provider.`,
        );
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, length);
  }
}

type Outcome =
  | { readonly answer: WebAnswer }
  | { readonly trouble: string; readonly pauseSeconds?: number | undefined };

/** Aborts what has brought nothing for so long. */
class Stall {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout;

  constructor(private readonly seconds: number) {
    this.timer = this.started();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  restart(): void {
    clearTimeout(this.timer);
    this.timer = this.started();
  }

  end(): void {
    clearTimeout(this.timer);
  }

  private started(): NodeJS.Timeout {
    return setTimeout(() => this.controller.abort(), 1000 * this.seconds);
  }
}

const PASSING_WORDS: Readonly<Record<number, string>> = {
  429: 'too many requests',
  500: 'an error of the provider',
  502: 'its server is not reached',
  503: 'out of service',
  504: 'its server does not answer',
};

/** `Retry-After`: seconds, or a date. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

const NETWORK: Readonly<Record<string, string>> = {
  ENOTFOUND: 'has no address: check its name and your network',
  EAI_AGAIN: 'has no address: check your network',
  ECONNREFUSED: 'refuses the connection',
  ECONNRESET: 'broke the connection off',
  ENETUNREACH: 'is not reached: check your network',
  EHOSTUNREACH: 'is not reached: check your network',
  UND_ERR_SOCKET: 'broke the connection off',
  UND_ERR_CONNECT_TIMEOUT: 'is not reached: check your network',
};

function noAnswer(cause: unknown): string {
  const { code = '', message = String(cause) } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : {};
  return NETWORK[code] ?? `can't be read (${message})`;
}

function dateOf(header: string | null): number | null {
  const time = Date.parse(header ?? '');
  return Number.isNaN(time) ? null : time;
}

function refusalOf(status: number, body: Uint8Array, { url, key }: WebRequest): string {
  const said = detailOf(body);
  const because = said === '' ? '' : `: ${said}`;
  if ((status === 401 || status === 403) && key !== undefined) {
    return `${url.host} refuses the key (${status})${because}. ${key.advice}`;
  }
  return `${url.host} answers ${status}${because}. Check the address: ${url.href}`;
}

/** What an answer says of an error, in JSON:API or with a `message` or `detail`. */
function detailOf(body: Uint8Array): string {
  try {
    const json = JSON.parse(Buffer.from(body).toString()) as {
      errors?: { detail?: unknown; title?: unknown }[];
      detail?: unknown;
      message?: unknown;
    };
    const [error] = Array.isArray(json.errors) ? json.errors : [];
    const said = error?.detail ?? error?.title ?? json.detail ?? json.message ?? '';
    return (typeof said === 'string' ? said : JSON.stringify(said)).slice(0, 300).replace(/\.$/, '');
  } catch {
    return '';
  }
}

/** @throws SourceError */
export function parsed(body: Uint8Array, { host, href }: URL): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    throw new SourceError(`${host} answers with something that is no JSON. Check the address: ${href}`);
  }
}
