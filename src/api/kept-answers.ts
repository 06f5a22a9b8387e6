/** Answers that are kept whole, until the graph changes or newer ones need their room. */
import { LRUCache } from 'lru-cache';
import { type Coding, encoded } from './compression.js';

export interface AnswerHead {
  readonly contentType: string;
  /** The name that the client gave to its query. */
  readonly operation: string;
}

export interface KeptAnswer {
  readonly head: AnswerHead;
  readonly bytes: Buffer;
}

/** Of an entry itself: key, head, objects. */
const ENTRY_BYTES = 1000;

export class KeptAnswers {
  private readonly answers: LRUCache<string, KeptAnswer> | null;
  /** Of the graph that the answers are of. */
  private version: string | null = null;

  /** @param most bytes that they take together; none are kept with 0 */
  constructor(most: number) {
    this.answers =
      most === 0 ? null : new LRUCache({ maxSize: most, sizeCalculation: ({ bytes }) => ENTRY_BYTES + bytes.length });
  }

  /** Of all answers, as they are counted. */
  get bytes(): number {
    return this.answers?.calculatedSize ?? 0;
  }

  /** As it is without a coding. @param version of the graph just now: answers of another one are forgotten */
  find(question: string, version: string): KeptAnswer | undefined {
    if (version !== this.version) {
      this.answers?.clear();
      this.version = version;
    }
    return this.answers?.get(keyOf(question, 'identity'));
  }

  /** @param version of the graph before the answer was begun: it may have changed since */
  keep(question: string, version: string, answer: KeptAnswer, coding: Coding = 'identity'): void {
    if (version === this.version) this.answers?.set(keyOf(question, coding), answer);
  }

  /** The bytes of an answer that is kept, which are coded once. */
  async coded(question: string, version: string, { head, bytes }: KeptAnswer, coding: Coding): Promise<Buffer> {
    if (coding === 'identity') return bytes;
    const known = this.answers?.get(keyOf(question, coding));
    if (known !== undefined) return known.bytes;
    const made = await encoded(bytes, coding);
    this.keep(question, version, { head, bytes: made }, coding);
    return made;
  }
}

function keyOf(question: string, coding: Coding): string {
  return `${coding} ${question}`;
}
