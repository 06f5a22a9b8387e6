/**
 * The text of a pattern in an address: chains of polyhedra, each with its label, and what they share.
 *
 *     Mn-O:6(1)-edge-O:6(2)-corner-T:4(3)            a chain
 *     O:6(1)-edge-O:6(2)-edge-O:6(3)-edge-(1)        a ring: (1) stands for the polyhedron that has this label
 *     O:6(1)-edge-O:6(2);(1)-corner-T:4(3)           a branch begins after a semicolon
 *     Ti.Nb(1)[csm:..2]-edge.face[angle:90..100]-*(2) alternatives with points, criteria in brackets
 *
 * Before a label stand a motif (`Mn-O:6`, `Ti-O:6[F2O4]`), a shape (`O:6`), an element (`Mn`) or `*`. In brackets stand lists
 * (`centre`, `shape`, `ligands`) and ranges (`cn`, `csm`, `charge`, `length`; of connections `shared`, `angle`, `distance`):
 * `2`, `1.9..2.1`, `..2`, `3..`.
 */
import { readRange, writeRange } from '../../address/criteria.js';
import type { ConnectionKind } from '../../parts/glyphs.js';
import {
  ANYTHING,
  CONNECTION_RANGES,
  type Connection,
  type Criteria,
  connected,
  type Drawing,
  EMPTY,
  MOST_POLYHEDRA,
  POLYHEDRON_RANGES,
  type Polyhedron,
  polyhedronAt,
  type Range,
} from './model.js';

/** A text that is no pattern. */
export class NotationError extends Error {}

type RangeKey = (typeof POLYHEDRON_RANGES)[number] | (typeof CONNECTION_RANGES)[number];

const RANGE_NAMES: Readonly<Record<RangeKey, string>> = {
  coordinationNumber: 'cn',
  csm: 'csm',
  oxidationState: 'charge',
  bondLengthMean: 'length',
  sharedLigands: 'shared',
  angle: 'angle',
  distance: 'distance',
};
const LIST_NAMES = { elements: 'centre', geometries: 'shape', ligands: 'ligands' } as const;

export function formatPattern({ polyhedra, connections }: Drawing): string {
  const told = new Set<number>();
  const left = [...connections];
  const tell = (label: number): string => {
    const polyhedron = told.has(label) ? undefined : polyhedra.find((other) => other.label === label);
    told.add(label);
    return polyhedron === undefined ? `(${label})` : formatPolyhedron(polyhedron);
  };
  const chains: string[] = [];
  const chain = (start: number) => {
    let text = tell(start);
    for (let here = start; ; ) {
      const next = left.findIndex(({ from, to }) => from === here || to === here);
      if (next < 0) break;
      const [connection] = left.splice(next, 1) as [Connection];
      here = connection.from === here ? connection.to : connection.from;
      text += `${formatConnection(connection)}${tell(here)}`;
    }
    chains.push(text);
  };
  for (const { label } of polyhedra) {
    while (!told.has(label) || left.some(({ from, to }) => from === label || to === label)) chain(label);
  }
  return chains.join(';');
}

function formatPolyhedron(polyhedron: Polyhedron): string {
  const { motifs, geometries, elements, label } = polyhedron;
  const [first, listed] =
    motifs.length > 0
      ? [motifs, ['elements', 'geometries', 'ligands'] as const]
      : geometries.length > 0
        ? [geometries, ['elements', 'ligands'] as const]
        : [elements, ['ligands'] as const];
  const lists = listed.flatMap((key) =>
    polyhedron[key].length === 0 ? [] : [`${LIST_NAMES[key]}:${polyhedron[key].join('.')}`],
  );
  const text = first.length === 0 ? '*' : first.join('.');
  return `${text}(${label})${bracketed([...lists, ...formatRanges(polyhedron, POLYHEDRON_RANGES)])}`;
}

function formatConnection(connection: Connection): string {
  const kinds = connection.kinds.length === 0 ? 'any' : connection.kinds.map((kind) => kind.toLowerCase()).join('.');
  return `-${kinds}${bracketed(formatRanges(connection, CONNECTION_RANGES))}-`;
}

function formatRanges<Key extends RangeKey>(
  limited: { readonly [key in Key]?: Range },
  keys: readonly Key[],
): string[] {
  return keys.flatMap((key) => {
    const range = limited[key];
    return range === undefined ? [] : [`${RANGE_NAMES[key]}:${writeRange(range)}`];
  });
}

function bracketed(criteria: readonly string[]): string {
  return criteria.length === 0 ? '' : `[${criteria.join(',')}]`;
}

