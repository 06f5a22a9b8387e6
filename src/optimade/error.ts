/** What an OPTIMADE client is told when its request can't be answered. */
import { STATUS_CODES } from 'node:http';

/**
 * 400 for what is wrong, 403 for too large pages, 404 for what is not there, 405 for other methods than GET, 501 for what the specification leaves open and is not here, 553 for other
 * versions.
 */
export type OptimadeStatus = 400 | 403 | 404 | 405 | 501 | 553;

/** 553 is OPTIMADE's own. */
export function titleOf(status: number): string {
  return status === 553 ? 'Version Not Supported' : STATUS_CODES[status]!;
}

export class OptimadeError extends Error {
  override readonly name = 'OptimadeError';

  /** @param parameter of the address that is at fault */
  constructor(
    readonly status: OptimadeStatus,
    message: string,
    readonly parameter?: string,
  ) {
    super(message);
  }
}
