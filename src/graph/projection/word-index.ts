/** Which texts hold which words. */
import { CountColumn } from '../../motif/pattern/columns.js';
import { compareTexts } from './order.js';

/** Words in small letters, without signs: `TiO₆` is `tio6`, `Ti-O:6` two words, `ti` and `o:6`. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}:]+/u)
    .map((word) => word.replace(/^:+|:+$/g, ''))
    .filter((word) => word !== '');
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
    this.sorted = [...this.postings.keys()].sort(compareTexts);
  }

  /** Numbers of the texts with all of these words; of the last one, the beginning suffices. Ascending. */
  find(words: readonly string[]): number[] {
    let found: Uint8Array | undefined;
    for (const [i, word] of words.entries()) {
      const mask = new Uint8Array(this.texts);
      for (const term of i === words.length - 1 ? this.beginningWith(word) : [word]) {
        const texts = this.postings.get(term)?.values ?? [];
        for (let k = 0; k < texts.length; k++) mask[texts[k]!] = found === undefined ? 1 : found[texts[k]!]!;
      }
      found = mask;
    }
    const numbers: number[] = [];
    for (let i = 0; i < this.texts; i++) if (found?.[i]) numbers.push(i);
    return numbers;
  }

  private beginningWith(prefix: string): string[] {
    const { sorted } = this;
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
}
