/** An answer as JSON, step by step: some megabytes in one go would hold up everybody else. */
import { turn } from '../../graph/turns.js';

export async function stringify(answer: object): Promise<string> {
  const parts: string[] = [];
  await write(answer, parts);
  parts.push('\n');
  return parts.join('');
}

/** As `JSON.stringify` does: members that are undefined are left out. */
async function write(value: object, parts: string[]): Promise<void> {
  const wait = turn();
  if (wait !== undefined) await wait;
  if (isFlat(value)) parts.push(JSON.stringify(value));
  else if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly unknown[]).entries()) {
      parts.push(index === 0 ? '[' : ',');
      await writeMember(item, parts);
    }
    parts.push(']');
  } else {
    let separator = '{';
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      parts.push(separator, JSON.stringify(name), ':');
      separator = ',';
      await writeMember(member, parts);
    }
    parts.push('}');
  }
}

/** A scalar without a wait: there are many. */
function writeMember(value: unknown, parts: string[]): Promise<void> | undefined {
  if (isObject(value)) return write(value, parts);
  parts.push(JSON.stringify(value) ?? 'null');
  return undefined;
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
