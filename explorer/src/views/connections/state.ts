/** What the address says of the matrix. */
import { useMemo } from 'preact/hooks';
import { useAddress, valueIn } from '../../address/address.js';
import type { ConnectionKind } from '../../parts/glyphs.js';
import { FITTED, type View } from './layout.js';

/** One kind in all cells; or corners below the diagonal and edges above. */
export type KindChoice = 'corner' | 'edge' | 'face' | 'split';
export type Sort = 'shape' | 'element' | 'frequency';
export type Count = 'crystals' | 'connections';

/** How many motifs stand at the rows and columns. */
export const SIZES = [24, 48, 100, 200] as const;

export interface MatrixState {
  readonly kind: KindChoice;
  readonly sort: Sort;
  readonly count: Count;
  readonly size: number;
  /** Only motifs with this centre, or this shape. */
  readonly element: string | null;
  readonly shape: string | null;
  readonly picked: readonly [motif: string, other: string] | null;
  /** The kind whose strongest pairs are listed. */
  readonly strongest: ConnectionKind;
  readonly isTable: boolean;
  /** The enlarged part; shifts in parts of the whole grid. */
  readonly part: View;
}

const KINDS = ['corner', 'edge', 'face', 'split'] as const;

export function stateOf(parameters: URLSearchParams): MatrixState {
  const oneOf = <Value extends string>(name: string, values: readonly Value[], fallback: Value) =>
    valueIn(parameters, name, values, fallback);
  const kind = oneOf('kind', KINDS, 'split');
  const strongest = oneOf('strongest', ['corner', 'edge', 'face'], kind === 'split' ? 'face' : kind);
  return {
    kind,
    sort: oneOf('sort', ['shape', 'element', 'frequency'], 'shape'),
    count: oneOf('count', ['crystals', 'connections'], 'crystals'),
    size: SIZES.find((size) => String(size) === parameters.get('n')) ?? 48,
    element: parameters.get('element'),
    shape: parameters.get('shape'),
    picked: pairOf(parameters.get('pick')),
    strongest: strongest.toUpperCase() as ConnectionKind,
    isTable: parameters.get('as') === 'table',
    part: partOf(parameters.get('zoom')),
  };
}

/** Ids of motifs hold commas where several elements share a centre (`Co,Mn-O:6`): the pair is split after the first shape. */
function pairOf(text: string | null): readonly [string, string] | null {
  const [, motif, other] = /^(.+?:\d+(?:\[[^\]]*\])?),(.+)$/.exec(text ?? '') ?? [];
  return motif === undefined || other === undefined ? null : [motif, other];
}

/** The state, and a way to change it. */
export function useMatrixState() {
  const [parameters, change] = useAddress();
  const state = useMemo(() => stateOf(parameters), [parameters]);
  return [state, change] as const;
}

/** `4,0.25,0.5`: four times, a quarter of the grid to the left and half of it above are out of sight. */
function partOf(text: string | null): View {
  const [zoom = 1, x = 0, y = 0] = (text ?? '').split(',').map(Number);
  return zoom > 1 && [zoom, x, y].every(Number.isFinite) ? { zoom, x, y } : FITTED;
}

export function textOfPart({ zoom, x, y }: View): string | null {
  const short = (value: number) => String(Number(value.toFixed(4)));
  return zoom <= 1 ? null : [zoom, x, y].map(short).join(',');
}
