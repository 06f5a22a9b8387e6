/** The Crystallography Open Database: structures by their numbers, of its server or of a copy on disk. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPart, keep, removeUntouched } from '../cache.js';
import { SourceError } from '../item.js';
import { AnswerError } from '../web.js';
import type { Fetched, Missing, Provider, Session } from './provider.js';

export const cod: Provider = {
  examples: [
    ['cod:1011098,9004141', 'by numbers; from a copy of the database on disk where COD_MIRROR names its folder'],
  ],
  fetch: fetchNumbers,
};

const ENDPOINT = 'https://www.crystallography.net';
/** https://www.crystallography.net/cod/: all data are dedicated to the public domain. */
const LICENCE = 'CC0-1.0';

/** What is kept beside a CIF. */
interface Note {
  readonly fetched: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

async function* fetchNumbers(address: string, session: Session): AsyncGenerator<Fetched | Missing> {
  const numbers = numbersOf(address);
  await removeUntouched(join(session.cache, 'cod'), 1, isPart);
  for (const number of numbers) {
    const mirror = session.environment['COD_MIRROR'];
    const found = mirror ? await mirrored(number, mirror) : await fetchedOne(number, session);
    if (found === null) {
      const where = mirror ? `The copy in ${mirror} has no ${number}. Update it by rsync, or unset COD_MIRROR.` : '';
      yield { id: number, message: where || `COD has no ${number}. Check the number.` };
    } else {
      yield {
        id: number,
        file: `${number}.cif`,
        content: found.content,
        origin: {
          provider: 'Crystallography Open Database',
          entry: number,
          address: `${ENDPOINT}/cod/${number}.html`,
          fetched: found.fetched,
          licence: LICENCE,
        },
        reported: [],
        dataset: 'cod',
      };
    }
  }
}

/** @throws SourceError */
function numbersOf(address: string): string[] {
  const numbers = address.split(',').map((word) => word.trim());
  const wrong = numbers.find((word) => !/^\d{7}$/.test(word));
  if (wrong === undefined) return numbers;
  throw new SourceError(`"${wrong}" is no number of COD, which has seven digits: cod:1011098,9004141.`);
}

interface Found {
  readonly content: Uint8Array;
  readonly fetched: string;
}

/** COD lays its files in folders of the first digits: `cif/1/01/10/1011098.cif`. */
async function mirrored(number: string, mirror: string): Promise<Found | null> {
  const inside = join(number.slice(0, 1), number.slice(1, 3), number.slice(3, 5), `${number}.cif`);
  for (const file of [join(mirror, inside), join(mirror, 'cif', inside)]) {
    const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
      throw new SourceError(`${file} can't be read (${error.message}). Check the copy in COD_MIRROR.`);
    });
    if (content !== null) return { content, fetched: revisionDate(content) ?? new Date().toISOString() };
  }
  return null;
}

/** `#$Date: 2016-02-13 21:28:24 +0200 (Sat, 13 Feb 2016) $`, which COD writes in front. */
function revisionDate(content: Uint8Array): string | null {
  const [, date] = /\$Date: (\S+ \S+ [+-]\d{4})/.exec(Buffer.from(content.subarray(0, 1000)).toString()) ?? [];
  const time =
    date === undefined ? Number.NaN : Date.parse(date.replace(/ ([+-]\d{2})(\d{2})$/, '$1:$2').replace(' ', 'T'));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** Asks whether what is kept is still the same. */
async function fetchedOne(number: string, { web, cache, environment }: Session): Promise<Found | null> {
  const file = join(cache, 'cod', `${number}.cif`);
  const content = await readFile(file).catch(() => null);
  const note = content === null ? null : await readNote(`${file}.json`);
  const url = new URL(`/cod/${number}.cif`, environment['COD_ENDPOINT'] ?? ENDPOINT);
  try {
    const answer = await web.get({ url, ...(note && { kept: note }) });
    if (answer.status === 304) return { content: content!, fetched: note!.fetched };
    const isSame = content !== null && note !== null && content.equals(answer.body);
    const { etag, lastModified } = answer;
    const fetched = isSame ? note.fetched : new Date().toISOString();
    await keep(file, answer.body);
    await keep(`${file}.json`, Buffer.from(JSON.stringify({ fetched, etag, lastModified } satisfies Note)));
    return { content: answer.body, fetched };
  } catch (error) {
    if (error instanceof AnswerError && (error.status === 404 || error.status === 410)) return null;
    throw error;
  }
}

async function readNote(file: string): Promise<Note | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Note;
  } catch {
    return null;
  }
}
