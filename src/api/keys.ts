/** Keys of clients. Only hashes of them are kept, so that neither memory nor a file gives one away. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface ApiKey {
  /** Who it is for; stands in the log. */
  readonly name: string;
  /** SHA-256 of the key. */
  readonly hash: Buffer;
  /** null where the limit of all clients holds. */
  readonly requestsPerMinute: number | null;
}

/** A list of keys can't be used; the message is one sentence for whoever runs the service. It never has the key in it. */
export class KeyListError extends Error {
  override readonly name = 'KeyListError';
}

/** Shorter keys can be guessed. */
const SHORTEST_KEY = 12;
/** More requests in a minute than any client can make. */
export const HIGHEST_RATE = 10_000_000;
/** What may stand behind `Bearer` (RFC 6750). */
const KEY = /^[A-Za-z0-9._~+/-]+=*$/;
const NAME = /^[A-Za-z0-9._@-]{1,64}$/;

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/**
 * Keys with commas between: `KEY` or `NAME:KEY` or `NAME:KEY:REQUESTS PER MINUTE`.
 *
 * @param where names the list in messages.
 * @throws KeyListError
 */
export function parseKeys(list: string, where: string): ApiKey[] {
  const keys = list.split(',').map((entry, index): ApiKey => {
    const place = `entry ${index + 1} of ${where}`;
    const parts = entry.trim().split(':');
    const [name, key, rate] = parts.length === 1 ? [`key-${index + 1}`, parts[0]!] : parts;
    if (parts.length > 3 || !KEY.test(key!)) {
      throw new KeyListError(
        `${capital(place)} is not a key. A key consists of letters, digits and - . _ ~ + /; it may follow NAME: and precede :REQUESTS-PER-MINUTE.`,
      );
    }
    if (key!.length < SHORTEST_KEY) {
      throw new KeyListError(
        `${capital(place)} has a key of only ${key!.length} characters, which could be guessed; use at least ${SHORTEST_KEY} (\`motifgraph key NAME\` makes one).`,
      );
    }
    return { name: checkedName(name!, place), hash: hashOf(key!), requestsPerMinute: rateOf(rate, place) };
  });
  return checkedKeys(keys, where);
}

/**
 * The lines of a file, each `NAME:SHA-256 of the key in hexadecimal` with `:REQUESTS PER MINUTE` behind it or not; empty
 * lines and those that begin with `#` count nothing.
 *
 * @throws KeyListError
 */
export function parseKeyFile(text: string, where: string): ApiKey[] {
  const keys: ApiKey[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const place = `line ${index + 1} of ${where}`;
    const [name = '', hash = '', rate, ...more] = line.trim().split(':');
    if (!/^[0-9a-f]{64}$/i.test(hash) || more.length > 0) {
      throw new KeyListError(
        `${capital(place)} is not NAME:HASH or NAME:HASH:REQUESTS-PER-MINUTE; \`motifgraph key NAME\` prints such a line.`,
      );
    }
    keys.push({
      name: checkedName(name, place),
      hash: Buffer.from(hash, 'hex'),
      requestsPerMinute: rateOf(rate, place),
    });
  }
  return checkedKeys(keys, where);
}

function checkedName(name: string, place: string): string {
  if (NAME.test(name)) return name;
  throw new KeyListError(`${capital(place)} has an invalid name; use up to 64 letters, digits and . _ @ -.`);
}

function rateOf(text: string | undefined, place: string): number | null {
  if (text === undefined) return null;
  const rate = Number(text);
  if (/^\d+$/.test(text) && rate >= 1 && rate <= HIGHEST_RATE) return rate;
  throw new KeyListError(`${capital(place)} has an invalid rate; use a whole number of requests per minute.`);
}

function checkedKeys(keys: readonly ApiKey[], where: string): ApiKey[] {
  if (keys.length === 0) throw new KeyListError(`There is no key in ${where}; nobody could use the service.`);
  return [...distinctKeys(keys)];
}

/** @throws KeyListError where two have one name: the log could not tell them apart. */
export function distinctKeys(keys: readonly ApiKey[]): readonly ApiKey[] {
  const names = new Set<string>();
  const hashes = new Set<string>();
  for (const { name, hash } of keys) {
    if (names.has(name)) throw new KeyListError(`Two keys have the name ${name}; names have to differ.`);
    if (hashes.has(hash.toString('hex'))) throw new KeyListError(`The key of ${name} also belongs to another name.`);
    names.add(name);
    hashes.add(hash.toString('hex'));
  }
  return keys;
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}

/** The key that was shown, or null. All are compared, each in the same time. */
export function findKey(keys: readonly ApiKey[], shown: string): ApiKey | null {
  const hash = hashOf(shown);
  let found: ApiKey | null = null;
  for (const key of keys) if (timingSafeEqual(key.hash, hash)) found = key;
  return found;
}

export interface NewKey {
  readonly key: string;
  /** For the file of keys. */
  readonly line: string;
}

/** @throws KeyListError for a name that is none */
export function makeKey(name: string, requestsPerMinute: number | null): NewKey {
  const key = `mg_${randomBytes(32).toString('base64url')}`;
  const parts = [checkedName(name, 'the new key'), hashOf(key).toString('hex')];
  return { key, line: [...parts, ...(requestsPerMinute === null ? [] : [requestsPerMinute])].join(':') };
}