/** @throws NotationError */
export function parsePattern(text: string): Drawing {
  return text
    .split(';')
    .filter((chain) => chain.trim() !== '')
    .reduce(withChain, EMPTY);
}

const POLYHEDRON = /^([^()]*)\((\d)\)(?:\[([^\]]*)\])?/;
const CONNECTION = /^-([a-z.]+)(?:\[([^\]]*)\])?-/;

function withChain(drawing: Drawing, chain: string): Drawing {
  let rest = chain.trim();
  const take = (form: RegExp, what: string): readonly (string | undefined)[] => {
    const found = form.exec(rest);
    if (found === null) throw new NotationError(`"${rest}" does not begin with ${what}.`);
    rest = rest.slice(found[0].length);
    return found.slice(1);
  };
  const polyhedron = (): number => {
    const [what = '', label = '', criteria] = take(POLYHEDRON, 'a polyhedron such as O:6(1)');
    next = withPolyhedron(next, Number(label), what, criteria);
    return Number(label);
  };
  let next = drawing;
  let here = polyhedron();
  while (rest !== '') {
    const [kinds = '', criteria] = take(CONNECTION, 'a connection such as -edge-');
    const to = polyhedron();
    if (to === here)
      throw new NotationError(`(${here}) is connected to itself: give the other polyhedron its own label.`);
    next = connected(next, { from: here, to, kinds: parseKinds(kinds), ...parseRanges(criteria, CONNECTION_RANGES) });
    here = to;
  }
  return next;
}

/** The drawing with the polyhedron, unless this only names one that is there. */
function withPolyhedron(drawing: Drawing, label: number, what: string, criteria: string | undefined): Drawing {
  const known = polyhedronAt(drawing, label);
  if (what === '' && criteria === undefined) {
    if (known === undefined) throw new NotationError(`(${label}) is used before it is told what it is.`);
    return drawing;
  }
  if (known !== undefined) throw new NotationError(`Two polyhedra have the label ${label}.`);
  if (label < 1 || label > MOST_POLYHEDRA) {
    throw new NotationError(`Labels are 1 to ${MOST_POLYHEDRA}, not ${label}.`);
  }
  const polyhedron: Polyhedron = {
    ...parseWhat(what),
    ...parseLists(criteria),
    ...parseRanges(criteria, POLYHEDRON_RANGES),
    label,
  };
  return { ...drawing, polyhedra: [...drawing.polyhedra, polyhedron].sort((a, b) => a.label - b.label) };
}

function parseWhat(what: string): Criteria {
  if (what === '*' || what === '') return ANYTHING;
  const values = what.split('.');
  const key = what.includes(':') ? (/^[^:]+-/.test(what) ? 'motifs' : 'geometries') : 'elements';
  return { ...ANYTHING, [key]: values };
}

function parseKinds(text: string): readonly ConnectionKind[] {
  if (text === 'any') return [];
  return text.split('.').map((kind) => {
    const known = kind.toUpperCase();
    if (known === 'CORNER' || known === 'EDGE' || known === 'FACE') return known;
    throw new NotationError(`"${kind}" is not corner, edge, face or any.`);
  });
}

function entries(criteria: string | undefined): readonly (readonly [name: string, value: string])[] {
  if (criteria === undefined) return [];
  return criteria.split(',').map((criterion) => {
    const at = criterion.indexOf(':');
    return [criterion.slice(0, at), criterion.slice(at + 1)];
  });
}

function parseLists(criteria: string | undefined): Partial<Criteria> {
  const lists = Object.entries(LIST_NAMES).flatMap(([key, name]) =>
    entries(criteria)
      .filter(([other]) => other === name)
      .map(([, value]) => [key, value.split('.')]),
  );
  return Object.fromEntries(lists) as Partial<Criteria>;
}

function parseRanges<Key extends RangeKey>(
  criteria: string | undefined,
  keys: readonly Key[],
): { readonly [key in Key]?: Range } {
  const ranges = entries(criteria).flatMap(([name, value]) => {
    const key = keys.find((other) => RANGE_NAMES[other] === name);
    if (key === undefined && !Object.values<string>(LIST_NAMES).includes(name)) {
      throw new NotationError(`"${name}" is no criterion here.`);
    }
    return key === undefined ? [] : [[key, parseRange(value)] as const];
  });
  return Object.fromEntries(ranges) as { readonly [key in Key]?: Range };
}

/** @throws NotationError */
function parseRange(text: string): Range {
  const { min, max } = readRange(text) ?? {};
  if (min == null && max == null) throw new NotationError(`"${text}" is no range such as 1.9..2.1.`);
  return { ...(min == null ? {} : { min }), ...(max == null ? {} : { max }) };
}
