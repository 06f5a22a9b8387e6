/** Answers as they travel: made smaller on other threads, for clients that take that. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Coding = 'identity' | 'gzip' | 'br';

/** Fewer bytes fit in one packet as they are. */
const WORTH_IT_BYTES = 1024;
/** Of a map of 22,420 crystals, 2.5 MB, both make 0.6 MB in some 45 ms; higher levels take thrice as long for a tenth less. */
const GZIP_LEVEL = 4;
const BROTLI_QUALITY = 2;
/** For what is handed out again and again: 1 MB of scripts in some 60 ms. */
const KEPT_GZIP_LEVEL = 9;
const KEPT_BROTLI_QUALITY = 6;

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

/** The best one that the client takes, by its header `Accept-Encoding`, for so many bytes. */
export function codingFor(bytes: number, accepted: string | readonly string[] | undefined): Coding {
  if (bytes < WORTH_IT_BYTES || accepted === undefined) return 'identity';
  const weights = new Map(String(accepted).toLowerCase().split(',').map(weighted));
  const takes = (coding: Coding) => (weights.get(coding) ?? weights.get('*') ?? 0) > 0;
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}

export async function encoded(bytes: Buffer, coding: Exclude<Coding, 'identity'>): Promise<Buffer> {
  return coding === 'gzip' ? gzipped(bytes, GZIP_LEVEL) : brotlied(bytes, BROTLI_QUALITY);
}

/** For what does not change while the service runs. */
export async function encodedToKeep(bytes: Buffer, coding: Exclude<Coding, 'identity'>): Promise<Buffer> {
  return coding === 'gzip' ? gzipped(bytes, KEPT_GZIP_LEVEL) : brotlied(bytes, KEPT_BROTLI_QUALITY);
}

function gzipped(bytes: Buffer, level: number): Promise<Buffer> {
  return toGzip(bytes, { level });
}

function brotlied(bytes: Buffer, quality: number): Promise<Buffer> {
  return toBrotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

/** `gzip;q=0.5` */
function weighted(text: string): [coding: string, weight: number] {
  const [coding = '', ...parameters] = text.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return [coding, weight === undefined ? 1 : Number(weight.slice(2))];
}
