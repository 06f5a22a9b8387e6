/** Which patterns can be searched for, and what to say of others. */
import { CONNECTION_KINDS, type ConnectionKind } from '../analysis.js';
import { geometryOf } from '../geometries.js';
import { formatMotif, type MotifId, parseMotif } from '../motif-type.js';
import { elementMeant, geometryMeant, motifIds } from '../notation.js';
import { elementSuggestion, geometrySuggestion } from '../suggestions.js';
import {
  CONNECTION_RANGES,
  type ConnectionCriteria,
  LARGEST_PATTERN,
  MOST_CONNECTIONS,
  type Pattern,
  PatternError,
  type Range,
  SITE_RANGES,
  type SiteCriteria,
} from './pattern.js';

/** As people write it: null is as good as missing, and texts may be anything. */
export interface PatternInput {
  readonly sites: readonly SiteInput[];
  readonly connections?: readonly ConnectionInput[] | null;
}

export type SiteInput = { readonly name: string } & {
  readonly [list in 'elements' | 'geometries' | 'motifs' | 'ligands']?: readonly string[] | null;
} & { readonly [range in (typeof SITE_RANGES)[number]]?: RangeInput | null };

export type ConnectionInput = { readonly from: string; readonly to: string } & {
  readonly kinds?: readonly string[] | null;
} & { readonly [range in (typeof CONNECTION_RANGES)[number]]?: RangeInput | null };

export interface RangeInput {
  readonly min?: number | null;
  readonly max?: number | null;
}

/** The pattern, with each list sorted and without repetitions, ids of motifs in their usual form. @throws PatternError */
export function checkedPattern({ sites, connections }: PatternInput): Pattern {
  checkNames(sites.map(({ name }) => name));
  const pattern = { sites: sites.map(checkedSite), connections: (connections ?? []).map(checkedConnection) };
  checkConnections(pattern);
  return pattern;
}

function checkNames(names: readonly string[]): void {
  if (names.length === 0) throw new PatternError('The pattern has no sites: name one polyhedron at least.');
  if (names.length > LARGEST_PATTERN) {
    throw new PatternError(`The pattern has ${names.length} sites: at most ${LARGEST_PATTERN} can be searched for.`);
  }
  for (const [i, name] of names.entries()) {
    if (name.trim() === '') throw new PatternError('A site of the pattern has an empty name: give it one.');
    if (names.indexOf(name) !== i) {
      throw new PatternError(`Two sites of the pattern are named "${name}": give each a name of its own.`);
    }
  }
}

function checkConnections({ sites, connections }: Pattern): void {
  const names = sites.map(({ name }) => name);
  if (connections.length > MOST_CONNECTIONS) {
    throw new PatternError(
      `The pattern has ${connections.length} connections: at most ${MOST_CONNECTIONS} are possible.`,
    );
  }
  for (const { from, to } of connections) {
    const unknown = [from, to].find((name) => !names.includes(name));
    if (unknown !== undefined) {
      throw new PatternError(
        `A connection goes from "${from}" to "${to}", but no site is named "${unknown}"; the names are ${names.join(', ')}.`,
      );
    }
    if (from === to) {
      throw new PatternError(
        `A connection goes from "${from}" to itself: names stand for different polyhedra. For a connection with another image of the same site, name a second site with the same criteria.`,
      );
    }
  }
  const reached = new Set([names[0]!]);
  // A set that is added to while it is gone through.
  for (const name of reached) {
    for (const { from, to } of connections) {
      if (from === name) reached.add(to);
      if (to === name) reached.add(from);
    }
  }
  const apart = names.filter((name) => !reached.has(name));
  if (apart.length > 0) {
    throw new PatternError(
      `The sites of the pattern do not hang together: no connections lead from "${names[0]}" to ${apart.map((name) => `"${name}"`).join(', ')}. Connect them, or search for each part on its own.`,
    );
  }
}

