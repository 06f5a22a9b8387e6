/** Numbers of CIF files, with their standard uncertainties in brackets. */
import { type CifValue, isMissing } from './loop.js';

const NUMBER = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eEdD][+-]?\d+)?)(?:\(\d*\)?)?$/;

/** `5.4307(2)` → 5.4307; undefined for `?`, `.` and what is no number. The uncertainty is not used. */
export function numberOf(value: CifValue): number | undefined {
  if (isMissing(value)) return undefined;
  const match = NUMBER.exec(value.text.trim());
  if (match === null) return undefined;
  const number = Number(match[1]!.replace(/d/i, 'e'));
  return Number.isFinite(number) ? number : undefined;
}
