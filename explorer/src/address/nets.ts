/**
 * Nets of polyhedra in an address: `sheets`, `edge sheets`, `Co edge sheets`, `Co Mn framework`. Without elements the net has
 * the polyhedra of all strongly bound cations, as crystals are called layered; without a kind, all connections count.
 */
import type { NetFilter, NetKind } from '../graphql/generated/operations.js';

/** By dimensionality. */
export const EXTENTS = ['clusters', 'chains', 'sheets', 'framework'] as const;
export type Extent = (typeof EXTENTS)[number];

export interface Net {
  readonly elements: readonly string[];
  readonly kind: NetKind;
  readonly extent: Extent;
}

const KINDS: readonly NetKind[] = ['CORNER', 'EDGE', 'FACE'];
const MOST_ELEMENTS = 10;

/** Null for what is no net. */
export function readNet(text: string | null): Net | null {
  const words = (text ?? '').trim().split(/\s+/);
  const extent = EXTENTS.find((one) => one === words.at(-1));
  if (extent === undefined) return null;
  const kind = KINDS.find((one) => one.toLowerCase() === words.at(-2));
  const elements = words.slice(0, kind === undefined ? -1 : -2);
  const areElements = elements.length <= MOST_ELEMENTS && elements.every((symbol) => /^[A-Z][a-z]?$/.test(symbol));
  return areElements ? { elements, kind: kind ?? 'ANY', extent } : null;
}

export function writeNet({ elements, kind, extent }: Net): string {
  return [...elements, ...(kind === 'ANY' ? [] : [kind.toLowerCase()]), extent].join(' ');
}

/** What nets have to be, but for their extent. */
export function netsOf({ elements, kind }: Omit<Net, 'extent'>): NetFilter {
  return { kind: [kind], ...(elements.length === 0 ? { isStrong: true } : { elements: [...elements] }) };
}

export function filterOfNet(net: Net): { some: NetFilter } {
  return { some: { ...netsOf(net), dimensionality: [EXTENTS.indexOf(net.extent)] } };
}

/** The net that a criterion of the API means; null where it has no such words. */
export function netOfFilter(value: unknown): Net | null {
  const { some } = value as { some?: NetFilter };
  const list = (given: unknown): readonly unknown[] => (given === undefined ? [] : [given].flat());
  const [[kind], [dimensionality]] = [list(some?.kind), list(some?.dimensionality)];
  const extent = EXTENTS[Number(dimensionality)];
  if (kind === undefined || extent === undefined) return null;
  const net: Net = { elements: list(some?.elements).map(String), kind: kind as NetKind, extent };
  return isSame(filterOfNet(net), value) ? net : null;
}

function isSame(one: unknown, other: unknown): boolean {
  const inOrder = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([k, v]) => [k, inOrder(v)]),
        )
      : [value].flat();
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}
