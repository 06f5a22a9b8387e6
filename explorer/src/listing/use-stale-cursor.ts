/** A page that cannot be found again: the list starts again, and says why. */
import { useEffect, useState } from 'preact/hooks';
import type { ApiError } from '../graphql/client.js';
import type { Listing } from './use-listing.js';

const NOTICE = 'The graph has changed since this page was opened or its link was made. The list starts again.';

/** @returns what to tell, until another page is opened */
export function useStaleCursor<Filter>(
  { position, goTo }: Listing<Filter>,
  errors: readonly ApiError[],
  hasGraphChanged: boolean,
): string | null {
  const [isTold, setTold] = useState(false);
  const isPage = position.after !== null || position.before !== null;
  const isStale = isPage && (hasGraphChanged || errors.some(({ extensions }) => extensions?.code === 'BAD_CURSOR'));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each stale page
  useEffect(() => {
    if (isStale) {
      setTold(true);
      goTo({ page: 1, after: null, before: null }, 'replace');
    } else if (isPage) setTold(false);
  }, [isStale, isPage]);
  return isTold ? NOTICE : null;
}
