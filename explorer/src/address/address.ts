/** The state of a view stands in its address, so that a link brings it back. */
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useLocation, useSearch } from 'wouter-preact';
import type { CrystalFilter, MotifFilter } from '../graphql/generated/operations.js';
import { crystalParametersOf, motifParametersOf } from './criteria.js';

/** 'push': the back button undoes it (what one does once). 'replace': it does not (what changes while one drags). */
export type Step = 'push' | 'replace';

/** Values by name; null takes a name out of the address. */
export type Changes = Readonly<Record<string, string | null>>;

/** The part of the address after `?`, and how to change it. */
export function useAddress(): readonly [parameters: URLSearchParams, change: (changes: Changes, step?: Step) => void] {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const parameters = useMemo(() => new URLSearchParams(search), [search]);
  const isHere = useRef(false);
  useLayoutEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const change = useCallback(
    (changes: Changes, step: Step = 'push') => {
      // Zooming tells its end a moment later, when another view may stand here: its address is not this one's.
      if (!isHere.current) return;
      // Not of the last drawing: several changes may come between two.
      const next = changed(new URLSearchParams(window.location.search), changes);
      navigate(path + questionOf(next), { replace: step === 'replace' });
    },
    [path, navigate],
  );
  return [parameters, change];
}

function changed(parameters: URLSearchParams, changes: Changes): URLSearchParams {
  const next = new URLSearchParams(parameters);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** What is dragged is seen at once, and stands in the address once it is let go: one step back undoes the drag. */
export function useDraggedAddress(): readonly [
  parameters: URLSearchParams,
  change: (changes: Changes, step?: Step) => void,
  drag: (changes: Changes, isDone: boolean) => void,
] {
  const [written, change] = useAddress();
  const [dragged, setDragged] = useState<Changes | null>(null);
  const parameters = useMemo(() => (dragged === null ? written : changed(written, dragged)), [written, dragged]);
  const drag = useCallback(
    (changes: Changes, isDone: boolean) => {
      setDragged(isDone ? null : changes);
      if (isDone) change(changes);
    },
    [change],
  );
  return [parameters, change, drag];
}

/** One parameter with values to choose from. The default is left out of the address, and stands for what is none of them. */
export function useParameter<Value extends string>(
  name: string,
  values: readonly Value[],
  fallback: Value,
): readonly [value: Value, set: (value: Value, step?: Step) => void] {
  const [parameters, change] = useAddress();
  const set = useCallback(
    (value: Value, step?: Step) => change({ [name]: value === fallback ? null : value }, step),
    [name, fallback, change],
  );
  return [valueIn(parameters, name, values, fallback), set];
}

/** The value of a parameter, if it is one of those that mean something. */
export function valueIn<Value extends string>(
  parameters: URLSearchParams,
  name: string,
  values: readonly Value[],
  fallback: Value,
): Value {
  const written = parameters.get(name);
  return values.find((value) => value === written) ?? fallback;
}

/** `?a=b`, or nothing. Signs that an address may hold stay readable. */
export function questionOf(parameters: URLSearchParams): string {
  const text = parameters
    .toString()
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%40', '@')
    .replaceAll('%28', '(')
    .replaceAll('%29', ')')
    .replaceAll('%5B', '[')
    .replaceAll('%5D', ']')
    .replaceAll('%3B', ';');
  return text === '' ? '' : `?${text}`;
}

/** Addresses of the views, for links. */
export const addressOf = {
  crystal: (id: string) => `/crystal/${encodeURIComponent(id)}`,
  motif: (id: string) => `/motif/${encodeURIComponent(id).replaceAll('%3A', ':')}`,
  crystals: (parameters: Readonly<Record<string, string>> = {}) =>
    `/crystals${questionOf(new URLSearchParams(parameters))}`,
  /** The list of the crystals that meet a filter. */
  crystalsThat: (filter: CrystalFilter) => `/crystals${questionOf(new URLSearchParams(crystalParametersOf(filter)))}`,
  motifsThat: (filter: MotifFilter) => `/motifs${questionOf(new URLSearchParams(motifParametersOf(filter)))}`,
};

/** The id that a part of an address stands for. */
export function idIn(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A lone % is meant as it stands.
    return part;
  }
}
