/** How points are coloured, what the legend says of it, and which points one of its entries means. */
import { scaleLinear } from 'd3-scale';
import { OTHERS, SHAPES } from '../../design/shapes.js';
import type { Theme } from '../../design/theme.js';
import { readRange } from '../../address/criteria.js';
import { polyhedraName } from '../../parts/value-names.js';
import { shapePalette, shapesOf, type Swatch } from '../../scatter/colours.js';
import type { Cluster, MapData } from './data.js';
import { ELEMENT_GROUPS, groupOf } from './element-groups.js';

export const COLOURS = ['shape', 'element', 'cluster', 'gap'] as const;
export type ColourBy = (typeof COLOURS)[number];

export interface Colouring {
  readonly swatchOf: Uint8Array;
  readonly palette: readonly Swatch[];
}

const of = (theme: Theme, [light, dark]: readonly [string, string]) => (theme === 'light' ? light : dark);

const nothing = (theme: Theme): Swatch => ({ colour: of(theme, OTHERS.colours), layer: -1 });

export function colouring(data: MapData, by: ColourBy, theme: Theme): Colouring {
  if (by === 'element') {
    return {
      swatchOf: Uint8Array.from(data.element, groupOf),
      palette: [
        ...ELEMENT_GROUPS.map(({ key, colours }) => {
          const isPale = theme === 'light' && key === 'metalloids';
          return { colour: of(theme, colours), layer: isPale ? 1 : 0 } as const;
        }),
        nothing(theme),
      ],
    };
  }
  if (by === 'cluster') {
    const swatches = clusterSwatches(data);
    return {
      swatchOf: Uint8Array.from(data.cluster, (cluster) => swatches.get(cluster ?? -1) ?? CLUSTER_COLOURS),
      palette: [...clusterPalette(theme), nothing(theme)],
    };
  }
  if (by === 'gap' && data.of === 'crystals') {
    const most = widestGap(data.gap);
    return {
      swatchOf: Uint8Array.from(data.gap, (gap) => (gap === null ? GAP_STEPS : gapStep(gap, most))),
      palette: [...gapPalette(theme), nothing(theme)],
    };
  }
  return { swatchOf: shapesOf(data.geometry), palette: shapePalette(theme) };
}

const CLUSTER_COLOURS = ELEMENT_GROUPS.length;

function clusterPalette(theme: Theme): readonly Swatch[] {
  return ELEMENT_GROUPS.map(({ colours }) => ({ colour: of(theme, colours), layer: 0 }) as const);
}

export function clusterColour(theme: Theme, swatch: number): string {
  return clusterPalette(theme)[swatch]?.colour ?? nothing(theme).colour;
}

/** Other clusters that a cluster's colour has to differ from. */
const NEIGHBOURS = 7;

/**
 * There are more clusters than colours that can be told apart: those that stand near each other have different ones.
 * @returns colours by number of the cluster
 */
export function clusterSwatches({ points, cluster, clusters }: MapData): ReadonlyMap<number, number> {
  const sums = new Map(clusters.map((one) => [one.cluster, { x: 0, y: 0, count: 0 }]));
  cluster.forEach((number, index) => {
    const sum = number === null ? undefined : sums.get(number);
    if (sum === undefined) return;
    sum.x += points.x[index]!;
    sum.y += points.y[index]!;
    sum.count += 1;
  });
  const middles = [...sums].map(([number, { x, y, count }]) => ({ number, x: x / count, y: y / count }));
  const swatches = new Map<number, number>();
  for (const { number, x, y } of middles) {
    const near = middles
      .filter((other) => swatches.has(other.number))
      .sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y))
      .slice(0, NEIGHBOURS)
      .map((other) => swatches.get(other.number)!);
    // Of the colours that none of them has, the one that is used least; all clusters together use all colours.
    const uses = (swatch: number) => [...swatches.values()].filter((other) => other === swatch).length;
    const free = Array.from({ length: CLUSTER_COLOURS }, (_, swatch) => swatch).filter((s) => !near.includes(s));
    swatches.set(
      number,
      free.reduce((best, swatch) => (uses(swatch) < uses(best) ? swatch : best)),
    );
  }
  return swatches;
}

const GAP_STEPS = 48;

/** From the accent's light to its dark: larger gaps stand out from the page. */
const GAP_COLOURS = {
  light: ['#c2ded9', '#6fb5aa', '#0a6b61', '#03302b'],
  dark: ['#2c665e', '#33907f', '#56cdbb', '#eafffb'],
} as const;

export function gapColour(theme: Theme): (share: number) => string {
  const colours = GAP_COLOURS[theme];
  return scaleLinear<string>(
    colours.map((_, place) => place / (colours.length - 1)),
    colours,
  );
}

function gapPalette(theme: Theme): readonly Swatch[] {
  const colour = gapColour(theme);
  return Array.from({ length: GAP_STEPS }, (_, step) => ({ colour: colour(step / (GAP_STEPS - 1)), layer: 0 }));
}

/** End of the scale, whole electronvolts. */
export function widestGap(gaps: readonly (number | null)[]): number {
  let widest = 0;
  for (const gap of gaps) if (gap !== null && gap > widest) widest = gap;
  return Math.max(1, Math.ceil(widest));
}

function gapStep(gap: number, most: number): number {
  return Math.min(GAP_STEPS - 1, Math.max(0, Math.floor((gap / most) * GAP_STEPS)));
}

/** Counts of gaps in bins of equal width from 0 to `most`. */
export function gapCounts(gaps: Iterable<number | null>, most: number, bins: number): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const gap of gaps) {
    if (gap !== null) counts[Math.min(bins - 1, Math.max(0, Math.floor((gap / most) * bins)))]!++;
  }
  return counts;
}

/** Entry of the legend of shapes for a geometry. */
export function shapeKey(geometry: string | null): string {
  return SHAPES.some(({ symbol }) => symbol === geometry) ? geometry! : OTHERS.symbol;
}

/** Of clusters: points in none. */
export const NO_CLUSTER = 'none';

/**
 * What `only` of the address means, under a colouring: a shape; groups or elements; a cluster; a range of gaps.
 * @returns null: all points
 */
export function onlyTest(data: MapData, by: ColourBy, only: string | null): ((index: number) => boolean) | null {
  if (only === null || only === '') return null;
  if (by === 'shape') return (index) => shapeKey(data.geometry[index]!) === only;
  if (by === 'cluster') {
    return (index) => String(data.cluster[index] ?? NO_CLUSTER) === only;
  }
  if (by === 'element') {
    const chosen = new Set(elementsOf(only));
    return (index) => chosen.has(data.element[index] ?? 'others');
  }
  const range = readRange(only);
  if (data.of !== 'crystals' || range === undefined) return null;
  const { min = 0, max = Number.POSITIVE_INFINITY } = range;
  return (index) => {
    const gap = data.gap[index] ?? null;
    return gap !== null && gap >= (min ?? 0) && gap <= (max ?? Number.POSITIVE_INFINITY);
  };
}

/** Elements that `only` names, each by itself or by its group. */
export function elementsOf(only: string): readonly string[] {
  return only.split(',').flatMap((name) => ELEMENT_GROUPS.find(({ key }) => key === name)?.elements ?? [name.trim()]);
}

/** `81 % octahedra`: what most points of a cluster are. */
export function clusterName({ geometry, share }: Cluster): string {
  return `${Math.round(100 * share)} % ${geometry === null ? 'without a shape' : polyhedraName(geometry)}`;
}
