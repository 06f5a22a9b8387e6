/** Colours of points on a map. */
import { OTHERS, SHAPES } from '../design/shapes.js';
import type { Theme } from '../design/theme.js';

/** A colour of a palette. */
export interface Swatch {
  /** `#rrggbb` or `rgb(r, g, b)`. */
  readonly colour: string;
  /** Points of a higher layer are drawn over those of a lower one. */
  readonly layer: -1 | 0 | 1;
}

/** Colours of the shapes in the order of `SHAPES`, then that of all others. Pale ones are drawn last, others first. */
export function shapePalette(theme: Theme): readonly Swatch[] {
  const ofTheme = theme === 'light' ? 0 : 1;
  return [
    ...SHAPES.map(({ colours, isPale }) => ({ colour: colours[ofTheme], layer: isPale ? 1 : 0 }) as const),
    { colour: OTHERS.colours[ofTheme], layer: -1 },
  ];
}

const positions = new Map(SHAPES.map(({ symbol }, index) => [symbol, index]));

/** Positions in that palette. */
export function shapesOf(geometries: readonly (string | null)[]): Uint8Array {
  return Uint8Array.from(geometries, (geometry) => positions.get(geometry ?? '') ?? SHAPES.length);
}

/** Red, green, blue, 0–255. */
export function channels(colour: string): readonly number[] {
  if (!colour.startsWith('#')) return colour.match(/\d+/g)!.slice(0, 3).map(Number);
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
