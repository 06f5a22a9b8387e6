/** Criteria in words, as chips: lists and ranges of any listing. */
import type { ComponentChildren } from 'preact';
import { readList, readRange, restOf, writeList } from '../address/criteria.js';
import { rangeText } from '../parts/range-text.js';
import { counted } from '../parts/text.js';
import type { Chip } from './chips.js';

export interface ListWords {
  /** Before the values. */
  readonly words: string;
  /** Alternatives make one chip, joined by `or`; otherwise each value has its own. */
  readonly areAlternatives?: boolean;
  readonly value?: (value: string) => ComponentChildren;
  /** How many of them are told where they are too many to name, and have no names: `chosen crystal`. */
  readonly noun?: string;
}

export type RangeWords = readonly [words: string, unit: string];

/** More alternatives are counted. */
const MOST_NAMED = 4;

export function listChips(parameters: URLSearchParams, parameter: string, words: ListWords): Chip[] {
  const values = readList(parameters.get(parameter) ?? '') ?? [];
  if (values.length === 0) return [];
  const show = words.value ?? ((one: string) => one);
  const before =
    words.words === '' ? (
      ''
    ) : (
      <>
        <span>{words.words}</span>{' '}
      </>
    );
  if (!words.areAlternatives) {
    return values.map((one) => ({
      key: `${parameter} ${one}`,
      text: (
        <>
          {before}
          <span class="value">{show(one)}</span>
        </>
      ),
      without: { [parameter]: listText(values.filter((other) => other !== one)) },
    }));
  }
  const without = { [parameter]: null };
  if (words.noun !== undefined && values.length > MOST_NAMED) {
    return [{ key: parameter, text: counted(values.length, words.noun), without }];
  }
  const more = values.length > MOST_NAMED ? <span> or {values.length - MOST_NAMED} more</span> : '';
  const text = (
    <>
      {before}
      {values.slice(0, MOST_NAMED).map((one, index) => (
        <span key={one} class="value">
          {index > 0 && <span> or </span>}
          {show(one)}
        </span>
      ))}
      {more}
    </>
  );
  return [{ key: parameter, text, without }];
}

const listText = (values: readonly string[]) => (values.length === 0 ? null : writeList(values));

export function rangeChips(parameters: URLSearchParams, parameter: string, [words, unit]: RangeWords): Chip[] {
  const chosen = readRange(parameters.get(parameter) ?? '');
  if (chosen === undefined) return [];
  const text = `${words} ${rangeText(chosen)}${unit}`;
  return [{ key: parameter, text, without: { [parameter]: null } }];
}

/** What has no readable form: one chip for each criterion. */
export function restChips(
  parameters: URLSearchParams,
  words: (member: string, value: unknown) => ComponentChildren,
): Chip[] {
  const rest = restOf(parameters) ?? {};
  return Object.entries(rest).map(([member, value]) => {
    const { [member]: _, ...others } = rest;
    const left = Object.keys(others).length === 0 ? null : JSON.stringify(others);
    return { key: `filter ${member}`, text: words(member, value), without: { filter: left } };
  });
}
