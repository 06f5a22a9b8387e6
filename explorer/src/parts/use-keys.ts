/** Keys that work anywhere in a view, but not while somebody types, or a dialog is open. */
import { useLayoutEffect } from 'preact/hooks';

/** @param keys what to do, by the name of the key */
export function useKeys(keys: Readonly<Record<string, () => unknown>>): void {
  // Before it is drawn: whoever sees a view may press its keys.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, select, textarea, dialog') !== null)
        return;
      keys[event.key]?.();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}
