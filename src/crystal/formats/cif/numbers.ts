/** Numbers of CIF files, with their standard uncertainties in brackets. */
import { plainSigns } from '../../look-alikes.js';
import { type CifValue, isMissing } from './loop.js';

const NUMBER = /^([+-]?(?:\d+(?:\.(\d*))?|\.(\d+))(?:[eEdD][+-]?\d+)?)(?:\((\d*)\)?)?$/;

export interface Measured {
  readonly number: number;
  /** Standard uncertainty; 0 where none is given. */
  readonly uncertainty: number;
  /** One unit of the last digit: 0.001 of `0.333`; 0 of whole numbers, which stand for exact values. */
  readonly lastDigit: number;
}

/** `5.4307(2)` → 5.4307 ± 0.0002; undefined for `?`, `.` and what is no number. */
export function measuredOf(value: CifValue): Measured | undefined {
  if (isMissing(value)) return undefined;
  const text = value.text.trim();
  const match = NUMBER.exec(text) ?? NUMBER.exec(plainSigns(text));
  if (match === null) return undefined;
  const [, digits, decimals, onlyDecimals, uncertainty] = match;
  const number = Number(digits!.replace(/d/i, 'e'));
  if (!Number.isFinite(number)) return undefined;
  const places = (decimals ?? onlyDecimals ?? '').length;
  const unit = 10 ** -places;
  const lastDigit = places === 0 ? 0 : unit;
  return { number, uncertainty: uncertainty === undefined ? 0 : Number(uncertainty) * unit, lastDigit };
}

/** `5.4307(2)` → 5.4307; undefined for `?`, `.` and what is no number. */
export function numberOf(value: CifValue): number | undefined {
  return measuredOf(value)?.number;
}
