/** Outlines of shapes and of what polyhedra share. */
import { shapeColour, shapeOf } from '../design/shapes.js';
import './glyphs.css';

/** Faces in a box of 24 × 24, each with how much darker than the colour of the shape it is, 0 to 1. */
type Face = readonly [points: string, shade: number];

const FACES: Readonly<Record<string, readonly Face[]>> = {
  'O:6': [
    ['12,1.5 3.5,12.8 13.5,15', 0],
    ['12,1.5 13.5,15 20.5,11.2', 0.22],
    ['3.5,12.8 13.5,15 12,22.5', 0.14],
    ['13.5,15 20.5,11.2 12,22.5', 0.36],
  ],
  'T:4': [
    ['12,2.5 2.5,20 15,21.5', 0],
    ['12,2.5 15,21.5 21.5,17', 0.28],
  ],
  'S:5': [
    ['10,2.5 2,17 14,21.5', 0],
    ['10,2.5 14,21.5 22,14.5', 0.25],
  ],
  'T:5': [
    ['12,1.5 4.5,11 12.5,14', 0],
    ['12,1.5 12.5,14 19.5,11', 0.16],
    ['4.5,11 12.5,14 12,22.5', 0.1],
    ['12.5,14 19.5,11 12,22.5', 0.26],
  ],
  'C:8': [
    ['12,2 21,6.5 12,11 3,6.5', 0],
    ['3,6.5 12,11 12,22 3,17.5', 0.16],
    ['12,11 21,6.5 21,17.5 12,22', 0.34],
  ],
  'T:6': [
    ['7,3 17,3 13,7', 0],
    ['7,3 13,7 13,22 4.5,18.5', 0.08],
    ['13,7 17,3 20,18 13,22', 0.24],
  ],
  'ST:7': [
    ['6,6 14,2.5 17,9', 0],
    ['6,6 17,9 14,21.5 3.5,18.5', 0.14],
    ['14,2.5 21.5,10 17,9', 0.2],
    ['17,9 21.5,10 14,21.5', 0.34],
  ],
  'C:12': [
    ['8,3 16,3 19,8 12,11 5,8', 0],
    ['5,8 12,11 9.5,19 3,14.5', 0.14],
    ['12,11 19,8 21,14.5 14.5,19', 0.3],
    ['12,11 14.5,19 9.5,19', 0.22],
    ['9.5,19 14.5,19 12,22', 0.36],
  ],
  'SS:4': [
    ['12,10 2.5,6 8,20', 0],
    ['12,10 21.5,6 16,20', 0.22],
    ['12,10 8,20 16,20', 0.36],
  ],
  'S:4': [
    ['2,12 12,7 12,17', 0],
    ['22,12 12,7 12,17', 0.16],
  ],
  'SBT:8': [
    ['4,8 12,2.5 20,8 12,10.5', 0],
    ['4,8 12,10.5 8.5,21 2.5,15', 0.14],
    ['12,10.5 20,8 21.5,15 15.5,21', 0.3],
    ['12,10.5 15.5,21 8.5,21', 0.22],
  ],
  'TL:3': [['12,4 2.5,20 21.5,20', 0]],
};

interface ShapeGlyphProps {
  geometry: string;
  size?: number;
  name?: string;
  /** Instead of that of the shape: a lighter one, where two motifs of a crystal have the same shape. */
  colour?: string | undefined;
}

/** The outline of a shape; a circle for those without one of their own. Its name stands beside it, or is given here. */
export function ShapeGlyph({ geometry, size = 16, name, colour }: ShapeGlyphProps) {
  const faces = Object.hasOwn(FACES, geometry) ? FACES[geometry] : undefined;
  const fill = colour ?? shapeColour(geometry);
  return (
    <svg
      class={`shape-glyph${shapeOf(geometry).isPale ? ' pale' : ''}`}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      {...(name === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
    >
      {faces === undefined ? (
        <circle cx={12} cy={12} r={8.5} fill={fill} />
      ) : (
        faces.map(([points, shade]) => (
          <g key={points}>
            <polygon points={points} fill={fill} />
            <polygon points={points} class="shade" fill-opacity={shade} />
          </g>
        ))
      )}
    </svg>
  );
}

/** What two polyhedra share. */
export type ConnectionKind = 'CORNER' | 'EDGE' | 'FACE';

/** Two wedges that meet in a point, an edge or a face. Kinds are ink, never hue. */
const KINDS: Readonly<Record<ConnectionKind, { readonly wedges: readonly string[]; readonly shared?: string }>> = {
  CORNER: { wedges: ['0,3 0,13 14,8', '28,3 28,13 14,8'] },
  EDGE: { wedges: ['3,8 14,2 14,14', '25,8 14,2 14,14'] },
  FACE: { wedges: ['3,8 11,2 11,14', '25,8 17,2 17,14'], shared: '11,2 17,2 17,14 11,14' },
};

export function KindGlyph({ kind, size = 22 }: { kind: ConnectionKind; size?: number }) {
  const { wedges, shared } = KINDS[kind];
  return (
    <svg class="kind-glyph" viewBox="-1 0 30 16" width={size} height={(size * 16) / 30} aria-hidden>
      {wedges.map((points) => (
        <polygon key={points} points={points} />
      ))}
      {shared !== undefined && <polygon points={shared} class="shared" />}
    </svg>
  );
}

export const KIND_NAMES: Readonly<Record<ConnectionKind, { readonly one: string; readonly many: string }>> = {
  CORNER: { one: 'corner', many: 'corners' },
  EDGE: { one: 'edge', many: 'edges' },
  FACE: { one: 'face', many: 'faces' },
};
