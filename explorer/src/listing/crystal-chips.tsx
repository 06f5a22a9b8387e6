/** The criteria of crystals in the address in words, each as a chip. */
import type { ComponentChildren } from 'preact';
import { readList } from '../address/criteria.js';
import { readNet } from '../address/nets.js';
import { parsePolygon } from '../address/polygon.js';
import type { Chip } from './chips.js';
import { QUANTITIES, QUANTITY_NAMES } from './quantities.js';
import { type ListWords, listChips, type RangeWords, rangeChips, restChips } from './criteria-words.js';
import { type ConnectionKind, KIND_NAMES, KindGlyph, ShapeGlyph } from '../parts/glyphs.js';
import { Motif } from '../parts/motif-chip.js';
import { useSpaceGroupNames } from '../parts/space-groups.js';
import { counted, Formula } from '../parts/text.js';
import { shapeName } from '../parts/value-names.js';

const formula = (value: string) => <Formula of={value} />;
const motif = (value: string) => (value.includes(':') ? <Motif id={value} /> : <Formula of={value} />);
const shape = (value: string) => (
  <>
    <ShapeGlyph geometry={value} size={14} /> {shapeName(value)}
  </>
);
const kind = (value: string) => {
  const name = value.toUpperCase();
  return isKind(name) ? `shared ${KIND_NAMES[name].many}` : value;
};
const system = (value: string) => value.replaceAll('-', '–');

const LISTS: Readonly<Record<string, ListWords>> = {
  ids: { words: '', areAlternatives: true, noun: 'chosen crystal' },
  formulas: { words: 'Formula', areAlternatives: true, value: formula },
  anonymous: { words: 'Formula like', areAlternatives: true, value: formula },
  chemistry: { words: 'Exactly', areAlternatives: true, value: system },
  elements: { words: 'With' },
  anyElements: { words: 'With', areAlternatives: true },
  withoutElements: { words: 'Without' },
  onlyElements: { words: 'Nothing but', areAlternatives: true },
  centres: { words: 'Centre', areAlternatives: true },
  shapes: { words: '', value: shape },
  anyShapes: { words: '', areAlternatives: true, value: shape },
  withoutShapes: { words: 'No', value: shape },
  motifs: { words: '', value: motif },
  anyMotifs: { words: '', areAlternatives: true, value: motif },
  withoutMotifs: { words: 'No', value: motif },
  kinds: { words: '', value: kind },
  anyKinds: { words: '', areAlternatives: true, value: kind },
  withoutKinds: { words: 'No', value: kind },
  systems: { words: '', areAlternatives: true },
  spaceGroups: { words: 'Space group', areAlternatives: true },
  spaceGroupSymbols: { words: 'Space group', areAlternatives: true },
  families: { words: 'Type', areAlternatives: true },
  types: { words: 'Type', areAlternatives: true },
  minerals: { words: 'Mineral', areAlternatives: true },
  prototypes: { words: 'Prototype', areAlternatives: true },
  units: { words: 'With', value: formula },
  anyUnits: { words: 'With', areAlternatives: true, value: formula },
  withoutUnits: { words: 'Without', value: formula },
  datasets: { words: 'Data set', areAlternatives: true },
  strategies: { words: 'Ligands chosen by', areAlternatives: true },
};

const RANGES: readonly (readonly [parameter: string, words: RangeWords])[] = [
  ['elementCount', ['Elements', '']],
  ...QUANTITY_NAMES.map((name) => {
    const { short, unit } = QUANTITIES[name];
    return [name, [short, unit === '' ? '' : ` ${unit}`]] as const;
  }),
];

export function useCrystalChips(parameters: URLSearchParams): readonly Chip[] {
  const numbers = (readList(parameters.get('spaceGroups') ?? '') ?? []).map(Number);
  const spaceGroupName = useSpaceGroupNames(numbers.filter(Number.isInteger));
  const lists = { ...LISTS, spaceGroups: { ...LISTS['spaceGroups']!, value: spaceGroupName } };
  const ordered = parameters.get('ordered');
  return [
    ...Object.entries(lists).flatMap(([parameter, words]) => listChips(parameters, parameter, words)),
    ...RANGES.flatMap(([parameter, words]) => rangeChips(parameters, parameter, words)),
    ...(ordered === 'yes' || ordered === 'no'
      ? [{ key: 'ordered', text: ordered === 'yes' ? 'Ordered' : 'Disordered', without: { ordered: null } }]
      : []),
    ...netChips(parameters),
    ...(parsePolygon(parameters.get('lasso')) === null
      ? []
      : [{ key: 'lasso', text: 'Within a lasso on the map', without: { lasso: null } }]),
    ...restChips(parameters, restText),
  ];
}

/** `Sheets of Co by edges`, `Sheets of all strongly bound cations`. */
function netChips(parameters: URLSearchParams): Chip[] {
  const net = readNet(parameters.get('nets'));
  if (net === null) return [];
  const { elements, kind, extent } = net;
  const of = elements.length === 0 ? 'all strongly bound cations' : elements.join(' and ');
  const by = isKind(kind) ? ` by ${KIND_NAMES[kind].many}` : '';
  const text = `${extent[0]!.toUpperCase()}${extent.slice(1)} of ${of}${by}`;
  return [{ key: 'nets', text, without: { nets: null } }];
}

/** Words for what has them; an address may hold anything, and the rest is told as it stands. */
function restText(member: string, value: unknown): ComponentChildren {
  const words = member === 'connections' ? connectionText(value) : member === 'pattern' ? patternText(value) : null;
  return words ?? `${MEMBERS.get(member) ?? member} ${JSON.stringify(value)}`;
}

function connectionText(value: unknown): ComponentChildren {
  const some = memberOf(value, 'some');
  const [from, to] = [sideText(memberOf(some, 'from')), sideText(memberOf(some, 'to'))];
  const kinds = textsOf(memberOf(some, 'kind') ?? []);
  if (from === null || to === null || kinds === null || kinds.length > 1) return null;
  const [kind] = kinds;
  if (kind !== undefined && !isKind(kind)) return null;
  return (
    <span class="row connection">
      {from}
      {kind === undefined ? <span>with</span> : <KindGlyph kind={kind} />}
      {kind !== undefined && <span>{KIND_NAMES[kind].one}</span>}
      {to}
    </span>
  );
}

/** One motif, shape or element. */
function sideText(side: unknown): ComponentChildren {
  const show = { motifs: motif, geometries: shape, elements: (symbol: string) => symbol };
  const words = Object.entries(show).flatMap(([member, text]) =>
    (textsOf(memberOf(side, member) ?? []) ?? []).map((one) => text(one)),
  );
  return words.length === 1 ? <span>{words}</span> : null;
}

function patternText(value: unknown): string | null {
  const sites = memberOf(value, 'sites');
  return Array.isArray(sites) ? `Pattern of ${counted(sites.length, 'polyhedron', 'polyhedra')}` : null;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** A list of texts, for which GraphQL takes one text too; null for anything else. */
function textsOf(value: unknown): readonly string[] | null {
  const list: unknown[] = [value].flat();
  return list.every((one) => typeof one === 'string') ? list : null;
}

function isKind(name: string): name is ConnectionKind {
  return Object.hasOwn(KIND_NAMES, name);
}

const MEMBERS: ReadonlyMap<string, string> = new Map([
  ['and', 'All of'],
  ['or', 'One of'],
  ['not', 'Not'],
  ['sites', 'Sites'],
  ['nets', 'Nets'],
  ['connections', 'Connections'],
  ['dimensionality', 'Dimensionality'],
]);
