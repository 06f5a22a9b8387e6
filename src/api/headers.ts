/** Headers that hold several names. */
import type { FastifyReply } from 'fastify';

/** Beside what stands there already, of origins. */
export function vary(reply: FastifyReply, names: string): void {
  const before = reply.getHeader('vary');
  reply.header('vary', before === undefined ? names : `${before}, ${names}`);
}

/** Of the entities that a client has. `*`, any of them, is for those who write. */
export function namesOf(header: string | undefined): string[] {
  return (header ?? '').split(',').map((name) => name.trim());
}
