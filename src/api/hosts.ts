/**
 * The names that requests may call the service by. A page of another site whose name was made to lead here (DNS rebinding)
 * still calls it by that name.
 */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';

export interface HostSettings {
  /** Address that the service listens on. */
  readonly host: string;
  /** More names; `*` stands for all. */
  readonly allowed: readonly string[];
}

export interface NamedHost {
  /** As the request has it; empty where it names none, or several. */
  readonly host: string;
  /** `unreadable` where it can't be a name of anything. */
  readonly found: 'known' | 'unknown' | 'unreadable';
}

export type HostCheck = (request: IncomingMessage) => NamedHost;

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

export function isLoopback(address: string): boolean {
  return LOOPBACK.includes(address) || /^(::ffff:)?127\./.test(address);
}

/**
 * A service for this machine alone is known by the names of loopback, one that listens to the network also by the name of
 * this machine and by every address: which of them lead here, a container can't tell, and no address can be rebound.
 */
export function hostCheck({ host, allowed }: HostSettings): HostCheck {
  const forAll = allowed.includes('*');
  const toNetwork = !isLoopback(host);
  const names = new Set([...LOOPBACK, host, ...(toNetwork ? namesOfThisMachine() : []), ...allowed].map(normal));
  const look = (host: string): NamedHost['found'] => {
    const name = nameIn(host);
    if (name === null) return 'unreadable';
    return forAll || names.has(name) || (toNetwork && isIP(name) !== 0) ? 'known' : 'unknown';
  };
  /** Most requests have the same one, and looking takes as long as much else that is done for a small answer. */
  let last: NamedHost = { host: '', found: 'unreadable' };
  return (request) => {
    const host = hostOf(request);
    if (host !== last.host) last = { host, found: look(host) };
    return last;
  };
}

const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i;

/** What stands in the target itself (`GET http://name/path`) goes before the header (RFC 9112, 3.2.2). */
export function hostOf({ url = '', headersDistinct }: IncomingMessage): string {
  const inTarget = ORIGIN.exec(url)?.[1];
  const { host = [] } = headersDistinct;
  return host.length === 1 ? (inTarget ?? host[0]!) : '';
}

/** Path and query of the target, without a name in front. */
export function pathOf(url: string): string {
  return url.replace(ORIGIN, '');
}

/** `Server.Lab.example:4000` is `server.lab.example`; null where there is no name. */
function nameIn(header: string): string | null {
  const found = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d*)?$/i.exec(header);
  // What passes here can be made into an address, which all that follows relies on.
  if (found === null || !URL.canParse(`http://${header}/`)) return null;
  return normal(found[1] ?? found[2]!);
}

function normal(name: string): string {
  return name
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}

function namesOfThisMachine(): string[] {
  const name = hostname();
  return [name, name.split('.')[0]!];
}