function checkedSite(site: SiteInput): SiteCriteria {
  const where = `site "${site.name}"`;
  return {
    name: site.name,
    ...checkedList(site, 'elements', where, element),
    ...checkedList(site, 'geometries', where, geometry),
    ...checkedList(site, 'motifs', where, motifs),
    ...checkedList(site, 'ligands', where, element),
    ...checkedRanges(site, SITE_RANGES, where),
  };
}

function checkedConnection(connection: ConnectionInput): ConnectionCriteria {
  const { from, to } = connection;
  const where = `connection from "${from}" to "${to}"`;
  return {
    from,
    to,
    ...checkedList(connection, 'kinds', where, kind),
    ...checkedRanges(connection, CONNECTION_RANGES, where),
  };
}

function checkedList<Key extends string, T extends string>(
  criteria: { readonly [key in Key]?: readonly string[] | null },
  key: Key,
  where: string,
  value: (text: string, where: string) => T | readonly T[],
): { readonly [key in Key]?: readonly T[] } {
  const list = criteria[key] ?? null;
  if (list === null) return {};
  if (list.length === 0) {
    throw new PatternError(`The list ${key} of the ${where} is empty, which nothing fits: leave it out to allow all.`);
  }
  const values = [...new Set(list.flatMap((text) => value(text, where)))].sort();
  return { [key]: values } as unknown as { readonly [key in Key]?: readonly T[] };
}

function checkedRanges<Key extends string>(
  criteria: { readonly [key in Key]?: RangeInput | null },
  keys: readonly Key[],
  where: string,
): { readonly [key in Key]?: Range } {
  const ranges: { [key in Key]?: Range } = {};
  for (const key of keys) {
    const { min = null, max = null } = criteria[key] ?? {};
    for (const end of [min, max]) {
      if (end !== null && !Number.isFinite(end)) {
        throw new PatternError(
          `The range ${key} of the ${where} has the end ${end}: give a number, or leave the end out.`,
        );
      }
    }
    if (min !== null && max !== null && min > max) {
      throw new PatternError(`The range ${key} of the ${where} is from ${min} to ${max}: exchange its ends.`);
    }
    // An open range still asks for a value: an empty object is kept.
    if (criteria[key] != null) ranges[key] = { ...(min !== null && { min }), ...(max !== null && { max }) };
  }
  return ranges;
}

function element(text: string, where: string): string {
  const symbol = elementMeant(text);
  if (symbol !== undefined) return symbol;
  throw problem(`There is no element "${text}" (${where})`, elementSuggestion(text.trim()));
}

function geometry(text: string, where: string): string {
  const symbol = geometryMeant(text);
  if (symbol !== undefined) return symbol;
  throw problem(
    `There is no reference geometry "${text}" (${where})`,
    geometrySuggestion(text.trim()) ?? 'Symbols are those of ChemEnv, such as O:6 for an octahedron.',
  );
}

/** `TiO6` is titanium with six ligands of oxygen, in any geometry. */
function motifs(text: string, where: string): MotifId[] {
  return motifIds(text).map((id) => motif(id, where));
}

function motif(text: string, where: string): MotifId {
  const type = parseMotif(text);
  if (type === null) {
    throw problem(
      `"${text}" (${where}) is not the id of a motif`,
      'Write the centre, the geometry and, in brackets, ligands other than oxygen alone: Ti-O:6 or Ti-O:6[F2O4].',
    );
  }
  geometry(type.geometry, where);
  const ligands = [...type.ligands.values()].reduce((sum, count) => sum + count, 0);
  const { coordinationNumber } = geometryOf(type.geometry)!;
  if (ligands !== coordinationNumber) {
    throw problem(`"${text}" (${where}) has ${ligands} ligands`, `${type.geometry} has ${coordinationNumber}.`);
  }
  return formatMotif(type);
}

function kind(text: string, where: string): ConnectionKind {
  const known = CONNECTION_KINDS.find((name) => name === text.trim().toLowerCase());
  if (known !== undefined) return known;
  throw problem(`There is no kind of connection "${text}" (${where})`, `Kinds are ${CONNECTION_KINDS.join(', ')}.`);
}

function problem(what: string, advice: string | null): PatternError {
  return new PatternError(`${what}.${advice === null ? '' : ` ${advice}`}`);
}
