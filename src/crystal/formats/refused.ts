/** How a reader gives up: thrown anywhere below a reader, and turned into a Refusal where the reader is called. */
import type { ReadWarning, RefusalCode } from '../crystal.js';

export class Refused extends Error {
  readonly code: RefusalCode;
  /** Counted from 1. */
  readonly line: number | undefined;

  constructor(code: RefusalCode, message: string, line?: number) {
    super(message);
    this.code = code;
    this.line = line;
  }
}

/** A value of the file, quoted for a message. */
export function shown(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}

export function warning(message: string, line?: number): ReadWarning {
  return line === undefined ? { message } : { message, line };
}
