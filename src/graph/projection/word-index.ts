/** Which texts hold which words. */
import { CountColumn } from '../../motif/pattern/columns.js';

/** Words in small letters, without signs: `TiO₆` is `tio6`, `Ti-O:6` two words, `ti` and `o:6`. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}:]+/u)
    .map((word) => (word.includes(':') ? word.replace(/^:+|:+$/g, '') : word))
    .filter((word) => word !== '');
}

/** A word to look for; the beginning of one, unless it is whole. */
export interface Term {
  readonly word: string;
  readonly isWhole: boolean;
}

export class WordIndex {
  private readonly postings = new Map<string, CountColumn>();
  private sorted: string[] = [];
  private texts = 0;

  /** Texts are numbered as they come, from 0. */
  add(text: string): void {
    for (const word of new Set(wordsOf(text))) {
      const known = this.postings.get(word) ?? new CountColumn();
      known.push(this.texts);
      this.postings.set(word, known);
    }
    this.texts++;
  }

  /** To be called behind the last text. */
  finish(): void {
    this.sorted = [...this.postings.keys()].sort();
  }

  /** Numbers of the texts with all of these words. Ascending. */
  find(terms: readonly Term[]): number[] {
    let found: Uint8Array | undefined;
    for (const { word, isWhole } of terms) {
      const mask = new Uint8Array(this.texts);
      for (const known of isWhole ? [word] : this.beginningWith(word)) {
        const texts = this.postings.get(known)?.values ?? [];
        for (let k = 0; k < texts.length; k++) mask[texts[k]!] = found === undefined ? 1 : found[texts[k]!]!;
      }
      found = mask;
    }
    const numbers: number[] = [];
    for (let i = 0; i < this.texts; i++) if (found?.[i]) numbers.push(i);
    return numbers;
  }

  private beginningWith(prefix: string): string[] {
    return textsBeginningWith(this.sorted, prefix);
  }
}

/** @param sorted by UTF-16 codes */
export function textsBeginningWith(sorted: readonly string[], prefix: string): string[] {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < prefix) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < sorted.length && sorted[end]!.startsWith(prefix)) end++;
  return sorted.slice(low, end);
}
