/** A polygon in an address: `x,y;x,y;…`. */

/** Corners, in units of the data. */
export type Polygon = readonly (readonly [x: number, y: number])[];

/** Null without at least three corners. */
export function parsePolygon(text: string | null): Polygon | null {
  const corners = (text ?? '').split(';').map((corner) => corner.split(',').map(Number));
  const isPolygon =
    corners.length >= 3 && corners.every((corner) => corner.length === 2 && corner.every(Number.isFinite));
  return isPolygon ? corners.map(([x, y]) => [x!, y!] as const) : null;
}

export function formatPolygon(polygon: Polygon): string {
  return polygon.map(([x, y]) => `${Number(x.toFixed(2))},${Number(y.toFixed(2))}`).join(';');
}
