/** A drawn pattern: polyhedra as outlines of their shapes, connections as one, two or three lines. */
import { ShapeGlyph } from '../../parts/glyphs.js';
import { rangeText } from '../../parts/range-text.js';
import type { Point } from './layout.js';
import type { Connection, Criteria } from './model.js';
import { centreText, drawnShape, kindText } from './words.js';
import './figure.css';

export const NODE_SIZE = 68;
/** Lines end so far from a centre. */
const CLEARANCE = 44;
const GAP = 7;

export function PolyhedronFigure({ criteria, isSmall = false }: { criteria: Criteria; isSmall?: boolean }) {
  const shape = drawnShape(criteria);
  const text = centreText(criteria);
  return (
    <>
      {shape === null ? (
        <circle class="any-shape" r={NODE_SIZE / 2 - 5} />
      ) : (
        <g transform={`translate(${-NODE_SIZE / 2} ${-NODE_SIZE / 2})`}>
          <ShapeGlyph geometry={shape} size={NODE_SIZE} />
        </g>
      )}
      {!isSmall && (
        <>
          <rect class="centre" x={-centreWidth(text) / 2} y={-13} width={centreWidth(text)} height={26} rx={13} />
          <text class="centre-text" dy="0.36em">
            {text}
          </text>
        </>
      )}
    </>
  );
}

function centreWidth(text: string): number {
  return Math.max(26, 10 + 8 * text.length);
}

interface ConnectionFigureProps {
  connection: Connection;
  from: Point;
  to: Point;
  isPicked?: boolean;
  isSmall?: boolean;
}

export function ConnectionFigure({ connection, from, to, isPicked = false, isSmall = false }: ConnectionFigureProps) {
  const { kinds } = connection;
  const line = lineBetween(from, to);
  if (line === null) return null;
  const { start, end, middle, normal } = line;
  const [kind, ...others] = kinds;
  const isOne = kind !== undefined && others.length === 0;
  const count = !isOne ? 1 : kind === 'CORNER' ? 1 : kind === 'EDGE' ? 2 : 3;
  const limits = limitText(connection);
  const path = (offset: number) => {
    const [dx, dy] = [normal[0] * offset, normal[1] * offset];
    return `M${start[0] + dx} ${start[1] + dy}L${end[0] + dx} ${end[1] + dy}`;
  };
  const label = isPicked || !isOne ? kindText(kinds) : '';
  return (
    <>
      <path class="reach" d={path(0)} />
      {isPicked && <path class="band" d={path(0)} />}
      {Array.from({ length: count }, (_, index) => (
        <path key={index} class={isOne ? 'line' : 'line open'} d={path((index - (count - 1) / 2) * GAP)} />
      ))}
      {isOne && kind === 'CORNER' && !isPicked && <circle class="shared" cx={middle[0]} cy={middle[1]} r={4} />}
      {!isSmall && label !== '' && (
        <g class="kind-label" transform={`translate(${middle[0]} ${middle[1]})`}>
          <rect x={-labelWidth(label) / 2} y={-13} width={labelWidth(label)} height={26} rx={13} />
          <text dy="0.36em">{label}</text>
        </g>
      )}
      {!isSmall && limits !== '' && (
        <g class="limits" transform={`translate(${middle[0]} ${middle[1] + (label === '' && count > 0 ? 16 : 25)})`}>
          <rect x={-labelWidth(limits) / 2} y={-9} width={labelWidth(limits)} height={18} rx={5} />
          <text dy="0.34em">{limits}</text>
        </g>
      )}
    </>
  );
}

function labelWidth(text: string): number {
  return 22 + 6.6 * text.length;
}

interface Line {
  readonly start: Point;
  readonly end: Point;
  readonly middle: Point;
  readonly normal: Point;
}

/** From outline to outline; null where they touch. */
export function lineBetween([x, y]: Point, [u, v]: Point, clearance = CLEARANCE): Line | null {
  const length = Math.hypot(u - x, v - y);
  if (length < 2 * clearance) return null;
  const [dx, dy] = [(u - x) / length, (v - y) / length];
  return {
    start: [x + dx * clearance, y + dy * clearance],
    end: [u - dx * clearance, v - dy * clearance],
    middle: [(x + u) / 2, (y + v) / 2],
    normal: [-dy, dx],
  };
}

/** `150–180°, 2.9–3.1 Å`. */
function limitText({ sharedLigands, angle, distance }: Connection): string {
  const parts = [
    sharedLigands === undefined ? '' : `${rangeText(sharedLigands)} shared`,
    angle === undefined ? '' : `${rangeText(angle)}°`,
    distance === undefined ? '' : `${rangeText(distance)} Å`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}
