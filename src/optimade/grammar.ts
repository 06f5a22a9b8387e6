/**
 * Filters of OPTIMADE 1.2, by recursive descent. What its grammar has and this service leaves out (lists that are correlated,
 * operators within lists, properties on both sides) is told as not implemented, as the specification wants it.
 */
import type { Relation } from '../graph/store.js';
import { OptimadeError } from './error.js';
import { type Token, tokensOf } from './tokens.js';

export type Value = string | number | boolean;

/** What is asked of one property. */
export type Question =
  | { readonly asks: 'value'; readonly relation: Relation; readonly value: Value }
  | { readonly asks: 'part'; readonly part: 'any' | 'start' | 'end'; readonly text: string }
  | { readonly asks: 'known'; readonly isKnown: boolean }
  | { readonly asks: 'items'; readonly items: 'all' | 'any' | 'only'; readonly values: readonly Value[] }
  | { readonly asks: 'length'; readonly relation: Relation; readonly value: number };

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'clause'; readonly property: string; readonly question: Question };

/** What one filter may have. */
export interface FilterSize {
  /** Comparisons. */
  readonly clauses: number;
  /** Parentheses within each other. */
  readonly depth: number;
  /** Values behind one HAS. */
  readonly values: number;
}

/** @throws OptimadeError 400, 501 */
export function parseFilter(text: string, most: FilterSize): Filter {
  return new Parser(tokensOf(text), most).whole();
}

const MIRRORED: Readonly<Record<Relation, Relation>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

