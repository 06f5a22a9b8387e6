/** Which polyhedra are drawn beyond the cell, and which stand out. */
import { neighboursOf } from './assembly.js';
import { type Cell, type PolyhedronKey, textOf } from './cell.js';
import { counted } from '../parts/text.js';
import { type ConnectionKind, KIND_NAMES } from '../parts/glyphs.js';
import { KINDS } from '../parts/kinds.js';

interface Selection {
  readonly picked: PolyhedronKey | null;
  readonly lit: readonly PolyhedronKey[] | null;
  readonly chosen: readonly PolyhedronKey[];
  /** Only neighbours that share in this way stand out; null: all. */
  readonly kind: ConnectionKind | null;
}

export interface Emphasis {
  readonly beyond: readonly PolyhedronKey[];
  /** Texts of those that stand out; null: all. */
  readonly full: ReadonlySet<string> | null;
}

/** A picked polyhedron stands out with its neighbours; so do those that one chooses, and otherwise the lit ones. */
export function emphasisOf(cell: Cell, { picked, lit, chosen, kind }: Selection): Emphasis {
  const roots = chosen.length > 0 ? chosen : picked === null ? [] : [picked];
  if (roots.length > 0) {
    const neighbours = roots
      .flatMap((key) => neighboursOf(cell, key))
      .filter((neighbour) => kind === null || neighbour.kind === kind);
    const beyond = [...roots, ...neighbours.map(({ key }) => key)];
    return { beyond, full: new Set(beyond.map(textOf)) };
  }
  if (lit !== null) return { beyond: lit, full: new Set(lit.map(textOf)) };
  return { beyond: [], full: null };
}

/** How many polyhedra one shares corners, edges and faces with; kinds that it has none of are left out. */
export function kindsOf(cell: Cell, key: PolyhedronKey): readonly (readonly [kind: ConnectionKind, count: number])[] {
  const neighbours = neighboursOf(cell, key);
  return KINDS.map((kind) => [kind, neighbours.filter((neighbour) => neighbour.kind === kind).length] as const).filter(
    ([, count]) => count > 0,
  );
}

/** `shares 8 corners, 1 edge`. */
export function sharingOf(cell: Cell, key: PolyhedronKey): string {
  const parts = kindsOf(cell, key).map(([kind, count]) => counted(count, KIND_NAMES[kind].one, KIND_NAMES[kind].many));
  return parts.length === 0 ? 'shares no ligands' : `shares ${parts.join(', ')}`;
}
