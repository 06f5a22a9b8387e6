/** An answer as JSON, step by step: some megabytes in one go would hold up everybody else. */
import { inSteps } from '../../graph/turns.js';

/** Answers of fewer bytes are written in one go: they take a millisecond or two. */
const SMALL_BYTES = 200_000;

/** Values of larger ones that are written in one go: they take a fraction of a millisecond. */
const VALUES_IN_STEP = 2000;

/** @param bytes that it has, about, where that is known */
export async function stringify(answer: object, bytes = Number.POSITIVE_INFINITY): Promise<string> {
  if (bytes <= SMALL_BYTES) return `${JSON.stringify(answer)}\n`;
  const parts: string[] = [];
  await inSteps(writing(answer, parts));
  parts.push('\n');
  return parts.join('');
}

/** As `JSON.stringify` does: members that are undefined are left out. */
function* writing(value: object, parts: string[]): Generator<void, void> {
  yield;
  if (isSmall(value) || isListOfScalars(value)) parts.push(JSON.stringify(value));
  else if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly unknown[]).entries()) {
      parts.push(index === 0 ? '[' : ',');
      if (isObject(item)) yield* writing(item, parts);
      else parts.push(JSON.stringify(item) ?? 'null');
    }
    parts.push(']');
  } else {
    let separator = '{';
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      parts.push(separator, JSON.stringify(name), ':');
      separator = ',';
      if (isObject(member)) yield* writing(member, parts);
      else parts.push(JSON.stringify(member) ?? 'null');
    }
    parts.push('}');
  }
}

function isSmall(value: object): boolean {
  return valuesIn(value, VALUES_IN_STEP) <= VALUES_IN_STEP;
}

/** Counted up to `most`; some number above it where there are more. */
function valuesIn(value: object, most: number): number {
  let count = 0;
  if (Array.isArray(value)) {
    count = value.length;
    for (let i = 0; i < value.length && count <= most; i++) {
      if (isObject(value[i])) count += valuesIn(value[i], most - count);
    }
    return count;
  }
  for (const name in value) {
    count++;
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (isObject(member)) count += valuesIn(member, most - count);
    if (count > most) break;
  }
  return count;
}

function isListOfScalars(value: object): boolean {
  return Array.isArray(value) && !value.some(isObject);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
