/** Where points of the data stand on the screen, and back. No drawing here. */

/** Columns of coordinates; the y axis points upwards. */
export interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** Room at the edges that is covered by panels, in pixels. */
export interface Inset {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** From data to pixels: `x · scale + dx`, `dy − y · scale`. */
export interface Frame {
  readonly scale: number;
  readonly dx: number;
  readonly dy: number;
}

/** What is in the middle of the uncovered area, in units of the data, and how many times larger than when all is seen. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

const MARGIN = 18;

/** The frame in which all points are seen. */
export function fitted(points: Points, { width, height }: Size, inset: Inset): Frame {
  const [left, right] = extent(points.x);
  const [bottom, top] = extent(points.y);
  const room = { x: width - inset.left - inset.right - 2 * MARGIN, y: height - inset.top - inset.bottom - 2 * MARGIN };
  const span = (low: number, high: number) => Math.max(high - low, 1e-9);
  const scale = Math.max(1e-9, Math.min(room.x / span(left, right), room.y / span(bottom, top)));
  const middle = middleOf({ width, height }, inset);
  return { scale, dx: middle[0] - ((left + right) / 2) * scale, dy: middle[1] + ((bottom + top) / 2) * scale };
}

function extent(values: ArrayLike<number>): readonly [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? [0, 1] : [low, high];
}

/** The middle of the uncovered area. */
export function middleOf({ width, height }: Size, inset: Inset): readonly [x: number, y: number] {
  return [(inset.left + width - inset.right) / 2, (inset.top + height - inset.bottom) / 2];
}

/** A frame after a zoom by `k` and a shift by `x`, `y` pixels. */
export function zoomed({ scale, dx, dy }: Frame, { k, x, y }: View): Frame {
  return { scale: scale * k, dx: dx * k + x, dy: dy * k + y };
}

export function toScreen({ scale, dx, dy }: Frame, x: number, y: number): readonly [x: number, y: number] {
  return [x * scale + dx, dy - y * scale];
}

export function toData({ scale, dx, dy }: Frame, x: number, y: number): readonly [x: number, y: number] {
  return [(x - dx) / scale, (dy - y) / scale];
}

/** Of a map that points are drawn large on, in pixels. */
const LARGE = 700;

/** 0 to 1: how large a map is, where points and labels have to be smaller or fewer on a small one. */
export function roominess({ width, height }: Size, inset: Inset): number {
  const room = Math.min(width - inset.left - inset.right, height - inset.top - inset.bottom);
  return Math.min(1, Math.max(0.1, room / LARGE));
}

/** Pixels across a point: many points are small ones, and they grow more slowly than their distances. */
export function diameter(count: number, k: number, room: number): number {
  const whole = Math.min(8, Math.max(2.2, 12.6 * Math.max(1, count) ** -0.13)) * room ** 0.4;
  return Math.min(16, whole * Math.max(1, k) ** 0.4);
}

/** `x,y,k` of an address, and back. */
export function parseView(text: string | null): View | null {
  const [x, y, k, ...rest] = (text ?? '').split(',').map(Number);
  if (x === undefined || y === undefined || k === undefined || rest.length > 0) return null;
  return [x, y, k].every(Number.isFinite) && k > 0 ? { x, y, k } : null;
}

export function formatView({ x, y, k }: View): string {
  return [x.toFixed(2), y.toFixed(2), Number(k.toPrecision(3))].join(',');
}
