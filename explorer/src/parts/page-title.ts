/** What the browser calls the page: in tabs, history and bookmarks. */
import { useEffect } from 'preact/hooks';

const PRODUCT = 'Motifgraph';

/** @param name of what is shown; the product's alone on the start page, and while nothing is there yet */
export function usePageTitle(name: string | null): void {
  useEffect(() => {
    document.title = name === null ? PRODUCT : `${name} · ${PRODUCT}`;
    return () => {
      document.title = PRODUCT;
    };
  }, [name]);
}
