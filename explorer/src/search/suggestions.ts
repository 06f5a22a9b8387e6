/** Suggestions for a text: what the graph has of that name, and where it leads. */
import { addressOf } from '../address/address.js';
import type { SearchHitsQuery, SearchHitsQueryVariables, SearchNamesQuery } from '../graphql/generated/operations.js';
import { motifFormula } from '../parts/motif-names.js';
import type { Connection, Reading } from './reading.js';

export type Suggestion = {
  readonly address: string;
  /** Crystals; null where it is one itself. */
  readonly count: number | null;
} & (
  | { readonly kind: 'connection'; readonly connection: Connection }
  | { readonly kind: 'motif'; readonly id: string }
  | { readonly kind: 'formula'; readonly formula: string }
  | {
      readonly kind: 'crystal';
      readonly id: string;
      readonly formula: string;
      readonly name: string | null;
      readonly spaceGroup: string;
    }
  | { readonly kind: 'chemical system'; readonly elements: readonly string[] }
  | { readonly kind: 'element'; readonly symbol: string; readonly name: string }
  | { readonly kind: 'shape'; readonly geometry: string; readonly name: string }
  | { readonly kind: 'space group'; readonly number: number; readonly symbol: string }
  | { readonly kind: 'structure type'; readonly name: string }
  | { readonly kind: 'mineral'; readonly name: string }
);

export type SuggestionKind = Suggestion['kind'];

/** In which order kinds stand, and how many of each at most. */
const MOST: Readonly<Record<SuggestionKind, number>> = {
  connection: 1,
  motif: 3,
  formula: 1,
  crystal: 4,
  'chemical system': 1,
  element: 2,
  shape: 3,
  'space group': 2,
  'structure type': 2,
  mineral: 2,
};
const MOST_OF_ALL = 10;

export function questionAbout(reading: Reading): SearchHitsQueryVariables {
  const { text, connection, motifs, formula, elements } = reading;
  return {
    text,
    isConnection: connection !== null,
    connection: connection === null ? null : connectionFilter(connection),
    hasMotifs: motifs.length > 0,
    motifs: { ids: [...motifs] },
    isFormula: formula !== null,
    formula: formula === null ? null : { formulas: [formula] },
    hasElements: elements !== null,
    elements: elements === null ? null : { chemicalSystems: [elements.join('-')] },
  };
}

function connectionFilter({ from, to, kind }: Connection) {
  return {
    connections: {
      some: { from: { motifs: [from] }, to: { motifs: [to] }, ...(kind === null ? {} : { kind: [kind] }) },
    },
  };
}

/** The best first: two motifs that are connected, then what has exactly this name, then as the API orders its hits. */
export function suggestionsFor(
  reading: Reading,
  answer: SearchHitsQuery | undefined,
  names: SearchNamesQuery | undefined,
): Suggestion[] {
  const found = [...meant(reading, answer), ...hits(answer, names), ...named(reading.text, names)];
  const isExact = (one: Suggestion) => 'name' in one && one.name?.toLowerCase() === reading.text.toLowerCase();
  // Two motifs are no words of descriptions.
  const best = reading.connection === null ? hits(answer, names)[0]?.kind : undefined;
  const rank = (one: Suggestion) => {
    if (one.kind === 'connection') return -3;
    if (isExact(one) && one.kind !== 'crystal') return -2;
    if (one.kind === best || (one.kind === 'formula' && best === 'crystal')) return -1;
    return Object.keys(MOST).indexOf(one.kind);
  };
  const taken = new Map<SuggestionKind, number>();
  const seen = new Set<string>();
  return found
    .filter(({ kind, address, count }) => {
      const before = taken.get(kind) ?? 0;
      if (count === 0 || seen.has(address) || before >= MOST[kind]) return false;
      seen.add(address);
      taken.set(kind, before + 1);
      return true;
    })
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, MOST_OF_ALL);
}

