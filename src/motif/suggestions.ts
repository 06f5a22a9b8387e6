/** What somebody may have meant who wrote an element or a geometry that does not exist. */
import { atomicNumberOf } from '../crystal/elements.js';
import { geometries } from './geometries.js';

/** `Did you mean Ti?` for `TI`; null where nothing is like it. */
export function elementSuggestion(text: string): string | null {
  const likely = text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
  return atomicNumberOf(likely) === undefined ? null : `Did you mean ${likely}?`;
}

/** The geometries of the coordination number in `X:6`; null where there is none. */
export function geometrySuggestion(text: string): string | null {
  const number = /:(\d+)$/.exec(text)?.[1];
  const likely = geometries.filter(({ coordinationNumber }) => String(coordinationNumber) === number);
  if (likely.length === 0) return null;
  return `For coordination number ${number} there are ${likely.map(({ symbol, name }) => `${symbol} (${name})`).join(', ')}.`;
}
