/** Where the service tells its operator what happens: in words on a terminal, or as lines of JSON. */
import type { FastifyBaseLogger } from 'fastify';
import type { FinishedRequest } from './observation.js';

export interface Logger {
  warn(message: string): void;
  error(message: string, error?: unknown): void;
  request(request: FinishedRequest): void;
}

/** `off`: warnings and defects in words. The others: lines of JSON, with requests that fail inside, that fail, or all. */
export const LOG_LEVELS = ['off', 'error', 'warn', 'info'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Warnings and errors on standard error. */
export const consoleLogger: Logger = {
  warn: (message) => console.warn(message),
  error: (message, error) => console.error(message, ...(error === undefined ? [] : [error])),
  request: () => {},
};

/** Of OPTIMADE: what a client may not ask, and versions that are not here. Nothing failed inside. */
const REFUSALS: ReadonlySet<number> = new Set([501, 553]);

/** One line of JSON for each message and each request; never variables of queries, never keys. */
export function jsonLogger(log: FastifyBaseLogger): Logger {
  return {
    warn: (message) => log.warn(message),
    error: (message, error) => log.error({ err: error }, message),
    request: (request) => {
      if (request.status >= 500 && !REFUSALS.has(request.status)) log.error(request, 'request');
      else if (request.status >= 400 || request.codes.length > 0) log.warn(request, 'request');
      else log.info(request, 'request');
    },
  };
}