class Parser {
  private next = 0;
  private clauses = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly most: FilterSize,
  ) {}

  whole(): Filter {
    const filter = this.expression();
    if (this.token.kind !== 'end') throw this.unexpected('AND, OR, or the end of the filter');
    return filter;
  }

  private expression(): Filter {
    return this.joined('or', 'OR', () => this.joined('and', 'AND', () => this.phrase()));
  }

  private joined(kind: 'and' | 'or', keyword: string, part: () => Filter): Filter {
    const parts = [part()];
    while (this.takes('keyword', keyword)) parts.push(part());
    return parts.length === 1 ? parts[0]! : { kind, parts };
  }

  private phrase(): Filter {
    if (this.takes('keyword', 'NOT')) return { kind: 'not', part: this.positive() };
    return this.positive();
  }

  private positive(): Filter {
    if (!this.takes('sign', '(')) return this.clause();
    if (++this.depth > this.most.depth) {
      throw this.tooLarge('nesting', this.most.depth, 'parentheses within each other');
    }
    const inner = this.expression();
    if (!this.takes('sign', ')')) throw this.unexpected('AND, OR or a closing parenthesis');
    this.depth--;
    return inner;
  }

  private clause(): Filter {
    if (++this.clauses > this.most.clauses) throw this.tooLarge('filterParts', this.most.clauses, 'comparisons');
    const { kind, text: property } = this.token;
    if (kind !== 'name') return this.constantFirst();
    this.next++;
    return { kind: 'clause', property, question: this.question() };
  }

  /** `3 < nelements`. */
  private constantFirst(): Filter {
    const value = this.value('the name of a property, a value, NOT or an opening parenthesis');
    const relation = this.relation();
    if (relation === null) throw this.unexpected('an operator (=, !=, <, <=, >, >=)');
    const { kind, text: property } = this.token;
    if (['text', 'number'].includes(kind)) throw notImplemented('Comparisons of two values');
    if (kind !== 'name') throw this.unexpected('the name of a property');
    this.next++;
    return { kind: 'clause', property, question: { asks: 'value', relation: MIRRORED[relation], value } };
  }

  private question(): Question {
    if (this.token.text === ':' && this.token.kind === 'sign')
      throw notImplemented('Correlated lists (list:list HAS …)');
    const relation = this.relation();
    if (relation !== null) return { asks: 'value', relation, value: this.value('a value') };
    const { kind, text } = this.token;
    const read = kind === 'keyword' ? OPERATORS.get(text) : undefined;
    if (read === undefined) {
      throw this.unexpected('an operator (=, !=, <, <=, >, >=, CONTAINS, STARTS, ENDS, HAS, LENGTH, IS)');
    }
    this.next++;
    return read(this);
  }

  textQuestion(part: 'any' | 'start' | 'end'): Question {
    if (part !== 'any') this.takes('keyword', 'WITH');
    if (this.token.kind === 'name') throw notImplemented('Comparisons of two properties');
    if (this.token.kind !== 'text') throw this.unexpected('a text in quotation marks');
    return { asks: 'part', part, text: this.taken().text };
  }

  knownQuestion(): Question {
    if (this.takes('keyword', 'KNOWN')) return { asks: 'known', isKnown: true };
    if (this.takes('keyword', 'UNKNOWN')) return { asks: 'known', isKnown: false };
    throw this.unexpected('KNOWN or UNKNOWN');
  }

  lengthQuestion(): Question {
    const relation = this.relation() ?? '=';
    const value = this.token.kind === 'number' ? this.value('') : null;
    if (typeof value !== 'number' || !Number.isInteger(value)) throw this.unexpected('a whole number');
    return { asks: 'length', relation, value };
  }

  itemsQuestion(): Question {
    const quantity = (['all', 'any', 'only'] as const).find((name) => this.takes('keyword', name.toUpperCase()));
    const values = [this.item()];
    while (quantity !== undefined && this.takes('sign', ',')) {
      if (values.length >= this.most.values) throw this.tooLarge('ids', this.most.values, 'values in one list');
      values.push(this.item());
    }
    return { asks: 'items', items: quantity ?? 'all', values };
  }

  private item(): Value {
    if (this.token.kind === 'relation') throw notImplemented('Operators within lists (HAS < 3)');
    const value = this.value('a value');
    if (this.token.kind === 'sign' && this.token.text === ':') throw notImplemented('Correlated lists (HAS a:b)');
    return value;
  }

  private value(expected: string): Value {
    const { kind, text } = this.token;
    if (kind === 'name' && expected === 'a value') throw notImplemented('Comparisons of two properties');
    if (kind === 'keyword' && (text === 'TRUE' || text === 'FALSE')) return this.taken().text === 'TRUE';
    if (kind === 'text') return this.taken().text;
    if (kind !== 'number') throw this.unexpected(expected);
    const number = Number(this.taken().text);
    if (!Number.isFinite(number)) throw notImplemented(`Numbers beyond ±${Number.MAX_VALUE}`);
    return number;
  }

  private relation(): Relation | null {
    return this.token.kind === 'relation' ? (this.taken().text as Relation) : null;
  }

  private get token(): Token {
    return this.tokens[this.next]!;
  }

  private taken(): Token {
    return this.tokens[this.next++]!;
  }

  private takes(kind: Token['kind'], text: string): boolean {
    const is = this.token.kind === kind && this.token.text === text;
    if (is) this.next++;
    return is;
  }

  private unexpected(expected: string): OptimadeError {
    const { kind, text, position } = this.token;
    const found = kind === 'end' ? 'the end of the filter' : kind === 'text' ? `the text "${text}"` : `"${text}"`;
    const message = `The filter has ${found} at character ${position + 1}, where ${expected} should stand.`;
    return new OptimadeError(400, message, 'filter');
  }

  private tooLarge(limit: string, most: number, what: string): OptimadeError {
    const message = `The filter has more ${what} than the limit "${limit}" of this server: ${most}. Split the request.`;
    return new OptimadeError(400, message, 'filter');
  }
}

const OPERATORS: ReadonlyMap<string, (parser: Parser) => Question> = new Map([
  ['CONTAINS', (parser) => parser.textQuestion('any')],
  ['STARTS', (parser) => parser.textQuestion('start')],
  ['ENDS', (parser) => parser.textQuestion('end')],
  ['IS', (parser) => parser.knownQuestion()],
  ['LENGTH', (parser) => parser.lengthQuestion()],
  ['HAS', (parser) => parser.itemsQuestion()],
]);

function notImplemented(what: string): OptimadeError {
  return new OptimadeError(501, `${what} are not implemented here; the specification leaves them open.`, 'filter');
}
