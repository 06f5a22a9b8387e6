/**
 * The names that requests may call the service by. A page of another site whose name was made to lead here (DNS rebinding)
 * still calls it by that name.
 */
import { isIP } from 'node:net';
import { hostname } from 'node:os';

export interface HostSettings {
  /** Address that the service listens on. */
  readonly host: string;
  /** More names; `*` stands for all. */
  readonly allowed: readonly string[];
}

/** `unreadable` where a header can't be one of any name. */
export type HostCheck = (header: string | undefined) => 'known' | 'unknown' | 'unreadable';

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
  return (header = '') => {
    const name = nameIn(header);
    if (name === null) return 'unreadable';
    return forAll || names.has(name) || (toNetwork && isIP(name) !== 0) ? 'known' : 'unknown';
  };
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
