/** Values of enumerations and shapes in words. */
import { shapeOf } from '../design/shapes.js';
import { type ConnectionKind, KIND_NAMES } from './glyphs.js';

export function crystalSystemName(value: string): string {
  return value.toLowerCase();
}

export function kindName(kind: ConnectionKind): string {
  return KIND_NAMES[kind].one;
}

/** @param label the API's name, for shapes without one here */
export function shapeName(geometry: string, label?: string | null): string {
  const { name, symbol } = shapeOf(geometry);
  return symbol === geometry ? name : (label?.toLowerCase() ?? geometry);
}

/** `octahedron`, `SA:8 polyhedron`. */
export function polyhedronName(geometry: string): string {
  const { name, symbol } = shapeOf(geometry);
  return symbol === geometry ? name : `${geometry} polyhedron`;
}

/** `octahedra`, `SA:8 polyhedra`. */
export function polyhedraName(geometry: string): string {
  const { plural, symbol } = shapeOf(geometry);
  return symbol === geometry ? plural : `${geometry} polyhedra`;
}

const COUNTS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

export function elementCountName(count: number): string {
  return COUNTS[count] ?? String(count);
}
