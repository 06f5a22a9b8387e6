/** What people may mean by some words: elements, geometries, space groups, motifs and crystals of the graph. */

import { reducedFormula } from '../crystal/formula.js';
import { parseFormula } from '../crystal/parse-formula.js';
import { keptPromise } from '../graph/kept-promise.js';
import type { CrystalSummary } from '../graph/model.js';
import { elementsOf, geometriesOf } from '../graph/projection/counts.js';
import type { Projection } from '../graph/projection/projection.js';
import { textsBeginningWith, WordIndex, wordsOf } from '../graph/projection/word-index.js';
import type { ElementRow, GeometryRow, MotifRow } from '../graph/store.js';
import { inSteps, type Steps, turn } from '../graph/turns.js';
import type { CrystalSystem } from '../motif/analysis.js';
import { geometryOf } from '../motif/geometries.js';
import { motifIds } from '../motif/notation.js';
import { crystalWords, geometryWords, groupsMeant, groupWord, motifWords, termsOf } from './search-words.js';

export interface SpaceGroupFound {
  readonly number: number;
  readonly symbol: string;
  readonly crystalSystem: CrystalSystem;
}

/** In the order in which they are shown where texts fit equally well. */
type Item =
  | { readonly kind: 'element'; readonly value: ElementRow }
  | { readonly kind: 'geometry'; readonly value: GeometryRow }
  | { readonly kind: 'spaceGroup'; readonly value: SpaceGroupFound }
  | { readonly kind: 'motif'; readonly value: MotifRow }
  | { readonly kind: 'crystal'; readonly value: string };

export interface Found {
  /** What it is called: id, symbol, name. */
  readonly name: string;
  readonly item: ElementRow | GeometryRow | SpaceGroupFound | MotifRow | CrystalSummary;
}

interface Entry {
  readonly item: Item;
  readonly name: string;
}

/** Made when it is first asked for, of one version of the graph. */
export class TextSearch {
  private static readonly made = new WeakMap<Projection, Promise<TextSearch>>();
  private readonly index = new WordIndex();
  private readonly entries: Entry[] = [];
  /** Entries by what is the thing itself: id, formula, symbol, name. */
  private readonly byName = new Map<string, number[]>();
  /** Those of `byName`, sorted. */
  private names: string[] = [];
  /** Entries of space groups, by their numbers. */
  private readonly groups = new Map<number, number>();

  private constructor(private readonly projection: Projection) {}

  static of(projection: Projection): Promise<TextSearch> {
    return keptPromise(TextSearch.made, projection, async () => {
      const search = new TextSearch(projection);
      await search.fill();
      return search;
    });
  }

  /**
   * The best ones: what is called so, what has a name that begins so, and what has all of the words; of a text that names
   * a space group, this and the crystals of it instead.
   */
  find(text: string, limit: number): Found[] {
    if (wordsOf(text).length === 0) return [];
    const begin = spelt(text);
    const groups = groupsMeant(text);
    const called = [...this.meanings(text)].flatMap((name) => this.byName.get(name) ?? []);
    const ofGroups = groups.map((number) => this.groups.get(number)).filter((entry) => entry !== undefined);
    // Entries stand in the order in which equally good ones are shown.
    const best = new Set([...called, ...ofGroups].sort((i, j) => i - j));
    const namesBegin = textsBeginningWith(this.names, begin).flatMap((name) => this.byName.get(name)!);
    const others =
      groups.length === 0
        ? this.index.find(termsOf(text))
        : groups.flatMap((number) => this.index.find([{ word: groupWord(number), isWhole: true }]));
    for (const found of [namesBegin.sort((i, j) => i - j), others]) {
      for (const i of found) {
        if (best.size >= limit) break;
        best.add(i);
      }
    }
    return [...best].slice(0, limit).map((i) => {
      const { item, name } = this.entries[i]!;
      return { name, item: item.kind === 'crystal' ? this.projection.crystal(item.value)! : item.value };
    });
  }

  /** The text, and what it is in the notation of the graph where it is a formula or a motif. */
  private meanings(text: string): ReadonlySet<string> {
    const parsed = parseFormula(text);
    const formula = parsed.ok ? [reducedFormula(parsed.composition)] : [];
    return new Set([text, ...formula, ...motifIds(text)].map(spelt));
  }

  private async fill(): Promise<void> {
    const { projection } = this;
    for (const value of await elementsOf(projection)) this.add({ kind: 'element', value }, [value.symbol, value.name]);
    for (const value of await geometriesOf(projection)) {
      if (value.crystalCount === 0) continue;
      const { iupacSymbol = null, iucrSymbol = null } = geometryOf(value.symbol) ?? {};
      const names = [iupacSymbol, iucrSymbol].filter((name) => name !== null);
      this.add({ kind: 'geometry', value }, [value.symbol, value.name, ...names], geometryWords(value.name));
    }
    await inSteps(this.fillMany());
    this.index.finish();
    await turn();
    this.names = [...this.byName.keys()].sort();
  }

  private *fillMany(): Steps<void> {
    const { projection } = this;
    const { crystals } = projection.tables;
    // Simple compounds first: `titanium oxide` is TiO2 rather than SrTiO3.
    const elementCounts = crystals.numbers('elementCount').values;
    const byCount: string[][] = [];
    for (const id of projection.idsWith('', Number.POSITIVE_INFINITY)) {
      const count = elementCounts[projection.indexOf(id)!]!;
      byCount[count] ??= [];
      byCount[count].push(id);
      yield;
    }
    const ids = byCount.flat();
    const numbers = crystals.numbers('spaceGroupNumber').values;
    const ofGroup = new Map(ids.map((id) => [numbers[projection.indexOf(id)!]!, id] as const));
    for (const [number, id] of [...ofGroup].sort(([a], [b]) => a - b)) {
      const { spaceGroupSymbol: symbol, crystalSystem } = projection.crystal(id)!;
      this.groups.set(number, this.entries.length);
      const value = { number, symbol, crystalSystem };
      this.add({ kind: 'spaceGroup', value }, [symbol.replaceAll('_', '')], `${number} ${crystalSystem}`);
      yield;
    }
    for (const value of [...projection.motifIndex.rows].sort((a, b) => b.crystalCount - a.crystalCount)) {
      this.add({ kind: 'motif', value }, [value.id], motifWords(value));
      yield;
    }
    for (const id of ids) {
      const { formula, chemicalFormula, mineral, description, spaceGroupSymbol } = projection.crystal(id)!;
      const words = crystalWords(projection.tables, projection.indexOf(id)!);
      const text = `${words} ${spaceGroupSymbol.replaceAll('_', '')} ${description}`;
      this.add(
        { kind: 'crystal', value: id },
        [id, formula, chemicalFormula, ...(mineral === null ? [] : [mineral])],
        text,
      );
      yield;
    }
  }

  private add(item: Item, names: readonly [string, ...string[]], words = ''): void {
    for (const name of new Set(names.map(spelt))) {
      const known = this.byName.get(name);
      if (known === undefined) this.byName.set(name, [this.entries.length]);
      else known.push(this.entries.length);
    }
    this.entries.push({ item, name: names[0] });
    this.index.add(`${names.join(' ')} ${words}`);
  }
}

function spelt(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/[\s_]/g, '');
}
