/**
 * A view as short text, for addresses: `15,-30,0` or `15,-30,0,1.4,2.1,-0.3`. Three numbers say how it is turned from where it
 * started (degrees around a vector, as long as the angle), then come the zoom, and by how many Å it is shifted to the right and down.
 */
import { cross, dot, length, scale, type Vector } from './vectors.js';
import { type Eye, pixelsPerAngstrom, rotate, type Turn, type View, ZOOMS } from './view.js';

const DEGREES = 180 / Math.PI;
/** What is nearer to the first view than this is it, degrees. */
const STILL = 0.05;

/** Null for the first view. @param first how it started, on the same screen */
export function viewText(eye: Eye, first: Eye): string | null {
  const { view } = eye;
  const turn = scale(rotationBetween(first.view.turn, view.turn), DEGREES);
  const zoom = pixelsPerAngstrom(eye) / pixelsPerAngstrom(first);
  const pan = view.pan.map((pixels) => pixels / pixelsPerAngstrom(eye));
  const isShifted = pan.some((shift) => Math.abs(shift) > 0.05);
  const isZoomed = Math.abs(zoom - 1) > 0.005;
  if (!isShifted && !isZoomed && length(turn) < STILL) return null;
  return [
    ...turn.map((angle) => rounded(angle, 1)),
    ...(isShifted || isZoomed ? [rounded(zoom, 2)] : []),
    ...(isShifted ? pan.map((shift) => rounded(shift, 1)) : []),
  ].join(',');
}

/** The view that a text means; the first one where it means none. */
export function viewOf(text: string | null, first: Eye): View {
  const numbers = (text ?? '').split(',').map(Number);
  if (text === null || ![3, 4, 6].includes(numbers.length) || !numbers.every(Number.isFinite)) return first.view;
  const [x, y, z, zoom = 1, right = 0, down = 0] = numbers as [number, number, number, number?, number?, number?];
  const turn = turnedBy(first.view.turn, scale([x, y, z], 1 / DEGREES));
  const shown: View = { turn, zoom: within(zoom, ZOOMS), pan: [0, 0] };
  const size = pixelsPerAngstrom({ ...first, view: shown });
  return { ...shown, pan: [right * size, down * size] };
}

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals)) || 0;
const within = (value: number, [low, high]: readonly [number, number]): number => Math.min(high, Math.max(low, value));

function turnedBy(turn: Turn, rotation: Vector): Turn {
  const angle = length(rotation);
  if (angle < 1e-9) return turn;
  const axis = scale(rotation, 1 / angle);
  const [right, up] = [rotate(turn[0], axis, angle), rotate(turn[1], axis, angle)];
  return [right, up, cross(right, up)];
}

/** What turns one into the other: along the axis, as long as the angle in radians. */
function rotationBetween(from: Turn, to: Turn): Vector {
  // Entry (row, column) of the matrix that takes each vector of one to that of the other.
  const at = (row: number, column: number): number =>
    from.reduce((sum, vector, index) => sum + to[index]![row]! * vector[column]!, 0);
  // The quaternion from its largest part, which is never near zero.
  const squares = [
    1 + at(0, 0) + at(1, 1) + at(2, 2),
    1 + at(0, 0) - at(1, 1) - at(2, 2),
    1 - at(0, 0) + at(1, 1) - at(2, 2),
    1 - at(0, 0) - at(1, 1) + at(2, 2),
  ];
  const largest = squares.indexOf(Math.max(...squares));
  const twist: Vector = [at(2, 1) - at(1, 2), at(0, 2) - at(2, 0), at(1, 0) - at(0, 1)];
  const whole = [
    [squares[0]!, ...twist],
    [twist[0], squares[1]!, at(1, 0) + at(0, 1), at(0, 2) + at(2, 0)],
    [twist[1], at(1, 0) + at(0, 1), squares[2]!, at(2, 1) + at(1, 2)],
    [twist[2], at(0, 2) + at(2, 0), at(2, 1) + at(1, 2), squares[3]!],
  ][largest]!;
  const sign = whole[0]! < 0 ? -1 : 1;
  const axis: Vector = [sign * whole[1]!, sign * whole[2]!, sign * whole[3]!];
  const sine = Math.sqrt(dot(axis, axis));
  return sine < 1e-12 ? [0, 0, 0] : scale(axis, (2 * Math.atan2(sine, sign * whole[0]!)) / sine);
}
