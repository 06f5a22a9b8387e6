/** An answer as JSON, step by step: some megabytes in one go would hold up everybody else. */
import { inSteps } from '../../graph/turns.js';

export async function stringify(answer: object): Promise<string> {
  const parts: string[] = [];
  await inSteps(writing(answer, parts));
  parts.push('\n');
  return parts.join('');
}

/** As `JSON.stringify` does: members that are undefined are left out. */
function* writing(value: object, parts: string[]): Generator<void, void> {
  yield;
  if (isFlat(value)) parts.push(JSON.stringify(value));
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

/** Holds scalars, and lists of scalars, alone. */
function isFlat(value: object): boolean {
  return Object.values(value).every(
    (member: unknown) => !isObject(member) || (Array.isArray(member) && !member.some(isObject)),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
