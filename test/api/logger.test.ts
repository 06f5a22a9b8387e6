import type { FastifyBaseLogger } from 'fastify';
import { expect, test } from 'vitest';
import { jsonLogger } from '../../src/api/logger.js';
import type { FinishedRequest } from '../../src/api/observation.js';

test.each([
  [200, [], 'info'],
  [200, ['UNKNOWN_ID'], 'warn'],
  [404, ['UNKNOWN_ID'], 'warn'],
  [500, ['INTERNAL_SERVER_ERROR'], 'error'],
  [503, ['SERVER_BUSY'], 'error'],
  [501, ['BAD_USER_INPUT'], 'warn'],
  [553, ['BAD_REQUEST'], 'warn'],
])('a request of status %i with codes %j is logged as %s', (status, codes, level) => {
  const levels: string[] = [];
  const log = Object.fromEntries(['info', 'warn', 'error'].map((name) => [name, () => levels.push(name)]));
  jsonLogger(log as unknown as FastifyBaseLogger).request({ status, codes } as unknown as FinishedRequest);
  expect(levels).toEqual([level]);
});
