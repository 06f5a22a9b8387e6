/** What people may mean by some words: elements, geometries, space groups, motifs and crystals of the graph. */
import { parseFormula } from '../crystal/parse-formula.js';
import { reducedFormula } from '../crystal/formula.js';
import { atomicNumberOf, elementNameOf } from '../crystal/elements.js';
import type { CrystalSystem } from '../motif/analysis.js';
import { elementsOf, geometriesOf } from '../graph/projection/counts.js';
import type { Projection } from '../graph/projection/projection.js';
import { WordIndex, wordsOf } from '../graph/projection/word-index.js';
import type { CrystalSummary } from '../graph/model.js';
import type { ElementRow, GeometryRow, MotifRow } from '../graph/store.js';
import { inSteps } from '../graph/turns.js';
import { geometryOf } from '../motif/geometries.js';
import { motifIds } from './notation.js';

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
  /** Any of these is the thing itself: id, formula, symbol, name. */
  readonly spelt: readonly string[];
}

/** Made when it is first asked for, of one version of the graph: a second or two for 22,420 crystals, some 20 MB. */
export class TextSearch {
  private static readonly made = new WeakMap<Projection, Promise<TextSearch>>();
  private readonly index = new WordIndex();
  private readonly entries: Entry[] = [];
  private readonly byName = new Map<string, number[]>();

  private constructor(private readonly projection: Projection) {}

  static of(projection: Projection): Promise<TextSearch> {
    const known = TextSearch.made.get(projection);
    if (known !== undefined) return known;
    const search = new TextSearch(projection);
    const made = search.fill().then(() => search);
    TextSearch.made.set(projection, made);
    made.catch(() => TextSearch.made.delete(projection));
    return made;
  }

  /** The best ones: what is called so, what has a name that begins so, and what has all of the words. */
  find(text: string, limit: number): Found[] {
    const words = wordsOf(text);
    if (words.length === 0) return [];
    const begin = spelt(text);
    const meant = new Set([...this.meanings(text)].flatMap((name) => this.byName.get(name) ?? []));
    // Entries stand in the order in which equally good ones are shown.
    const best = [...meant].sort((i, j) => i - j);
    const rest: number[] = [];
    for (const i of this.index.find(words)) {
      if (meant.has(i)) continue;
      if (this.entries[i]!.spelt.some((name) => name.startsWith(begin))) best.push(i);
      else if (rest.length < limit) rest.push(i);
      if (best.length >= limit) break;
    }
    best.push(...rest);
    return best.slice(0, limit).map((i) => {
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
      this.add(
        { kind: 'geometry', value },
        [value.symbol, value.name, ...names],
        `${value.name.replace('hedron', 'hedra')}`,
      );
    }
    const crystals = projection.idsWith('', Number.POSITIVE_INFINITY);
    const groups = new Map<number, SpaceGroupFound>();
    await inSteps(this.fillCrystals(crystals, groups, false));
    for (const value of [...groups.values()].sort((a, b) => a.number - b.number)) {
      this.add(
        { kind: 'spaceGroup', value },
        [value.symbol.replaceAll('_', '')],
        `${value.number} ${value.crystalSystem}`,
      );
    }
    const motifs = [...projection.motifIndex.rows].sort((a, b) => b.crystalCount - a.crystalCount);
    for (const value of motifs) this.add({ kind: 'motif', value }, [value.id], motifWords(value));
    await inSteps(this.fillCrystals(crystals, groups, true));
    this.index.finish();
  }

  /** Their space groups stand before them. */
  private *fillCrystals(
    ids: readonly string[],
    groups: Map<number, SpaceGroupFound>,
    entries: boolean,
  ): Generator<void, void> {
    for (const id of ids) {
      const crystal = this.projection.crystal(id)!;
      const {
        formula,
        description,
        chemicalSystem,
        spaceGroupNumber: number,
        spaceGroupSymbol: symbol,
        crystalSystem,
      } = crystal;
      if (entries) {
        this.add(
          { kind: 'crystal', value: id },
          [id, formula],
          `${chemicalSystem} ${symbol.replaceAll('_', '')} ${description}`,
        );
      } else groups.set(number, { number, symbol, crystalSystem });
      yield;
    }
  }

  private add(item: Item, names: readonly [string, ...string[]], words = ''): void {
    const spellings = names.map(spelt);
    for (const name of spellings) {
      const named = this.byName.get(name);
      if (named === undefined) this.byName.set(name, [this.entries.length]);
      else named.push(this.entries.length);
    }
    this.entries.push({ item, name: names[0], spelt: spellings });
    this.index.add(`${names.join(' ')} ${words}`);
  }
}

/** `titanium octahedron tio6` */
function motifWords({ element, geometry, ligandFormula }: MotifRow): string {
  const elements = element.split(',').map((symbol) => elementNameOf(atomicNumberOf(symbol)!));
  return `${elements.join(' ')} ${geometryOf(geometry)!.name} ${element}${ligandFormula}`;
}

function spelt(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/[\s_]/g, '');
}
