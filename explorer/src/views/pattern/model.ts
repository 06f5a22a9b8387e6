/** A pattern as one draws it, and what one does to it. Every change gives a new drawing. */
import type { ConnectionKind } from '../../parts/glyphs.js';

/** An interval, open where an end is missing. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** Measures of a polyhedron that a pattern can limit, by their names in the API. */
export const POLYHEDRON_RANGES = ['coordinationNumber', 'csm', 'oxidationState', 'bondLengthMean'] as const;
/** Measures of a connection. */
export const CONNECTION_RANGES = ['sharedLigands', 'angle', 'distance'] as const;

/** What a polyhedron has to be; of each list one value, and an empty list allows all. */
export interface Criteria extends Readonly<Partial<Record<(typeof POLYHEDRON_RANGES)[number], Range>>> {
  /** Ids of motifs: centre, geometry and ligands in one. */
  readonly motifs: readonly string[];
  readonly elements: readonly string[];
  /** Symbols of geometries, `O:6`. */
  readonly geometries: readonly string[];
  /** Every ligand is one of these. */
  readonly ligands: readonly string[];
}

export interface Polyhedron extends Criteria {
  /** From 1 to 6; it stays when others go. */
  readonly label: number;
}

export interface Connection extends Readonly<Partial<Record<(typeof CONNECTION_RANGES)[number], Range>>> {
  readonly from: number;
  readonly to: number;
  /** One of these; empty: any. */
  readonly kinds: readonly ConnectionKind[];
}

export interface Drawing {
  readonly polyhedra: readonly Polyhedron[];
  readonly connections: readonly Connection[];
}

export const EMPTY: Drawing = { polyhedra: [], connections: [] };
export const MOST_POLYHEDRA = 6;
export const ANYTHING: Criteria = { motifs: [], elements: [], geometries: [], ligands: [] };

/** `1–3`: the smaller label first, however it was drawn. */
export function nameOfConnection({ from, to }: Pick<Connection, 'from' | 'to'>): string {
  return `${Math.min(from, to)}–${Math.max(from, to)}`;
}

/** Which of the two is asked does not matter. */
export function joins({ from, to }: Connection, a: number, b: number): boolean {
  return (from === a && to === b) || (from === b && to === a);
}

export function connectionBetween({ connections }: Drawing, a: number, b: number): Connection | undefined {
  return connections.find((connection) => joins(connection, a, b));
}

export function polyhedronAt({ polyhedra }: Drawing, label: number): Polyhedron | undefined {
  return polyhedra.find((polyhedron) => polyhedron.label === label);
}

/** The smallest label that no polyhedron has; null where there are six. */
export function freeLabel({ polyhedra }: Drawing): number | null {
  for (let label = 1; label <= MOST_POLYHEDRA; label++) {
    if (!polyhedra.some((polyhedron) => polyhedron.label === label)) return label;
  }
  return null;
}

/** @param label a free one */
export function added(drawing: Drawing, label: number, criteria: Criteria): Drawing {
  const polyhedra = [...drawing.polyhedra, { ...criteria, label }].sort((a, b) => a.label - b.label);
  return { ...drawing, polyhedra };
}

/** Two polyhedra are connected in one way at most: a second connection takes the place of the first. */
export function connected(drawing: Drawing, connection: Connection): Drawing {
  const { from, to } = connection;
  if (from === to) return drawing;
  if (connectionBetween(drawing, from, to) === undefined) {
    return { ...drawing, connections: [...drawing.connections, connection] };
  }
  return { ...drawing, connections: drawing.connections.map((other) => (joins(other, from, to) ? connection : other)) };
}

export function withoutPolyhedra(drawing: Drawing, labels: readonly number[]): Drawing {
  return {
    polyhedra: drawing.polyhedra.filter(({ label }) => !labels.includes(label)),
    connections: drawing.connections.filter(({ from, to }) => !labels.includes(from) && !labels.includes(to)),
  };
}

export function withoutConnection(drawing: Drawing, a: number, b: number): Drawing {
  return { ...drawing, connections: drawing.connections.filter((connection) => !joins(connection, a, b)) };
}

/** The same criteria for several polyhedra. */
export function withCriteria(drawing: Drawing, labels: readonly number[], criteria: Criteria): Drawing {
  return {
    ...drawing,
    polyhedra: drawing.polyhedra.map((polyhedron) =>
      labels.includes(polyhedron.label) ? { ...criteria, label: polyhedron.label } : polyhedron,
    ),
  };
}

/** Range and list criteria without those that limit nothing. */
export function withRange<Limited extends object, Key extends keyof Limited>(
  limited: Limited,
  key: Key,
  range: Range | undefined,
): Limited {
  const { [key]: _, ...others } = limited;
  return (range === undefined ? others : { ...others, [key]: range }) as Limited;
}

/** Labels of the polyhedra that hang together with the first one, in an order in which each but the first is connected to an earlier one. */
export function together({ polyhedra, connections }: Drawing): readonly number[] {
  const first = polyhedra[0];
  if (first === undefined) return [];
  const reached = new Set([first.label]);
  // A set that is added to while it is gone through.
  for (const label of reached) {
    const next = connections.flatMap(({ from, to }) => (from === label ? [to] : to === label ? [from] : []));
    for (const partner of next.sort((a, b) => a - b)) reached.add(partner);
  }
  return [...reached];
}

/** The polyhedra of these labels, in this order, and the connections among them. */
export function partOf(drawing: Drawing, labels: readonly number[]): Drawing {
  return {
    polyhedra: labels.map((label) => polyhedronAt(drawing, label)!),
    connections: drawing.connections.filter(({ from, to }) => labels.includes(from) && labels.includes(to)),
  };
}

/** Polyhedra with the same criteria, in the order of their first. */
export function alike({ polyhedra }: Drawing): readonly (readonly Polyhedron[])[] {
  const groups = new Map<string, Polyhedron[]>();
  for (const polyhedron of polyhedra) {
    const key = criteriaKey(polyhedron);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [polyhedron]);
    else group.push(polyhedron);
  }
  return [...groups.values()];
}

export function criteriaKey(criteria: Criteria): string {
  const { motifs, elements, geometries, ligands } = criteria;
  return JSON.stringify([
    motifs,
    elements,
    geometries,
    ligands,
    ...POLYHEDRON_RANGES.map((key) => criteria[key] ?? null),
  ]);
}