/** What the text was read as, and the graph has. */
function meant(reading: Reading, answer: SearchHitsQuery | undefined): Suggestion[] {
  const { connection: read, formula, elements } = reading;
  const suggestions: Suggestion[] = [];
  if (read !== null && answer?.connection) {
    const connection = { ...read, from: only(read.from, answer), to: only(read.to, answer) };
    const address = addressOf.crystalsThat(connectionFilter(connection));
    suggestions.push({ kind: 'connection', connection, address, count: answer.connection.totalCount });
  }
  for (const { motifId, crystalCount } of answer?.motifs?.rows ?? []) suggestions.push(motif(motifId, crystalCount));
  // A single one is among the crystals.
  if (formula !== null && answer?.formula && answer.formula.totalCount > 1) {
    const address = addressOf.crystalsThat({ formulas: [formula] });
    suggestions.push({ kind: 'formula', formula, address, count: answer.formula.totalCount });
  }
  if (elements !== null && answer?.system) {
    const address = addressOf.crystalsThat({ chemicalSystems: [elements.join('-')] });
    suggestions.push({ kind: 'chemical system', elements, address, count: answer.system.totalCount });
  }
  return suggestions;
}

/** The one motif that a formula means, if it is one. */
function only(word: string, { motifs }: SearchHitsQuery): string {
  const [first, ...more] = (motifs?.rows ?? []).filter(({ motifId }) => motifFormula(motifId) === word);
  return first !== undefined && more.length === 0 ? first.motifId : word;
}

function motif(id: string, count: number): Suggestion {
  return { kind: 'motif', id, address: addressOf.motif(id), count };
}

function hits(answer: SearchHitsQuery | undefined, names: SearchNamesQuery | undefined): Suggestion[] {
  return (answer?.search ?? []).map(({ item }) => suggestionOf(item, names));
}

type Hit = NonNullable<SearchHitsQuery['search']>[number]['item'];

function suggestionOf(item: Hit, names: SearchNamesQuery | undefined): Suggestion {
  switch (item.__typename) {
    case 'Crystal': {
      const { id, chemicalFormula: formula, mineral, structureType, spaceGroup } = item;
      const name = mineral ?? structureType;
      return {
        kind: 'crystal',
        id,
        formula,
        name,
        spaceGroup: spaceGroup.symbol,
        address: addressOf.crystal(id),
        count: null,
      };
    }
    case 'Motif':
      return motif(item.id, item.crystalCount);
    case 'Element': {
      const { symbol, name, crystalCount: count } = item;
      return { kind: 'element', symbol, name, address: addressOf.crystalsThat({ elements: [symbol] }), count };
    }
    case 'Geometry': {
      const { symbol: geometry, name, crystalCount: count } = item;
      const address = addressOf.crystalsThat({ geometries: [geometry] });
      return { kind: 'shape', geometry, name: name.toLowerCase(), address, count };
    }
    case 'SpaceGroup': {
      const { number, symbol } = item;
      const count = names?.statistics?.spaceGroups?.find(({ value }) => value === number)?.crystals ?? 0;
      const address = addressOf.crystalsThat({ spaceGroupNumbers: [number] });
      return { kind: 'space group', number, symbol, address, count };
    }
  }
}

/** Structure types and minerals with a word that begins like the text. */
function named(text: string, names: SearchNamesQuery | undefined): Suggestion[] {
  const begins = text.toLowerCase();
  if (begins.length < 2) return [];
  const matching = (values: readonly { value: unknown; crystals: number }[] | null | undefined) =>
    (values ?? [])
      .map(({ value, crystals }) => ({ name: String(value), count: crystals }))
      .filter(({ name }) => ` ${name.toLowerCase()}`.includes(` ${begins}`));
  return [
    ...matching(names?.statistics?.families).map(({ name, count }): Suggestion => {
      return { kind: 'structure type', name, count, address: addressOf.crystalsThat({ structureFamilies: [name] }) };
    }),
    ...matching(names?.statistics?.minerals).map(({ name, count }): Suggestion => {
      return { kind: 'mineral', name, count, address: addressOf.crystalsThat({ minerals: [name] }) };
    }),
  ];
}
