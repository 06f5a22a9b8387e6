/** A drawing as the API takes it, and back. */
import type { PatternInput } from '../../graphql/generated/operations.js';
import {
  CONNECTION_RANGES,
  type Connection,
  type Drawing,
  POLYHEDRON_RANGES,
  type Polyhedron,
  type Range,
} from './model.js';

/** Labels become names: `1`, `2`. */
export function toPattern({ polyhedra, connections }: Drawing): PatternInput {
  return {
    sites: polyhedra.map((polyhedron) => ({
      name: String(polyhedron.label),
      ...list('elements', polyhedron.elements),
      ...list('geometries', polyhedron.geometries),
      ...list('motif', polyhedron.motifs),
      ...list('ligands', polyhedron.ligands),
      ...ranges(polyhedron, POLYHEDRON_RANGES),
    })),
    connections: connections.map((connection) => ({
      from: String(connection.from),
      to: String(connection.to),
      ...list('kind', connection.kinds),
      ...ranges(connection, CONNECTION_RANGES),
    })),
  };
}

/** Names in their order become labels. */
export function fromPattern({ sites, connections }: PatternInput): Drawing {
  const labels = new Map(sites.map(({ name }, index) => [name, index + 1]));
  const polyhedra = sites.map(
    (site): Polyhedron => ({
      label: labels.get(site.name)!,
      elements: values(site.elements),
      geometries: values(site.geometries),
      motifs: values(site.motif).map(String),
      ligands: values(site.ligands),
      ...known(site, POLYHEDRON_RANGES),
    }),
  );
  return {
    polyhedra,
    connections: (connections ?? []).map(
      (connection): Connection => ({
        from: labels.get(connection.from)!,
        to: labels.get(connection.to)!,
        kinds: values(connection.kind),
        ...known(connection, CONNECTION_RANGES),
      }),
    ),
  };
}

function list<Key extends string, Value>(key: Key, items: readonly Value[]): { [key in Key]?: Value[] } {
  return (items.length === 0 ? {} : { [key]: [...items] }) as { [key in Key]?: Value[] };
}

function ranges<Key extends string>(
  limited: { readonly [key in Key]?: Range },
  keys: readonly Key[],
): { [key in Key]?: Range } {
  return Object.fromEntries(keys.flatMap((key) => (limited[key] === undefined ? [] : [[key, limited[key]]]))) as {
    [key in Key]?: Range;
  };
}

/** The API writes a list of one value as this value. */
function values<Value extends string | number>(items: Value | readonly Value[] | null | undefined): readonly Value[] {
  if (items === null || items === undefined) return [];
  return typeof items === 'object' ? items : [items];
}

interface OpenRange {
  readonly min?: number | null | undefined;
  readonly max?: number | null | undefined;
}

function known<Key extends string>(
  limited: { readonly [key in Key]?: OpenRange | null | undefined },
  keys: readonly Key[],
): { readonly [key in Key]?: Range } {
  const all = keys.flatMap((key) => {
    const { min, max } = limited[key] ?? {};
    const range = { ...(min == null ? {} : { min }), ...(max == null ? {} : { max }) };
    return 'min' in range || 'max' in range ? [[key, range] as const] : [];
  });
  return Object.fromEntries(all) as { readonly [key in Key]?: Range };
}
