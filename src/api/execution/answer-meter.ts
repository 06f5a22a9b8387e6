/** What one answer holds and how long it takes, counted while it is made: an estimate can be wrong, a count can't. */
import { GraphQLError } from 'graphql';
import { Column } from '../column.js';
import { apiError, limitError, timeError } from '../errors.js';
import type { Limits } from '../limits.js';

/** Quotation marks, colon and comma around the name of a value in JSON. */
const PUNCTUATION_BYTES = 4;
const BRACKETS_BYTES = 2;

/** Values of all answers that are being made or sent: what bounds the memory that they take together. */
export class ValuesAtOnce {
  count = 0;
}

/** graphql-js takes an error that has a path as it is, and makes one of its own of every other. */
const FURTHER_ERROR = new GraphQLError('One of more errors than the limit "errors" allows.', { path: [] });

export class AnswerMeter {
  /** Values, as estimated before the answer is made. */
  expected = 0;
  private held = 0;
  private sent = 0;
  private errors = 0;
  private reject: (error: GraphQLError) => void = () => {};
  /** Rejects when a limit is met. */
  private readonly over = new Promise<never>((_, reject) => {
    this.reject = reject;
  });
  private met: GraphQLError | null = null;
  /** An answer can be given while some of its fields are still being made: an error beside them took their place. */
  private given = false;

  /** What to do about work under way that may take long, each time it is. */
  private readonly hints: string[] = [];

  /** @param ended settles when the answer is out, or its client gone: then nothing of it is held any more. */
  constructor(
    private readonly limits: Limits,
    private readonly all: ValuesAtOnce,
    readonly ended: Promise<void>,
  ) {
    // Where nobody waits any more, a rejection is no unhandled one.
    this.over.catch(() => {});
    void ended.then(() => {
      // Nobody reads it.
      if (!this.given) this.end(apiError('BAD_REQUEST', 'The client went away.'));
      this.all.count -= this.held;
      this.held = 0;
    });
  }

  /** Values that the answer holds so far. */
  get values(): number {
    return this.held;
  }

  /** Of the answer so far as JSON, about. */
  get bytes(): number {
    return this.sent;
  }

  /** Why the answer was given up, first of all for a limit that it met; null as long as it is not. */
  get error(): GraphQLError | null {
    return this.met;
  }

  /** Whether nothing more is to be made for this answer: it was given, has met a limit, or its client is gone. */
  get isOver(): boolean {
    return this.given || this.met !== null;
  }

  /** Counts one field; a list by its items, which come into being without being asked for one by one. */
  count(name: string | number, value: unknown): void {
    const { values: mostValues, answerBytes, valuesAtOnce } = this.limits;
    const added = Array.isArray(value) ? 1 + value.length : 1;
    this.held += added;
    this.all.count += added;
    this.sent += String(name).length + PUNCTUATION_BYTES + bytesOf(value);
    if (this.all.count > valuesAtOnce) {
      const message = `The answers that this server makes and sends just now hold more values than the limit "valuesAtOnce" allows: ${valuesAtOnce}. Try again in some seconds, or ask for less.`;
      const limit = { name: 'valuesAtOnce', value: valuesAtOnce, found: null };
      this.end(apiError('SERVER_BUSY', message, { limit }));
    } else if (this.held > mostValues) {
      this.end(
        limitError(
          'values',
          mostValues,
          this.held,
          `The answer would hold more values than the limit "values" of this server: ${mostValues}. Request smaller pages or fewer fields.`,
        ),
      );
    } else if (this.sent > answerBytes) {
      this.end(
        limitError(
          'answerBytes',
          answerBytes,
          this.sent,
          `The answer would have more bytes than the limit "answerBytes" of this server: ${answerBytes}. Request smaller pages or fewer fields.`,
        ),
      );
    }
  }

  /** Counts a field that failed. @returns what the answer has for it: the error itself, or one for all beyond the limit */
  countError(name: string | number, error: unknown): unknown {
    this.count(name, error instanceof Error ? error.message : null);
    return ++this.errors > this.limits.errors ? FURTHER_ERROR : error;
  }

  /** The first errors of the answer, and how many there are where these are not all. */
  firstErrors(errors: readonly GraphQLError[]): readonly GraphQLError[] {
    const most = this.limits.errors;
    if (errors.length <= most) return errors;
    const first = errors.filter((error) => error !== FURTHER_ERROR).slice(0, most);
    const message = `The answer has ${errors.length} errors, more than the limit "errors" of this server: ${most}. The others are left out.`;
    return [...first, limitError('errors', most, errors.length, message)];
  }

  /** The time of `requestSeconds` runs from now on. @returns what ends the counting: the answer is made, or given up. */
  startClock(): () => void {
    const { requestSeconds } = this.limits;
    const timer = setTimeout(() => {
      this.end(timeError(requestSeconds, this.hints[0]));
    }, 1000 * requestSeconds);
    return () => {
      clearTimeout(timer);
      this.given = true;
    };
  }

  /** Runs work; if the time of the answer ends meanwhile, the error has the hint. */
  async during<Result>(hint: string, work: () => Promise<Result>): Promise<Result> {
    this.hints.push(hint);
    try {
      return await work();
    } finally {
      this.hints.splice(this.hints.indexOf(hint), 1);
    }
  }

  /** Settles as `making` does, or rejects with the first limit that is met. */
  orOver<Answer>(making: Answer | Promise<Answer>): Promise<Answer> {
    return Promise.race([making, this.over]);
  }

  private end(error: GraphQLError): void {
    this.met ??= error;
    this.reject(this.met);
  }
}

/** Of a value as JSON; objects, and lists of them, add theirs by what they hold. */
function bytesOf(value: unknown): number {
  // Most values are numbers, which are ASCII.
  if (typeof value === 'number' && Number.isFinite(value)) return String(value).length;
  if (value instanceof Column) return value.bytes;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + 1 + bytesOf(item), BRACKETS_BYTES);
  if (typeof value === 'object' && value !== null) return BRACKETS_BYTES;
  return Buffer.byteLength(JSON.stringify(value) ?? 'null');
}
