/** Figures and lists as an assistant reads them. */

export interface Distribution {
  readonly count: number;
  readonly mean: number;
  readonly standardDeviation: number;
  readonly min: number;
  readonly max: number;
}

/** `3 crystals`, `1 crystal`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}

/** Without the zeros behind the last digit that tells something. */
export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** `131.2° ± 4.0 (125.0–140.1)`; a single value where all are the same. */
export function spread({ mean, standardDeviation, min, max }: Distribution, unit: string, digits: number): string {
  const [low, high] = [min, max].map((value) => value.toFixed(digits)) as [string, string];
  if (low === high) return `${low}${unit}`;
  return `${mean.toFixed(digits)}${unit} ± ${standardDeviation.toFixed(digits)} (${low}–${high})`;
}

/** The figures of `spread`, rounded. */
export function figures({ mean, standardDeviation, min, max }: Distribution, digits: number) {
  return {
    mean: rounded(mean, digits),
    standardDeviation: rounded(standardDeviation, digits),
    min: rounded(min, digits),
    max: rounded(max, digits),
  };
}

/** Lines that hold something, below one another. */
export function lines(...parts: readonly (string | null | false)[]): string {
  return parts.filter((part) => part !== null && part !== false && part !== '').join('\n');
}

/** `a, b, c and 4 more`. */
export function listed(items: readonly string[], most: number): string {
  if (items.length <= most) return items.join(', ');
  return `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}

export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}… (cut)`;
}

/** Members that hold something. */
export function present<Members extends Readonly<Record<string, unknown>>>(members: Members): Partial<Members> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value != null && !(Array.isArray(value) && value.length === 0)),
  ) as Partial<Members>;
}
