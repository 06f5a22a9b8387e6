/** What is hidden and how the structure is turned and zoomed: in the address, so that a link shows what was seen. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useAddress } from '../../address/address.js';
import { readList, writeList } from '../../address/criteria.js';

export interface Seen {
  /** Keys of groups of polyhedra, and symbols of elements. */
  readonly hidden: ReadonlySet<string>;
  readonly onHidden: (hidden: ReadonlySet<string>) => void;
  /** As a structure view writes it. */
  readonly view: string | null;
  readonly onView: (view: string | null) => void;
}

/** Changes replace the address: the back button is for what was picked, and does not turn a structure. */
export function useSeen(): Seen {
  const [parameters, change] = useAddress();
  const hide = parameters.get('hide');
  const hidden = useMemo(() => new Set(readList(hide ?? '')), [hide]);
  const view = parameters.get('view');
  const told = useRef(view);
  useEffect(() => {
    // The back button brings an older address, and leaves the structure as it is.
    if (view !== told.current) change({ view: told.current }, 'replace');
  }, [view, change]);
  return {
    hidden,
    onHidden: (next) => change({ hide: next.size === 0 ? null : writeList([...next]) }, 'replace'),
    view,
    onView: (next) => {
      told.current = next;
      if (next !== view) change({ view: next }, 'replace');
    },
  };
}
