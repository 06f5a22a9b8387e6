/** Colours of the polyhedra of one crystal. */
import { shapeOf } from '../design/shapes.js';
import type { Theme } from '../design/theme.js';
import type { Cell } from './cell.js';

/** HSL lightness that the motifs of one shape differ by, the first being as everywhere. */
const STEPS = [0, 0.2, -0.16, 0.3, -0.26, 0.1, -0.08];

/**
 * A hex colour for each group of the crystal, by its key: that of its shape. Where several motifs have one shape, the
 * ion of the highest charge has the colour itself, the next is lighter.
 */
export function motifColours(cell: Pick<Cell, 'groups'>, theme: Theme): ReadonlyMap<string, string> {
  const used = new Map<string, number>();
  const byCharge = [...cell.groups].sort((a, b) => (b.oxidationState ?? 0) - (a.oxidationState ?? 0));
  return new Map(
    byCharge.map(({ key, geometry }) => {
      const { symbol, colours } = shapeOf(geometry);
      const count = used.get(symbol) ?? 0;
      used.set(symbol, count + 1);
      return [key, lighter(colours[theme === 'light' ? 0 : 1], STEPS[count % STEPS.length]!)];
    }),
  );
}

/** A hex colour with another HSL lightness. */
export function lighter(hex: string, by: number): string {
  const [red, green, blue] = channels(hex);
  const [low, high] = [Math.min(red, green, blue), Math.max(red, green, blue)];
  const old = (low + high) / 2;
  const lightness = Math.min(0.94, Math.max(0.08, old + by));
  const range = (value: number) => 1 - Math.abs(2 * value - 1);
  const stretch = range(old) === 0 ? 0 : range(lightness) / range(old);
  return `#${[red, green, blue]
    .map((channel) => Math.round(255 * (lightness + (channel - old) * stretch)))
    .map((value) => Math.min(255, Math.max(0, value)).toString(16).padStart(2, '0'))
    .join('')}`;
}

/** A hex colour as it looks behind a veil of another one. */
export function veiled(hex: string, veil: string, by: number): string {
  const over = channels(veil);
  const mixed = channels(hex).map((channel, at) => Math.round(255 * (channel + (over[at]! - channel) * by)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Red, green and blue, 0 to 1. */
export function channels(hex: string): readonly [red: number, green: number, blue: number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** Whether white letters are easier to read on a hex colour than dark ones (relative luminance of WCAG). */
export function isDark(hex: string): boolean {
  const [red, green, blue] = channels(hex).map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! < 0.2;
}

/** Colours beside those of shapes, as tokens.css has them; WebGL can not read these. */
export const PALETTES = {
  light: {
    background: '#ffffff',
    ligand: '#7b8489',
    loose: '#8f989d',
    cell: '#697177',
    ink: '#14181b',
    accent: '#0a6b61',
  },
  dark: {
    background: '#15191c',
    ligand: '#b4bcc1',
    loose: '#9aa3a8',
    cell: '#8c959b',
    ink: '#eceff0',
    accent: '#56cdbb',
  },
} as const;
