/** Formulas as people type them: `TiO2`, `O2Ti`, `Ca(OH)2`, `TiO₂`, `CuSO4·5H2O`. */
import type { AtomicNumber } from './crystal.js';
import { HYDROGEN } from './element-groups.js';
import { atomicNumberOf } from './elements.js';
import type { Composition } from './formula.js';

export type ParsedFormula =
  | { readonly ok: true; readonly composition: Composition }
  | { readonly ok: false; readonly message: string };

/** Longer ones are no formulas. */
const MAX_LENGTH = 200;
/** Atoms of one element; beyond it the counts are no longer exact. */
const MAX_COUNT = 1e6;

/** Of hydrogen, with symbols of their own. */
const ISOTOPES = new Set(['D', 'T']);

const TOKEN = /\s*(?:([A-Z][a-z]?)|([([{])|([)\]}])|(\d+\.?\d*|\.\d+)|([·*•]))/y;
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * Deuterium and tritium count as hydrogen.
 *
 * @param source what people type is short, and of `CuSO4.5H2O` they mean `CuSO4·5H2O`; a `program` means what it writes
 */
export function parseFormula(text: string, source: 'typed' | 'program' = 'typed'): ParsedFormula {
  const plain = text.replace(/[₀-₉]/g, (digit) => String(SUBSCRIPTS.indexOf(digit)));
  if (plain.trim() === '') return refused('an empty formula');
  if (source === 'typed' && plain.length > MAX_LENGTH)
    return refused(`a formula of more than ${MAX_LENGTH} characters`);
  try {
    return { ok: true, composition: new FormulaReader(plain, source).read() };
  } catch (error) {
    if (error instanceof FormulaError) return refused(`"${text}" is not a chemical formula: ${error.message}`);
    throw error;
  }
}

function refused(message: string): ParsedFormula {
  return { ok: false, message };
}

class FormulaError extends Error {}

type Token = { readonly kind: 'element' | 'open' | 'close' | 'number' | 'dot'; readonly text: string };
const KINDS = ['element', 'open', 'close', 'number', 'dot'] as const;

class FormulaReader {
  private readonly tokens: Token[] = [];
  private position = 0;

  constructor(
    text: string,
    private readonly source: 'typed' | 'program',
  ) {
    const token = new RegExp(TOKEN);
    while (token.lastIndex < text.trimEnd().length) {
      const start = token.lastIndex;
      const match = token.exec(text);
      if (match === null) throw new FormulaError(`"${text.slice(start).trim()}" is not understood`);
      const group = match.slice(1).findIndex((part) => part !== undefined);
      this.tokens.push({ kind: KINDS[group]!, text: match[group + 1]! });
    }
  }

  /** formula = part { "·" part } */
  read(): Composition {
    const total = new Map<AtomicNumber, number>();
    do add(total, this.part(), 1);
    while (this.take('dot'));
    const rest = this.tokens[this.position];
    if (rest !== undefined) throw new FormulaError(`"${rest.text}" has no opening bracket`);
    return total;
  }

  /** part = [ number ] group { group } */
  private part(): Map<AtomicNumber, number> {
    const factor = this.count();
    const groups = this.groups();
    if (groups.size === 0) throw new FormulaError('an element is missing');
    return multiplied(groups, factor);
  }

  /** group = ( element | "(" group { group } ")" ) [ number ] */
  private groups(): Map<AtomicNumber, number> {
    const total = new Map<AtomicNumber, number>();
    for (;;) {
      const element = this.take('element');
      const open = element === undefined ? this.take('open') : undefined;
      if (element !== undefined) {
        const z = ISOTOPES.has(element) ? HYDROGEN : atomicNumberOf(element);
        if (z === undefined) throw new FormulaError(`there is no element ${element}`);
        add(total, new Map([[z, 1]]), this.count());
      } else if (open !== undefined) {
        const inner = this.groups();
        if (inner.size === 0) throw new FormulaError(`there is nothing in ${open}${CLOSING[open]}`);
        if (this.take('close') !== CLOSING[open]) throw new FormulaError(`"${open}" is not closed`);
        add(total, inner, this.count());
      } else {
        return total;
      }
    }
  }

  private count(): number {
    const text = this.take('number');
    if (text === undefined) return 1;
    const count = Number(text);
    if (this.source === 'typed' && /^\d+\.\d+$/.test(text) && this.isWater()) {
      throw new FormulaError(`${text} is not a whole number (a hydrate is written with "·")`);
    }
    if (count === 0 || count > MAX_COUNT) throw new FormulaError(`${text} is not a possible number of atoms`);
    return count;
  }

  /** Whether `H2O` is all that follows. */
  private isWater(): boolean {
    return (
      this.tokens
        .slice(this.position)
        .map((token) => token.text)
        .join('') === 'H2O'
    );
  }

  private take(kind: Token['kind']): string | undefined {
    const token = this.tokens[this.position];
    if (token?.kind !== kind) return undefined;
    this.position++;
    return token.text;
  }
}

function add(total: Map<AtomicNumber, number>, part: Composition, factor: number): void {
  for (const [z, count] of part) {
    const sum = (total.get(z) ?? 0) + factor * count;
    if (sum > MAX_COUNT) throw new FormulaError(`${sum} is not a possible number of atoms`);
    total.set(z, sum);
  }
}

function multiplied(part: Composition, factor: number): Map<AtomicNumber, number> {
  const total = new Map<AtomicNumber, number>();
  add(total, part, factor);
  return total;
}
