/** From a file's bytes to text with `\n` line ends. */
import type { ReadWarning } from '../crystal.js';
import { Refused, warning } from './refused.js';

/** Characters; whole databases belong into archives of many files. */
const MAX_LENGTH = 64 * 1024 * 1024;

export function decodeText(content: string | Uint8Array): { readonly text: string; readonly warnings: ReadWarning[] } {
  if (content.length > MAX_LENGTH) {
    throw new Refused('UNREADABLE', `The file is larger than ${MAX_LENGTH >> 20} MiB; split it into smaller ones.`);
  }
  const warnings: ReadWarning[] = [];
  let text = typeof content === 'string' ? content : decodeBytes(content, warnings);
  const zero = text.indexOf('\0');
  if (zero >= 0) {
    throw new Refused(
      'UNREADABLE',
      'This is not a text file: it contains null bytes.',
      1 + text.slice(0, zero).split('\n').length - 1,
    );
  }
  if (text.startsWith('\uFEFF')) text = text.slice(1);
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  return { text, warnings };
}

function decodeBytes(bytes: Uint8Array, warnings: ReadWarning[]): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    warnings.push(warning('The text is not valid UTF-8; it was read as Windows-1252 (Latin-1).'));
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
