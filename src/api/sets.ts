/** What the criteria for sets of values are called: `elements` for all of them, `anyElements`, `withoutElements`. */

/** What the schema says of the criteria beside that for all. */
export const OTHER_SETS = { any: 'At least one of these.', none: 'None of these.' } as const;

const PREFIXES = { any: 'any', none: 'without' } as const;

/** @param name of the criterion for all of the values: `elements` */
export function setName(set: keyof typeof OTHER_SETS, name: string): string {
  return `${PREFIXES[set]}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
