/** Units of a network's output: what it says is of order 1. */
import type { Labels } from './labels.js';
import { NUMBERS, type NumberProperty, properties } from './properties.js';
import { mean } from './statistics.js';

/** By the names of `scaleNames`, in the units of the properties. */
export type Scales = Readonly<Record<string, number>>;

/** What a network's 0 stands for, and what its 1 is more than that; in the property's unit. */
export interface Scale {
  readonly offset: number;
  readonly unit: number;
}

/** The names of a property's scale in a model; without one for the offset, it is 0. */
export function scaleNames(property: NumberProperty): { readonly offset: string | null; readonly unit: string } {
  const { stem, transform } = properties[property];
  return transform === 'from zero' ? { offset: null, unit: stem } : { offset: `${stem}Mean`, unit: `${stem}Spread` };
}

export function scaleOf(property: NumberProperty, scales: Scales): Scale {
  const { offset, unit } = scaleNames(property);
  return { offset: offset === null ? 0 : scales[offset]!, unit: scales[unit]! };
}

/** Not below 0 where the property starts there. @param value in the property's unit, or that of a network */
export function bounded(property: NumberProperty, value: number): number {
  return properties[property].transform === 'from zero' ? Math.max(0, value) : value;
}

/** In the property's unit. @param raw as a network says it */
export function valueFrom(property: NumberProperty, raw: number, scales: Scales): number {
  const { offset, unit } = scaleOf(property, scales);
  return bounded(property, offset + unit * raw);
}

export function scalesOf(labels: readonly Labels[]): Scales {
  const named = NUMBERS.map((property) => {
    const names = scaleNames(property);
    const known = labels.flatMap((row) => row[property] ?? []);
    const { offset, unit } = names.offset === null ? scaleFromZero(known) : standardScale(known);
    return { ...(names.offset !== null && { [names.offset]: offset }), [names.unit]: unit };
  });
  return Object.assign({}, ...named) as Scales;
}

function scaleFromZero(values: readonly number[]): Scale {
  return {
    offset: 0,
    unit: meanOr(
      1,
      values.filter((value) => value !== 0),
    ),
  };
}

function standardScale(values: readonly number[]): Scale {
  const offset = meanOr(0, values);
  const variance = meanOr(
    0,
    values.map((value) => (value - offset) ** 2),
  );
  return { offset, unit: Math.sqrt(variance) || 1 };
}

function meanOr(ofNone: number, values: readonly number[]): number {
  return values.length === 0 ? ofNone : mean(values);
}
